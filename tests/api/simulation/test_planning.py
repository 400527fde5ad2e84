"""A plan drawn from a seed: who comes when, with what, by which way. No database is asked."""

from collections import Counter as Tally
from datetime import date, timedelta

import pytest

from api.simulation.assumptions import assumptions
from api.simulation.counter import Arrival
from api.simulation.fate import Pace
from api.simulation.planning import Order, Planner
from engine.desk import Office
from engine.errors import BadInput, OutsideCalendar
from engine.procedure import Channel, Tier

SPRING = Order(3_000, date(2026, 3, 2), date(2026, 5, 29), seed=11)


def drawn(office: Office, order: Order) -> tuple[Arrival, ...]:
    return Planner(office, assumptions(), order).plan()


@pytest.fixture(scope="module")
def plan(office: Office) -> tuple[Arrival, ...]:
    return drawn(office, SPRING)


def share(plan: tuple[Arrival, ...], wanted: list[bool]) -> float:
    return sum(wanted) / len(plan)


def local(arrival: Arrival, office: Office) -> tuple[int, int]:
    at = office.calendar_of("").local(arrival.at)
    return at.weekday(), at.hour


def test_as_many_come_as_were_asked_for_all_within_the_span(plan: tuple[Arrival, ...]) -> None:
    days = {one.at.date() for one in plan}

    assert len(plan) == SPRING.dossiers
    assert SPRING.first <= min(days) <= max(days) <= SPRING.last
    assert [one.at for one in plan] == sorted(one.at for one in plan)


def test_the_same_seed_draws_the_same_and_another_one_does_not(office: Office) -> None:
    small = Order(40, SPRING.first, SPRING.last, seed=11)

    assert drawn(office, small) == drawn(office, small)
    assert drawn(office, small) != drawn(office, Order(40, SPRING.first, SPRING.last, seed=12))


def test_a_dossier_is_drawn_alike_however_many_others_there_are(office: Office) -> None:
    few = drawn(office, Order(20, SPRING.first, SPRING.last, seed=11))
    many = drawn(office, Order(200, SPRING.first, SPRING.last, seed=11))

    assert all(one in many for one in few)


def test_monday_morning_is_the_peak_and_friday_afternoon_is_quiet(
    plan: tuple[Arrival, ...], office: Office
) -> None:
    at_counter = [local(one, office) for one in plan if one.channel is Channel.DIRECT]
    days = Tally(day for day, _ in at_counter)
    monday_morning = sum(day == 0 and hour < 12 for day, hour in at_counter)
    friday_afternoon = sum(day == 4 and hour > 12 for day, hour in at_counter)

    assert days[0] == max(days.values())
    assert monday_morning > 6 * friday_afternoon > 0


def test_the_counter_receives_when_it_is_open_and_online_also_at_night_and_on_sundays(
    plan: tuple[Arrival, ...], office: Office
) -> None:
    calendar = office.calendar_of("")
    online = [one for one in plan if one.channel is Channel.ONLINE]
    outside = [one for one in online if not calendar.is_counter_open(one.at)]

    others = [one for one in plan if one.channel is not Channel.ONLINE]
    assert all(calendar.is_counter_open(one.at) for one in others)
    assert any(local(one, office)[0] == 6 for one in outside)
    assert any(local(one, office)[1] >= 22 for one in outside)
    assert all(one.alone for one in outside)
    assert not all(one.alone for one in online)


def test_channels_come_about_as_assumed(plan: tuple[Arrival, ...]) -> None:
    channels = Tally(one.channel for one in plan)

    assert 0.4 < channels[Channel.DIRECT] / len(plan) < 0.7
    assert 0.2 < channels[Channel.ONLINE] / len(plan) < 0.5
    assert 0.04 < channels[Channel.POSTAL] / len(plan) < 0.16


def test_few_procedures_make_most_of_the_work_and_none_is_forgotten(
    plan: tuple[Arrival, ...],
) -> None:
    counted = Tally(one.procedure.code for one in plan)
    first = sum(count for _, count in counted.most_common(8))

    assert counted.most_common(1)[0][0] == assumptions().order[0]
    assert 0.45 < first / len(plan) < 0.8
    assert len(counted) > 35


def test_some_are_late_declined_withdrawn_asked_for_more_or_never_fetched(
    plan: tuple[Arrival, ...],
) -> None:
    fates = [one.fate for one in plan]

    assert 0.04 < share(plan, [fate.pace is Pace.LATE for fate in fates]) < 0.1
    assert 0.02 < share(plan, [fate.outcome == "declined" for fate in fates]) < 0.06
    assert 0.05 < share(plan, ["ask_more" in fate.detours for fate in fates]) < 0.15
    assert 0.005 < share(plan, [fate.fetched_after is None for fate in fates]) < 0.03
    assert {"withdraw", "end_processing", "reject"} <= {fate.ending for fate in fates}


def test_before_2016_nothing_comes_by_post_and_districts_still_receive(office: Office) -> None:
    plan = drawn(office, Order(300, date(2015, 3, 2), date(2015, 6, 30), seed=3))
    tiers = {office.organisation.agency(one.agency).tier for one in plan}

    assert Channel.POSTAL not in {one.channel for one in plan}
    assert tiers == {Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE}


def test_a_span_that_ends_before_it_begins_is_refused(office: Office) -> None:
    with pytest.raises(BadInput) as refused:
        drawn(office, Order(1, SPRING.last, SPRING.first, seed=1))

    assert refused.value.code == "empty_span"


def test_days_whose_promises_no_calendar_knows_are_refused(office: Office) -> None:
    last = office.calendar_of("").last

    with pytest.raises(OutsideCalendar) as refused:
        drawn(office, Order(1, last - timedelta(days=30), last, seed=1))

    assert str(last - timedelta(days=150)) in str(refused.value.facts)


def test_a_sunday_alone_has_only_what_comes_online(office: Office) -> None:
    sunday = date(2026, 3, 8)

    plan = drawn(office, Order(20, sunday, sunday, seed=1))

    assert {one.channel for one in plan} == {Channel.ONLINE}
