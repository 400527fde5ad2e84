"""Whoever signs in as one of the demo's people finds a day's work, at whatever hour."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from api.demo.desks import DEPARTMENT, WARD
from api.demo.province import build_province
from api.tenant import office_of
from api.web.urgency import bounds
from api.web.words import DEMO_PEOPLE
from engine.desk import Desk, Office
from engine.procedure import Channel
from engine.store.at_counter import fetchable, submitted
from engine.store.connect import hurried, open_database
from engine.store.files import Files
from engine.store.ledgers import Reading, ledgers
from engine.store.lists import asked
from engine.store.originals import originals_held, passing
from engine.store.post_records import records
from engine.store.read import reading
from engine.store.scope import Scope
from engine.store.transit import open_slips
from engine.store.worklist import Narrowed, Urgency, worklist
from engine.verify import verify
from tests.api.demo.office import PEPPER
from workflows.published import publish

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SUNDAY_NIGHT = datetime(2026, 11, 22, 3, 0, tzinfo=ZONE)
MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
COUNTERS = {DEPARTMENT: "dn-sxd-03", WARD: "dn25-26017-03"}

Seen = Callable[[str], Scope]


@pytest.fixture(scope="module")
def office() -> Office:
    return office_of(publish())


@pytest.fixture(scope="module", params=[SUNDAY_NIGHT, MONDAY_MORNING], ids=["sunday", "monday"])
def now(request: pytest.FixtureRequest) -> datetime:
    opened: datetime = request.param
    return opened


@pytest.fixture(scope="module")
def desks(
    office: Office, now: datetime, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """The desks alone: what else the province has lies on them too."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("desks") / "p.sqlite")
    engine = open_database(f"sqlite:///{path}")
    with hurried(engine):
        build_province(Desk(engine, office, PEPPER), dossiers=0, until=now)
    yield engine
    engine.dispose()


@pytest.fixture
def snapshot(desks: Engine) -> Iterator[Reading]:
    with reading(desks) as opened:
        yield opened


@pytest.fixture
def seen(office: Office, now: datetime) -> Seen:
    today: date = now.date()
    return lambda staff: Scope(office.person(staff), today)


@pytest.mark.parametrize("person", DEMO_PEOPLE)
def test_everybody_whom_the_sign_in_page_names_has_something_to_do(
    office: Office, now: datetime, snapshot: Reading, seen: Seen, person: str
) -> None:
    limits = bounds(office.calendar_of(DEPARTMENT), now)
    waiting = worklist(snapshot, seen(person), Narrowed(), limits)

    officer = person in {"dn-sxd-07", "dn25-26017-10"}
    assert len(waiting) >= (15 if officer else 5)


@pytest.mark.parametrize("person", ["dn-sxd-07", "dn25-26017-10"])
def test_officers_have_late_and_nearly_late_dossiers_and_others(
    office: Office, now: datetime, snapshot: Reading, seen: Seen, person: str
) -> None:
    limits = bounds(office.calendar_of(DEPARTMENT), now)

    def counted(urgency: Urgency) -> int:
        return len(worklist(snapshot, seen(person), Narrowed(urgency=urgency), limits))

    assert counted(Urgency.LATE) >= 2
    assert counted(Urgency.SOON) >= 1
    assert counted(Urgency.IN_TIME) >= 5


@pytest.mark.parametrize("agency", COUNTERS)
def test_counters_have_an_online_queue_results_and_records_of_the_post(
    snapshot: Reading, seen: Seen, agency: str
) -> None:
    scope = seen(COUNTERS[agency])

    assert len(submitted(snapshot, scope)) >= 5
    assert len(fetchable(snapshot, scope, [agency], return_by=Channel.DIRECT)) >= 5
    assert len(fetchable(snapshot, scope, [agency], return_by=Channel.POSTAL)) >= 3
    assert records(snapshot, agency)


def test_some_fees_are_still_to_be_taken_and_one_result_lies_there_for_a_month(
    snapshot: Reading, seen: Seen, now: datetime
) -> None:
    waiting = fetchable(snapshot, seen(COUNTERS[DEPARTMENT]), [DEPARTMENT])

    assert any(one.owed for one in waiting)
    assert max((now - one.since).days for one in waiting) >= 30


@pytest.mark.parametrize("agency", COUNTERS)
def test_each_counter_has_a_slip_to_confirm_and_one_on_its_way(
    snapshot: Reading, seen: Seen, agency: str
) -> None:
    slips = open_slips(snapshot, seen(COUNTERS[agency]), agency)

    assert {slip.outgoing for slip in slips} == {True, False}


@pytest.mark.parametrize("officer", ["dn-sxd-07", "dn25-26017-10"])
def test_officers_have_a_list_of_originals_to_sign_for(
    snapshot: Reading, seen: Seen, officer: str
) -> None:
    assert any(one.taken_by == officer for one in passing(snapshot, seen(officer)))


def test_the_counter_holds_originals(snapshot: Reading, seen: Seen) -> None:
    assert len(originals_held(snapshot, seen(COUNTERS[DEPARTMENT]))) >= 10


@pytest.mark.parametrize("officer", ["dn25-26017-11", "dn-pc07-06"])
def test_opinions_are_asked(snapshot: Reading, seen: Seen, officer: str) -> None:
    assert len(asked(snapshot, seen(officer))) >= 3


def test_nobody_worked_at_night_or_on_sundays(desks: Engine, office: Office, now: datetime) -> None:
    """But for the applicants, who file online whenever they like."""
    calendar = office.calendar_of(DEPARTMENT)
    with reading(desks) as snapshot:
        entries = [entry for _, of_one in ledgers(snapshot) for entry in of_one]
    staff = [entry for entry in entries if entry.actor != "applicant"]

    assert all(calendar.is_counter_open(entry.happened_at) for entry in staff)
    assert all(entry.recorded_at <= now.astimezone(UTC) for entry in entries)


def test_the_record_agrees_with_itself(desks: Engine, office: Office, tmp_path: Path) -> None:
    assert not list(verify(desks, office.catalogue, Files(tmp_path), PEPPER))
