"""The import of one file: mapped, read, and landed in batches, each of them durable by itself.

A second run finds what has landed and adds nothing; one that was killed goes on where it stopped.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from secrets import token_bytes

from sqlalchemy import Engine

from engine.catalogue import Catalogue
from engine.imports.register.cases import Case
from engine.imports.register.columns import Line, find_columns
from engine.imports.register.comparing import without_differing
from engine.imports.register.edition import Text, calendar_of, imported
from engine.imports.register.gathering import Gathered, Gathering, Tell
from engine.imports.register.landing import Landing, shown_code
from engine.imports.register.mapping import Mapping as Read
from engine.imports.register.offered import spelled
from engine.imports.register.reading import Reading, Words
from engine.organisation import Organisation
from engine.procedure import Procedure
from engine.store.editions import save
from engine.store.importing import SCHEME, land, landed, taken
from engine.store.write import Write, writing
from engine.working_calendar import WorkingCalendar

_BATCH = 250  # cases of one write: well within the ten seconds that a write may last
_ENTRIES = 1_500  # … or this many events

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did. `already` had landed before, in an earlier or a killed run, and alike.

    What landed before with other contents is among the rejected of `gathered`. Of an erased
    dossier nothing is left to compare with: it counts as landed alike.
    """

    gathered: Gathered
    landed: int
    already: int

    @property
    def anomalies(self) -> dict[str, int]:
        """How often the sound cases contradict themselves, by kind."""
        found = Counter(str(one) for case in self.gathered.cases for one in case.anomalies())
        return dict(sorted(found.items()))

    @property
    def channels(self) -> dict[str, int]:
        """The sound cases by channel, in the words of the older system."""
        given = Counter(c.given_channel or str(c.channel) for c in self.gathered.cases)
        return dict(given.most_common())

    def to_json(self) -> dict[str, object]:
        gathered = self.gathered
        return {
            "cases": gathered.seen,
            "events": gathered.events,
            "landed": self.landed,
            "already": self.already,
            "rejected": [one.to_json() for one in gathered.rejected],
            "held_back": len(gathered.held),
            "anomalies": self.anomalies,
            "channels": self.channels,
        }


@dataclass(frozen=True, slots=True)
class _Editions:
    """What the fold asks, of imported dossiers alone."""

    procedures: Mapping[str, Procedure]
    calendars: Mapping[str, WorkingCalendar]

    def procedure(self, edition: str) -> Procedure:
        return self.procedures[edition]

    def calendar(self, edition: str) -> WorkingCalendar:
        return self.calendars[edition]


@dataclass(frozen=True, slots=True)
class Importing:
    """Brings the dossiers of one older system into one agency."""

    engine: Engine
    catalogue: Catalogue
    organisation: Organisation
    mapping: Read
    pepper: bytes
    clock: Callable[[], datetime] | None = None
    entropy: Callable[[int], bytes] = field(default=token_bytes)

    def check(self) -> None:
        """Refuse a mapping whose agency or procedure there is not, before any row is read."""
        self.organisation.agency(self.mapping.agency)
        self.mapping.procedure.check(self.catalogue)

    def gather(self, lines: Iterable[Line], now: datetime, tell: Tell = lambda _: None) -> Gathered:
        """Read the file; nothing is written. BadInput for one without the columns."""
        ahead: list[Line] = []
        given = iter(lines)
        columns = find_columns(self.mapping.columns, _noted(given, ahead))
        reading = Reading(self.mapping, columns, self._words(), now)
        return Gathering(reading).read(chain(ahead, given), tell)

    def land(self, gathered: Gathered, tell: Progress = lambda *_: None) -> Brought:
        """Write what has not landed yet, batch after batch; what landed otherwise is rejected."""
        with writing(self.engine, self.clock) as write:
            known = landed(write.connection, self.mapping.agency, self.mapping.source)
            procedures, texts = self._editions(gathered)
            for text in texts:
                save(write, text.kind, text.code, text.edition, text.content)
        gathered = without_differing(gathered, known, self.pepper)
        source = self.mapping.source
        fresh = [case for case in gathered.cases if not known.has(case.id, source)]
        done = 0
        for batch in _batches(fresh):
            with writing(self.engine, self.clock) as write:
                self._land(write, batch, procedures)
            done += len(batch)
            tell(done, len(fresh))
        return Brought(gathered, len(fresh), len(gathered.cases) - len(fresh))

    def _land(
        self, write: Write, batch: Sequence[Case], procedures: Mapping[str, Procedure]
    ) -> None:
        agency, source = self.mapping.agency, self.mapping.source
        last = write.next_serial(agency, SCHEME, source, len(batch))
        borne = taken(write.connection, agency, [case.id for case in batch])
        landing = self._landing(procedures, write.moment)
        acts = [
            landing.act(case, shown_code(case.id, source, taken=case.id in borne), serial)
            for serial, case in enumerate(batch, start=last - len(batch) + 1)
        ]
        land(write, acts)

    def _landing(self, procedures: Mapping[str, Procedure], recorded: datetime) -> Landing:
        calendar, _ = calendar_of(self.mapping.zone)
        editions = _Editions(
            {one.edition: one for one in procedures.values()}, {calendar.edition: calendar}
        )
        return Landing(
            self.mapping, editions, procedures, calendar, self.pepper, self.entropy, recorded
        )

    def _editions(self, gathered: Gathered) -> tuple[dict[str, Procedure], list[Text]]:
        """The imported editions of the procedures that are named, and the texts to be kept."""
        procedures: dict[str, Procedure] = {}
        texts = [calendar_of(self.mapping.zone)[1]]
        for code in sorted({case.procedure for case in gathered.cases}):
            heading = self.mapping.procedure.find(code, self.catalogue)
            if heading is not None:
                procedures[code], text = imported(heading)
                texts.append(text)
        return procedures, texts

    def _words(self) -> Words:
        agencies = self.organisation.agencies
        named = {spelled(n.name): one.id for one in agencies.values() for n in one.names}
        ids = {spelled(id_): id_ for id_ in agencies}
        return Words(self.mapping.procedure.names(self.catalogue), {**named, **ids})


def _noted(lines: Iterator[Line], ahead: list[Line]) -> Iterator[Line]:
    for line in lines:
        ahead.append(line)
        yield line


def _batches(cases: Sequence[Case]) -> Iterator[list[Case]]:
    batch: list[Case] = []
    entries = 0
    for case in cases:
        batch.append(case)
        entries += len(case.steps)
        if len(batch) == _BATCH or entries >= _ENTRIES:
            yield batch
            batch, entries = [], 0
    if batch:
        yield batch
