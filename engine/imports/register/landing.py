"""A case made a dossier: numbered, sealed, chained and folded, ready to be written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.desk.draft import dossier_id
from engine.desk.private import parties_private, party_rows, sealed_rows
from engine.desk.requests import Party
from engine.fold import Editions, fold
from engine.imports.register.cases import Case, Person
from engine.imports.register.comparing import digests
from engine.imports.register.mapping import Mapping as Read
from engine.imports.register.telling import Said, Telling
from engine.ledger import DossierRef, Entry, chain
from engine.procedure import Procedure
from engine.store.act import Act, Insert
from engine.store.importing import GIVEN, SCHEME
from engine.store.results import columns as result_columns
from engine.tables.papers import result
from engine.tables.record import code as code_table
from engine.tables.record import older_code
from engine.timeline import Timeline
from engine.working_calendar import WorkingCalendar

_CITIZEN, _OLD_CARD = 12, 9  # digits of an identity number


@dataclass(frozen=True, slots=True)
class Landing:
    """Makes acts of cases; `recorded` is the moment of the write that they belong to."""

    mapping: Read
    editions: Editions
    procedures: Mapping[str, Procedure]  # the imported editions, by code
    calendar: WorkingCalendar
    pepper: bytes
    entropy: Callable[[int], bytes]
    recorded: datetime

    def act(self, case: Case, code: str, serial: int) -> Act:
        """The whole dossier as one act. `code` is what it is called here, in most cases its own."""
        ref = DossierRef(self.mapping.agency, dossier_id(case.received, self.entropy(10)))
        key: dict[str, object] = {"agency_id": ref.agency, "dossier_id": ref.id}
        parties = (_party(case.person, self.mapping.organisations),) if case.person else ()
        private_parts = parties_private(parties) | {GIVEN: digests(case, self.pepper)}
        seals, private = sealed_rows(key, 1, private_parts, self.entropy)
        opening = self._opening(case, code, serial) | {"sealed": seals}
        if parties:
            opening["parties"] = [_told(parties[0])]
        mapping = self.mapping
        telling = Telling(case, mapping.source, mapping.agency, mapping.closes)
        entries = chain(ref, self._numbered(telling.entries(opening)))
        line = fold(self.editions, entries)
        numbered = {"code": code, "scheme": SCHEME, "scope": mapping.source, "serial": serial}
        rows = (
            Insert(code_table, {**key, **numbered}),
            Insert(older_code, {**key, "origin": mapping.source, "code": case.id}),
            *private,
            *party_rows(key, parties, self.pepper),
            *_results(key, line),
        )
        return Act(ref, 0, tuple(entries), line, restricted=False, at=self.recorded, rows=rows)

    def _numbered(self, said: Iterator[Said]) -> Iterator[Entry]:
        for seq, one in enumerate(said, start=1):
            yield Entry(seq, one.kind, one.at, self.recorded, one.actor, one.facts)

    def _opening(self, case: Case, code: str, serial: int) -> dict[str, object]:
        """What the opening entry fixes for ever, beside the move itself."""
        agency, source = self.mapping.agency, self.mapping.source
        older = {"source": source, "case": case.id, "channel": case.given_channel}
        return {
            "code": code,
            "scheme": SCHEME,
            "scope": source,
            "serial": serial,
            "procedure": case.procedure,
            "edition": self.procedures[case.procedure].edition,
            "calendar": self.calendar.edition,
            "channel": str(case.channel),
            "competent": case.competent,
            "received_at": agency,
            "return_at": agency,
            "return_by": str(case.return_by),
            "place": None,
            "limit": None,
            "imported": older,
        }


def _party(person: Person, organisations: tuple[str, ...]) -> Party:
    digits = (person.identity or "").replace(" ", "")
    kinds = {_CITIZEN: "citizen", _OLD_CARD: "old_card"} if digits.isdigit() else {}
    kind = kinds.get(len(digits), "other") if person.identity else "none"
    return Party(
        "owner",
        person.name,
        kind="organisation" if person.name.casefold().startswith(organisations) else "person",
        identity_kind=kind,
        identity=person.identity,
        address=person.address,
        phone=person.phone,
        email=person.email,
    )


def _told(one: Party) -> dict[str, object]:
    """What the ledger says of a person: no name, no number."""
    return {"no": 1, "role": one.role, "kind": one.kind, "identity_kind": one.identity_kind}


def _results(key: Mapping[str, object], line: Timeline) -> Iterator[Insert]:
    for one in line.results:
        yield Insert(result, {**key, "no": one.no, **result_columns(line, one)})


def shown_code(case: str, source: str, *, taken: bool) -> str:
    """What the dossier is called here: its own code unless another dossier bears that already."""
    return f"{case} ({source})" if taken else case
