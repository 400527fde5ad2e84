"""What an applied change does to dossiers in flight: nothing that was promised comes earlier."""

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api import changes
from api.changes import Plan
from api.tenant import applied, office_of
from engine.actors import Role, Seat
from engine.clock import Verdict, verdict
from engine.definitions.defects import refuse
from engine.desk import Desk, Office, Outcome, Party, Reception, Wish
from engine.errors import OutsideCalendar
from engine.fold import fold
from engine.ledger import DossierRef, Kind, first_break
from engine.procedure import Channel
from engine.store.ledgers import entries_of
from engine.store.read import reading
from engine.timeline import Cause, Timeline
from tests.api.conftest import Tenant
from workflows.kept import Kept, kept
from workflows.loader import ROOT, Files, gather
from workflows.published import examine

CODE, AGENCY = "9.900001", "dn-sxd"
RECEIVED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday, 09:00 in the office
DUE = datetime(2026, 3, 16, 10, 0, tzinfo=UTC)  # Monday two weeks later, at closing
DAYS = (ROOT / "calendars" / "vietnam-days.yaml").read_text(encoding="utf-8")
ANCHOR = "      2026-01-01: Tết Dương lịch\n"


@cache
def shipped() -> Files:
    return gather()


def one_department() -> Files:
    """The product's files without its procedures and forms, which take time to judge."""
    files = deepcopy(shipped())
    for name in [name for name, (shown, _) in files.definitions.items() if "/base/" not in shown]:
        del files.definitions[name]
    del files.shelves["forms"], files.shelves["calendars"]["vietnam-saturday-counter"]
    del files.shelves["agencies"]["an-giang-2021"]
    return files


class Installation:
    """A database and a folder of files; time is what the test says."""

    def __init__(self, engine: Engine, tenant: Tenant) -> None:
        self.engine = engine
        self.tenant = tenant
        self.now = RECEIVED
        self._office: Office | None = None

    def clock(self) -> datetime:
        return self.now

    def apply(self) -> Plan:
        texts = self.texts()
        with reading(self.engine) as snapshot:
            planned = changes.plan(snapshot, texts, self.now)
        done = changes.apply(self.engine, texts, clock=self.clock)
        self._office = None
        assert planned.changes == done.changes
        assert planned.shifts == done.shifts
        return done

    def texts(self) -> tuple[Kept, ...]:
        files = one_department()
        files.add_folder(self.tenant.folder)
        published = examine(files)
        refuse(published.defects)
        return tuple(kept(files, published))

    def close(self, *days: str) -> None:
        """Correct the calendar: these days of 2026 are off."""
        lines = "".join(f"      {day}: Nghỉ do bão\n" for day in days)
        self.tenant.write("calendars/vietnam-days.yaml", DAYS.replace(ANCHOR, ANCHOR + lines))

    def office(self) -> Office:
        if self._office is None:
            with reading(self.engine) as snapshot:
                self._office = office_of(applied(snapshot))
        return self._office

    def desk(self) -> Desk:
        return Desk(self.engine, self.office(), b"p" * 32, self.clock)

    def receive(self) -> Outcome:
        office = self.office()
        counter = office.organisation.holders(Seat(Role.COUNTER, AGENCY), self.now.date())[0]
        parties = (Party("owner", "Nguyễn Văn Ánh"),)
        wish = Reception(AGENCY, CODE, Channel.DIRECT, parties)
        return self.desk().receive(wish, counter)

    def withdraw(self, ref: DossierRef) -> None:
        office = self.office()
        counter = office.organisation.holders(Seat(Role.COUNTER, AGENCY), self.now.date())[0]
        self.desk().take(ref, Wish("withdraw", reason="applicant_wish"), counter)

    def line(self, ref: DossierRef) -> Timeline:
        with reading(self.engine) as snapshot:
            return fold(self.office().catalogue, entries_of(snapshot, ref))


@pytest.fixture
def installation(engine: Engine, tmp_path: Path) -> Installation:
    (tmp_path / "tenant").mkdir()
    tenant = Tenant(tmp_path / "tenant")
    tenant.procedure(CODE, days=10)
    assert ANCHOR in DAYS
    found = Installation(engine, tenant)
    found.apply()
    return found


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
