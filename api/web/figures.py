"""The figures of the public board: reckoned anew every few minutes, whoever looks in between.

The same cells as the timeliness report (`docs/figures.md`), by office days and the promise in
force: what was accepted and what is open from the projection, what was resolved from the ledgers.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from api.clock import ZONE, local
from api.web.house import House
from engine.catalogue import Catalogue
from engine.fold import fold
from engine.ledger import DossierRef
from engine.reports.judging import STATUTORY
from engine.reports.measures import Measure, measures
from engine.store.board import Load, ended, loads
from engine.store.ledgers import Reading, entries_of

FRESH = timedelta(minutes=5)
_ON_TIME = (Measure.EARLY, Measure.ON_TIME)


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """One agency's month so far; `pending` is what is open now, whenever it came."""

    agency: str
    received: int
    pending: int
    resolved: int
    on_time: int

    @property
    def rate(self) -> float | None:
        """Resolved in time of all that was resolved, in percent; None while there is nothing."""
        return round(100 * self.on_time / self.resolved, 1) if self.resolved else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The board as it stood at a moment."""

    since: datetime
    at: datetime
    agencies: tuple[AgencyFigures, ...]


@dataclass(slots=True)
class Board:
    """Keeps the figures of a process; a dossier is read again only after it has changed."""

    _kept: Figures | None = None
    _judged: dict[DossierRef, tuple[int, datetime, str, frozenset[Measure]]] = field(
        default_factory=dict
    )
    _lock: Lock = field(default_factory=Lock)

    def figures(self, house: House, now: datetime) -> Figures:
        """Those kept, if they are fresh; one reckons while the others wait."""
        with self._lock:
            if self._kept is None or not now - FRESH < self._kept.at <= now:
                with house.reading() as snapshot:
                    self._kept = self._reckoned(snapshot, house.system.office.catalogue, now)
            return self._kept

    def _reckoned(self, snapshot: Reading, catalogue: Catalogue, now: datetime) -> Figures:
        first = local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        since = first.astimezone(ZONE)
        here = dict(ended(snapshot, since))
        for ref, version in here.items():
            known = self._judged.get(ref)
            if known is None or known[:2] != (version, since):
                line = fold(catalogue, entries_of(snapshot, ref))
                cells = measures(line, since, now, STATUTORY)
                self._judged[ref] = (version, since, line.competent, cells)
        self._judged = {ref: self._judged[ref] for ref in here}
        cells_of = [(agency, cells) for *_, agency, cells in self._judged.values()]
        return Figures(since, now, _together(loads(snapshot, since, now), cells_of))


def _together(
    counted: Iterable[Load], cells_of: Iterable[tuple[str, frozenset[Measure]]]
) -> tuple[AgencyFigures, ...]:
    load = {one.agency: one for one in counted}
    resolved: Counter[str] = Counter()
    on_time: Counter[str] = Counter()
    for agency, cells in cells_of:
        resolved[agency] += Measure.RESOLVED in cells
        on_time[agency] += any(one in cells for one in _ON_TIME)
    return tuple(
        AgencyFigures(
            agency,
            load[agency].received if agency in load else 0,
            load[agency].pending if agency in load else 0,
            resolved[agency],
            on_time[agency],
        )
        for agency in sorted({*load, *resolved})
    )
