"""What the counter offers first: what the agency received lately, within the clerk's sight."""

from datetime import timedelta

from engine.store.intake import procedures_used
from engine.store.read import reading
from engine.store.scope import Scope
from tests.engine.desk.town import (
    AGENCY,
    APPRAISAL,
    COMMUNE,
    COUNTER,
    MONDAY,
    OUTSIDER,
    Town,
    local,
    who,
)

DAY = local(MONDAY).date()


def _used(town: Town, agency: str = AGENCY, **scope: object) -> list[tuple[str, int]]:
    by = scope.get("by", COUNTER)
    since = local(MONDAY) - timedelta(days=1)
    with reading(town.engine) as now:
        found = procedures_used(now, Scope(by, DAY), agency, since)  # type: ignore[arg-type]  # an actor
    return [(one.procedure, one.count) for one in found]


def test_the_most_frequent_comes_first(town: Town) -> None:
    assert _used(town) == []
    town.received()
    town.received()

    assert _used(town) == [(APPRAISAL, 2)]


def test_another_agency_has_its_own_habits(town: Town) -> None:
    town.received()

    assert _used(town, COMMUNE, by=who("counter", COMMUNE)) == []
    assert _used(town, by=who("counter", COMMUNE)) == []


def test_what_was_long_ago_is_not_counted(town: Town) -> None:
    town.received()
    with reading(town.engine) as now:
        later = local(MONDAY) + timedelta(days=1)
        assert procedures_used(now, Scope(COUNTER, DAY), AGENCY, later) == []


def test_nobody_counts_what_they_may_not_see(town: Town) -> None:
    town.received()

    assert _used(town, by=OUTSIDER) == []
