"""The agencies of one province on a day: who handles a procedure, and which places they serve."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from engine.organisation import Agency, Organisation
from engine.procedure import Procedure, Tier

_DISTRICTS_END = date(2025, 6, 30)  # the last day on which districts handled what communes now do


class Territory:
    """One province of the organisation; what holds for a day is looked up once."""

    def __init__(self, organisation: Organisation, province: str) -> None:
        self._organisation = organisation
        self._province = province
        self.in_force = lru_cache(maxsize=None)(self._find_in_force)
        self._handling = lru_cache(maxsize=None)(self._find_handling)
        self._places = lru_cache(maxsize=None)(self._find_places)

    def handling(self, procedure: Procedure, day: date) -> tuple[Agency, ...]:
        """The agencies of which a unit has the procedure or its field as its own."""
        return self._handling(procedure.code, procedure.field, procedure.tier, day)

    def communes(self, agency: Agency, day: date) -> tuple[Agency, ...]:
        """The communes in force that day that the agency works for."""
        return tuple(
            commune
            for commune in self.in_force(day)
            if commune.tier is Tier.COMMUNE and any(map(agency.covers, commune.serves))
        )

    def commune_of(self, agency: Agency, place: str, day: date) -> Agency:
        """The commune of one of the places of the agency."""
        return next(one for one in self.communes(agency, day) if one.covers(place))

    def places(self, agency: Agency, day: date) -> tuple[str, ...]:
        """The places that the agency serves and that a commune of that day stands for."""
        return self._places(agency.id, day)

    def _find_in_force(self, day: date) -> tuple[Agency, ...]:
        every = self._organisation.in_force(day)
        return tuple(one for one in every if one.province == self._province)

    def _find_handling(self, code: str, field: str, tier: Tier, day: date) -> tuple[Agency, ...]:
        tiers = {tier} | ({Tier.DISTRICT} if _districts_too(tier, day) else set())
        own = {field, code}
        return tuple(
            agency
            for agency in self.in_force(day)
            if agency.tier in tiers
            and any(own & unit.handles and unit.in_force(day) for unit in agency.units)
        )

    def _find_places(self, agency: str, day: date) -> tuple[str, ...]:
        found = self._organisation.agency(agency)
        return served(found, self.communes(found, day))


def served(agency: Agency, communes: Iterable[Agency]) -> tuple[str, ...]:
    """The places of these communes that the agency serves too."""
    return tuple(sorted({p for one in communes for p in one.serves if agency.covers(p)}))


def _districts_too(tier: Tier, day: date) -> bool:
    return tier is Tier.COMMUNE and day <= _DISTRICTS_END
