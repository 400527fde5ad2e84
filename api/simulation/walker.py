"""The way of one dossier through the desk, whatever its procedure: act by act, by who may act."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random
from typing import Self

from api.simulation.answers import answers
from api.simulation.days import Days, Story
from api.simulation.entropy import Entropy
from api.simulation.fate import VERBS, Fate
from api.simulation.hours import (
    answer_at,
    extension_at,
    is_worth_extending,
    when,
)
from api.simulation.people import carrier_item
from api.simulation.staff import Staff
from engine.actors import Role, Seat
from engine.desk import Answering, Desk, Extension, Linked, PaperCount, Wish
from engine.desk.seats import seat_in
from engine.fold import fold
from engine.ledger import DossierRef
from engine.procedure import Action, Channel, Procedure
from engine.store.ledgers import entries_of
from engine.store.read import reading
from engine.timeline import Timeline, WorkItem

# The straight way of every base workflow: of the actions that a state has, the first one here.
_WAY = (
    "accept",
    "forward",
    "assign",
    "send_to_province",
    "report_site",
    "conclude",
    "notice_over",
    "tax_paid",
    "supply",
    "propose",
    "agree",
    "sign",
    "seal",
    "take_back",
    "hand_over",
)
_AT_RECEIPT = frozenset({"accept", "supply"})
_REMARKS = (
    "Đã gọi điện cho người nộp, hẹn đến ký lại tờ khai.",
    "Đã đối chiếu với hồ sơ lưu, số liệu khớp.",
    "Nhờ chuyển sớm để kịp ngày hẹn.",
)


@dataclass(frozen=True, slots=True)
class Walker:
    """Takes dossiers through the desk; `desk` asks `days` what time it is."""

    desk: Desk
    days: Days
    dice: Random
    staff: Staff
    turn: datetime | None = None  # when dossiers under way got into other hands

    @classmethod
    def of(cls, desk: Desk, days: Days, dice: Random, turn: datetime | None = None) -> Self:
        """One whose desk lives by these days."""
        return cls(replace(desk, clock=days.clock), days, dice, Staff(desk.office, dice), turn)

    def own(self, dice: Random, ids: Sequence[bytes] = ()) -> Self:
        """The same with dice of its own, from which the desk's ids and keys are drawn too."""
        desk = replace(self.desk, entropy=Entropy(dice, ids))
        return replace(self, desk=desk, dice=dice, staff=replace(self.staff, dice=dice))

    def walk(self, ref: DossierRef, fate: Fate) -> Story:
        """From where the dossier stands to its end, as its fate has it."""
        detours = list(fate.detours)
        while not (line := self.line(ref)).final and not fate.rests_in(line.state, detours):
            if "propose" in self._actions(line) and detours and detours[0] in VERBS:
                yield from self._verb(ref, line, detours.pop(0))
                continue
            action = self._next(line, fate, detours)
            if action.id == "hand_over" and fate.fetched_after is None:
                return
            begun = self.days.clock()
            yield when(line, action.id, fate, begun, self.dice)
            line = self._since(begun, ref, line)
            self._pay(ref, line, action)
            by = self.staff.to_take(ref, line, action, self._day(line))
            self.desk.take(ref, self._wish(ref, line, action, fate), by)
            if not fate.rests_in(action.to, detours):
                yield from self._aside(ref, action)

    def line(self, ref: DossierRef) -> Timeline:
        with reading(self.desk.engine) as snapshot:
            return fold(self.desk.office.catalogue, entries_of(snapshot, ref))

    def _since(self, begun: datetime, ref: DossierRef, line: Timeline) -> Timeline:
        """The dossier as it is after a wait: read again only if it came into other hands."""
        turned = self.turn is not None and begun < self.turn <= self.days.clock()
        return self.line(ref) if turned else line

    def _actions(self, line: Timeline) -> dict[str, Action]:
        return {action.id: action for action in line.procedure.leaving(line.state)}

    def _next(self, line: Timeline, fate: Fate, detours: list[str]) -> Action:
        """The ending if it is time for it, else a detour that begins here, else straight on.

        A withdrawal comes when work has begun.
        """
        actions = self._actions(line)
        begun = "propose" in actions and not detours
        ending = actions.get(fate.ending or "")
        if ending is not None and (ending.id != "withdraw" or begun) and _is_of_office(ending):
            return ending
        for name in detours:
            if name in actions:
                detours.remove(name)
                return actions[name]
        return next(actions[name] for name in _WAY if name in actions)

    def _day(self, line: Timeline) -> date:
        return line.day(self.days.clock())

    def _wish(self, ref: DossierRef, line: Timeline, action: Action, fate: Fate) -> Wish:
        target = line.procedure.states[action.to]
        seat = seat_in(self.desk.office, ref, line, target, self._day(line))
        given = action.id == "assign" and seat is not None
        returns = action.id == "hand_over" and line.origin.return_by is Channel.POSTAL
        missing = action.id == "supply" and not line.papers_complete
        return Wish(
            action.id,
            reason=self._reason(action.id) if action.reason_required else None,
            outcome=fate.outcome if action.outcomes else None,
            officer=self.staff.someone(seat, self._day(line)).id if given and seat else None,
            papers=complete(line.procedure) if missing else {},
            paid=action.id == "hand_over" or (action.id in _AT_RECEIPT and fate.paid),
            capacity="KT." if action.id == "sign" else None,
            number=f"{self.dice.randint(10, 990)}/KQ" if action.id == "seal" else None,
            carrier_item=carrier_item(self.dice) if returns else None,
            child=self._linked(action, self._day(line)),
        )

    def _linked(self, action: Action, day: date) -> Linked | None:
        if action.opens is None:
            return None
        procedure = self.desk.office.catalogue.current(action.opens.procedure, day)
        return Linked(answers=answers(procedure, self.dice))

    def _reason(self, verb: str) -> str:
        fitting = [code for code, fits in self.desk.office.reasons.items() if verb in fits]
        return self.dice.choice([code for code in fitting if code != "other"] or fitting)

    def _pay(self, ref: DossierRef, line: Timeline, action: Action) -> None:
        """What is still owed is taken before the result leaves."""
        if action.id == "hand_over" and line.unpaid:
            organisation, day = self.desk.office.organisation, self._day(line)
            counter = organisation.successor_on(ref.agency, line.origin.place, day).id
            clerk = self.staff.someone(Seat(Role.COUNTER, counter), day)
            self.desk.fees.collect(ref, [fee.no for fee in line.unpaid], "cash", clerk)

    def _aside(self, ref: DossierRef, action: Action) -> Story:
        """What an action sets going beside the dossier: consultations, a child dossier."""
        if action.asks:
            yield from self._answers(ref)
        if action.opens:
            for child in self.line(ref).open_children:
                yield from self._child(DossierRef.read(child.agency, child.id))

    def _child(self, ref: DossierRef) -> Story:
        """A child has of its parent's file what both list; the rest is asked for."""
        lacking = not self.line(ref).papers_complete
        yield from self.walk(ref, Fate(detours=("ask_more",) if lacking else ()))

    def _answers(self, ref: DossierRef) -> Story:
        line, now = self.line(ref), self.days.clock()
        timed = [(answer_at(line, item.due, now, self.dice), item) for item in line.open_items]
        for moment, item in sorted(timed, key=lambda one: (one[0], one[1].id)):
            begun = self.days.clock()
            yield moment
            line = self._since(begun, ref, line)
            open_now = next(one for one in line.items if one.id == item.id)
            self._answer(ref, line, open_now)

    def _answer(self, ref: DossierRef, line: Timeline, item: WorkItem) -> None:
        answer = self.dice.choices(("agree", "remark", "disagree"), (85, 10, 5))[0]
        by = self.staff.someone(item.seat, self._day(line))
        self.desk.answer(ref, Answering(item.id, answer), by)

    def _verb(self, ref: DossierRef, line: Timeline, verb: str) -> Story:
        """A verb of the desk that is no action of the definition."""
        now, current = self.days.clock(), line.current
        if verb == "comment":
            yield line.calendar.next_opening(now)
            line = self._since(now, ref, line)
            by = self.staff.at_work(line, self._day(line))
            self.desk.comment(ref, self.dice.choice(_REMARKS), by)
        elif current is not None and is_worth_extending(line, now):
            yield extension_at(line, now, self.dice)
            line = self._since(now, ref, line)
            to = line.calendar.nth_day_after(line.day(current.due), self.dice.randint(2, 5))
            head = self.staff.head(line, self._day(line))
            self.desk.extend(ref, Extension(to, self._reason("extend")), head)


def complete(procedure: Procedure) -> dict[str, PaperCount]:
    """Every required paper in the number that the list asks for."""
    return {
        paper.id: PaperCount(paper.originals or (0 if paper.copies else 1), paper.copies)
        for paper in procedure.papers
        if paper.required
    }


def _is_of_office(action: Action) -> bool:
    """Whether those who decide are of the agency that has the dossier: others may not see it."""
    return all(address.agency is None for address in action.by)
