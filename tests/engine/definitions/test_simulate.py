from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from engine.definitions.known import Known
from engine.definitions.load import load
from engine.definitions.simulate import Simulation, Way, simulate
from engine.errors import BadInput
from engine.procedure import Channel, Procedure
from engine.working_calendar import WorkingCalendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2015, 3, 2, 7, 30, tzinfo=ZONE)


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    week = {"monday..friday": ["07:30-11:30", "13:30-17:00"]}
    year = {"status": "official", "source": "x", "confidence": "assumption"}
    data = {"zone": "Asia/Ho_Chi_Minh", "counting": week, "years": {2015: year}}
    return WorkingCalendar.from_mapping(data, "plain")


@pytest.fixture
def simulation(procedure: Procedure, calendar: WorkingCalendar) -> Simulation:
    (found,) = simulate(procedure, calendar, MONDAY, Channel.DIRECT)
    return found


def usual(simulation: Simulation) -> Way:
    ways = [way for way in simulation.ways if way.end.id == "returned"]
    return min(ways, key=lambda way: len(way.steps))


def test_each_step_is_due_when_the_budgets_before_it_are_used(
    simulation: Simulation, calendar: WorkingCalendar
) -> None:
    due = {s.state.id: calendar.local(s.due) for s in usual(simulation).steps if s.due}

    assert due["received"] == datetime(2015, 3, 2, 11, 15, tzinfo=ZONE)  # half of 7.5 hours
    assert due["assigning"] == datetime(2015, 3, 2, 17, 0, tzinfo=ZONE)
    assert due["examining"].date().isoformat() == "2015-03-25"
    assert due["sealing"] == datetime(2015, 3, 27, 17, 0, tzinfo=ZONE)  # the 20th day


def test_the_promise_stands_beside_the_steps(
    simulation: Simulation, calendar: WorkingCalendar
) -> None:
    assert simulation.promise is not None
    assert calendar.local(simulation.promise) == datetime(2015, 3, 30, 17, 0, tzinfo=ZONE)
    assert all(
        step.due is None or step.due <= simulation.promise for step in usual(simulation).steps
    )


def test_nothing_is_due_where_the_clock_stands(simulation: Simulation) -> None:
    still = {"supplement", "tax", "ready", "returned", "ended", "withdrawn"}

    steps = [step for way in simulation.ways for step in way.steps]
    assert all((step.due is None) == (step.state.id in still) for step in steps)


def test_every_end_and_every_loop_is_walked(simulation: Simulation, procedure: Procedure) -> None:
    ends = {way.end.id for way in simulation.ways}
    taken = {step.action.id for way in simulation.ways for step in way.steps}

    assert ends == {"returned", "ended", "withdrawn"}
    assert taken == set(procedure.actions) - {"submit", "accept", "ask_first", "reject"}
    assert not simulation.more


def test_a_loop_is_walked_once(simulation: Simulation) -> None:
    for way in simulation.ways:
        ids = [step.action.id for step in way.steps]
        assert max(ids.count(id_) for id_ in ids) <= 2
        assert ids.count("ask_more") <= 1


def test_each_case_of_the_limit_is_shown_or_the_one_that_the_answers_decide(
    texts: dict[str, str], known: Known, calendar: WorkingCalendar
) -> None:
    cases = '{cases: [{when: "answers.area > 500", working_days: 30}, {working_days: 20}]}'
    text = texts["1.009972.yaml"].replace("{working_days: 20} ", cases)
    (procedure,) = load({**texts, "1.009972.yaml": text}, known).procedures

    both = simulate(procedure, calendar, MONDAY, Channel.DIRECT)
    large = simulate(procedure, calendar, MONDAY, Channel.DIRECT, {"area": 501})

    assert [s.limit.limit.amount for s in both] == [30, 20]
    assert [s.limit.limit.amount for s in large] == [30]


def test_a_channel_that_is_not_offered_is_refused(
    texts: dict[str, str], known: Known, calendar: WorkingCalendar
) -> None:
    text = texts["1.009972.yaml"].replace(
        "channels: [direct, online, postal]", "channels: [direct]"
    )
    (procedure,) = load({**texts, "1.009972.yaml": text}, known).procedures

    with pytest.raises(BadInput):
        simulate(procedure, calendar, MONDAY, Channel.ONLINE)


def test_a_consultation_does_not_begin_the_step_anew(simulation: Simulation) -> None:
    promise = simulation.promise
    loops = [
        way
        for way in simulation.ways
        if any(step.action.sources == (step.action.to,) for step in way.steps)
    ]

    assert promise is not None
    assert loops
    assert all(step.due is None or step.due <= promise for way in loops for step in way.steps)
