"""What a stranger may ask: results by their number, and what stands on the screen of a counter."""

from engine.procedure import Channel
from engine.store.board import ended, loads, on_screen
from engine.store.public import results_numbered
from engine.store.read import reading
from tests.engine.desk.town import ADOPTION, AGENCY, COMMUNE, Town, local, reception, who

MARCH, APRIL = local("2026-03-01 00:00"), local("2026-04-01 00:00")
AT_COMMUNE = who("counter", COMMUNE)


def test_a_result_is_found_by_its_whole_number_alone(town: Town) -> None:
    ref = town.ready()

    with reading(town.engine) as snapshot:
        (found,) = results_numbered(snapshot, "12/GP")
        assert (found.ref, found.agency, found.replaced) == (ref, AGENCY, False)
        assert results_numbered(snapshot, "12") == results_numbered(snapshot, "%") == []


def test_the_board_counts_what_came_and_what_is_open(town: Town) -> None:
    town.received()
    done = town.ready()

    with reading(town.engine) as snapshot:
        (load,) = loads(snapshot, MARCH, APRIL)
        assert (load.agency, load.received, load.pending) == (AGENCY, 2, 1)
        assert [ref for ref, _ in ended(snapshot, MARCH)] == [done]
        assert loads(snapshot, APRIL, APRIL)[0].received == 0


def test_the_screen_shows_what_can_be_fetched_first(town: Town) -> None:
    town.received()
    town.ready()
    town.received(return_by=Channel.POSTAL)

    with reading(town.engine) as snapshot:
        shown = on_screen(snapshot, AGENCY, limit=9)
        assert [one.ready for one in shown] == [True, False, False]


def test_a_restricted_dossier_is_on_no_screen(town: Town) -> None:
    town.desk.receive(reception(ADOPTION, agency=COMMUNE, answers={}), AT_COMMUNE)

    with reading(town.engine) as snapshot:
        assert on_screen(snapshot, COMMUNE, limit=9) == []
        assert [one.received for one in loads(snapshot, MARCH, APRIL)] == [1]
