"""Dossiers of an older system become dossiers of the office, as they were given."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from engine.clock import Against, Verdict, verdict
from engine.desk import Desk, Wish
from engine.erasure import Eraser
from engine.fold import fold
from engine.imports.register import bringing_in
from engine.ledger import DossierRef, Kind
from engine.procedure import Final
from engine.reports.judging import Judging
from engine.reports.known import timelines
from engine.reports.periods import Period
from engine.reports.timeliness import Question, timeliness
from engine.store.connect import open_database
from engine.store.files import Files
from engine.store.ledgers import entries_of, ledgers
from engine.store.lists import find_by_code
from engine.store.read import reading
from engine.tables.people import party
from engine.tables.record import dossier, entry, older_code
from engine.timeline import ByClock, Timeline
from tests.engine.desk.town import COUNTER, LEADER, PEPPER, office
from tests.engine.imports.register.samples import (
    AGENCY,
    NOW,
    SAMPLES,
    Archive,
    Minutes,
    lines,
    mapping,
    of_file,
    shipped,
)
from workflows.loader import ROOT

DONE = "A;desk;04/03/2024 08:00;18/03/2024 10:00;15/03/2024;19/03/2024;Ký;05/03/2024 09:00;cb1;;"
OPEN = "B;web;04/03/2024 08:00;;15/03/2024;;Thụ lý;06/03/2024 09:00;cb2;;"
ODD = "C;web;04/03/2024 08:00;01/03/2024 08:00;15/03/2024;;Ký;02/03/2024 09:00;cb2;;"
BOTH = Period("2024", date(2024, 1, 1), date(2024, 12, 31))
WABO = ROOT.parent.parent / "shared" / "data" / "foreign" / "wabo-receipt.csv"


def timeline(archive: Archive, code: str) -> Timeline:
    with reading(archive.engine) as snapshot:
        return fold(archive.catalogue(), entries_of(snapshot, named(archive, code)))


def named(archive: Archive, code: str) -> DossierRef:
    with reading(archive.engine) as snapshot:
        found = find_by_code(snapshot, code)
    assert found is not None
    return found


def kept(archive: Archive, table: str) -> int:
    with reading(archive.engine) as snapshot:
        tables = {"dossier": dossier, "entry": entry, "party": party}
        return int(snapshot.execute(select(func.count()).select_from(tables[table])).scalar_one())


def test_what_was_given_is_kept_and_judged_by_its_own_promises(
    archive: Archive, tmp_path: Path
) -> None:
    brought = archive.bring(mapping(), lines(DONE, OPEN, ODD))

    assert (brought.landed, brought.already) == (3, 0)
    assert brought.anomalies == {"ends_before_start": 1, "events_before_start": 1}
    done = timeline(archive, "A")
    assert done.final is Final.COMPLETED
    assert verdict(done, ByClock.DATE, Against.CURRENT) is Verdict.EARLY
    assert verdict(done, ByClock.DATE, Against.FIRST) is Verdict.LATE
    assert timeline(archive, "B").final is None
    assert archive.wrong(tmp_path) == []


def test_no_desk_begins_a_dossier_by_an_imported_edition(archive: Archive) -> None:
    archive.bring(mapping(), lines(DONE))
    line = timeline(archive, "A")

    assert line.procedure.imported
    assert line.limit is None
    assert line.edition not in {one.edition for one in archive.catalogue().on(date(2026, 3, 2))}


def test_a_second_run_adds_nothing(archive: Archive) -> None:
    archive.bring(mapping(), lines(DONE, OPEN))
    before = kept(archive, "entry")

    again = archive.bring(mapping(), lines(DONE, OPEN, ODD))

    assert (again.landed, again.already) == (1, 2)
    assert kept(archive, "dossier") == 3
    assert kept(archive, "entry") > before


def test_a_killed_run_goes_on_where_it_stopped(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing_in, "_BATCH", 2)
    rows = lines(*(OPEN.replace("B;", f"B{n};") for n in range(5)))
    clock = Minutes()

    def killed() -> None:
        if kept(archive, "dossier") == 2:
            raise KeyboardInterrupt

    def ticking() -> object:
        killed()
        return clock()

    dying = archive.importing(mapping(), ticking)  # type: ignore[arg-type]  # a clock that dies
    with pytest.raises(KeyboardInterrupt):
        dying.land(dying.gather(rows, NOW))
    assert kept(archive, "dossier") == 2

    brought = archive.bring(mapping(), rows)

    assert (brought.landed, brought.already) == (3, 2)
    assert archive.wrong(tmp_path) == []


def test_two_systems_may_have_had_the_same_code(archive: Archive, tmp_path: Path) -> None:
    archive.bring(mapping(), lines(DONE))
    archive.bring(mapping(**{"import": "other"}), lines(OPEN.replace("B;", "A;")))

    assert timeline(archive, "A (other)").final is None
    assert (
        archive.bring(mapping(**{"import": "other"}), lines(OPEN.replace("B;", "A;"))).landed == 0
    )
    assert archive.wrong(tmp_path) == []


def test_an_older_code_that_was_changed_is_named(archive: Archive, tmp_path: Path) -> None:
    archive.bring(mapping(), lines(DONE))
    with archive.engine.begin() as connection:
        connection.execute(update(older_code).values(code="Z"))

    assert [wrong.split(": ")[1] for wrong in archive.wrong(tmp_path)] == [
        "mất mã cũ “old/A”.",
        "có thêm mã cũ “old/Z” không rõ từ đâu.",
    ]


def test_a_report_knows_of_them_from_the_day_they_were_brought_in(archive: Archive) -> None:
    archive.bring(mapping(), lines(DONE, OPEN))
    catalogue = archive.catalogue()

    def received(known_at: object) -> int:
        with reading(archive.engine) as snapshot:
            read = [entries for _, entries in ledgers(snapshot)]
        lines_ = timelines(catalogue, read, known_at)  # type: ignore[arg-type]  # a moment
        return timeliness(lines_, Question(BOTH)).total.received

    assert received(NOW) == 0
    assert received(None) == 2


def test_an_open_dossier_is_finished_at_the_desk(archive: Archive, tmp_path: Path) -> None:
    archive.bring(mapping(), lines(OPEN))
    ref = named(archive, "B")
    here = replace(office(), catalogue=archive.catalogue())
    desk = Desk(archive.engine, here, PEPPER, Minutes())

    for action in ("record_result", "hand_over"):
        desk.take(ref, Wish(action), COUNTER)

    line = timeline(archive, "B")
    assert line.final is Final.COMPLETED
    assert verdict(line) is Verdict.LATE
    assert archive.wrong(tmp_path) == []


def test_people_stand_beside_the_ledger_and_can_be_erased(archive: Archive, tmp_path: Path) -> None:
    told = mapping(organisations=["Công ty"])
    rows = lines(f"{DONE[:-2]};Nguyễn Văn Ánh;0900", f"{OPEN[:-2]};Công ty Mẫu;")
    archive.bring(told, rows)
    with reading(archive.engine) as snapshot:
        facts = str(snapshot.execute(select(entry.c.facts)).all())
        people = dict(snapshot.execute(select(party.c.name, party.c.kind)).all())
    assert "Ánh" not in facts
    assert people == {"Nguyễn Văn Ánh": "person", "Công ty Mẫu": "organisation"}
    assert archive.wrong(tmp_path) == []

    here = replace(office(), catalogue=archive.catalogue())
    eraser = Eraser(archive.engine, here, Files(tmp_path), Minutes())
    eraser.erase(named(archive, "A"), LEADER, "erasure_requested")

    assert kept(archive, "party") == 1
    assert archive.bring(told, rows).landed == 0  # erased is not forgotten
    assert archive.wrong(tmp_path) == []


def test_the_events_of_a_log_move_a_dossier(archive: Archive, tmp_path: Path) -> None:
    told = shipped("nhat-ky.yaml")

    brought = archive.bring(told, of_file(SAMPLES / "nhat-ky.csv", told))

    assert brought.landed == 3
    first, second, third = (timeline(archive, f"TN-{n}") for n in (1, 2, 3))
    assert (first.state, second.state, third.state) == ("returned", "ready", "processing")
    assert [stop.reason for stop in second.stops] == ["supplement"]
    assert [stop.until is None for stop in second.stops] == [False]
    assert [verdict(one) for one in (first, second, third)] == [Verdict.EARLY, Verdict.LATE, None]
    assert archive.wrong(tmp_path) == []


@pytest.mark.parametrize("name", ["so-theo-doi.csv", "so-theo-doi.xlsx"])
def test_the_register_of_a_counter_is_brought_in(
    name: str, archive: Archive, tmp_path: Path
) -> None:
    told = shipped("so-theo-doi.yaml")

    brought = archive.bring(told, of_file(SAMPLES / name, told))

    assert (brought.landed, brought.gathered.rejected) == (8, ())
    line = timeline(archive, "SXD-2019-0103")
    assert line.returned_at is not None
    assert line.day(line.returned_at) == date(2019, 2, 12)
    assert str(line.origin.return_by) == "postal"
    verdicts = Counter(verdict(timeline(archive, f"SXD-2019-010{n}")) for n in range(1, 9))
    assert verdicts == {Verdict.EARLY: 2, Verdict.ON_TIME: 2, Verdict.LATE: 2, None: 2}
    assert archive.wrong(tmp_path) == []


@pytest.mark.skipif(not WABO.exists(), reason="the log is not shipped")
def test_the_truths_of_the_wabo_log_come_out(sqlite_database_url: str) -> None:
    check_truths(Archive(open_database(sqlite_database_url)))


@pytest.mark.long
@pytest.mark.skipif(not WABO.exists(), reason="the log is not shipped")
def test_the_truths_of_the_wabo_log_come_out_of_postgresql(postgresql_database_url: str) -> None:
    check_truths(Archive(open_database(postgresql_database_url)))


def check_truths(archive: Archive) -> None:
    told = shipped("wabo.yaml")

    brought = archive.bring(told, of_file(WABO, told))

    assert (brought.landed, brought.gathered.events) == (1434, 8577)
    again = archive.bring(told, of_file(WABO, told))
    assert (again.landed, again.already, again.gathered.rejected) == (0, 1434, ())
    assert brought.channels == {
        "Internet": 1250,
        "Desk": 109,
        "Post": 53,
        "e-mail": 21,
        "Intern": 1,
    }
    assert brought.anomalies == {
        "ends_before_start": 2,
        "events_after_end": 180,
        "events_before_start": 12,
    }
    with reading(archive.engine) as snapshot:
        read = [entries for _, entries in ledgers(snapshot, agency=AGENCY)]
    assert sum(one.kind is Kind.OPENED for many in read for one in many) == 1434
    lines_ = list(timelines(archive.catalogue(), read))
    period = Period("2010–2014", date(2010, 1, 1), date(2014, 12, 31))

    def figures(by: ByClock, against: Against) -> tuple[int, int, int]:
        total = timeliness(lines_, Question(period, judging=Judging(by, against))).total
        return total.early + total.on_time, total.late, total.pending

    assert figures(ByClock.MOMENT, Against.CURRENT) == (940, 389, 105)
    assert figures(ByClock.MOMENT, Against.FIRST) == (952, 377, 105)
    assert figures(ByClock.DATE, Against.CURRENT) == (1007, 322, 105)
    archive.engine.dispose()
