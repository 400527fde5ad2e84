"""Taking an action of the definition: the machine decides, and the entry keeps what it decided."""

from datetime import datetime
from uuid import UUID

from engine.actors import Role, Seat
from engine.canonical import moment_text
from engine.conditions import prepared
from engine.counting import due
from engine.desk.authority import refusal
from engine.desk.draft import Draft, Scene
from engine.desk.fees import Assessed, assess
from engine.desk.papers import (
    added,
    check_papers,
    is_complete,
    paper_rows,
    papers_facts,
    papers_so_far,
)
from engine.desk.promising import next_promise, request_marks
from engine.desk.requests import PaperCount, Wish
from engine.desk.seats import seat_for, seat_in
from engine.errors import BadInput, GuardFailed, NotFound
from engine.facts import seat_facts
from engine.ledger import Kind
from engine.machine import fire
from engine.procedure import Action, Ask, ClockMode, Final, Instant, OnSilence, State
from engine.store.act import Change, Insert
from engine.tables.office import work_item
from engine.tables.papers import result

# Which letters tell the applicant something; the others are papers of the office.
TELLING = frozenset(
    {"receipt", "supplement_request", "refusal", "suspension_notice", "tax_notice", "result_slip"}
)


def action_of(scene: Scene, action: str) -> Action:
    """The action of that id; refused if the procedure has none."""
    try:
        return scene.procedure.actions[action]
    except KeyError:
        raise NotFound(
            f"Thủ tục {scene.procedure.code} không có thao tác “{action}”.",
            code="unknown_action",
            action=action,
        ) from None


def _guard_facts(
    scene: Scene, action: Action, wish: Wish, papers: dict[str, PaperCount]
) -> dict[str, object]:
    """The frozen facts over which the guards of the action are evaluated."""
    line = scene.line
    asked = prepared(action.when).names if action.when else ()
    return {
        "channel": str(line.origin.channel),
        "outcome": wish.outcome or line.outcome or "",
        "documents": {"complete": is_complete(scene.procedure, papers)},
        "consultations": {"answered": _all_answered(scene)},
        "fees": {"paid": not line.unpaid},
        "children": {"ended": not line.open_children},
        "originals": {
            "accounted": "originals.accounted" not in asked or not scene.beside.originals_out()
        },
        "answers": scene.beside.answers() if any(n.startswith("answers") for n in asked) else {},
    }


def _all_answered(scene: Scene) -> bool:
    """No consultation is open, or those that are have passed their limit and may be passed over."""
    return all(
        item.proceeds and item.due is not None and scene.at > item.due
        for item in scene.line.open_items
    )


def check_wish(scene: Scene, action: Action, wish: Wish) -> None:
    """Refuse a wish that lacks what the action needs, or brings what it does not know."""
    if action.reason_required or wish.reason is not None:
        scene.office.check_reason(wish.reason, action.id)
    if action.outcomes and wish.outcome not in action.outcomes:
        choices = ", ".join(action.outcomes)
        raise BadInput(f"Phải chọn kết quả: {choices}.", code="outcome_missing")
    if not action.outcomes and wish.outcome is not None:
        raise BadInput("Thao tác này không ghi kết quả.", code="outcome_not_asked")
    check_papers(scene.procedure, wish.papers)


def _officer(scene: Scene, wish: Wish, seat: Seat | None) -> str | None:
    """Who gets the step: whoever was named, else who had this seat's work before."""
    if seat is None:
        return None
    if wish.officer is not None:
        check_assignee(scene, wish.officer, seat)
        return wish.officer
    if seat.role is not Role.OFFICER:
        return None
    if seat == scene.line.seat:
        return scene.line.officer
    return next(
        (v.officer for v in reversed(scene.line.visits) if v.seat == seat and v.officer), None
    )


def check_assignee(scene: Scene, officer: str, seat: Seat) -> None:
    """Refuse to give a step to somebody who may not sit there."""
    if not scene.office.person(officer).sits_on(seat, scene.day):
        raise BadInput(
            "Người được phân công không giữ vai trò này ở đơn vị đang giữ hồ sơ.",
            code="assignee_without_role",
            officer=officer,
        )


def _check_end(scene: Scene, state: State, fees: list[Assessed]) -> None:
    """A dossier is not over while a child is open; none is returned with a fee owed."""
    if state.final in {Final.COMPLETED, Final.STOPPED} and scene.line.open_children:
        raise GuardFailed("Còn hồ sơ liên thông chưa kết thúc.", unmet=["children.ended"])
    owed = bool(scene.line.unpaid) or any(fee.amount and not fee.collected for fee in fees)
    if state.final is Final.COMPLETED and owed:
        raise GuardFailed("Còn phí, lệ phí chưa nộp.", unmet=["fees.paid"])


def draft(scene: Scene, wish: Wish, entropy: bytes) -> Draft:
    """The entry that the action makes. `entropy`: sixteen random bytes for each consultation."""
    action = action_of(scene, wish.action)
    papers = added(papers_so_far(scene.entries), wish.papers)
    facts_for_guards = _guard_facts(scene, action, wish, papers)
    state = scene.procedure.states[
        fire(scene.procedure, scene.line.state, action.id, facts_for_guards)
    ]
    if (refused := refusal(scene, action)) is not None:
        raise refused
    check_wish(scene, action, wish)
    fees = list(
        assess(
            scene.procedure,
            action,
            facts_for_guards,
            reductions=wish.reductions,
            paid=wish.paid,
            already=len(scene.line.fees),
        )
    )
    _check_end(scene, state, fees)
    seat = seat_in(scene.office, scene.ref, scene.line, state, scene.day)
    asks = _asks(scene, action, entropy)
    facts: dict[str, object] = {
        "action": action.id,
        "from": scene.line.state,
        "to": state.id,
        "seat": seat_facts(seat) if seat else None,
    }
    optional: dict[str, object] = {
        "officer": _officer(scene, wish, seat),
        "reason": wish.reason,
        "outcome": wish.outcome,
        "instant": str(action.marks) if action.marks else None,
        "letter": action.letter,
        "promise": next_promise(scene, state),
        "marks": request_marks(scene, state),
        "asks": [ask for ask, _ in asks],
        "fees": [fee.facts() for fee in fees],
        "papers": papers_facts(wish.papers),
        "capacity": wish.capacity,
        "number": wish.number,
        "carrier_item": wish.carrier_item,
    }
    facts |= {name: value for name, value in optional.items() if value}
    if wish.papers:
        facts["papers_complete"] = is_complete(scene.procedure, papers)
    private: dict[str, object] = {}
    if wish.note:
        private["note"] = wish.note
    if wish.answers:
        private["answers"] = dict(wish.answers)
    return Draft(
        Kind.MOVED,
        facts,
        private=private,
        rows=(
            *paper_rows(scene.key, scene.seq, wish.papers),
            *(fee.row(scene.key, scene.at) for fee in fees),
            *(row for _, row in asks),
            *_result_rows(scene, state, wish),
        ),
        tells=_tells(scene, action, state),
    )


def _tells(scene: Scene, action: Action, state: State) -> tuple[tuple[str, str], ...]:
    told = []
    if action.letter in TELLING:
        told.append((action.letter, "applicant"))
    if state.clock is ClockMode.ENDED and Instant.AT_COUNTER not in scene.line.instants:
        told.append(("ready", "applicant"))
    return tuple(told)


def _asks(scene: Scene, action: Action, entropy: bytes) -> list[tuple[dict[str, object], Insert]]:
    return [
        _ask(scene, ask, number, UUID(bytes=entropy[16 * number - 16 : 16 * number], version=4))
        for number, ask in enumerate(action.asks, start=1)
    ]


def _ask(scene: Scene, ask: Ask, number: int, row: UUID) -> tuple[dict[str, object], Insert]:
    """One consultation: what the entry says of it, and the work item of whoever must answer."""
    seat = seat_for(scene.office, scene.ref, scene.line, ask.of, scene.day)
    promise = due(scene.line.calendar, ask.limit, scene.at)
    until: datetime | None = promise.due if promise else None
    item = f"{scene.seq}.{number}"
    facts: dict[str, object] = {
        "item": item,
        "row": row.hex,
        "seat": seat_facts(seat),
        "due": moment_text(until) if until else None,
        "proceeds": ask.on_silence is OnSilence.PROCEED,
    }
    values = {
        "agency_id": seat.agency,
        "item_id": row,
        "dossier_agency": scene.ref.agency,
        "dossier_id": scene.ref.id,
        "item": item,
        "role": str(seat.role),
        "unit": seat.unit,
        "asked_at": scene.at,
        "due": until,
    }
    return facts, Insert(work_item, values)


def _result_rows(scene: Scene, state: State, wish: Wish) -> tuple[Insert | Change, ...]:
    """The result comes into being with the end of the clock, and leaves with the return."""
    exists = Instant.AT_COUNTER in scene.line.instants
    rows: list[Insert | Change] = []
    arrives = state.clock is ClockMode.ENDED or state.final is Final.COMPLETED
    if arrives and not exists:
        values = {
            **scene.key,
            "no": scene.seq,
            "kind": "decision",
            "state": "ready",
            "recipient": "applicant",
            "number": wish.number,
            "signer": scene.line.took.get("sign"),
            "capacity": wish.capacity,
            "ready_at": scene.at,
            "replaced": False,
        }
        rows.append(Insert(result, values))
    if state.final is Final.COMPLETED:
        left = {"state": "posted" if wish.carrier_item else "handed", "left_at": scene.at}
        rows.append(Change(result, {**scene.key, "state": "ready"}, left))
    return tuple(rows)
