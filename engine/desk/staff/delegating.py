"""Phân công xử lý thay: somebody does the work of a colleague who is away, for some days."""

from collections.abc import Iterator

from engine.actors import Actor, Role, Seat
from engine.desk.staff.bench import Bench, Decision
from engine.desk.staff.requests import Delegation, Recorded
from engine.desk.staff.rights import must_lead, seats_of
from engine.errors import BadInput, Conflict, NotFound
from engine.staff import StaffKind
from engine.store.act import Insert
from engine.store.staff import Delegated, delegations, hold_person
from engine.tables.people import delegation


def delegate(bench: Bench, wish: Delegation) -> tuple[Decision, Recorded]:
    """Refused in this order: the days, the people, who decides, whether the substitute may sit."""
    _check_days(bench, wish)
    bench.office.check_reason(wish.reason, "stand_in")
    absent, _ = bench.person(wish.absent, wish.first)
    seats = seats_of(absent, bench)
    must_lead(bench, seats, "phân công xử lý thay", every=False)
    _check_chains(bench, wish)
    _check_substitute(bench, wish, seats)
    facts = {
        "id": bench.fresh_id.hex,
        "absent": wish.absent,
        "substitute": wish.substitute,
        "first": wish.first.isoformat(),
        "last": wish.last.isoformat(),
        "reason": wish.reason,
    }
    row = {
        "agency_id": bench.agency,
        "delegation_id": bench.fresh_id,
        "from_staff": wish.absent,
        "to_staff": wish.substitute,
        "valid_from": wish.first,
        "valid_to": wish.last,
        "decided_by": bench.by.id,
    }
    decision = Decision(StaffKind.DELEGATED, facts, (Insert(delegation, row),))
    return decision, Recorded(bench.agency, bench.seq, bench.fresh_id.hex)


def _check_days(bench: Bench, wish: Delegation) -> None:
    if wish.first > wish.last:
        raise BadInput("Ngày đầu phải trước hoặc bằng ngày cuối.", code="days_reversed")
    if wish.first < bench.today:
        raise BadInput(
            "Không phân công xử lý thay cho những ngày đã qua; bắt đầu từ hôm nay.",
            code="day_past",
        )


def _check_substitute(bench: Bench, wish: Delegation, seats: list[Seat]) -> None:
    if wish.absent == wish.substitute:
        raise BadInput("Người xử lý thay phải là người khác.", code="own_substitute")
    hold_person(bench.write.connection, wish.substitute, alone=False)
    substitute, standing = bench.person(wish.substitute, wish.first)
    missing = list(_missing(substitute, seats, wish))
    if standing.disabled or missing:
        where = ", ".join(f"{bench.office.say((s.role,))} {s.unit or ''}".strip() for s in missing)
        raise BadInput(
            "Người xử lý thay không giữ vai trò của người vắng trong suốt những ngày đó"
            f"{f' (thiếu: {where})' if where else ', vì đã ngừng hoạt động'}. "
            "Giao vai trò cho người đó trước, hoặc chọn người khác.",
            code="substitute_without_role",
        )


def _missing(substitute: Actor, seats: list[Seat], wish: Delegation) -> Iterator[Seat]:
    """The officer's seats that the substitute cannot take; else any seat at all must be shared."""
    able = [seat for seat in seats if _covers(substitute, seat, wish)]
    steps = [seat for seat in seats if seat.role is Role.OFFICER]  # only these lie with a person
    if steps or not able:
        yield from (seat for seat in steps or seats if seat not in able)


def _covers(substitute: Actor, seat: Seat, wish: Delegation) -> bool:
    return any(
        grant.covers(seat, wish.first) and grant.covers(seat, wish.last)
        for grant in substitute.grants
    )


def _check_chains(bench: Bench, wish: Delegation) -> None:
    """Nobody stands in for two at once through a third; nobody is stood in for twice a day."""
    connection = bench.write.connection
    if any(_meets(one, wish) for one in delegations(connection, from_staff=wish.absent)):
        raise Conflict(
            "Những ngày này đã có người xử lý thay. Hủy phân công cũ trước.",
            code="delegation_overlaps",
        )
    passed_on = (
        *delegations(connection, from_staff=wish.substitute),
        *delegations(connection, to_staff=wish.absent),
    )
    if any(_meets(one, wish) for one in passed_on):
        raise Conflict(
            "Người xử lý thay không được giao tiếp cho người khác: trong những ngày này một bên "
            "đang vắng hoặc đang xử lý thay người khác.",
            code="delegation_chain",
        )


def _meets(one: Delegated, wish: Delegation) -> bool:
    return one.revoked_at is None and one.first <= wish.last and wish.first <= one.last


def check_may_revoke(bench: Bench, one: Delegated) -> None:
    """Only whoever may delegate that person's work may take it back, and only once."""
    absent, _ = bench.person(one.absent)
    must_lead(bench, seats_of(absent, bench), "hủy phân công xử lý thay", every=False)
    if one.revoked_at is not None:
        raise NotFound("Phân công này đã hủy.", code="already_revoked", id=one.id.hex)
