"""Rows and counts of the inbox tell the same: late in words is late in the tiles."""

from datetime import timedelta
from itertools import product

import pytest

from api.web.rendering import environment
from api.web.urgency import ACCEPT, bounds, limited
from engine.procedure import Channel
from tests.engine.desk.town import AGENCY, local, office


@pytest.mark.parametrize(
    "now",
    [
        "2026-03-04 10:00",  # in office hours
        "2026-03-04 22:00",  # at night
        "2026-03-08 09:00",  # on a Sunday
        "2026-02-24 08:30",  # after the holidays of the new year
    ],
)
def test_what_a_row_calls_late_or_nearly_late_is_counted_so(now: str) -> None:
    calendar, moment = office().calendar_of(AGENCY), local(now)
    limits = bounds(calendar, moment)
    assert limits.accept_late is not None
    assert limits.accept_soon is not None
    tones = set()
    for days, minutes in product(range(12), range(7, 24 * 60, 53)):
        since = moment - timedelta(days=days, minutes=minutes)
        tone = limited(calendar, ACCEPT, since, moment).tone
        tones.add(tone)
        assert (since <= limits.accept_late) == (tone == "bad"), since
        assert (since <= limits.accept_soon) == (tone in {"bad", "warn"}), since
    assert {"good", "bad"} <= tones


def test_every_definition_gives_acceptance_the_limit_that_counts_go_by() -> None:
    online = [
        one.states[one.starts[Channel.ONLINE]]
        for one in office().catalogue.procedures.values()
        if Channel.ONLINE in one.starts
    ]

    assert online
    assert all(state.within == ACCEPT for state in online)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(324, "5 giờ 24 phút"), (120, "2 giờ"), (10, "10 phút"), (0, "0 phút")],
)
def test_working_time_is_told_in_hours_and_minutes(minutes: int, said: str) -> None:
    template = environment().from_string("{{ value | span }}")

    assert template.render(value=timedelta(minutes=minutes)) == said
