"""Good rows become cases; a bad one is kept out with its line, its reason and its whole case."""

import pytest

from engine.imports.register.gathering import Gathered
from tests.engine.imports.register.samples import Archive, lines, mapping

GOOD = "A;desk;04/03/2024 08:00;11/03/2024 10:00;15/03/2024;;Thụ lý;05/03/2024 09:00;cb1;;"
SAME = "A;desk;04/03/2024 08:00;11/03/2024 10:00;15/03/2024;;Ký;06/03/2024 09:00;cb2;;"


@pytest.fixture
def archive() -> Archive:
    """Nothing is written here."""
    return Archive(engine=None)  # type: ignore[arg-type]  # and nothing is asked of the database


def gathered(archive: Archive, *rows: str, **changes: object) -> Gathered:
    return archive.gather(mapping(**changes), lines(*rows))


def test_the_rows_of_a_case_are_put_together(archive: Archive) -> None:
    found = gathered(archive, SAME, GOOD, "", "B;web;04/03/2024;;15/03/2024;;Ký;07/03/2024;;;")

    assert (found.seen, found.events, found.rejected) == (2, 3, ())
    first = found.cases[0]
    assert [step.event for step in first.steps] == ["Thụ lý", "Ký"]  # by time
    assert (first.given_channel, first.procedure) == ("desk", "1.013225")
    assert found.cases[1].ended is None


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (GOOD.replace("05/03/2024 09:00", "mai"), "bad_moment", "at"),
        (GOOD.replace("05/03/2024 09:00", ""), "value_missing", "at"),
        (GOOD.replace("05/03/2024 09:00", "05/03/2049 09:00"), "future_moment", "at"),
        (GOOD.replace("04/03/2024 08:00", "03/02/0020"), "moment_out_of_bounds", "start"),
        (GOOD.replace("15/03/2024", "28/02/2090"), "moment_out_of_bounds", "due"),
        (GOOD.replace("A;desk", ";desk"), "value_missing", "id"),
        (GOOD.replace("desk", "fax"), "unknown_channel", "channel"),
        (GOOD.replace("04/03/2024 08:00", ""), "value_missing", "start"),
        (GOOD.replace("15/03/2024", "sớm"), "bad_moment", "due"),
        (GOOD.replace("Thụ lý", "Thụ\0lý"), "unprintable", "event"),
        (GOOD.replace("A;", f"{'A' * 65};"), "too_long", "id"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_column(
    row: str, code: str, column: str, archive: Archive
) -> None:
    found = gathered(archive, "B;desk;04/03/2024;;15/03/2024;;Ký;07/03/2024;;;", row)

    assert [(one.line, one.code) for one in found.rejected] == [(3, code)]
    assert f"“{column}”" in found.rejected[0].reason
    assert [case.id for case in found.cases] == ["B"]


def test_a_day_out_of_bounds_is_told_with_the_bounds(archive: Archive) -> None:
    found = gathered(archive, GOOD.replace("15/03/2024", "28/02/2090"))

    assert found.rejected[0].reason == (
        "Cột “due”: ngày “28/02/2090” ở ngoài khoảng nhận được: năm 1990 đến năm 2049."
    )


def test_a_case_with_a_bad_row_is_kept_out_whole(archive: Archive) -> None:
    found = gathered(archive, GOOD, SAME.replace("06/03/2024 09:00", "x"), GOOD.replace("cb1", "c"))

    assert found.cases == ()
    assert found.held == {2: 3, 4: 3}


def test_rows_that_contradict_each_other_are_kept_out(archive: Archive) -> None:
    found = gathered(archive, GOOD, SAME.replace("desk", "web"))

    assert [(one.line, one.code) for one in found.rejected] == [(3, "case_contradicts")]
    assert found.held == {2: 3}


def test_an_event_that_the_mapping_does_not_know_is_kept_out(archive: Archive) -> None:
    found = gathered(archive, GOOD, events={"step": ["Ký"]})

    assert found.rejected[0].code == "unknown_event"


def test_no_reason_repeats_what_a_personal_column_holds(archive: Archive) -> None:
    name = "Nguyễn Văn Ánh\x07"
    found = gathered(archive, f"{GOOD[:-1]}{name};090{'1' * 50}")

    assert found.rejected[0].code == "unprintable"
    assert "Ánh" not in found.rejected[0].reason
    found = gathered(archive, f"{GOOD[:-1]}Ánh;090{'1' * 50}")
    assert found.rejected[0].reason == "Cột “phone”: dài quá 40 ký tự."


def test_the_reception_may_be_an_event(archive: Archive) -> None:
    columns = {"case": "id", "event": "event", "at": "at"}
    told = {"columns": columns, "events": {"receipt": "Nhận", "step": "others"}, "promise": None}
    rows = [
        "A;;;;;;Ký;06/03/2024 09:00;;;",
        "A;;;;;;Nhận;05/03/2024 08:00;;;",
        "B;;;;;;Ký;06/03/2024 09:00;;;",
    ]

    found = gathered(archive, *rows, **told)

    assert [f"{case.received:%d %H:%M}" for case in found.cases] == ["05 01:00"]
    assert [(one.line, one.code) for one in found.rejected] == [(4, "no_receipt")]


def test_a_register_has_one_row_for_a_dossier(archive: Archive) -> None:
    columns = {"case": "id", "received": "start", "result": "end"}
    told = {"rows": "dossier", "columns": columns, "promise": None}

    found = gathered(archive, GOOD, SAME, **told)

    assert [(one.line, one.code) for one in found.rejected] == [(3, "case_repeated")]
    assert (len(found.cases), found.events) == (1, 2)
