"""The forms of what a person may do now on a dossier: exactly what the desk would accept."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.web.asking import Worker
from api.web.counter import AT_COUNTER
from api.web.short_form import asked_at_receipt
from engine.actors import Actor, Role, Seat
from engine.desk.seeing import Seen
from engine.errors import NotFound
from engine.procedure import (
    Action,
    Channel,
    Final,
    Instant,
    Paper,
    Procedure,
    Question,
    State,
)

# The capacities in which somebody signs for an agency (Nghị định 30/2020/NĐ-CP, Điều 8).
CAPACITIES = ("TM.", "KT.", "TL.", "TUQ.", "Q.")
SUPPLEMENT = "supplement_request"  # the letter that tells the applicant what is missing


@dataclass(frozen=True, slots=True)
class Act:
    """One action with what its form asks for.

    `papers` may be handed in with it, `parties` may stand at the counter for it; `opens` is the
    procedure of a dossier that it opens, `questions` what that one turns on; `documents`: a result
    document may come with it. `onward`: it leads on, and does not ask, stop, refuse or send back;
    `fetched`: somebody fetches the result with it, so it is done where that person is named.
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
    onward: bool = False
    fetched: bool = False
    asks_for_more: bool = False


def acts_of(who: Worker, seen: Seen) -> tuple[Act, ...]:
    """Those that lead on come first: what asks, stops or sends back comes behind."""
    acts = [_act(who, seen, action) for action in seen.possible]
    return tuple(sorted(acts, key=lambda act: not act.onward))


def the_way_on(acts: tuple[Act, ...]) -> Act | None:
    """The one action that leads on; None where there are several, or only others."""
    onward = [act for act in acts if act.onward]
    return onward[0] if len(onward) == 1 else None


def _leads_on(action: Action, to: State, seen: Seen) -> bool:
    aside = action.reason_required or to.stop or to.id == seen.line.state
    return not aside and to.final in {None, Final.COMPLETED}


def _is_fetched(action: Action, seen: Seen) -> bool:
    """Not what is posted or downloaded: only what goes over the counter into somebody's hands."""
    by_counter = any(one.role in AT_COUNTER for one in action.by)
    return by_counter and seen.line.origin.return_by is Channel.DIRECT


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
        onward=_leads_on(action, state, seen),
        fetched=completed and _is_fetched(action, seen),
        asks_for_more=action.letter == SUPPLEMENT,
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
