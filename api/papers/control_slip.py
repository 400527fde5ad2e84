"""Form 05 (06 since 2025): who handed the dossier to whom, and whether in the time of the step."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby, pairwise

from api.papers.facts import Said
from api.papers.people import applicant
from engine.actors import Role, Seat
from engine.procedure import Final
from engine.reports.budgets import Budgets
from engine.reports.format import working_time
from engine.timeline import Visit
from receipts.letters import ControlSlip, Handing, Letter


def control_slip(said: Said) -> tuple[Letter, ...]:
    """The way of the dossier so far."""
    line, entry = said.line, said.acceptance
    if line.accepted_at is None or entry is None:
        return ()
    competent = said.published.organisation.name_on(line.competent, line.day(said.now))
    asked = dict.fromkeys(said.seat(one.seat, one.asked_at) for one in line.items)
    slip = ControlSlip(
        said.head(line.accepted_at),
        applicant(said, entry).owners,
        said.procedure,
        competent,
        line.accepted_at,
        line.current.due if line.current else None,
        tuple(_handings(said)),
        tuple(asked),
    )
    return (slip,)


def _handings(said: Said) -> Iterator[Handing]:
    """A row for each change of hands; steps that follow each other in one place are one stay."""
    stays = [list(stay) for _, stay in groupby(_shown(said), key=lambda one: one.seat)]
    for before, after in pairwise(stays):
        yield _handing(said, before, after[0])


def _shown(said: Said) -> Iterator[Visit]:
    """The visits, without an end in which nobody takes anything in hand."""
    states = said.line.procedure.states
    for one in said.line.visits:
        state = states.get(one.state)
        if one.seat is not None or (state and state.final is Final.COMPLETED):
            yield one


def _handing(said: Said, stay: Sequence[Visit], after: Visit) -> Handing:
    last = stay[-1]
    spent, budget = _times(said, stay)
    return Handing(
        said.seat(last.seat, last.entered),
        said.seat(after.seat, after.entered),
        after.entered,
        given_by=_hand(said, last.seat, last.left_by),
        received_by=_hand(said, after.seat, after.officer or after.left_by),
        verdict=_verdict(said, spent, budget),
        note=_note(spent, budget),
    )


def _hand(said: Said, seat: Seat | None, staff: str | None) -> str | None:
    """Who of the staff had it in hand there; the applicant's own hand is not written down."""
    if seat is None or seat.role is Role.APPLICANT or staff is None:
        return None
    return said.person(staff)


def _times(said: Said, stay: Sequence[Visit]) -> tuple[timedelta, timedelta | None]:
    """The working time of a stay, and what its steps may use; None if they have no budget."""
    line, budgets = said.line, Budgets()
    spent = sum(
        (line.calendar.between(one.entered, one.left or said.now) for one in stay), timedelta()
    )
    states = (line.procedure.states.get(one.state) for one in stay)
    given = [found for state in states if state and (found := budgets.of(line, state)) is not None]
    return spent, sum(given, timedelta()) if given else None


def _verdict(said: Said, spent: timedelta, budget: timedelta | None) -> str | None:
    """Early, on time or late against the step's own time, as the form's column has it."""
    if budget is None:
        return None
    verdict = "late" if spent > budget else "on_time" if spent == budget else "early"
    return said.label("verdicts", verdict)


def _note(spent: timedelta, budget: timedelta | None) -> str:
    used = working_time(spent)
    return f"{used}, được dùng {working_time(budget)}" if budget is not None else used
