"""Resolving while the person waits: the shortest way of the definition, every step of it.

Nothing is passed over. Each action is decided as it would be by itself (who may, guards, four
eyes, fees), so the person at the counter must hold every role that the way asks for. Only notices
and papers of the way are left out: whoever waits at the counter needs none (NĐ 61/2018 Đ17.4).
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from engine.actors import Role, Seat
from engine.desk.draft import Draft
from engine.desk.office import Office
from engine.desk.provenance import Provenance
from engine.desk.requests import Wish
from engine.desk.visits.requests import AtOnce
from engine.errors import BadInput
from engine.procedure import Action, ClockMode, Final, Instant, Limit, Procedure, State, Unit
from engine.timeline import Timeline

# What counts as answered at once: due within the day. Assumption: the law names no other unit.
_WITHIN_A_DAY = {Unit.WORKING_HOURS: Decimal(8), Unit.HALF_DAYS: Decimal(1)}
_OUTSIDE = frozenset({Role.APPLICANT, Role.SYSTEM})


def check_limit(limit: Limit | None, code: str) -> None:
    """Refuse a procedure whose limit for this dossier is longer than the day."""
    if limit is not None:
        if limit.unit is Unit.SAME_DAY:
            return
        if limit.amount <= _WITHIN_A_DAY.get(limit.unit, Decimal(-1)):
            return
    raise BadInput(
        f"Thủ tục {code} không thuộc diện giải quyết ngay với hồ sơ này. Tiếp nhận và hẹn ngày.",
        code="not_at_once",
        procedure=code,
    )


def provenance(request: AtOnce) -> Provenance:
    """What the opening entry says: resolved at once, and whether a receipt was asked for."""
    facts: dict[str, object] = {"at_once": True, "receipt_asked": request.receipt}
    return Provenance(facts if request.receipt else {**facts, "letter": None}, tells=None)


def way(procedure: Procedure, state: str) -> tuple[Action, ...]:
    """The shortest way of the office from a state to the result in the person's hands."""
    ways: deque[tuple[str, tuple[Action, ...]]] = deque([(state, ())])
    seen = {state}
    while ways:
        here, so_far = ways.popleft()
        for action in procedure.leaving(here):
            target = procedure.states[action.to]
            if target.final is Final.COMPLETED and _is_plain(action):
                return (*so_far, action)
            if action.to not in seen and _is_plain(action) and _goes_on(target):
                seen.add(action.to)
                ways.append((action.to, (*so_far, action)))
    raise BadInput(
        f"Quy trình của thủ tục {procedure.code} không có đường giải quyết ngay.",
        code="not_at_once",
        procedure=procedure.code,
    )


def _is_plain(action: Action) -> bool:
    """An act of the office that goes ahead: asks nobody else, needs no reason."""
    of_staff = any(address.role not in _OUTSIDE for address in action.by)
    return of_staff and not (action.asks or action.opens or action.reason_required)


def _goes_on(state: State) -> bool:
    return state.final is None and state.stop is None


def makes_result(procedure: Procedure, action: Action) -> bool:
    """Whether the result comes into being with this step of the way."""
    return procedure.states[action.to].clock is ClockMode.ENDED


def _ends(procedure: Procedure, action: Action) -> bool:
    return procedure.states[action.to].final is not None


def wish(request: AtOnce, procedure: Procedure, action: Action) -> Wish:
    """What one step is told: the outcome where it is asked, the number with the result."""
    arrives = makes_result(procedure, action)
    return Wish(
        action.id,
        outcome=request.outcome if action.outcomes else None,
        number=request.number if arrives else None,
        capacity=request.capacity if arrives else None,
        party=request.reception.presented_by if _ends(procedure, action) else None,
        paid=request.reception.paid,
        method=request.reception.method,
    )


def check_signer(office: Office, request: AtOnce, line: Timeline, steps: Sequence[Action]) -> None:
    """Refuse a result that nobody signed, or that somebody without authority did.

    Who takes the action that signs is the signer; where none does, the counter names who signed
    on paper: somebody who leads the competent agency that day.
    """
    signed = any(action.marks is Instant.SIGNED for action in steps)
    if signed and request.signer is not None:
        raise BadInput("Ai ký thì tự thao tác ký, không ghi thay.", code="signer_not_asked")
    if signed:
        return
    if request.signer is None:
        raise BadInput("Ghi ai đã ký kết quả trên giấy.", code="signer_missing")
    seat = Seat(Role.LEADER, line.competent)
    if not office.person(request.signer).sits_on(seat, line.day(line.opened_at)):
        raise BadInput(
            "Người này không có quyền ký tại cơ quan giải quyết ngày đó.",
            code="signer_without_authority",
            signer=request.signer,
        )


def unprinted(draft: Draft) -> Draft:
    """The entry without the paper and the notices that the way would send out."""
    facts = {name: value for name, value in draft.facts.items() if name != "letter"}
    return replace(draft, facts=facts, tells=())
