"""Taking an action of the definition: the machine decides, and the entry keeps what it decided."""

from collections.abc import Callable, Mapping

from engine.actors import APPLICANT_ID, Role, Seat
from engine.desk.authority import check_assignee, refusal, stood_in_for
from engine.desk.codes import check_wish_codes
from engine.desk.consulting import consult
from engine.desk.custody.closing import of_move
from engine.desk.draft import Draft, Scene
from engine.desk.external import cite
from engine.desk.guarding import action_of, check_end, check_wish, guard_facts
from engine.desk.issuing.making import Making, follows
from engine.desk.papers import (
    added,
    digital_facts,
    is_complete,
    paper_rows,
    papers_facts,
    papers_so_far,
)
from engine.desk.promising import next_promise, request_marks
from engine.desk.questions import telling_what_is_missing
from engine.desk.receipts import Cashier, counter_of
from engine.desk.reductions import Shown
from engine.desk.representing import check_party
from engine.desk.requests import PaperCount, Wish
from engine.desk.seats import seat_in
from engine.desk.tariff import Bill, Due, assess, paid_with, undecided
from engine.errors import BadInput
from engine.facts import seat_facts
from engine.ledger import Kind
from engine.machine import fire
from engine.procedure import Action, ClockMode, Instant, State

# Which letters tell the applicant something; the others are papers of the office.
TELLING = frozenset(
    {"receipt", "supplement_request", "refusal", "suspension_notice", "tax_notice", "result_slip"}
)
READY = "ready"  # the notice that the result can be fetched


def draft(
    scene: Scene, wish: Wish, entropy: Callable[[int], bytes], cashier: Cashier | None = None
) -> Draft:
    """The entry that the action makes. Nothing can be paid in it without a `cashier`.

    Refused in this order: an action that there is not, one of another step (NotNow), one of
    another person, a wish that lacks something, a guard that does not hold, a fee or child open.
    """
    action = action_of(scene, wish.action)
    papers = added(papers_so_far(scene.entries), wish.papers)
    known = guard_facts(scene, action, wish, papers)
    state = _decide(scene, action, wish, known)
    bill = _bill(scene, action, wish, _due(scene, wish, known, papers), cashier)
    check_end(scene, state, bill.lines, known)
    originals = of_move(scene, state, wish)
    cited = cite(scene, wish)
    seat = seat_in(scene.office, scene.ref, scene.line, state, scene.day)
    sent = consult(scene, action, entropy)
    making = Making.of(scene, action, state, wish)
    facts = _moved(scene, action, state, seat)
    optional: dict[str, object] = {
        **_of_wish(wish),
        **making.facts,
        "officer": _officer(scene, wish, seat),
        "for": stood_in_for(scene, action),
        "assisted": "self" if scene.by.id == APPLICANT_ID else None,
        "instant": str(action.marks) if action.marks else None,
        "letter": action.letter,
        "promise": next_promise(scene, state),
        "marks": [*request_marks(scene, state), *making.marks, *cited.marks],
        "asks": [ask for ask, _ in sent],
        **bill.facts(),
        **originals.facts,
        **cited.facts,
    }
    facts |= {name: value for name, value in optional.items() if value}
    if wish.papers:
        facts["papers_complete"] = is_complete(scene.procedure, papers)
    rows = (
        *paper_rows(scene.key, scene.seq, wish.papers),
        *originals.rows,
        *cited.rows,
        *bill.rows(scene.ref, scene.seq),
        *(row for _, row in sent),
    )
    private = {**_private(wish), **bill.private(), **cited.private}
    tells = (*_tells(scene, action, state), *making.tells)
    return Draft(Kind.MOVED, facts, private, rows, tells, follows(scene))


def _decide(scene: Scene, action: Action, wish: Wish, known: dict[str, object]) -> State:
    if scene.line.state in action.sources:  # if not, firing says what is possible instead
        if (refused := refusal(scene, action)) is not None:
            raise refused
        check_wish_codes(scene.by, wish)
        check_wish(scene, action, wish)
        check_party(scene, action, wish.party)
    target = fire(scene.procedure, scene.line.state, action.id, known)
    return scene.procedure.states[target]


def _due(
    scene: Scene, wish: Wish, known: dict[str, object], papers: Mapping[str, PaperCount]
) -> Due:
    shown = Shown.of(papers, scene.entries)
    return Due(known, wish.reductions, shown, paid=wish.paid, already=len(scene.line.fees))


def _bill(scene: Scene, action: Action, wish: Wish, due: Due, cashier: Cashier | None) -> Bill:
    """The fees of the action, with the receipt for those that are paid in it."""
    if scene.line.origin.corrects:
        return Bill(())
    with telling_what_is_missing(scene.procedure):
        lines = assess(scene.procedure, action, due)
    counters = (scene.ref.agency, scene.line.return_at)
    agency = counter_of(scene.by, counters, scene.today) or scene.ref.agency
    issue = paid_with(cashier, lines, agency, scene.at, wish.method)
    return Bill(lines, issue, undecided(scene.procedure, action, lines))


def _moved(scene: Scene, action: Action, state: State, seat: Seat | None) -> dict[str, object]:
    return {
        "action": action.id,
        "from": scene.line.state,
        "to": state.id,
        "seat": seat_facts(seat) if seat else None,
    }


def _of_wish(wish: Wish) -> dict[str, object]:
    return {
        "reason": wish.reason,
        "outcome": wish.outcome,
        "papers": papers_facts(wish.papers),
        "digital": digital_facts(wish.papers),
        "carrier_item": wish.carrier_item,
        "party": wish.party,
    }


def _private(wish: Wish) -> dict[str, object]:
    private: dict[str, object] = {}
    if wish.note:
        private["note"] = wish.note
    if wish.answers:
        private["answers"] = dict(wish.answers)
    return private


def _officer(scene: Scene, wish: Wish, seat: Seat | None) -> str | None:
    """Who gets the step: whoever was named, else who had this seat's work before."""
    if wish.officer is not None:
        if seat is None:
            raise BadInput("Sau thao tác này không còn ai giữ hồ sơ.", code="officer_not_asked")
        check_assignee(scene, wish.officer, seat)
        return wish.officer
    if seat is None or seat.role is not Role.OFFICER:
        return None
    if seat == scene.line.seat:
        before = scene.line.officer
    else:
        visits = reversed(scene.line.visits)
        before = next((v.officer for v in visits if v.seat == seat and v.officer), None)
    return before if before and scene.may_sit(before, seat) else None


def _tells(scene: Scene, action: Action, state: State) -> tuple[tuple[str, str], ...]:
    told = []
    if action.letter in TELLING:
        told.append((action.letter, "applicant"))
    if state.clock is ClockMode.ENDED and Instant.AT_COUNTER not in scene.line.instants:
        told.append((READY, "applicant"))
    return tuple(told)
