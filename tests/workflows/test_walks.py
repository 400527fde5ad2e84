"""Every shipped procedure is walked through the desk, from receipt to the result handed over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from api.tenant import office_of
from engine.actors import Actor, Role, Seat
from engine.desk import Answering, Desk, Linked, PaperCount, Party, Reception, Wish
from engine.desk.draft import APPLICANT
from engine.desk.office import Office
from engine.desk.seats import seat_for
from engine.errors import BadInput
from engine.fold import fold
from engine.ledger import DossierRef
from engine.procedure import Action, Channel, Final, Procedure
from engine.store.connect import open_database
from engine.store.ledgers import entries_of
from engine.store.read import reading
from engine.timeline import Timeline
from tests.workflows.answering import answers
from workflows.loader import ROOT
from workflows.published import publish

DEMO = ROOT / "demo" / "an-giang-2021"
REAL = sorted(path.stem for path in (ROOT / "procedures").glob("*.yaml"))
SAMPLES = sorted(path.stem for path in DEMO.glob("*.yaml"))
IN_2026 = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday, nine in the morning at the office
IN_2021 = datetime(2021, 7, 5, 2, 0, tzinfo=UTC)
OWNER = Party("owner", "Nguyễn Văn Ánh", identity_kind="citizen", identity="075090123456")


@pytest.fixture(scope="module")
def office() -> Office:
    return office_of(publish(DEMO))


@pytest.fixture
def desk_at(office: Office, sqlite_database_url: str) -> Iterator[Callable[[datetime], Desk]]:
    """A desk whose clock begins then, and moves on by seven minutes each time it is asked."""
    engine = open_database(sqlite_database_url)

    def at(start: datetime) -> Desk:
        moments = (start + n * timedelta(minutes=7) for n in range(1, 10_000))
        return Desk(engine, office, b"p" * 32, lambda: next(moments))

    yield at
    engine.dispose()


def papers(procedure: Procedure) -> dict[str, PaperCount]:
    return {p.id: PaperCount(p.originals or 1, p.copies) for p in procedure.papers}


def where(office: Office, procedure: Procedure, day: date) -> tuple[str, str]:
    """An agency of the procedure's tier with a unit for it, and a commune that it serves."""
    province = "89" if procedure.code in SAMPLES else "75"
    for agency in office.organisation.in_force(day):
        named = {what for unit in agency.units if unit.in_force(day) for what in unit.handles}
        fits = agency.province == province and agency.tier is procedure.tier
        if fits and named & {procedure.code, procedure.field}:
            communes = sorted(agency.serves) if "*" not in agency.serves else ["26017"]
            return agency.id, communes[0]
    raise AssertionError(procedure.code)


def reception(office: Office, procedure: Procedure, channel: Channel, day: date) -> Reception:
    agency, place = where(office, procedure, day)
    return Reception(
        agency,
        procedure.code,
        channel,
        (OWNER,),
        papers=papers(procedure),
        answers=answers(procedure),
        place=place,
        return_by=procedure.returns[0],
        paid=True,
        carrier_item="EA123456789VN" if channel is Channel.POSTAL else None,
    )


def distances(procedure: Procedure) -> dict[str, int]:
    """How many actions each state is away from the completed dossier."""
    far = {s.id: 0 for s in procedure.states.values() if s.final is Final.COMPLETED}
    for steps in range(1, len(procedure.states)):
        before = {
            source
            for action in procedure.actions.values()
            for source in action.sources
            if far.get(action.to) == steps - 1
        }
        far |= {state: steps for state in before if state not in far}
    return far


@dataclass
class Walk:
    """One dossier on its way. With `detours` every action that leads on is taken once."""

    desk: Desk
    ref: DossierRef
    detours: bool = False
    taken: list[str] = field(default_factory=list)

    def line(self) -> Timeline:
        with reading(self.desk.engine) as snapshot:
            return fold(self.desk.office.catalogue, entries_of(snapshot, self.ref))

    def to_the_end(self) -> Timeline:
        while (line := self.line()).final is None:
            self.step(line)
        return line

    def step(self, line: Timeline) -> None:
        self.take(line, self._next(line))

    def _next(self, line: Timeline) -> Action:
        far = distances(line.procedure)
        onward = [a for a in line.procedure.leaving(line.state) if a.to in far]
        fresh = [action for action in onward if action.id not in self.taken]
        if self.detours and fresh:
            return max(fresh, key=lambda action: far[action.to])
        return min(onward, key=lambda action: far[action.to])

    def take(self, line: Timeline, action: Action) -> None:
        by = self._who(line, action)
        if line.procedure.restricted and by.id not in line.took.values():
            leader = self._sitting(Seat(Role.LEADER, line.competent), line)
            self.desk.assign(self.ref, by.id, leader)
        if line.procedure.states[action.to].final and line.unpaid:
            owed = [fee.no for fee in line.unpaid]
            self.desk.fees.collect(self.ref, owed, "cash", self._sitting(self._counter(), line))
        self.desk.take(self.ref, self._wish(line, action), by)
        self.taken.append(action.id)
        self._aside()

    def _wish(self, line: Timeline, action: Action) -> Wish:
        fitting = [code for code, fits in self.desk.office.reasons.items() if action.id in fits]
        return Wish(
            action.id,
            reason=fitting[0] if action.reason_required else None,
            outcome=action.outcomes[0] if action.outcomes else None,
            paid=action.takes is not None,
            child=self._linked(line, action.opens.procedure) if action.opens else None,
        )

    def _linked(self, line: Timeline, code: str) -> Linked:
        procedure = self.desk.office.catalogue.current(code, self._day(line))
        return Linked(papers(procedure), answers(procedure))

    def _who(self, line: Timeline, action: Action) -> Actor:
        staff = [address for address in action.by if address.role is not Role.APPLICANT]
        if not staff:
            return APPLICANT
        seats = [seat_for(self.desk.office, self.ref, line, a, self._day(line)) for a in staff]
        seat = line.seat if line.seat in seats else seats[0]
        assert seat is not None
        if line.officer and seat == line.seat and seat.role is Role.OFFICER:
            return self.desk.office.person(line.officer)
        return self._sitting(seat, line, but=line.took.get(action.four_eyes or ""))

    def _sitting(self, seat: Seat, line: Timeline, but: str | None = None) -> Actor:
        holders = self.desk.office.organisation.holders(seat, self._day(line))
        return next(person for person in holders if person.id != but)

    def _counter(self) -> Seat:
        return Seat(Role.COUNTER, self.ref.agency)

    def _day(self, line: Timeline) -> date:
        return line.day(line.last_at)

    def _aside(self) -> None:
        """Consultations are answered, and dossiers opened by this one come to their end."""
        line = self.line()
        for item in line.open_items:
            by = self._sitting(item.seat, line)
            self.desk.answer(self.ref, Answering(item.id, "agree"), by)
        for child in line.open_children:
            ended = Walk(self.desk, DossierRef.read(child.agency, child.id)).to_the_end()
            assert ended.final is Final.COMPLETED


def walk(desk: Desk, code: str, channel: Channel, day: date, *, detours: bool) -> Walk:
    procedure = desk.office.catalogue.current(code, day)
    request = reception(desk.office, procedure, channel, day)
    counter = desk.office.organisation.holders(Seat(Role.COUNTER, request.agency), day)[0]
    by = APPLICANT if channel is Channel.ONLINE else counter
    return Walk(desk, desk.receive(request, by).ref, detours)


@pytest.mark.parametrize("code", [*REAL, *SAMPLES])
def test_a_dossier_goes_straight_from_receipt_to_its_result(
    desk_at: Callable[[datetime], Desk], code: str
) -> None:
    start = IN_2021 if code in SAMPLES else IN_2026
    desk = desk_at(start)
    channel = desk.office.catalogue.current(code, start.date()).channels[0]

    line = walk(desk, code, channel, start.date(), detours=False).to_the_end()

    assert line.final is Final.COMPLETED
    assert line.state == "returned"
    assert line.instants.keys() >= {line.procedure.clock_end}
    assert not line.unpaid


@pytest.mark.parametrize("code", REAL)
def test_a_dossier_comes_to_its_result_by_its_last_channel_and_every_detour(
    desk_at: Callable[[datetime], Desk], code: str
) -> None:
    desk = desk_at(IN_2026)
    channel = desk.office.catalogue.current(code, IN_2026.date()).channels[-1]
    way = walk(desk, code, channel, IN_2026.date(), detours=True)
    short = walk(desk, code, channel, IN_2026.date(), detours=False)  # by the short cut, if any

    line = way.to_the_end()
    short.to_the_end()
    every = {*way.taken, *short.taken}

    far = distances(line.procedure)
    opening = line.procedure.opening(channel)
    reached = {opening.to} | {line.procedure.actions[taken].to for taken in every}
    onward = {
        action.id
        for action in line.procedure.actions.values()
        if action.to in far and reached & set(action.sources)
    }
    assert line.final is Final.COMPLETED
    assert onward == every


def test_the_leader_of_an_agency_ends_what_waited_there_in_vain(
    desk_at: Callable[[datetime], Desk],
) -> None:
    """Only an officer of the province's agency had it: its leader sees it all the same."""
    one = walk(desk_at(IN_2026), "1.012789", Channel.DIRECT, IN_2026.date(), detours=True)
    while (line := one.line()).state != "supplement":
        one.step(line)

    one.take(line, line.procedure.actions["end_processing"])

    assert one.line().final is Final.STOPPED


@pytest.mark.parametrize("missing", ["remote_area", "certificate", "object"])
def test_a_reception_that_leaves_a_needed_question_open_is_refused_and_takes_no_number(
    desk_at: Callable[[datetime], Desk], missing: str
) -> None:
    desk = desk_at(IN_2026)
    procedure = desk.office.catalogue.current("1.012753", IN_2026.date())
    request = reception(desk.office, procedure, Channel.DIRECT, IN_2026.date())
    less = {name: value for name, value in request.answers.items() if name != missing}
    by = desk.office.organisation.holders(Seat(Role.COUNTER, request.agency), IN_2026.date())[0]

    with pytest.raises(BadInput) as refusal:
        desk.receive(replace(request, answers=less), by)

    assert missing in f"{refusal.value.message} {refusal.value.facts}"
    first = desk.receive(request, by)
    code = desk.office.numbering.code(request.agency, IN_2026.date(), 1)
    assert first.code == code
