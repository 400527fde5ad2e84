"""What was given of a landed case is known again; what is given otherwise is named."""

import pytest
from sqlalchemy import func, select

from engine.imports.register.comparing import digests
from engine.store.importing import landed
from engine.store.read import reading
from engine.tables.record import entry
from tests.engine.desk.town import PEPPER
from tests.engine.imports.register.samples import AGENCY, Archive, lines, mapping

DONE = "A;desk;04/03/2024 08:00;18/03/2024 10:00;15/03/2024;19/03/2024;Ký;05/03/2024 09:00;cb1;;"
OPEN = "B;web;04/03/2024 08:00;;15/03/2024;;Thụ lý;06/03/2024 09:00;cb2;;"


def entries(archive: Archive) -> int:
    with reading(archive.engine) as snapshot:
        return int(snapshot.execute(select(func.count()).select_from(entry)).scalar_one())


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (("desk", "web"), "kênh"),
        (("18/03/2024 10:00", ""), "các ngày"),
        (("15/03/2024", "14/03/2024"), "các ngày"),
        (("cb1;;", "cb1;Trần Mẫu;"), "người nộp"),
        (("Ký;", "Duyệt;"), "các sự kiện"),
    ],
)
def test_a_case_given_otherwise_than_it_landed_is_named(
    change: tuple[str, str], part: str, archive: Archive
) -> None:
    more = DONE.replace("05/03/2024 09:00", "06/03/2024 09:00")
    archive.bring(mapping(), lines(DONE, more))
    before = entries(archive)

    again = archive.bring(mapping(), lines(OPEN, DONE.replace(*change), more.replace(*change)))

    assert (again.landed, again.already) == (1, 0)
    (rejected,) = again.gathered.rejected
    assert (rejected.line, rejected.code) == (3, "differs_from_landed")
    assert part in rejected.reason
    assert again.gathered.held == {4: 3}
    assert entries(archive) == before + 2  # those of B


def test_the_order_of_its_rows_makes_no_other_case(archive: Archive) -> None:
    more = DONE.replace("Ký;", "Duyệt;")
    archive.bring(mapping(), lines(DONE, more))

    again = archive.bring(mapping(), lines(more, DONE))

    assert (again.landed, again.already, again.gathered.rejected) == (0, 1, ())


def test_a_row_with_a_landed_code_that_is_brought_in_by_itself_is_named(archive: Archive) -> None:
    row = "A;desk;04/03/2024 08:00;;15/03/2024;;;;;{};"
    told = mapping(
        rows="dossier",
        columns={"case": "id", "received": "start", "deadline": "due", "owner": "name"},
        promise={"first": "deadline"},
    )
    both = archive.bring(told, lines(row.format("Lê Mẫu"), row.format("Trần Mẫu")))
    assert [one.code for one in both.gathered.rejected] == ["case_repeated"]

    again = archive.bring(told, lines(row.format("Trần Mẫu")))

    assert [one.code for one in again.gathered.rejected] == ["differs_from_landed"]
    assert (again.landed, again.already) == (0, 0)


def test_digests_of_what_was_given_stand_under_the_key_and_outside_the_ledger(
    archive: Archive,
) -> None:
    archive.bring(mapping(), lines(f"{DONE[:-2]};Trần Mẫu;"))
    (case,) = archive.gather(mapping(), lines(f"{DONE[:-2]};Trần Mẫu;")).cases
    with reading(archive.engine) as snapshot:
        facts = str(snapshot.execute(select(entry.c.facts)).all())
        given = landed(snapshot, AGENCY, "old").as_given["A"]

    assert given == digests(case, PEPPER)
    assert given != digests(case, b"another")
    assert given is not None
    assert not [one for one in given.values() if one in facts]
