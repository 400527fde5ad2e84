"""A day's seal as files, and the script that checks them with nothing but the standard library."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.sealing import opened_seal, proof, write_ledgers, write_seal
from engine.errors import BadInput, Conflict, NotFound
from engine.ledger import DossierRef
from engine.store.ledgers import ledgers
from engine.store.read import reading
from tests.engine.record import tampering
from tests.engine.record.life import OWNER, desk_of, examined, opened, returned

SCRIPT = Path(__file__).parents[2] / "docs" / "check_seal.py"
DAY = date(2026, 3, 2)
Check = Callable[..., tuple[int, str]]


def quiet(done: int, total: int | None) -> None:
    del done, total


@pytest.fixture(scope="module")
def record(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Monday's dossiers. Both databases give the same bytes (`tests/api/backups`)."""
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("record") / "r.sqlite"))
    with opened(f"sqlite:///{path}") as engine:
        desk = desk_of(engine)
        returned(desk)
        for _ in range(4):
            examined(desk)
    return path


@pytest.fixture
def engine(record: Path, tmp_path: Path) -> Iterator[Engine]:
    with opened(f"sqlite:///{shutil.copy(record, tmp_path / 'r.sqlite')}") as engine:
        yield engine


@pytest.fixture
def ref(engine: Engine) -> DossierRef:
    """The dossier that is over."""
    with reading(engine) as snapshot:
        return next(ref for ref, entries in ledgers(snapshot) if len(entries) > 4)


@pytest.fixture
def check() -> Check:
    """The script in a Python that finds no package at all."""

    def run(*arguments: Path | str) -> tuple[int, str]:
        command = [sys.executable, "-I", "-S", str(SCRIPT), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.fixture
def files(engine: Engine, tmp_path: Path) -> tuple[Path, Path]:
    """The seal of the day and the ledgers under it."""
    seal, ledgers = tmp_path / "seal.jsonl", tmp_path / "ledgers.jsonl"
    write_seal(engine, DAY, seal, quiet)
    write_ledgers(engine, DAY, ledgers, quiet)
    return seal, ledgers


def changed(path: Path, number: int, **values: object) -> Path:
    """A copy in which one line says something else."""
    lines = path.read_text(encoding="utf-8").splitlines()
    line = json.loads(lines[number]) | values
    lines[number] = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    other = path.with_suffix(".changed")
    other.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return other


def test_a_seal_made_again_has_the_same_bytes(
    engine: Engine, files: tuple[Path, Path], tmp_path: Path
) -> None:
    seal, is_new = write_seal(engine, DAY, files[0], quiet)
    again = tmp_path / "again.jsonl"
    write_seal(engine, DAY, again, quiet)

    assert not is_new
    assert again.read_bytes() == files[0].read_bytes()
    assert (seal.dossiers, seal.day) == (5, DAY)


def test_a_seal_that_says_something_else_is_never_written_over(
    engine: Engine, ref: DossierRef, files: tuple[Path, Path]
) -> None:
    before = files[0].read_bytes()
    tampering.rewrite_last(engine, ref)

    with pytest.raises(Conflict) as refused:
        write_seal(engine, DAY, files[0], quiet)

    assert refused.value.code == "seal_exists"
    assert files[0].read_bytes() == before
    assert {path.name for path in files[0].parent.iterdir()} >= {"seal.jsonl", "ledgers.jsonl"}
    assert not list(files[0].parent.glob(".new-*"))


def test_a_day_that_is_not_over_is_refused(engine: Engine, tmp_path: Path) -> None:
    out = tmp_path / "seal.jsonl"

    with pytest.raises(BadInput) as refused:
        write_seal(engine, date(9000, 1, 1), out, quiet)

    assert refused.value.code == "not_settled"
    assert not out.exists()


def test_a_folder_that_is_not_there_is_refused(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Không có thư mục"):
        write_seal(engine, DAY, tmp_path / "none" / "seal.jsonl", quiet)


def test_a_seal_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound), opened_seal(tmp_path / "none.jsonl"):
        pass


def test_the_script_agrees_with_seal_and_ledgers(files: tuple[Path, Path], check: Check) -> None:
    code, told = check(files[0], "--ledgers", files[1])

    assert code == 0, told
    assert told.endswith("KHỚP / AGREES\n")
    with opened_seal(files[0]) as (seal, _):
        assert seal.digest in told
    assert OWNER.name not in files[1].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"actor": "dn-sxd-99"}, "chuỗi đứt ở dòng 3"),
        ({"facts": {}}, "chuỗi đứt ở dòng 3"),
        ({"recorded_at": "2026-03-02T02:00:00.000000Z"}, "chuỗi đứt ở dòng 3"),
        ({"seq": 9}, "chuỗi đứt ở dòng 3"),
    ],
)
def test_the_script_names_the_ledger_that_was_changed(
    files: tuple[Path, Path], check: Check, values: dict[str, object], says: str
) -> None:
    code, told = check(files[0], "--ledgers", changed(files[1], 2, **values))

    assert code == 1
    assert told.count("SAI / DIFFERS") == 1
    assert says in told
    assert "H19." in told.splitlines()[0]  # by the code on the citizen's paper


def test_the_script_names_a_ledger_that_was_written_anew(
    engine: Engine, ref: DossierRef, files: tuple[Path, Path], check: Check
) -> None:
    tampering.rewrite_last(engine, ref)
    write_ledgers(engine, DAY, files[1], quiet)

    code, told = check(files[0], "--ledgers", files[1])

    assert code == 1
    assert f"dn-sxd/{ref.id.hex}" in told
    assert "viết lại / the ledger was written anew" in told


def test_the_script_names_ledgers_that_are_gone_or_shorter(
    ref: DossierRef, files: tuple[Path, Path], check: Check
) -> None:
    lines = files[1].read_bytes().splitlines(keepends=True)
    last = lines[-1]
    files[1].write_bytes(b"".join(one for one in lines if ref.id.hex.encode() not in one))
    code, told = check(files[0], "--ledgers", files[1])
    assert (code, "không có nhật ký / has no ledger" in told) == (1, True)

    files[1].write_bytes(b"".join(lines).removesuffix(last))
    code, told = check(files[0], "--ledgers", files[1])
    assert (code, "niêm phong ghi 2" in told) == (1, True)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (0, {"root": "00" * 32}),
        (0, {"day": "2026-03-01"}),
        (1, {"entries": 1}),
        (2, {"head": "00"}),
    ],
)
def test_the_script_finds_a_seal_that_was_changed(
    files: tuple[Path, Path], check: Check, line: int, values: dict[str, object]
) -> None:
    code, told = check(changed(files[0], line, **values))

    assert code == 1, told
    assert "KHÔNG KHỚP / DIFFERS" in told


def test_the_script_holds_a_seal_against_the_one_before(
    engine: Engine, files: tuple[Path, Path], check: Check, tmp_path: Path
) -> None:
    day = date(2026, 3, 3)
    after, longer = tmp_path / "after.jsonl", tmp_path / "longer.jsonl"
    write_seal(engine, day, after, quiet)
    assert check(after, "--previous", files[0])[0] == 0

    examined(desk_of(engine))  # into the day that is sealed already
    write_seal(engine, day, longer, quiet)

    code, told = check(longer, "--previous", files[0])
    assert (code, "không phải niêm phong liền trước" in told) == (1, True)


def test_the_script_reads_no_other_file(check: Check) -> None:
    code, told = check(SCRIPT)

    assert code == 2
    assert told.startswith("KHÔNG ĐỌC ĐƯỢC / UNREADABLE")


def test_one_dossier_is_shown_to_be_under_the_seal_without_the_others(
    engine: Engine, ref: DossierRef, files: tuple[Path, Path], check: Check, tmp_path: Path
) -> None:
    given = proof(engine, DAY, ref)
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    code, told = check("--proof", path)
    assert code == 0, told
    with opened_seal(files[0]) as (seal, _):
        assert seal.digest in told

    path.write_text(json.dumps(given | {"index": 3}), encoding="utf-8")
    assert check("--proof", path)[0] == 1


def test_a_dossier_of_a_later_day_is_not_under_the_seal(engine: Engine, ref: DossierRef) -> None:
    with pytest.raises(NotFound, match="chưa có vào ngày đó"):
        proof(engine, date(2026, 3, 1), ref)
