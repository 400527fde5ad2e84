"""Results that nobody fetches, copies that nobody acknowledges: reminded of, and never late."""

from datetime import timedelta

from engine import clock
from engine.desk import Wish
from engine.desk.results import Archiving, ComeBack, Handing
from engine.errors import BadInput, NotNow, NotYourStep, OutOfScope
from engine.ledger import DossierRef, Kind
from engine.store.lists import inbox
from engine.store.read import reading
from engine.store.results import uncollected
from engine.store.scope import Scope
from engine.tables.record import outbox
from engine.timers import tick
from tests.engine.desk.town import COMMUNE, OUTSIDER, Town, office
from tests.scenarios.clean import assert_clean
from tests.scenarios.household import CLERICAL, CLERK, copy_of, holding, ready, returned, states

ARCHIVED = Archiving("not_collected")


def after(town: Town, days: int) -> dict[str, int]:
    """What a tick enters so many days after the first Monday of March."""
    town.clock.set("2026-03-02 12:00")
    town.clock.now += timedelta(days=days)
    return dict(tick(town.engine, office(), town.clock).entered)


def reminded(town: Town, ref: DossierRef, what: str = "uncollected") -> list[object]:
    return [one.facts.get("days") for one in town.entries(ref) if one.facts.get("what") == what]


def in_the_inbox(town: Town, ref: DossierRef) -> bool:
    with reading(town.engine) as snapshot:
        found = inbox(snapshot, Scope(CLERK, town.clock.now.date()))
    return ref in {one.ref for one in found}


def acknowledged(town: Town) -> DossierRef:
    """Ready, and nothing but the applicant is missing."""
    ref = ready(town)
    copy = copy_of(town, ref)
    assert copy.seat is not None
    town.desk.results.acknowledge(ref, holding(copy.seat, town))
    return ref


def test_who_does_not_come_is_reminded_after_7_30_and_90_days_and_is_never_late(
    town: Town,
) -> None:
    ref = acknowledged(town)
    entered = [after(town, days) for days in (6, 8, 9, 31, 91, 100)]

    assert entered == [{}, *[{"uncollected": 1}], {}, {"uncollected": 1}, {"uncollected": 1}, {}]
    assert reminded(town, ref) == [7, 30, 90]
    told = [row.receiver for row in town.rows(outbox) if row.kind == "uncollected"]
    assert told == ["applicant"] * 3
    line = town.line(ref)
    assert clock.verdict(line) is clock.Verdict.EARLY
    assert clock.standing_at(line, town.clock.now) is clock.Standing.RESOLVED
    assert_clean(town)


def test_a_tick_that_was_missed_reminds_once(town: Town) -> None:
    ref = acknowledged(town)

    assert after(town, 45) == {"uncollected": 1}
    assert reminded(town, ref) == [30]


def test_after_the_last_reminder_it_is_proposed_to_put_it_away_and_a_person_does(
    town: Town,
) -> None:
    ref = acknowledged(town)
    early = town.refused(NotNow, lambda: town.desk.results.archive(ref, ARCHIVED, CLERK))
    assert early.code == "archived_too_early"
    assert after(town, 121) == {"uncollected": 1, "archive_result": 1}
    assert town.line(ref).proposal == "archive_result"
    town.refused(NotYourStep, lambda: town.desk.results.archive(ref, ARCHIVED, CLERICAL))
    town.refused(BadInput, lambda: town.desk.results.archive(ref, Archiving("typing_error"), CLERK))
    town.refused(OutOfScope, lambda: town.desk.results.archive(ref, ARCHIVED, OUTSIDER))
    assert in_the_inbox(town, ref)
    town.desk.results.archive(ref, ARCHIVED, CLERK)

    assert not in_the_inbox(town, ref)
    assert town.line(ref).proposal is None
    assert states(town, ref)[0] == ("certificate", "applicant", "archived")
    assert after(town, 200) == {}
    assert_clean(town)


def test_who_comes_years_later_still_gets_what_was_put_away(town: Town) -> None:
    ref = acknowledged(town)
    after(town, 121)
    town.desk.results.archive(ref, ARCHIVED, CLERK)
    town.clock.set("2026-12-01 09:00")
    town.take(ref, "hand_over", CLERK)

    line = town.line(ref)
    assert line.state == "returned"
    assert clock.verdict(line) is clock.Verdict.EARLY
    assert states(town, ref)[0] == ("certificate", "applicant", "handed")
    assert_clean(town)


def test_what_came_back_with_the_post_is_waited_for_anew(town: Town) -> None:
    ref = returned(town, carrier_item="EB1VN")
    copy = copy_of(town, ref)
    assert copy.seat is not None
    town.desk.results.acknowledge(ref, holding(copy.seat, town))
    assert after(town, 20) == {}
    town.desk.results.come_back(ref, ComeBack("receiver_absent"), CLERK)

    assert after(town, 26) == {}
    assert after(town, 28) == {"uncollected": 1}
    town.desk.results.hand(ref, Handing(), CLERK)
    assert after(town, 60) == {}
    assert_clean(town)


def test_a_copy_that_nobody_acknowledges_is_asked_for_once_though_the_dossier_is_over(
    town: Town,
) -> None:
    ref = returned(town)
    copy = copy_of(town, ref)
    assert copy.seat is not None

    assert [after(town, days) for days in (4, 6, 7)] == [{}, {"unacknowledged": 1}, {}]
    told = [row.receiver for row in town.rows(outbox) if row.kind == "unacknowledged"]
    assert told == [f"{copy.seat.agency}:{copy.seat.unit}/officer"]
    assert_clean(town)


def test_the_counter_lists_what_waits_there(town: Town) -> None:
    ref = ready(town)
    town.clock.set("2026-03-20 09:00")
    now, day = town.clock(), town.clock.now.date()
    with reading(town.engine) as snapshot:
        (one,) = uncollected(snapshot, Scope(CLERK, day), COMMUNE, now)
        assert uncollected(snapshot, Scope(CLERK, day), COMMUNE, now - timedelta(days=30)) == []
        assert uncollected(snapshot, Scope(OUTSIDER, day), COMMUNE, now) == []
    assert one.ref == ref


def test_a_reminder_or_a_remark_does_not_outdate_the_page_that_a_clerk_has_open(
    town: Town,
) -> None:
    ref = acknowledged(town)
    seen = town.line(ref).length
    after(town, 8)
    town.desk.comment(ref, "Đã gọi điện", CLERK)
    assert [one.kind for one in town.entries(ref)[seen:]] == [Kind.WARNED, Kind.COMMENTED]
    done = town.desk.take(ref, Wish("hand_over"), CLERK, version=seen)

    assert done.state == "returned"
    assert_clean(town)
