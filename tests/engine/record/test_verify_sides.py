from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, Table

from engine.ledger import DossierRef
from engine.store.files import Files
from engine.tables.office import work_item
from engine.tables.papers import attachment, fee_line, paper, result
from engine.tables.people import party, private_record
from engine.tables.record import code, dossier
from tests.engine.record import tampering
from tests.engine.record.life import MONDAY, attached, desk_of, disagreements, line_of, returned

LATER = MONDAY + timedelta(days=9)


@pytest.fixture
def ref(engine: Engine, tmp_path: Path) -> DossierRef:
    """A dossier with a row in every table that the check looks at."""
    desk = desk_of(engine)
    ref = returned(desk)
    attached(desk, Files(tmp_path), ref)
    assert disagreements(engine, tmp_path) == []
    return ref


@pytest.mark.parametrize(
    ("table", "column", "value", "what"),
    [
        (code, "serial", 77, "code_changed"),
        (code, "code", "H19.99-000000-0001", "code_missing"),
        (private_record, "content", {"name": "Lê Văn Tám"}, "private_changed"),
        (private_record, "secret", b"s" * 32, "private_changed"),
        (party, "name", "Lê Văn Tám", "party_changed"),
        (party, "identity_digest", b"d" * 32, "party_changed"),
        (paper, "copies", 9, "paper_changed"),
        (fee_line, "amount", 1, "fee_line_changed"),
        (fee_line, "tariff", 1, "fee_line_changed"),
        (fee_line, "collected_at", None, "fee_line_changed"),
        (work_item, "answer", "disagree", "work_item_changed"),
        (work_item, "due", LATER, "work_item_changed"),
        (result, "number", "99/GP", "result_changed"),
        (result, "signer", "dn-sxd-99", "result_changed"),
        (result, "state", "ready", "result_changed"),
        (result, "left_at", None, "result_changed"),
        (attachment, "size", 1, "attachment_changed"),
        (dossier, "state", "examining", "projection_differs"),
        (dossier, "due", LATER, "projection_differs"),
        (dossier, "restricted", True, "projection_differs"),
        (dossier, "head", b"h" * 32, "head_differs"),
    ],
    ids=str,
)
def test_a_changed_row_is_named(  # noqa: PLR0913, PLR0917  # a place, a change, what is said of it
    engine: Engine,
    tmp_path: Path,
    ref: DossierRef,
    table: Table,
    column: str,
    value: object,
    what: str,
) -> None:
    tampering.change_row(engine, ref, table, **{column: value})

    found = disagreements(engine, tmp_path)[0]

    closed = column == "restricted"  # what is restricted is named by its id alone
    named = f"{ref.agency}/{ref.id.hex}" if closed else line_of(engine, ref).origin.code
    assert found.what == what
    assert found.seq is not None
    assert found.code == (None if closed else named)
    assert found.message.startswith(f"Hồ sơ {named}, dòng nhật ký {found.seq}: ")


@pytest.mark.parametrize(
    ("table", "what"),
    [
        (code, "code_missing"),
        (private_record, "private_missing"),
        (party, "party_missing"),
        (paper, "paper_missing"),
        (fee_line, "fee_line_missing"),
        (work_item, "work_item_missing"),
        (result, "result_missing"),
        (attachment, "attachment_missing"),
    ],
    ids=str,
)
def test_a_row_that_is_gone_is_named(
    engine: Engine, tmp_path: Path, ref: DossierRef, table: Table, what: str
) -> None:
    tampering.remove_row(engine, ref, table)

    found = disagreements(engine, tmp_path)[0]

    assert (found.what, found.dossier) == (what, ref.id.hex)
    assert found.seq is not None


@pytest.mark.parametrize(
    ("table", "values", "what"),
    [
        (private_record, {"slot": "note2"}, "private_added"),
        (party, {"no": 9}, "party_added"),
        (paper, {"seq": 9}, "paper_added"),
        (fee_line, {"no": 9}, "fee_line_added"),
        (result, {"no": 99}, "result_added"),
        (attachment, {"sha256": b"a" * 32}, "attachment_added"),
    ],
    ids=str,
)
def test_a_row_that_no_entry_made_is_named(
    engine: Engine,
    tmp_path: Path,
    ref: DossierRef,
    table: Table,
    values: dict[str, object],
    what: str,
) -> None:
    tampering.copy_row(engine, ref, table, **values)

    assert what in {one.what for one in disagreements(engine, tmp_path)}


def _stored(root: Path) -> Path:
    (path,) = (path for path in root.rglob("*") if path.is_file() and len(path.name) == 64)
    return path


@pytest.mark.usefixtures("ref")
def test_a_changed_file_is_named(engine: Engine, tmp_path: Path) -> None:
    path = _stored(tmp_path)
    path.write_bytes(path.read_bytes()[:-1] + b"!")

    (found,) = disagreements(engine, tmp_path)

    assert (found.what, found.seq) == ("file_changed", 14)


@pytest.mark.usefixtures("ref")
def test_a_missing_file_is_named(engine: Engine, tmp_path: Path) -> None:
    _stored(tmp_path).unlink()

    (found,) = disagreements(engine, tmp_path)

    assert found.what == "file_missing"
    assert "mất tệp đính kèm" in found.message
