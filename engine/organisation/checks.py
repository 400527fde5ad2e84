"""What the files of agencies may not say: loose ends, overlaps and contradictions."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar

from engine.actors import Actor, Grant, Role
from engine.errors import DefinitionFault
from engine.organisation.values import Agency, DatedName, Unit
from engine.procedure import Tier

# Roles that no person is granted: they stand for the citizen, for time and for a failure.
_NOT_FOR_PEOPLE = frozenset({Role.APPLICANT, Role.SYSTEM, Role.OUTAGE})
_RESERVED = frozenset({"applicant", "system"})  # the actors of the ledger who are not staff
_OF_A_UNIT = frozenset({Role.OFFICER, Role.UNIT_HEAD})


class Dated(Protocol):
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date: ...


Item = TypeVar("Item", bound=Dated)


def check(agencies: Mapping[str, Agency], people: Mapping[str, Actor]) -> None:
    """Refuse agencies and people that contradict themselves or each other: DefinitionFault."""
    for agency in agencies.values():
        _check_agency(agency)
        _check_ties(agency, agencies)
    _check_places(agencies.values())
    for person in people.values():
        _check_id(person)
        for grant in person.grants:
            _check_grant(person, grant, agencies)


def check_prefixes(agencies: Iterable[Agency], keys: tuple[str, ...], *, whole_years: bool) -> None:
    """Refuse two agencies with the same values of all `keys` at the same time."""
    owners: dict[tuple[str, ...], list[Agency]] = {}
    for agency in agencies:
        if all(key in agency.identifiers for key in keys):
            prefix = tuple(agency.identifiers[key] for key in keys)
            owners.setdefault(prefix, []).append(agency)
    for prefix, owning in owners.items():
        for one, other in combinations(owning, 2):
            if _meet(one, other, whole_years=whole_years):
                raise _fault(
                    "prefix_owned_twice",
                    f"Mã định danh {' '.join(prefix)} đang thuộc cả {one.id} và {other.id}: "
                    "mã hồ sơ của hai cơ quan sẽ trùng nhau",
                )


def _check_agency(agency: Agency) -> None:
    if agency.valid_from > agency.valid_to:
        raise _fault("bad_validity", f"{agency.id}: ngày hết hiệu lực trước ngày có hiệu lực")
    _check_names(f"Tên của {agency.id}", agency.names)
    _check_names(f"Tên bộ phận một cửa của {agency.id}", agency.offices)
    for unit in agency.units:
        _check_names(f"Tên đơn vị {unit.id} của {agency.id}", unit.names)
    if pair := _clash(agency.units, lambda one, other: one.id == other.id):
        raise _fault("duplicate_unit", f"{agency.id}: có hai đơn vị “{pair[0].id}”")
    if pair := _clash(agency.units, _handle_the_same):
        raise _fault(
            "handled_twice",
            f"{agency.id}: đơn vị {pair[0].id} và {pair[1].id} cùng phụ trách "
            f"“{min(pair[0].handles & pair[1].handles)}”",
        )


def _handle_the_same(one: Unit, other: Unit) -> bool:
    return bool(one.handles & other.handles) and _meet(one, other)


def _check_names(whose: str, names: tuple[DatedName, ...]) -> None:
    if not names:
        raise _fault("no_name", f"{whose}: chưa có")
    if pair := _clash(names, _meet):
        raise _fault(
            "names_overlap",
            f"{whose}: “{pair[0].name}” và “{pair[1].name}” cùng dùng trong một thời gian",
        )


def _check_ties(agency: Agency, agencies: Mapping[str, Agency]) -> None:
    if agency.parent is not None and agency.parent not in agencies:
        raise _fault("dangling_parent", f"{agency.id}: không có cơ quan cấp trên “{agency.parent}”")
    for step in agency.lineage:
        heir = agencies.get(step.successor)
        if heir is None:
            raise _fault(
                "dangling_successor", f"{agency.id}: không có cơ quan kế thừa “{step.successor}”"
            )
        # An heir that outlives the agency also keeps the lineage from running in a circle.
        if heir.valid_to <= agency.valid_to or step.day <= agency.valid_to:
            raise _fault(
                "early_successor",
                f"{agency.id}: {heir.id} phải kế thừa sau ngày cơ quan chấm dứt và tồn tại lâu hơn",
            )


def _check_places(agencies: Iterable[Agency]) -> None:
    for tier in (Tier.DISTRICT, Tier.COMMUNE):
        serving: dict[str, list[Agency]] = {}
        for agency in agencies:
            for place in agency.serves if agency.tier is tier else ():
                serving.setdefault(place, []).append(agency)
        for place, several in serving.items():
            if pair := _clash(several, _meet):
                raise _fault(
                    "place_served_twice",
                    f"Địa bàn {place} cùng lúc thuộc {pair[0].id} và {pair[1].id}",
                )


def _check_id(person: Actor) -> None:
    if person.id in _RESERVED:
        raise _fault(
            "reserved_id",
            f"Mã cán bộ “{person.id}” dành cho người nộp hồ sơ và hệ thống, không đặt cho ai được",
        )


def _check_grant(person: Actor, grant: Grant, agencies: Mapping[str, Agency]) -> None:
    agency = agencies.get(grant.agency)
    if agency is None:
        raise _fault(
            "dangling_grant", f"{person.id}: không có cơ quan “{grant.agency}” để giao việc"
        )
    if grant.role in _NOT_FOR_PEOPLE:
        raise _fault(
            "role_not_for_people", f"{person.id}: vai trò “{grant.role}” không giao cho người"
        )
    if grant.role in _OF_A_UNIT and grant.unit is None:
        raise _fault("grant_without_unit", f"{person.id}: vai trò “{grant.role}” phải ghi đơn vị")
    if grant.unit is not None and agency.unit(grant.unit) is None:
        raise _fault("dangling_grant", f"{person.id}: {agency.id} không có đơn vị “{grant.unit}”")


def _meet(one: Dated, other: Dated, *, whole_years: bool = False) -> bool:
    """Whether there is a day (or a year) on which both are in force."""
    if whole_years:
        return (
            one.valid_from.year <= other.valid_to.year
            and other.valid_from.year <= one.valid_to.year
        )
    return one.valid_from <= other.valid_to and other.valid_from <= one.valid_to


def _clash(
    items: Iterable[Item], clashing: Callable[[Item, Item], bool]
) -> tuple[Item, Item] | None:
    """The first two items of which the rule says that they cannot stand together."""
    return next((pair for pair in combinations(items, 2) if clashing(*pair)), None)


def _fault(code: str, sentence: str) -> DefinitionFault:
    return DefinitionFault(f"{sentence}. Xin sửa tệp cơ quan.", code=code)
