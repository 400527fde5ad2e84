"""Which agencies may live apart: the dossiers of one share never take a number of another's.

What ties agencies together is a linked dossier that one opens at the other, and work that goes on
at an heir. Everything else of a dossier belongs to the agency that opened it.
"""

from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from api.simulation.counter import Arrival
from api.simulation.planning import opens_elsewhere
from api.simulation.territory import Territory
from engine.desk import Office


@dataclass(frozen=True, slots=True)
class Ties:
    """Agencies that have to stay in one share, found from what is planned until `last`."""

    office: Office
    territory: Territory
    last: date

    def groups(self, arrivals: Iterable[Arrival]) -> list[frozenset[str]]:
        """The agencies of the arrivals, and whatever is tied to them, in groups apart."""
        groups: dict[str, frozenset[str]] = {}
        for pair in sorted({pair for one in arrivals for pair in self._pairs(one)}):
            joined = frozenset().union(*(groups.get(name, {name}) for name in pair))
            groups |= dict.fromkeys(joined, joined)
        return sorted(set(groups.values()), key=sorted)

    def _pairs(self, arrival: Arrival) -> Iterable[tuple[str, str]]:
        for agency in (arrival.agency, *self._linked(arrival)):
            yield agency, agency
            yield arrival.agency, agency
            for heir in self.office.organisation.successors(agency, self.last):
                yield agency, heir.id

    def _linked(self, arrival: Arrival) -> Iterable[str]:
        """Where the dossiers are received that this one opens at another agency."""
        agency = self.office.organisation.agency(arrival.agency)
        if arrival.place and opens_elsewhere(agency, arrival.procedure, arrival.fate):
            day = self.office.calendar_of(agency.id).local_day(arrival.at)
            yield self.territory.commune_of(agency, arrival.place, day).id


def shares(
    arrivals: Sequence[Arrival], groups: Iterable[frozenset[str]], count: int
) -> list[tuple[Arrival, ...]]:
    """The arrivals in at most so many shares of about one size, none of them empty."""
    load = Tally(one.agency for one in arrivals)
    heaps: list[set[str]] = [set() for _ in range(count)]
    weights = [0] * count
    weighed = ((sum(load[name] for name in group), sorted(group)) for group in groups)
    for weight, group in sorted(weighed, key=lambda one: (-one[0], one[1])):
        lightest = weights.index(min(weights))
        weights[lightest] += weight
        heaps[lightest].update(group)
    split = (tuple(one for one in arrivals if one.agency in heap) for heap in heaps)
    return [share for share in split if share]
