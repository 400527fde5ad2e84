"""What the desk decided is laid over what the files say."""

from datetime import date, timedelta

from engine.actors import Actor, Grant, Role, Seat
from engine.staff import StandIn, Standing, present

MONDAY = date(2026, 3, 2)
SEAT = Seat(Role.UNIT_HEAD, "dn-sxd", "construction")
OFFICER = Actor("dn-sxd-07", "Lê Văn Tám", (Grant(Role.OFFICER, "dn-sxd", "construction"),))
ACTING = Grant(
    Role.UNIT_HEAD,
    "dn-sxd",
    "construction",
    MONDAY,
    MONDAY + timedelta(days=4),
    "12/QĐ-SXD",
    by_desk=True,
)


def test_the_files_give_lasting_roles_and_the_desk_adds_others() -> None:
    person = present(OFFICER, Standing(grants=(ACTING,)), MONDAY)

    assert person.sits_on(SEAT, MONDAY)
    assert not person.sits_on(SEAT, MONDAY + timedelta(days=5))
    assert person.sits_on(Seat(Role.OFFICER, "dn-sxd", "construction"), MONDAY)


def test_a_role_of_the_desk_that_was_revoked_is_gone_though_the_asker_still_shows_it() -> None:
    stale = present(OFFICER, Standing(grants=(ACTING,)), MONDAY)

    assert present(stale, Standing(), MONDAY) == OFFICER


def test_somebody_is_stood_in_for_on_both_days_and_no_other() -> None:
    away = Standing(stands_in=(StandIn("dn-sxd-08", MONDAY, MONDAY + timedelta(days=1)),))
    days = [MONDAY + timedelta(days=n) for n in (-1, 0, 1, 2)]

    assert [bool(present(OFFICER, away, day).stands_in_for) for day in days] == [
        False,
        True,
        True,
        False,
    ]
