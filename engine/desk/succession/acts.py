"""Carrying a plan out: every open dossier of the agencies that end or lose a field, in one act."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from engine.actors import Actor, Role
from engine.desk.acting import Acting, ask_of
from engine.desk.office import Office
from engine.desk.progress import Progress, quiet, told
from engine.desk.standing import admitted, standing_for_work
from engine.desk.succession.checks import check_plan
from engine.desk.succession.entry import draft
from engine.desk.succession.heirs import Hands, Heirs, NoHeir, Passing
from engine.desk.succession.plan import Plan, Rename
from engine.desk.succession.sitting import Sitting
from engine.desk.writing import Ledgered
from engine.errors import NotNow, NotYourStep
from engine.fold import fold
from engine.ledger import DossierRef
from engine.store.held import Held, database_moment, look
from engine.store.read import reading
from engine.store.staff import standing_of
from engine.store.touched import touched
from engine.store.write import Write
from engine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Stranded:
    """An open dossier that the plan would leave with nobody, and why."""

    ref: DossierRef
    code: str
    before: Hands
    why: NoHeir


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a plan does to the open dossiers, in the order of their keys."""

    passings: tuple[Passing, ...]
    stranded: tuple[Stranded, ...]

    def check(self) -> None:
        """Refuse a plan that leaves a dossier with nobody; the facts name every such dossier."""
        if not self.stranded:
            return
        listed = [
            {"code": one.code, "why": one.why.code, "message": one.why.message}
            for one in self.stranded
        ]
        first = "; ".join(f"{one.code}: {one.why.message}" for one in self.stranded[:3])
        more = len(self.stranded) - 3
        tail = f"; và {more} hồ sơ khác" if more > 0 else ""
        raise NoHeir(
            f"{len(listed)} hồ sơ đang giải quyết chưa có nơi nhận ({first}{tail}). "
            "Bổ sung kế hoạch hoặc tệp cơ quan; chưa chuyển hồ sơ nào.",
            dossiers=listed,
        )


@dataclass(frozen=True, slots=True)
class Succession:
    """What becomes of open dossiers when agencies end, split, or hand over a field."""

    acting: Acting

    def foresee(self, plan: Plan, *, progress: Progress = quiet) -> Foreseen:
        """What the plan would do today, or on its first day; nothing is written."""
        check_plan(plan, self._office)
        with reading(self.acting.engine) as connection:
            now = self.acting.clock() if self.acting.clock else database_moment(connection)
            refs = touched(connection, plan.agencies)
            held = (look(connection, ref) for ref in told(refs, progress))
            day = max(plan.day, self._today(now))
            people = Sitting(connection, self._office, day, partial(standing_of, connection))
            heirs = Heirs(plan, self._office, day, people)
            return _foreseen(heirs, held, self._line)

    def carry_out(self, plan: Plan, by: Actor, *, progress: Progress = quiet) -> Foreseen:
        """Move every open dossier in one transaction; whoever leads or runs what is above them may.

        Refused as a whole if one dossier is left with nobody. Carried out again it moves what has
        come since, and nothing twice, so that it needs no key.
        """
        check_plan(plan, self._office)

        def act(write: Write) -> Foreseen:
            today = self._today(write.moment)
            _check_may(self._office, plan, admitted(write.connection, by, today), today)
            _check_begun(plan, today)
            held = [write.hold(ref) for ref in touched(write.connection, plan.agencies)]
            standing = partial(standing_for_work, write.connection)
            people = Sitting(write.connection, self._office, today, standing)
            seen = _foreseen(Heirs(plan, self._office, today, people), held, self._line)
            seen.check()
            ledgers = {one.ref: one for one in held}
            for passing in told(seen.passings, progress):
                self._enter(write, plan, passing, by, ledgers[passing.ref])
            return seen

        return self.acting.durably(ask_of(by, None, "succeed"), act)

    def _enter(self, write: Write, plan: Plan, passing: Passing, by: Actor, held: Held) -> None:
        before = Ledgered.of(held)
        at = max(write.moment, held.entries[-1].happened_at)
        self.acting.pen.write(write, before, draft(plan, passing), at=at, by=by)

    def _line(self, held: Held) -> Timeline:
        return fold(self._office.catalogue, held.entries)

    def _today(self, moment: datetime) -> date:
        return self._office.calendar_of("").local_day(moment)

    @property
    def _office(self) -> Office:
        return self.acting.office


def _foreseen(heirs: Heirs, found: Iterable[Held], line_of: Callable[[Held], Timeline]) -> Foreseen:
    passings, stranded = [], []
    for held in found:
        line = line_of(held)
        try:
            passing = heirs.passing(held.ref, line)
        except NoHeir as why:
            stranded.append(Stranded(held.ref, line.origin.code, Hands.of(line), why))
        else:
            passings.extend([passing] if passing.changes else [])
    return Foreseen(tuple(passings), tuple(stranded))


def _check_begun(plan: Plan, today: date) -> None:
    if today < plan.day:
        raise NotNow(
            f"Kế hoạch có hiệu lực từ {plan.day:%d/%m/%Y}; trước ngày đó chỉ xem thử (--dry-run).",
            code="too_early",
        )


def _check_may(office: Office, plan: Plan, by: Actor, today: date) -> None:
    """Refuse unless the person leads, or runs the system of, an agency above all of the plan's."""
    above = [office.organisation.above(one) for one in sorted(_named(plan))]
    common = frozenset.intersection(*above)
    roles = (Role.LEADER, Role.SYSTEM_ADMIN)
    if not any(by.has(role, agency, today) for role in roles for agency in common):
        raise NotYourStep(
            "Bạn không có quyền sắp xếp các cơ quan này (dành cho lãnh đạo hoặc quản trị hệ thống "
            "của cơ quan cấp trên chung).",
            code="not_above",
        )


def _named(plan: Plan) -> frozenset[str]:
    renamed = {move.agency for move in plan.moves if isinstance(move, Rename)}
    return frozenset(agency for way in plan.ways for agency in way) | renamed
