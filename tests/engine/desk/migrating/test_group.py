"""Dossiers in flight go over to another edition of their procedure."""

from engine.errors import (
    KeyReused,
)
from engine.ledger import first_break
from engine.tables.record import outbox
from engine.timeline import ByClock, Cause
from tests.engine.desk.migrating.two_editions import (
    KEEPER,
    assert_whole,
    beside,
    line_of,
    moved,
    new_in,
    of_days,
    offered,
    renamed,
    second,
    to,
)
from tests.engine.desk.town import (
    COUNTER,
    OFFICER,
    Town,
    local,
)


def test_an_open_dossier_follows_the_new_edition_and_keeps_its_place(town: Town) -> None:
    town = beside(town, second())
    ref = town.examined()
    before = line_of(town, ref)

    done = moved(town, reason="regulation_new")

    line = line_of(town, ref)
    assert done.moved == (before.origin.code,)
    assert (line.edition, line.state, line.seat) == (new_in(town), before.state, before.seat)
    assert line.promises == before.promises
    assert line.visits[-1].entered == before.visits[-1].entered
    assert town.last(ref) == {
        "action": "migrate_edition",
        "migration": done.migration,
        "edition_before": offered().edition,
        "edition": new_in(town),
        "state_before": "examining",
        "state": "examining",
        "reason": "regulation_new",
    }
    assert first_break(ref, town.entries(ref)) is None
    town.take(ref, "propose", OFFICER, outcome="granted")
    assert_whole(town)


def test_what_is_foreseen_is_what_is_done_and_nothing_is_written_before(town: Town) -> None:
    town = beside(town, second(of_days(30)))
    town.examined()
    town.ready()
    sizes = town.sizes()

    foreseen = town.desk.editions.foresee(to(town), KEEPER)

    assert town.sizes() == sizes
    done = moved(town)
    assert foreseen.migration is None
    assert done.moved == foreseen.moved
    assert [fate.hindrances for fate in done.fates] == [fate.hindrances for fate in foreseen.fates]
    assert [fate.anew for fate in done.fates] == [fate.anew for fate in foreseen.fates]


def test_a_longer_limit_is_counted_from_acceptance_and_the_first_promise_stays(town: Town) -> None:
    town = beside(town, second(of_days(30)))
    ref = town.examined()
    first = line_of(town, ref).first

    moved(town)

    line = line_of(town, ref)
    assert line.first == first
    assert line.current is not None
    assert line.current.cause is Cause.EDITION
    assert line.day(line.current.due) == local("2026-04-13").date()  # 30 working days on
    assert line.limit == second(of_days(30)).limits[0].limit
    assert [row.kind for row in town.rows(outbox)][-1:] == ["edition_shift"]
    assert_whole(town)


def test_a_shorter_limit_brings_no_promise_forward(town: Town) -> None:
    town = beside(town, second(of_days(5)))
    ref = town.examined()
    promises = line_of(town, ref).promises

    moved(town)

    assert line_of(town, ref).promises == promises


def test_a_promise_that_has_passed_is_not_mended(town: Town) -> None:
    town = beside(town, second(of_days(60)))
    ref = town.examined()
    town.clock.set("2026-04-20 09:00")
    promises = line_of(town, ref).promises

    moved(town)

    line = line_of(town, ref)
    assert line.promises == promises
    assert ByClock.DATE not in line.passed  # nothing was moved, so nothing had to be held back


def test_a_dossier_that_waits_goes_on_by_the_new_limit(town: Town) -> None:
    town = beside(town, second(of_days(30)))
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    moved(town)
    town.clock.set("2026-03-09 09:00")

    town.take(ref, "supply", COUNTER)

    line = line_of(town, ref)
    assert [one.cause for one in line.promises] == [Cause.RECEIPT, Cause.EDITION, Cause.STOP]
    assert line.current is not None
    assert line.day(line.current.due) == local("2026-04-20").date()  # 30 days from the return
    assert_whole(town)


def test_a_step_under_another_name_is_mapped_by_a_word(town: Town) -> None:
    town = beside(town, second(renamed("examining", "appraising")))
    ref = town.examined()

    (staying,) = town.desk.editions.foresee(to(town)).staying
    done = moved(town, states={"examining": "appraising"})

    assert [one.code for one in staying.hindrances] == ["state_missing"]
    line = line_of(town, ref)
    assert done.moved == (line.origin.code,)
    assert line.state == "appraising"
    assert [visit.state for visit in line.visits] == ["received", "appraising"]
    town.take(ref, "propose", OFFICER, outcome="granted")
    assert_whole(town)


def test_only_the_dossiers_that_are_named_go_over(town: Town) -> None:
    town = beside(town, second())
    one, other = town.receive(), town.receive()

    done = moved(town, only=(other.code,))

    assert done.moved == (other.code,)
    assert line_of(town, one.ref).edition == offered().edition
    assert line_of(town, other.ref).edition == new_in(town)


def test_a_second_time_moves_what_has_come_since_and_nothing_twice(town: Town) -> None:
    town = beside(town, second())
    town.receive()
    first = moved(town)
    later = town.receive()

    again = moved(town)

    assert again.moved == (later.code,)
    assert again.migration != first.migration
    assert moved(town).fates == ()


def test_the_same_key_moves_once_and_another_request_under_it_is_refused(town: Town) -> None:
    town = beside(town, second())
    town.receive()
    verbs = town.desk.editions
    first = verbs.migrate(to(town), KEEPER, key="k1")
    sizes = town.sizes()

    again = verbs.migrate(to(town), KEEPER, key="k1")

    assert (again.migration, again.moved) == (first.migration, first.moved)
    assert town.sizes() == sizes
    town.refused(
        KeyReused, lambda: verbs.migrate(to(town, reason="regulation_new"), KEEPER, key="k1")
    )
