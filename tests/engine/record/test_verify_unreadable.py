"""Stored values that are not what their column holds: named, and no cover for anything else."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, insert, text, update

from engine.catalogue import Catalogue
from engine.ledger import DossierRef
from engine.store.files import Files
from engine.tables.office import outage
from engine.tables.people import party
from engine.tables.record import code, dossier
from engine.verify import Disagreement, Verification, verify_together
from tests.engine.record import tampering
from tests.engine.record.life import (
    MONDAY,
    PEPPER,
    attached,
    desk_of,
    disagreements,
    examined,
    line_of,
    opened,
    returned,
)
from tests.engine.record.test_verify_sealed import held_against, sealed
from tests.engine.record.test_verify_together import Opening


@pytest.fixture
def embedded(sqlite_database_url: str) -> Iterator[Engine]:
    with opened(sqlite_database_url) as engine:
        yield engine


def write_past(engine: Engine, statement: str, *values: object) -> None:
    """As whoever opens the file with a tool of their own, keys to other tables unminded."""
    raw = engine.raw_connection()
    with closing(raw), closing(raw.cursor()) as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute(statement, values)
        raw.commit()
    engine.dispose()


def beside(engine: Engine, root: Path) -> tuple[DossierRef, DossierRef, DossierRef]:
    """Three dossiers by id; the first and the last are tampered with as one can see elsewhere."""
    desk = desk_of(engine)
    made = sorted((returned(desk) for _ in range(3)), key=lambda ref: ref.id.int)
    attached(desk, Files(root), made[1])
    tampering.change_row(engine, made[0], party, name="Lê Văn Tám")
    tampering.rewrite_last(engine, made[2])
    return made[0], made[1], made[2]


def of(found: list[Disagreement], ref: DossierRef) -> set[str]:
    return {one.what for one in found if one.dossier == ref.id.hex}


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("private_record", "content", "xx"),
        ("entry", "facts", "xx"),
        ("entry", "recorded_at", "hom qua"),
        ("dossier", "due", "hom qua"),
        ("work_item", "asked_at", 7),
    ],
)
def test_a_value_that_cannot_be_read_is_named_and_hides_nothing_else(
    embedded: Engine, tmp_path: Path, table: str, column: str, value: object
) -> None:
    first, spoilt, last = beside(embedded, tmp_path)
    known = line_of(embedded, spoilt).origin.code
    whose = "dossier_agency" if table == "work_item" else "agency_id"
    condition = f"{whose} = ? AND dossier_id = ?"
    statement = f"UPDATE {table} SET {column} = ? WHERE {condition}"  # noqa: S608

    write_past(embedded, statement, value, spoilt.agency, spoilt.id.hex)
    found = disagreements(embedded, tmp_path)

    assert of(found, first) == {"party_changed"}
    assert of(found, last) == {"head_differs"}
    (told,) = (one for one in found if one.dossier == spoilt.id.hex)
    assert told.what == "row_unreadable"
    assert told.code == known
    assert f"bảng {table}, cột {column}" in told.message


@pytest.mark.parametrize("table", ["entry", "private_record", "work_item", "code", "dossier"])
def test_rows_under_an_id_that_is_none_are_named_by_their_table(
    embedded: Engine, tmp_path: Path, table: str
) -> None:
    first, spoilt, last = beside(embedded, tmp_path)

    statement = f"UPDATE {table} SET dossier_id = 'zz' WHERE dossier_id = ?"  # noqa: S608
    write_past(embedded, statement, spoilt.id.hex)
    found = disagreements(embedded, tmp_path)

    (told,) = (one for one in found if one.what == "row_unreadable")
    assert (told.agency, told.dossier) == ("dn-sxd", None)
    assert f"bảng {table}" in told.message
    assert "“zz”" in told.message
    assert of(found, first) == {"party_changed"}
    assert of(found, last) == {"head_differs"}
    assert of(found, spoilt)


def test_an_id_that_would_begin_a_part_may_be_none(
    embedded: Engine, sqlite_database_url: str, tmp_path: Path
) -> None:
    first, _, last = beside(embedded, tmp_path)
    write_past(embedded, "UPDATE dossier SET dossier_id = 'zz' WHERE dossier_id = ?", last.id.hex)
    opening = Opening(sqlite_database_url, tmp_path)

    found = list(verify_together(opening(), opening, 2, page=1))

    assert "row_unreadable" in {one.what for one in found}
    assert of(found, first) == {"party_changed"}


def test_two_processes_name_it_as_one_does(
    embedded: Engine, sqlite_database_url: str, tmp_path: Path
) -> None:
    _, spoilt, _ = beside(embedded, tmp_path)
    statement = "UPDATE private_record SET content = 'xx' WHERE dossier_id = ?"
    write_past(embedded, statement, spoilt.id.hex)
    opening = Opening(sqlite_database_url, tmp_path)

    found = list(verify_together(opening(), opening, 2, page=1))

    assert found == disagreements(embedded, tmp_path)
    assert of(found, spoilt) == {"row_unreadable"}


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE entry SET hash = 'xx' WHERE dossier_id = ?", "sealed_differs"),
        ("UPDATE entry SET dossier_id = 'zz' WHERE dossier_id = ?", "sealed_missing"),
    ],
)
def test_a_seal_is_held_against_every_ledger_that_can_be_read(
    embedded: Engine, statement: str, what: str
) -> None:
    desk = desk_of(embedded)
    made = sorted((examined(desk) for _ in range(3)), key=lambda ref: ref.id.int)
    kept = sealed(embedded)
    write_past(embedded, statement, made[1].id.hex)
    tampering.remove_entry(embedded, made[2], 2)

    found = held_against(embedded, kept)

    assert [(one.what, one.dossier) for one in found] == [
        (what, made[1].id.hex),
        ("sealed_length", made[2].id.hex),
    ]


@pytest.mark.parametrize(
    ("table", "values", "where"),
    [
        ("fee_receipt", "at = 'hom qua'", "fee_receipt.at"),
        ("outage", "outage_id = 'zz'", "outage.outage_id"),
    ],
)
def test_a_book_that_cannot_be_read_is_named_and_the_others_are_checked(
    embedded: Engine, tmp_path: Path, table: str, values: str, where: str
) -> None:
    refs = [examined(desk_of(embedded)) for _ in range(2)]
    declared(embedded)
    tampering.remove_row(embedded, refs[0], code)

    write_past(embedded, f"UPDATE {table} SET {values}")  # noqa: S608
    found = disagreements(embedded, tmp_path)

    (told,) = (one for one in found if one.what == "row_unreadable")
    assert where in told.message
    assert {"code_missing", "dossier_missing"} <= {one.what for one in found}


def declared(engine: Engine) -> None:
    values = {"agency_id": "dn-sxd", "outage_id": uuid4(), "since": MONDAY, "until": MONDAY}
    said = {"reason": "a", "evidence": "b", "state": "declared", "dossiers": 0}
    by = {"declared_by": "dn-sxd-01", "declared_at": MONDAY}
    with engine.begin() as connection:
        connection.execute(insert(outage), values | said | by)


def test_a_moment_beyond_our_calendar_is_named(
    postgresql_database_url: str, tmp_path: Path
) -> None:
    with opened(postgresql_database_url) as engine:
        first, spoilt, last = beside(engine, tmp_path)
        with engine.begin() as connection:
            late = text("'infinity'::timestamptz")
            mine = dossier.c.dossier_id == spoilt.id
            connection.execute(update(dossier).where(mine).values(due=late))

        found = disagreements(engine, tmp_path)

        assert of(found, first) == {"party_changed"}
        assert of(found, spoilt) == {"row_unreadable"}
        assert of(found, last) == {"head_differs"}


def test_no_word_of_a_programmer_is_said_of_an_edition_that_is_gone(
    embedded: Engine, tmp_path: Path
) -> None:
    examined(desk_of(embedded))
    empty = Catalogue(procedures={}, calendars={}, offered={}, kept={})
    work = Verification(embedded, empty, Files(tmp_path), PEPPER)

    found = list(verify_together(work, lambda: work, 1))

    told = next(one for one in found if one.what == "ledger_unreadable")
    assert "NotFound" not in told.message
    assert not told.message.endswith("..")
