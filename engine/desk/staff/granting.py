"""Roles given through the desk for a time, acting heads above all, and what ends them."""

from datetime import date

from engine.actors import AGENCY_WIDE, Actor, Grant, Role
from engine.desk.codes import check_code
from engine.desk.staff.bench import Bench, Decision
from engine.desk.staff.leaving import check_nothing_left
from engine.desk.staff.requests import Granting, Recorded
from engine.desk.staff.rights import must_administer
from engine.errors import BadInput, NotAllowed, NotFound
from engine.staff import StaffKind
from engine.store.act import Insert
from engine.store.staff import Granted
from engine.tables.people import role_grant

HEADS = frozenset({Role.UNIT_HEAD, Role.LEADER})  # appointed by a decision, for days that it names
_NOBODYS = frozenset({Role.APPLICANT, Role.SYSTEM, Role.OUTAGE})


def grant(bench: Bench, wish: Granting) -> tuple[Decision, Recorded]:
    """Give a role; nobody gives one to themselves."""
    must_administer(bench, (bench.agency,), "giao vai trò")
    if wish.staff == bench.by.id:
        raise NotAllowed("Không tự giao vai trò cho mình.", code="own_grant")
    first = wish.first or bench.today
    _check_role(bench, wish, first)
    _check_days(bench, wish, first)
    _check_decision(wish)
    bench.office.person(wish.staff)
    facts = {
        "id": bench.fresh_id.hex,
        "staff": wish.staff,
        "role": str(wish.role),
        "unit": wish.unit,
        "first": first.isoformat(),
        "last": wish.last.isoformat() if wish.last else None,
        "decision": wish.decision,
    }
    row = {
        "agency_id": bench.agency,
        "grant_id": bench.fresh_id,
        "staff_id": wish.staff,
        "role": str(wish.role),
        "unit": wish.unit,
        "valid_from": first,
        "valid_to": wish.last,
        "decision": wish.decision,
    }
    decision = Decision(StaffKind.GRANTED, facts, (Insert(role_grant, row),))
    return decision, Recorded(bench.agency, bench.seq, bench.fresh_id.hex)


def _check_role(bench: Bench, wish: Granting, first: date) -> None:
    if wish.role not in set(Role):
        raise BadInput("Không có vai trò này.", code="unknown_role")
    if wish.role in _NOBODYS:
        raise BadInput(f"Vai trò “{wish.role}” không giao cho ai được.", code="role_nobody_holds")
    of_unit = wish.role in {Role.OFFICER, Role.UNIT_HEAD}
    if of_unit and wish.unit is None:
        raise BadInput("Vai trò này thuộc một đơn vị: phải ghi đơn vị.", code="unit_missing")
    if not of_unit and wish.unit is not None:
        raise BadInput("Vai trò này chung cho cả cơ quan: không ghi đơn vị.", code="unit_not_asked")
    if wish.unit is not None and not bench.office.organisation.unit(
        bench.agency, wish.unit
    ).in_force(first):
        raise BadInput("Ngày đó đơn vị này không hoạt động.", code="unit_not_in_force")


def _check_days(bench: Bench, wish: Granting, first: date) -> None:
    if first < bench.today:
        raise BadInput("Không giao vai trò cho những ngày đã qua.", code="day_past")
    if wish.last is not None and wish.last < first:
        raise BadInput("Ngày đầu phải trước hoặc bằng ngày cuối.", code="days_reversed")


def _check_decision(wish: Granting) -> None:
    if wish.decision is not None:
        check_code(wish.decision, "decision")
    if wish.role not in HEADS:
        return
    if wish.decision is None or wish.last is None:
        raise BadInput(
            "Người phụ trách, quyền thủ trưởng phải có số quyết định và ngày kết thúc. Người "
            "đứng đầu chính thức thì ghi trong tệp cơ quan.",
            code="decision_missing",
        )


def check_may_revoke(bench: Bench, one: Granted) -> None:
    """Refused while work waits that only this role can do, or that lies with the person."""
    must_administer(bench, (bench.agency,), "thu hồi vai trò")
    if one.revoked_at is not None:
        raise NotFound("Vai trò này đã thu hồi.", code="already_revoked", id=one.id.hex)
    if one.grant.valid_from <= bench.today <= one.grant.valid_to:
        person, _ = bench.person(one.staff)
        check_nothing_left(bench, one.staff, _lost(person, one.grant))


def _lost(person: Actor, revoked: Grant) -> list[Grant]:
    """What the person loses: nothing, if they have the same role by another grant."""
    others = list(person.grants)
    others.remove(revoked)
    return [] if any(_holds(other, revoked) for other in others) else [revoked]


def _holds(other: Grant, revoked: Grant) -> bool:
    same = other.role is revoked.role and other.agency == revoked.agency
    wide = other.unit is None or other.unit == revoked.unit or revoked.role in AGENCY_WIDE
    return (
        same
        and wide
        and other.valid_from <= revoked.valid_from
        and (other.valid_to >= revoked.valid_to)
    )
