"""Form 06 as rows: the columns of the form, and what is needed to read it again."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from engine.exports.register import HEADINGS, VOID, Names, booked, row
from engine.fold import fold
from engine.ledger import DossierRef
from engine.store.ledgers import ledgers
from engine.store.read import reading
from engine.timeline import Timeline
from tests.engine.desk.town import AGENCY, COUNTER, Town, local, office

NAMES = Names(str.upper, lambda agency, _: f"Sở {agency}", lambda channel: f"<{channel}>")
OWNERS = [
    {"role": "owner", "name": "Nguyễn Văn Ánh", "address": "Số 1", "phone": "0913"},
    {"role": "submitter", "name": "Trần Thị Bưởi"},
    {"role": "owner", "name": "Lê Mẫu"},
]


def lines(engine: Engine) -> list[tuple[DossierRef, Timeline]]:
    with reading(engine) as snapshot:
        return [(ref, fold(office().catalogue, found)) for ref, found in ledgers(snapshot)]


def cells(town: Town, **people: Any) -> dict[str, object]:  # noqa: ANN401 -- as the caller has them
    one = next(booked(lines(town.engine), None, None))
    found = row(one, people.get("parties", ()), NAMES, local("2026-12-31 09:00"))
    return dict(zip(HEADINGS, found, strict=True))


def test_a_dossier_is_a_line_of_the_form(town: Town) -> None:
    code = town.receive().code

    found = cells(town, parties=OWNERS)

    assert found["STT"] == 1
    assert found["Mã hồ sơ"] == code
    assert found["Tên cá nhân, tổ chức"] == "Nguyễn Văn Ánh; Lê Mẫu"
    assert found["Số điện thoại"] == "0913"
    assert found["Cơ quan chủ trì giải quyết"] == f"Sở {AGENCY}"
    assert found["Nhận hồ sơ"] == datetime(2026, 3, 2, 9, 1)  # noqa: DTZ001 -- a cell
    assert found["Ngày nhận kết quả"] is None
    assert found["Hình thức nộp"] == "<direct>"


def test_nobody_is_named_without_leave(town: Town) -> None:
    town.receive()

    assert cells(town)["Tên cá nhân, tổ chức"] == ""


def test_a_result_that_waits_is_told_apart_from_one_that_was_fetched(town: Town) -> None:
    town.ready()
    found = cells(town)

    assert isinstance(found["Ngày có kết quả"], datetime)
    assert found["Ngày nhận kết quả"] is None
    assert found["Phương thức nhận kết quả"] is None


def test_numbers_run_through_the_year_whatever_part_is_asked_for(town: Town) -> None:
    town.receive()
    town.clock.set("2026-04-01 09:00")
    second = town.receive().code

    (one,) = booked(lines(town.engine), date(2026, 4, 1), None)

    assert (one.no, one.line.origin.code) == (2, second)


def test_a_dossier_received_by_mistake_stays_in_the_book_and_says_so(town: Town) -> None:
    ref = town.received(paid=False, papers={})
    town.desk.mistakes.void(ref, "received_by_error", COUNTER)

    assert cells(town)["Ghi chú"] == VOID
