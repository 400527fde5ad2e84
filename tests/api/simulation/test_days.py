"""Made-up time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from api.simulation.days import Days, Story

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)

Told = list[tuple[str, datetime]]


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def days() -> Days:
    return Days(until=MONDAY + 10 * HOUR)


@pytest.fixture
def begin(days: Days, told: Told) -> Callable[..., None]:
    """Begin a story that acts at these hours after Monday morning."""

    def story(name: str, hours: tuple[int, ...]) -> Story:
        for hour in hours:
            yield MONDAY + hour * HOUR
            told.append((name, days.clock()))

    return lambda name, *hours: days.begin(story(name, hours))


def test_acts_come_in_the_order_of_their_moments(
    days: Days, told: Told, begin: Callable[..., None]
) -> None:
    begin("a", 1, 5)
    begin("b", 2, 3)

    days.run()

    assert [name for name, _ in told] == ["a", "b", "b", "a"]
    assert [at - MONDAY for _, at in told] == [HOUR, 2 * HOUR, 3 * HOUR, 5 * HOUR]


def test_what_would_come_after_the_last_moment_is_left_in_flight(
    days: Days, told: Told, begin: Callable[..., None]
) -> None:
    begin("a", 9, 10, 11)

    days.run()

    assert len(told) == 1


def test_nothing_happens_before_what_has_happened(
    days: Days, told: Told, begin: Callable[..., None]
) -> None:
    begin("a", 4, 1)

    days.run()

    assert [at - MONDAY for _, at in told] == [4 * HOUR, 4 * HOUR]


def test_progress_ends_with_every_story_over(days: Days, begin: Callable[..., None]) -> None:
    heard: list[tuple[int, int]] = []
    begin("a", 1, 2)
    begin("b", 3, 99)

    days.run(lambda done, total: heard.append((done, total)))

    assert heard[-1] == (2, 2)


def test_days_may_pass_up_to_a_moment_and_go_on_from_there(
    days: Days, told: Told, begin: Callable[..., None]
) -> None:
    begin("a", 1, 4)
    begin("b", 3, 5)

    days.run(before=MONDAY + 4 * HOUR)
    before = [*told]
    days.run()

    assert [name for name, _ in before] == ["a", "b"]
    assert [name for name, _ in told] == ["a", "b", "a", "b"]
