"""The forms of what a person may do now on a dossier: exactly what the desk would accept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.web.asking import Form, Worker
from api.web.short_form import KINDS, asked_at_receipt
from engine.actors import Actor, Role, Seat
from engine.desk import Linked, PaperCount, Wish
from engine.desk.requests import Claim, Evidence
from engine.desk.seeing import Seen
from engine.errors import BadInput, NotFound
from engine.procedure import (
    Action,
    Channel,
    Final,
    Instant,
    Paper,
    Procedure,
    Question,
    QuestionKind,
    State,
)

# The capacities in which somebody signs for an agency (Nghị định 30/2020/NĐ-CP, Điều 8).
CAPACITIES = ("TM.", "KT.", "TL.", "TUQ.", "Q.")


@dataclass(frozen=True, slots=True)
class Act:
    """One action with what its form asks for.

    `papers` may be handed in with it, `parties` may stand at the counter for it; `opens` is the
    procedure of a dossier that it opens, `questions` what that one turns on; `documents`: a result
    document may come with it.
    """

    action: Action
    to: State
    reasons: tuple[str, ...]
    officers: tuple[Actor, ...]
    signs: bool
    numbers: bool
    by_post: bool
    collects: bool
    papers: tuple[Paper, ...] = ()
    parties: tuple[tuple[int, str], ...] = ()
    opens: Procedure | None = None
    questions: tuple[Question, ...] = ()
    documents: bool = False


def acts_of(who: Worker, seen: Seen) -> tuple[Act, ...]:
    """Those that lead on come first: what asks, stops or sends back comes behind."""
    acts = [_act(who, seen, action) for action in seen.possible]
    return tuple(sorted(acts, key=lambda act: not _leads_on(act, seen)))


def _leads_on(act: Act, seen: Seen) -> bool:
    aside = act.action.reason_required or act.to.stop or act.to.id == seen.line.state
    return not aside and act.to.final in {None, Final.COMPLETED}


def _act(who: Worker, seen: Seen, action: Action) -> Act:
    procedure = seen.line.procedure
    state = procedure.states[action.to]
    completed = state.final is Final.COMPLETED
    opens = _opened(who, action)
    of_applicant = completed or any(one.role is Role.APPLICANT for one in action.by)
    return Act(
        action,
        state,
        reasons=_reasons(who, action),
        officers=tuple(officers_for(who, seen, state)),
        signs=action.marks is Instant.SIGNED,
        numbers=action.marks is Instant.SEALED,
        by_post=completed and seen.line.origin.return_by is Channel.POSTAL,
        collects=action.takes is not None or (completed and bool(seen.line.unpaid)),
        papers=procedure.papers if _supplies(seen, action) else (),
        parties=_parties(seen) if of_applicant else (),
        opens=opens,
        questions=tuple(asked_at_receipt(who.house.system.published, opens)) if opens else (),
        documents=_has_documents(seen, action),
    )


def _reasons(who: Worker, action: Action) -> tuple[str, ...]:
    known = who.house.system.office.reasons
    return tuple(code for code, fits in known.items() if action.id in fits)


def officers_for(who: Worker, seen: Seen, state: State) -> Iterator[Actor]:
    """Whom the step may be given to, when it goes to officers of the unit that has the dossier."""
    holder, line = state.holder, seen.line
    if holder is None or holder.role is not Role.OFFICER or holder.agency is not None:
        return
    seat = Seat(Role.OFFICER, line.competent, holder.unit or line.unit)
    yield from who.house.system.office.organisation.holders(seat, who.today)


def _supplies(seen: Seen, action: Action) -> bool:
    """Whether it ends a wait for papers: they are handed in with it."""
    here = seen.line.procedure.states[seen.line.state]
    there = seen.line.procedure.states[action.to]
    return here.stop is not None and there.stop is None and there.final is None


def _parties(seen: Seen) -> tuple[tuple[int, str], ...]:
    return tuple((no, str(one["name"])) for no, one in enumerate(seen.parties, start=1))


def _opened(who: Worker, action: Action) -> Procedure | None:
    if action.opens is None:
        return None
    try:
        return who.house.system.office.catalogue.current(action.opens.procedure, who.today)
    except NotFound:
        return None


def _has_documents(seen: Seen, action: Action) -> bool:
    """Where a result is proposed, signed or sealed, its document may come along."""
    return "attach_result" in seen.verbs and bool(action.outcomes or action.marks)


# from the form to the wish


def wish_of(form: Form, seen: Seen, act: Act | None) -> Wish:
    """What was typed, as the desk is asked; `act` None asks for what the form names."""
    return Wish(
        form.text("action"),
        reason=form.maybe("reason"),
        note=form.maybe("note"),
        outcome=form.maybe("outcome"),
        officer=form.maybe("officer"),
        papers=_papers(form, seen),
        capacity=form.maybe("capacity"),
        number=form.maybe("number"),
        carrier_item=form.maybe("carrier_item"),
        paid=form.flag("paid"),
        method=form.maybe("method") if form.flag("paid") else None,
        party=form.number("party"),
        reductions=_reductions(form),
        child=Linked(answers=_answers(form, act.questions)) if act and act.opens else None,
    )


def _papers(form: Form, seen: Seen) -> Mapping[str, PaperCount]:
    """What was handed in of each paper; none named, none given."""
    given: dict[str, PaperCount] = {}
    for paper in seen.line.procedure.papers:
        counts = PaperCount.of({kind: form.number(f"{kind}.{paper.id}") or 0 for kind in KINDS})
        if counts.handed_in:
            given[paper.id] = counts
    return given


def _reductions(form: Form) -> Mapping[str, Claim]:
    """By the name of the fee: the ground that is claimed, and the number of what shows it."""
    shown = form.below("evidence.")
    return {
        fee: Claim(ground, Evidence(document=shown[fee]) if shown.get(fee) else None)
        for fee, ground in form.below("ground.").items()
        if ground
    }


def _answers(form: Form, questions: tuple[Question, ...]) -> dict[str, object]:
    typed = form.below("answers.")
    return {
        question.id: _answer(question, typed[question.id])
        for question in questions
        if typed.get(question.id)
    }


def _answer(question: Question, text: str) -> object:
    match question.kind:
        case QuestionKind.TRUTH:
            return text == "yes"
        case QuestionKind.NUMBER:
            try:
                return float(text.replace(",", "."))
            except ValueError:
                raise BadInput(
                    f"“{question.label}”: phải là một số.", code="not_a_number", at=question.id
                ) from None
        case QuestionKind.CHOICE:
            return text
