"""What a restore does not take, and that it leaves the place as empty as it was."""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import inspect

from api.backups import back_up, restore
from api.backups.folder import Folder
from api.settings import PEPPER_FILE, Settings
from engine.errors import Refusal
from engine.store.backup import digest_of
from tests.api.backups.town import Killed, files_of, installation, quiet, settle
from tests.engine.record.life import MONDAY, desk_of, disagreements, opened, received

Spoil = Callable[[Path], None]


@pytest.fixture(scope="module")
def town(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A small town, whose key is a file of its own."""
    folder = tmp_path_factory.mktemp("town")
    url = f"sqlite:///{shutil.copy(sqlite_template, folder / 'town.sqlite')}"
    here = installation(folder / "data", url, None)
    (here.make_data_folder() / PEPPER_FILE).write_text((b"p" * 32).hex() + "\n")
    with opened(url) as engine:
        settle(engine, files_of(here))
    return here


@pytest.fixture(scope="module")
def made(town: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "backup"
    back_up(town, root, MONDAY, quiet)
    return root


@pytest.fixture
def backup(made: Path, tmp_path: Path) -> Path:
    """A copy of the backup that a test may spoil."""
    return Path(shutil.copytree(made, tmp_path / "backup"))


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    """An empty installation."""
    return installation(tmp_path / "there", f"sqlite:///{tmp_path / 'there.sqlite'}", None)


def refused(place: Settings, root: Path) -> str:
    """The code of the refusal; nothing stands in the database then."""
    with pytest.raises(Refusal) as refused:
        restore(place, root, quiet)
    with opened(place.database_url) as engine:
        assert inspect(engine).get_table_names() == []
    return refused.value.code


def say(root: Path, **values: object) -> None:
    path = Folder(root).manifest
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def unfinished(root: Path) -> None:
    Folder(root).manifest.unlink()


def unreadable(root: Path) -> None:
    Folder(root).manifest.write_text("{")


def incomplete(root: Path) -> None:
    Folder(root).manifest.write_text('{"format": "motcua-backup-1", "revision": "20261123"}')


def newer_format(root: Path) -> None:
    say(root, format="motcua-backup-2")


def newer_revision(root: Path) -> None:
    say(root, revision="20991231")


def changed_table(root: Path) -> None:
    path = Folder(root).table("entry")
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def missing_table(root: Path) -> None:
    Folder(root).table("entry").unlink()


def a_paper(root: Path) -> Path:
    return next(path for path in (root / "files").rglob("*") if path.is_file())


def changed_paper(root: Path) -> None:
    path = a_paper(root)
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def missing_paper(root: Path) -> None:
    a_paper(root).unlink()


def without_key(root: Path) -> None:
    Folder(root).pepper.unlink()


def cut_key(root: Path) -> None:
    path = Folder(root).pepper
    path.write_bytes(path.read_bytes()[:-9])


def other_key(root: Path) -> None:
    Folder(root).pepper.write_text((b"q" * 32).hex() + "\n")


def no_key(root: Path) -> None:
    Folder(root).pepper.write_bytes(b"\xff\n")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (unfinished, "backup_incomplete"),
        (unreadable, "backup_damaged"),
        (incomplete, "backup_damaged"),
        (newer_format, "backup_newer"),
        (newer_revision, "backup_newer"),
        (changed_table, "backup_damaged"),
        (missing_table, "backup_damaged"),
        (changed_paper, "backup_damaged"),
        (missing_paper, "backup_damaged"),
        (without_key, "pepper_missing"),
        (cut_key, "backup_damaged"),
        (other_key, "backup_damaged"),
        (no_key, "backup_damaged"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused(
    backup: Path, place: Settings, spoil: Spoil, code: str
) -> None:
    spoil(backup)

    assert refused(place, backup) == code


def retold(root: Path, table: str, line: Callable[[bytes], bytes]) -> None:
    """A table whose lines were changed together with the manifest."""
    path = Folder(root).table(table)
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    path.write_bytes(gzip.compress(b"".join(map(line, lines))))
    tables = json.loads(Folder(root).manifest.read_text())["tables"]
    for one in tables:
        if one["table"] == table:
            one["sha256"] = digest_of(path)
    say(root, tables=tables)


def test_rows_that_belong_to_no_dossier_are_refused(backup: Path, place: Settings) -> None:
    retold(backup, "entry", lambda line: line.replace(b'"dn-sxd"', b'"dn-snv"', 1))

    assert refused(place, backup) == "backup_damaged"


def test_fewer_rows_than_the_manifest_says_are_refused(backup: Path, place: Settings) -> None:
    retold(backup, "private_record", lambda line: line if line.startswith(b"{") else b"")

    assert refused(place, backup) == "backup_damaged"


def test_a_place_that_is_not_empty_is_left_as_it_is(
    made: Path, sqlite_database_url: str, tmp_path: Path
) -> None:
    place = installation(tmp_path / "there", sqlite_database_url, None)
    with opened(sqlite_database_url) as engine:
        received(desk_of(engine))

        with pytest.raises(Refusal) as refused:
            restore(place, made, quiet)

        assert refused.value.code == "database_not_empty"
        assert disagreements(engine, tmp_path) == []


def test_tables_without_rows_are_as_good_as_none(
    made: Path, sqlite_database_url: str, tmp_path: Path
) -> None:
    place = installation(tmp_path / "there", sqlite_database_url, None)

    restore(place, made, quiet)

    with opened(sqlite_database_url) as engine:
        assert disagreements(engine, place.data / "files") == []


def test_a_folder_with_the_files_of_others_is_refused(made: Path, place: Settings) -> None:
    other = place.data / "files" / "dn-sxd" / ("0" * 32)
    other.mkdir(parents=True)
    (other / ("ab" * 32)).write_bytes(b"%PDF")

    assert refused(place, made) == "files_not_empty"


def test_another_key_than_the_backups_is_refused(made: Path, place: Settings) -> None:
    other = installation(place.data, place.database_url, b"q" * 32)

    assert refused(other, made) == "pepper_differs"


def test_the_key_comes_back_with_the_backup(town: Settings, made: Path, place: Settings) -> None:
    restore(place, made, quiet)

    assert place.pepper() == town.pepper()
    assert (place.data / PEPPER_FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("at_the_end", [False, True])
def test_a_restore_that_was_killed_leaves_an_empty_database_and_can_be_made_again(
    made: Path, place: Settings, *, at_the_end: bool
) -> None:
    """After the first attachment was copied, and after the last row was written."""

    def kill(done: int, total: int | None) -> None:
        if done == (total if at_the_end else 1):
            raise Killed

    with pytest.raises(Killed):
        restore(place, made, kill)
    with opened(place.database_url) as engine:
        assert inspect(engine).get_table_names() == []

    restore(place, made, quiet)

    with opened(place.database_url) as engine:
        assert disagreements(engine, place.data / "files") == []


@pytest.mark.parametrize("after", [1, 50])
def test_a_backup_that_was_killed_is_no_backup(
    town: Settings, place: Settings, tmp_path: Path, after: int
) -> None:
    def kill(done: int, total: int | None) -> None:
        del total
        if done >= after:
            raise Killed

    with pytest.raises(Killed):
        back_up(town, tmp_path / "half", MONDAY, kill)

    assert refused(place, tmp_path / "half") == "backup_incomplete"


def test_a_backup_is_never_written_over_another(town: Settings, backup: Path) -> None:
    before = Folder(backup).manifest.read_bytes()

    with pytest.raises(Refusal) as refused:
        back_up(town, backup, MONDAY, quiet)

    assert refused.value.code == "backup_exists"
    assert Folder(backup).manifest.read_bytes() == before


def test_a_backup_of_a_database_without_tables_leaves_nothing_behind(tmp_path: Path) -> None:
    here = installation(tmp_path / "here", f"sqlite:///{tmp_path / 'here.sqlite'}", None)
    root = tmp_path / "new" / "backup"

    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            back_up(here, root, MONDAY, quiet)
        assert refused.value.code == "schema_outdated"
    assert not root.exists()


@pytest.mark.parametrize("is_there", [True, False])
def test_a_backup_that_fails_on_its_way_leaves_the_place_as_it_was(
    town: Settings, tmp_path: Path, *, is_there: bool
) -> None:
    root = tmp_path / "backup"
    if is_there:
        root.mkdir()

    def die(done: int, total: int | None) -> None:
        del total
        if done > 2:  # a file was copied, some tables are written
            raise Killed

    with pytest.raises(Killed):
        back_up(town, root, MONDAY, die)

    assert root.exists() is is_there
    assert not is_there or list(root.iterdir()) == []
    assert back_up(town, root, MONDAY, quiet).files == 2
