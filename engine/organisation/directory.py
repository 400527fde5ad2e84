"""Questions about the agencies on a day: who serves whom, which unit acts, who took over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from engine.actors import Actor, Seat
from engine.errors import DefinitionFault, NotFound
from engine.organisation.checks import check, check_prefixes
from engine.organisation.lineage import heirs_on, shares, with_legacies
from engine.organisation.reading import read
from engine.organisation.values import EVERYTHING, WHOLE_PROVINCE, Agency, Unit, Workplace
from engine.procedure import Tier

_TIERS = frozenset(str(tier) for tier in Tier)


@dataclass(frozen=True, slots=True)
class Organisation:
    """All agencies and people that the catalogue knows, past and present, by id.

    Beside the grants of their files people have those over the agencies that theirs took over.
    """

    agencies: Mapping[str, Agency]
    people: Mapping[str, Actor]
    _staff: Mapping[str, tuple[Actor, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_staff", _by_agency(self.people.values()))

    @classmethod
    def from_mappings(cls, files: Mapping[str, object]) -> Self:
        """Read parsed files of `workflows/agencies/`, given by their name for messages.

        DefinitionFault on anything unknown, dangling or contradictory.
        """
        agencies, people = read(files)
        check(agencies, people)
        return cls(agencies, with_legacies(agencies, people))

    def agency(self, agency: str) -> Agency:
        """The agency of that id, in force or not; NotFound."""
        try:
            return self.agencies[agency]
        except KeyError:
            raise NotFound(
                f"Không có cơ quan “{agency}”.", code="unknown_agency", agency=agency
            ) from None

    def above(self, agency: str) -> frozenset[str]:
        """The agency and those above it; NotFound."""
        above: set[str] = set()
        here: str | None = agency
        while here is not None and here not in above:
            above.add(here)
            here = self.agency(here).parent
        return frozenset(above)

    def name_on(self, agency: str, day: date) -> str:
        """The name that papers of that day carry."""
        return self.agency(agency).name_on(day)

    def office_on(self, agency: str, day: date) -> str:
        """What the one-stop office of the agency is called on that day."""
        return self.agency(agency).office_on(day)

    def unit(self, agency: str, unit: str) -> Unit:
        """A unit of an agency, in force or not; NotFound."""
        found = self.agency(agency).unit(unit)
        if found is None:
            raise NotFound(
                f"Cơ quan {agency} không có đơn vị “{unit}”.", code="unknown_unit", unit=unit
            )
        return found

    def in_force(self, day: date) -> tuple[Agency, ...]:
        return tuple(agency for agency in self.agencies.values() if agency.in_force(day))

    def unit_for(self, agency: str, field: str, procedure: str, day: date) -> Unit:
        """The unit that handles a procedure: one that names its code, else its field, else `*`."""
        units = [unit for unit in self.agency(agency).units if unit.in_force(day)]
        for what in (procedure, field, EVERYTHING):
            for unit in units:
                if what in unit.handles:
                    return unit
        raise NotFound(
            f"Cơ quan {agency} không có đơn vị nào phụ trách lĩnh vực “{field}” (thủ tục "
            f"{procedure}) ngày {day:%d/%m/%Y}. Xin bổ sung “handles” trong tệp cơ quan.",
            code="no_unit",
            agency=agency,
            procedure=procedure,
        )

    def is_competent(self, agency: str, tier: Tier, field: str, procedure: str, day: date) -> bool:
        """Whether the agency may decide a procedure of that tier.

        One of another tier may if a unit of it names the procedure or its field: districts had
        such work until 30/6/2025. A unit that takes whatever is left (`*`) is not enough.
        """
        found = self.agency(agency)
        named = any({field, procedure} & unit.handles for unit in found.units if unit.in_force(day))
        return found.tier is tier or named

    def knows_place(self, agency: str, place: str) -> bool:
        """Whether the place is one of the province of the agency; true where none are listed."""
        province = self.agency(agency).province
        served = frozenset[str]().union(
            *(one.serves for one in self.agencies.values() if one.province == province)
        )
        return place in served or not served - {WHOLE_PROVINCE}

    def resolve(
        self, where: str, unit: str | None, place: str | None, day: date, asking: str | None = None
    ) -> Workplace:
        """Where the address `where:unit` leads for a dossier of that place on that day.

        `where` is a tier (the agency of that tier that serves the place and has the unit) or the
        id of an agency (or of one that was taken over). `place` is the code of a commune, `unit`
        None for the agency as such (`commune:place`). `asking` keeps the search to the province
        of that agency. NotFound when none fits, DefinitionFault when several do.
        """
        found = [
            agency
            for agency in self._named_by(where, place, day)
            if (unit is None or agency.has_unit(unit, day))
            and (asking is None or agency.province == self.agency(asking).province)
        ]
        if len(found) > 1:
            found = _most_fitting(found, place, unit)
        address = f"{where}:{unit or 'place'}"
        if not found:
            raise NotFound(
                f"Ngày {day:%d/%m/%Y} không có cơ quan nào cho địa chỉ “{address}” "
                f"ở địa bàn {place or '(chưa ghi)'}. Xin kiểm tra tệp cơ quan.",
                code="no_agency",
                address=address,
                place=place,
            )
        if len(found) > 1:
            raise DefinitionFault(
                f"Địa chỉ “{address}” ở địa bàn {place or '(chưa ghi)'} dẫn tới hai cơ quan: "
                f"{found[0].id} và {found[1].id}.",
                code="ambiguous_address",
                address=address,
                place=place,
            )
        return Workplace(found[0].id, unit)

    def successors(self, agency: str, day: date) -> tuple[Agency, ...]:
        """The agencies that answer for `agency` on `day`: itself until its last day, then heirs."""
        return heirs_on(self.agencies, self.agency(agency), day)

    def successor_on(self, agency: str, place: str | None, day: date) -> Agency:
        """The one agency that answers on `day` for what `agency` had in hand at a place.

        The agency itself as long as it stands; of several heirs the one of the place. One that
        ended without an heir still answers for itself: there is nobody else.
        """
        heirs = self.successors(agency, day)
        fitting = (heir for heir, places in shares(heirs) if places is None or places.has(place))
        return next(fitting, self.agency(agency)) if heirs else self.agency(agency)

    def holders(self, seat: Seat, day: date) -> tuple[Actor, ...]:
        """The people who may sit on that seat on that day."""
        staff = self._staff.get(seat.agency, ())
        return tuple(person for person in staff if person.sits_on(seat, day))

    def identifiers(self) -> dict[str, Mapping[str, str]]:
        """The identifiers of every agency, as `SchemeNumbering` takes them."""
        return {agency.id: agency.identifiers for agency in self.agencies.values()}

    def check_prefixes(self, keys: Iterable[str], *, whole_years: bool = False) -> None:
        """Refuse two agencies whose codes begin alike while both are in force: DefinitionFault.

        `keys` are the identifiers that make the prefix. With `whole_years` (counters that run for
        a year) also an heir that would number again in the year in which the other ended.
        """
        check_prefixes(self.agencies.values(), tuple(keys), whole_years=whole_years)

    def _named_by(self, where: str, place: str | None, day: date) -> tuple[Agency, ...]:
        if where not in _TIERS:
            return self.successors(where, day)
        return tuple(
            agency for agency in self.in_force(day) if agency.tier == where and agency.covers(place)
        )


def _most_fitting(found: list[Agency], place: str | None, unit: str | None) -> list[Agency]:
    """Of several heirs the one of the place; of an agency as such the one above the others."""
    at_place = [agency for agency in found if place in agency.serves] or found
    if unit is not None:
        return at_place
    ids = {agency.id for agency in at_place}
    return [agency for agency in at_place if agency.parent not in ids]


def _by_agency(people: Iterable[Actor]) -> dict[str, tuple[Actor, ...]]:
    """Who may ever sit at an agency, so that nobody else is looked at."""
    found: dict[str, tuple[Actor, ...]] = {}
    for person in people:
        for agency in dict.fromkeys(grant.agency for grant in person.grants):
            found[agency] = (*found.get(agency, ()), person)
    return found
