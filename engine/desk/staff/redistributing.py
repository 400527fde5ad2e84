"""All open work of one person goes to others: in one act, or not at all."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from engine.actors import Actor, Role, Seat
from engine.desk.draft import Draft, happened
from engine.desk.staff.bench import Bench, Decision
from engine.desk.staff.requests import Given, Redistributed, Redistribution, ToHandOver
from engine.desk.staff.rights import must_lead, seats_of
from engine.desk.writing import Ledgered, Pen
from engine.errors import BadInput, NotFound
from engine.fold import fold
from engine.ledger import Kind
from engine.staff import StaffKind
from engine.store.held import Held
from engine.store.open_work import Work, originals_of, work_of
from engine.store.scope import Scope
from engine.store.staff import hold_person
from engine.store.write import outrun
from engine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class _Held:
    """A dossier under lock that lies with the person."""

    work: Work
    held: Held
    line: Timeline


def redistribute(bench: Bench, pen: Pen, wish: Redistribution) -> tuple[Decision, Redistributed]:
    """Refused in this order: the reason, the people, who decides, what nobody named may take."""
    bench.office.check_reason(wish.reason, "reassign")
    bench.office.person(wish.staff)
    scope = Scope(bench.by, bench.today)
    work = work_of(bench.write.connection, wish.staff, scope, bench.agency)
    if not work:
        _must_lead_person(bench, wish.staff)
        raise NotFound("Người này không giữ hồ sơ nào ở cơ quan.", code="no_open_work")
    must_lead(bench, (one.seat for one in work), "chuyển việc", every=True)
    takers = _takers(bench, wish)
    under_lock = _hold(bench, pen, wish, work)
    to = _dealt(bench, wish, under_lock, takers)
    for one in under_lock:
        _give(bench, pen, one, to[one.work.code], wish.reason)
    return _decided(bench, wish, work, to, scope)


def _must_lead_person(bench: Bench, staff: str) -> None:
    """Whether a colleague has work is told to those alone who might move it."""
    person, _ = bench.person(staff)
    seats = [*seats_of(person, bench), Seat(Role.OFFICER, bench.agency)]
    must_lead(bench, seats, "chuyển việc", every=False)


def _takers(bench: Bench, wish: Redistribution) -> dict[str, Actor]:
    """Those who get work, who stay enabled until it is theirs."""
    people: dict[str, Actor] = {}
    for staff in dict.fromkeys((*wish.to, *wish.chosen.values())):
        if staff == wish.staff:
            raise BadInput("Người nhận phải là người khác.", code="own_substitute")
        bench.office.person(staff)
        hold_person(bench.write.connection, staff, alone=False)
        person, standing = bench.person(staff)
        if standing.disabled:
            raise BadInput(
                "Người nhận việc đã ngừng hoạt động.", code="assignee_without_role", officer=staff
            )
        people[staff] = person
    return people


def _hold(bench: Bench, pen: Pen, wish: Redistribution, work: list[Work]) -> list[_Held]:
    """Lock every dossier in the order that all writes keep; Outrun if the work changed since."""
    by_key = {(one.ref.agency, one.ref.id): one for one in work}
    under_lock = []
    for key in sorted(by_key):
        held = bench.write.hold(by_key[key].ref)
        line = fold(pen.catalogue, held.entries)
        if line.officer != wish.staff or line.seat != by_key[key].seat:
            raise outrun()
        under_lock.append(_Held(by_key[key], held, line))
    order = {one.ref: place for place, one in enumerate(work)}
    return sorted(under_lock, key=lambda one: order[one.work.ref])


def _dealt(
    bench: Bench, wish: Redistribution, held: list[_Held], takers: Mapping[str, Actor]
) -> dict[str, str]:
    """Who gets which dossier, by code: the one chosen, else whoever of those in turn has least."""
    seen = {one.work.code for one in held if one.work.seen}
    if unknown := sorted(wish.chosen.keys() - seen):
        raise BadInput(
            f"Người này không giữ hồ sơ {', '.join(unknown)}.", code="not_their_work", codes=unknown
        )
    dealt: Counter[str] = Counter()
    to: dict[str, str] = {}
    for one in held:
        chosen = wish.chosen.get(one.work.code)
        able = [
            staff
            for staff in ((chosen,) if chosen else wish.to)
            if takers[staff].at(one.work.place).sits_on(one.work.seat, bench.today)
        ]
        if not able:
            raise _nobody(one.work, chosen)
        to[one.work.code] = min(able, key=lambda staff: dealt[staff])
        dealt[to[one.work.code]] += 1
    return to


def _nobody(work: Work, chosen: str | None) -> BadInput:
    which = f"Hồ sơ {work.code}" if work.seen else "Một hồ sơ hạn chế"
    return BadInput(
        f"{which} không có người nhận giữ đúng vai trò ở đơn vị đang giữ hồ sơ"
        f"{f' ({chosen} không giữ)' if chosen else ''}. Chưa chuyển hồ sơ nào.",
        code="assignee_without_role",
        officer=chosen,
    )


def _give(bench: Bench, pen: Pen, one: _Held, officer: str, reason: str) -> None:
    before = Ledgered(one.held.ref, one.held.entries, one.held.head, one.held.restricted)
    facts = {
        "officer": officer,
        "before": one.line.officer,
        "reason": reason,
        "staff_act": bench.seq,
    }
    at = happened(None, bench.write.moment, one.line.last_at)
    pen.write(bench.write, before, Draft(Kind.ASSIGNED, facts), at=at, by=bench.by)


def _decided(
    bench: Bench, wish: Redistribution, work: list[Work], to: Mapping[str, str], scope: Scope
) -> tuple[Decision, Redistributed]:
    originals = originals_of(bench.write.connection, wish.staff, scope)
    facts = {
        "staff": wish.staff,
        "reason": wish.reason,
        "dossiers": [[one.ref.agency, one.ref.id.hex, to[one.code]] for one in work],
    }
    answer = Redistributed(
        bench.agency,
        bench.seq,
        tuple(
            Given(one.ref.agency, one.ref.id.hex, one.code, to[one.code])
            for one in work
            if one.seen
        ),
        sum(not one.seen for one in work),
        tuple(
            ToHandOver(one.ref.agency, one.ref.id.hex, one.code, one.no)
            for one in originals
            if one.seen
        ),
        sum(not one.seen for one in originals),
    )
    return Decision(StaffKind.REDISTRIBUTED, facts), answer
