"""What an applied change does to dossiers in flight: nothing that was promised comes earlier."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api import changes
from engine.clock import Verdict, verdict
from engine.errors import OutsideCalendar
from engine.ledger import Kind, first_break
from engine.store.ledgers import entries_of
from engine.store.read import reading
from engine.timeline import Cause
from tests.api.installation import CODE, DAYS, DUE, Installation, installed


@pytest.fixture
def installation(engine: Engine, tmp_path: Path) -> Installation:
    return installed(engine, tmp_path)


def test_a_promise_on_a_day_that_becomes_closed_moves_to_the_next_open_day(
    installation: Installation,
) -> None:
    dossier = installation.receive()
    assert dossier.due == DUE
    installation.now += timedelta(days=1)
    installation.close("2026-03-16")

    done = installation.apply()

    line = installation.line(dossier.ref)
    assert [(one.code, one.before, one.after) for one in done.shifts] == [
        (dossier.code, DUE, DUE + timedelta(days=1))
    ]
    assert [(one.due, one.cause) for one in line.promises] == [
        (DUE, Cause.RECEIPT),
        (DUE + timedelta(days=1), Cause.CALENDAR),
    ]
    with reading(installation.engine) as snapshot:
        entries = entries_of(snapshot, dossier.ref)
    assert [one.kind for one in entries[1:]] == [Kind.EDITION_CHANGED, Kind.CALENDAR_SHIFT]
    assert first_break(dossier.ref, entries) is None


def test_a_promise_on_an_open_day_stays_whatever_day_before_it_is_closed(
    installation: Installation,
) -> None:
    dossier = installation.receive()
    installation.close("2026-03-10")

    done = installation.apply()

    line = installation.line(dossier.ref)
    assert done.shifts == ()
    assert line.current is not None
    assert line.current.due == DUE
    assert not line.calendar.is_counted(date(2026, 3, 10))


def test_a_day_that_becomes_open_brings_no_promise_forward(installation: Installation) -> None:
    installation.close("2026-03-10")
    installation.apply()
    dossier = installation.receive()
    assert dossier.due == DUE + timedelta(days=1)
    installation.close()

    done = installation.apply()

    current = installation.line(dossier.ref).current
    assert done.shifts == ()
    assert current is not None
    assert current.due == DUE + timedelta(days=1)


def test_a_promise_that_has_passed_is_not_mended(installation: Installation) -> None:
    dossier = installation.receive()
    installation.now = DUE + timedelta(days=2)
    installation.close("2026-03-16")

    assert installation.apply().shifts == ()
    line = installation.line(dossier.ref)
    assert line.current is not None
    assert line.current.due == DUE


def test_a_dossier_that_is_over_is_left_alone(installation: Installation) -> None:
    dossier = installation.receive()
    installation.withdraw(dossier.ref)
    before = installation.line(dossier.ref)
    installation.close("2026-03-16")

    installation.apply()

    assert installation.line(dossier.ref).length == before.length
    assert verdict(before) is Verdict.EARLY


def test_a_second_apply_moves_nothing_again(installation: Installation) -> None:
    installation.receive()
    installation.close("2026-03-16")
    installation.apply()

    again = installation.apply()

    assert again.changes_nothing


def test_a_calendar_too_short_for_a_promise_is_refused_and_nothing_changes(
    installation: Installation,
) -> None:
    dossier = installation.receive()
    before = installation.line(dossier.ref)
    upto2025 = DAYS[: DAYS.index("\n  2026:")] + "\n"
    installation.tenant.write("calendars/vietnam-days.yaml", upto2025)

    with pytest.raises(OutsideCalendar, match=dossier.code):
        installation.apply()
    with pytest.raises(OutsideCalendar, match=dossier.code):
        changes.apply(
            installation.engine,
            installation.texts(),
            clock=installation.clock,
        )

    assert installation.line(dossier.ref).length == before.length
    assert installation.line(dossier.ref).calendar.edition == before.calendar.edition


def test_a_dossier_in_flight_finishes_under_the_edition_it_began_with(
    installation: Installation,
) -> None:
    dossier = installation.receive()
    began = installation.line(dossier.ref).edition
    installation.tenant.procedure(CODE, days=15)

    done = installation.apply()

    assert [(one.procedure, one.edition, one.dossiers) for one in done.followers] == [
        (CODE, began, 1)
    ]
    assert installation.line(dossier.ref).edition == began
    assert installation.receive().due == DUE + timedelta(days=7)


def test_a_retired_procedure_is_offered_no_more_but_its_dossiers_go_on(
    installation: Installation,
) -> None:
    dossier = installation.receive()
    (installation.tenant.folder / "procedures" / f"{CODE}.yaml").unlink()

    done = installation.apply()

    assert [one.dossiers for one in done.followers] == [1]
    assert CODE not in installation.office().catalogue.offered
    installation.withdraw(dossier.ref)
    assert installation.line(dossier.ref).final is not None


def test_an_edition_applied_before_its_first_day_leaves_the_old_one_until_then(
    installation: Installation,
) -> None:
    installation.tenant.procedure(CODE, days=15, more="valid: {from: 2026-07-01}\n")
    installation.apply()

    catalogue = installation.office().catalogue
    limits = [
        catalogue.current(CODE, day).limits[0].limit.amount
        for day in (date(2026, 6, 30), date(2026, 7, 1))
    ]

    assert limits == [10, 15]
    assert [one.code for one in catalogue.on(date(2026, 8, 1))].count(CODE) == 1


def test_what_is_not_applied_is_not_in_force(installation: Installation) -> None:
    installation.tenant.procedure(CODE, days=15)

    assert installation.receive().due == DUE
