"""A plan against the catalogue: every agency, unit, field, place and person is one that it knows.

The files of agencies say when an agency ends and who takes over; the plan may only carry that out.
So what grants and reports resolve and what becomes of the open dossiers never part.
"""

from collections.abc import Iterator
from itertools import combinations

from engine.desk.office import Office
from engine.desk.succession.plan import FieldMove, Merge, Part, Plan, Rename, Split
from engine.errors import DefinitionFault
from engine.organisation import Agency, Organisation, Workplace


def check_plan(plan: Plan, office: Office) -> None:
    """Refuse the first thing that is not as the catalogue has it: DefinitionFault."""
    _check_once(plan)
    for move in plan.moves:
        match move:
            case Merge():
                for source in move.sources:
                    _check_heir(plan, office.organisation, source, move.into, move.where)
            case Split():
                _check_places_apart(move)
                for part in move.parts:
                    _check_heir(plan, office.organisation, move.source, part.agency, part.where)
                    _check_part(office, move.source, part)
            case Rename():
                _check_name(office.organisation, move)
            case FieldMove():
                _check_field(plan, office, move)
    _check_units(plan, office.organisation)
    _check_officers(plan, office)


def _check_once(plan: Plan) -> None:
    seen: set[str] = set()
    for what, where in _ended(plan):
        if what in seen:
            raise _fault(where, "moved_twice", f"“{what}” được sắp xếp hai lần")
        seen.add(what)


def _ended(plan: Plan) -> Iterator[tuple[str, str]]:
    for move in plan.moves:
        match move:
            case Merge():
                yield from ((source, move.where) for source in move.sources)
            case Split():
                yield move.source, move.where
            case FieldMove():
                yield f"{move.source}/{move.field}", move.where


def _check_heir(plan: Plan, organisation: Organisation, source: str, heir: str, where: str) -> None:
    """Refuse an heir that the files do not name, and an agency that has not ended by then."""
    ending = _agency(organisation, source, where)
    _standing(plan, organisation, heir, where)
    if ending.in_force(plan.day):
        raise _fault(
            where,
            "agency_still_stands",
            f"{source} còn hoạt động ngày {plan.day:%d/%m/%Y}: ghi “to” trong tệp cơ quan trước",
        )
    if heir not in {one.id for one in organisation.successors(source, plan.day)}:
        raise _fault(
            where,
            "not_in_lineage",
            f"tệp cơ quan chưa ghi {heir} kế thừa {source} (“becomes”) từ ngày {plan.day:%d/%m/%Y}",
        )


def _check_part(office: Office, source: str, part: Part) -> None:
    organisation = office.organisation
    for unit in sorted(part.units):
        _unit(organisation, Workplace(source, unit), part.where)
    for field in sorted(part.fields):
        _check_known_field(office, field, part.where)
    for place in sorted(part.places):
        if not organisation.knows_place(part.agency, place):
            raise _fault(part.where, "unknown_place", f"không có địa bàn “{place}”")


def _check_places_apart(move: Split) -> None:
    """Refuse a place that two parts name, unless their units or their fields keep them apart."""
    for one, other in combinations(move.parts, 2):
        shared = one.places & other.places
        if shared and _meet(one.units, other.units) and _meet(one.fields, other.fields):
            names = ", ".join(sorted(shared))
            raise _fault(other.where, "place_taken_twice", f"địa bàn {names} đã giao {one.agency}")


def _meet(these: frozenset[str], those: frozenset[str]) -> bool:
    """Whether something may be of both; what is left empty is not asked."""
    return not these or not those or bool(these & those)


def _check_name(organisation: Organisation, move: Rename) -> None:
    names = _agency(organisation, move.agency, move.where).names
    if not any(one.name == move.name and one.valid_from == move.since for one in names):
        raise _fault(
            move.where,
            "name_not_in_file",
            f"tệp cơ quan chưa ghi tên “{move.name}” từ ngày {move.since:%d/%m/%Y} cho "
            f"{move.agency}",
        )


def _check_field(plan: Plan, office: Office, move: FieldMove) -> None:
    organisation = office.organisation
    _check_known_field(office, move.field, move.where)
    giving = _standing(plan, organisation, move.source, move.where)
    if not _handles(_standing(plan, organisation, move.to, move.where), plan, move.field):
        raise _fault(
            move.where, "field_not_handled", f"{move.to} chưa có đơn vị phụ trách “{move.field}”"
        )
    if _handles(giving, plan, move.field):
        raise _fault(
            move.where,
            "field_still_handled",
            f"{move.source} vẫn còn đơn vị phụ trách “{move.field}”: sửa tệp cơ quan trước",
        )


def _handles(agency: Agency, plan: Plan, field: str) -> bool:
    return any(field in unit.handles for unit in agency.units if unit.in_force(plan.day))


def _check_known_field(office: Office, field: str, where: str) -> None:
    if field not in {one.field for one in office.catalogue.procedures.values()}:
        raise _fault(where, "unknown_field", f"không có lĩnh vực “{field}”")


def _check_units(plan: Plan, organisation: Organisation) -> None:
    for before, after in plan.units.items():
        where = f"units: {before.agency}/{before.unit}"
        _unit(organisation, before, where)
        _unit(organisation, after, where)
        if (before.agency, after.agency) not in plan.ways:
            raise _fault(
                where,
                "not_in_plan",
                f"kế hoạch không chuyển việc từ {before.agency} sang {after.agency}",
            )
        if not organisation.agency(after.agency).has_unit(after.unit or "", plan.day):
            raise _fault(where, "unit_not_in_force", f"đơn vị {after.unit} chưa hoạt động ngày này")


def _check_officers(plan: Plan, office: Office) -> None:
    for person in (one for pair in plan.officers.items() for one in pair):
        if person not in office.organisation.people:
            raise _fault("officers", "unknown_staff", f"không có người mang mã “{person}”")


def _standing(plan: Plan, organisation: Organisation, agency: str, where: str) -> Agency:
    found = _agency(organisation, agency, where)
    if not found.in_force(plan.day):
        raise _fault(
            where,
            "agency_not_in_force",
            f"{agency} không hoạt động ngày {plan.day:%d/%m/%Y}",
        )
    return found


def _agency(organisation: Organisation, agency: str, where: str) -> Agency:
    found = organisation.agencies.get(agency)
    if found is None:
        raise _fault(where, "unknown_agency", f"không có cơ quan “{agency}”")
    return found


def _unit(organisation: Organisation, place: Workplace, where: str) -> None:
    if _agency(organisation, place.agency, where).unit(place.unit or "") is None:
        raise _fault(where, "unknown_unit", f"{place.agency} không có đơn vị “{place.unit}”")


def _fault(where: str, code: str, sentence: str) -> DefinitionFault:
    return DefinitionFault(f"{where}: {sentence}.", code=code, where=where)
