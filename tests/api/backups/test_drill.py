"""The drill: a town is backed up, and stands again in the same database or in the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from api.backups import back_up, restore
from api.database import check
from api.sealing import write_seal
from engine.store.connect import open_database
from engine.store.read import reading
from engine.tables.papers import attachment
from tests.api.backups.town import content_of, figures, files_of, installation, settle
from tests.engine.record.life import (
    MONDAY,
    desk_of,
    disagreements,
    line_of,
    opened,
    received,
)


def quiet(done: int, total: int | None) -> None:
    del done, total


@pytest.fixture
def embedded(sqlite_database_url: str) -> Iterator[Engine]:
    with opened(sqlite_database_url) as engine:
        yield engine


def test_the_town_stands_again_as_it_was_and_work_goes_on(
    engine: Engine, database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    here = installation(tmp_path / "here", database_url)
    there = installation(tmp_path / "there", empty_database_url)
    settle(engine, files_of(here))

    made = back_up(here, tmp_path / "backup", MONDAY, quiet)
    done = restore(there, tmp_path / "backup", quiet)

    assert (made.missing, made.files, done.manifest) == ((), 2, made)
    assert made.native is not None
    assert check(there) == done.revision == made.revision
    with opened(empty_database_url) as restored:
        assert content_of(restored) == content_of(engine)
        assert figures(restored) == figures(engine)
        seals = [tmp_path / "here.jsonl", tmp_path / "there.jsonl"]
        for one, path in zip((engine, restored), seals, strict=True):
            write_seal(one, MONDAY.date(), path, quiet)
        assert seals[0].read_bytes() == seals[1].read_bytes()

        goes_on, went_on = (received(desk_of(one)) for one in (restored, engine))
        assert line_of(restored, goes_on).origin.code == line_of(engine, went_on).origin.code
        assert disagreements(restored, there.data / "files") == []


def test_what_is_done_while_the_backup_is_made_is_in_it_whole_or_not_at_all(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    here = installation(tmp_path / "here", database_url)
    there = installation(tmp_path / "there", f"sqlite:///{tmp_path / 'there.sqlite'}")
    settle(engine, files_of(here))
    desk = desk_of(engine)
    told: list[int] = []

    def work_on(done: int, total: int | None) -> None:
        assert total is not None
        if len(told) < 6:
            received(desk)
        told.append(done)

    back_up(here, tmp_path / "backup", MONDAY, work_on)
    restore(there, tmp_path / "backup", quiet)

    assert len(told) > 6
    with opened(there.database_url) as restored:
        assert disagreements(restored, there.data / "files") == []


def test_a_lost_attachment_is_named_and_the_rest_is_kept(
    embedded: Engine, sqlite_database_url: str, tmp_path: Path
) -> None:
    here = installation(tmp_path / "here", sqlite_database_url)
    there = installation(tmp_path / "there", f"sqlite:///{tmp_path / 'there.sqlite'}")
    over, under_way, _ = settle(embedded, files_of(here))
    files_of(here).erase(over)

    made = back_up(here, tmp_path / "backup", MONDAY, quiet)
    restore(there, tmp_path / "backup", quiet)

    (lost,) = made.missing
    assert lost.startswith(f"dn-sxd/{over.id.hex}/")
    assert made.files == 1
    with opened(there.database_url) as restored:
        (found,) = disagreements(restored, there.data / "files")
        assert (found.what, found.dossier) == ("file_missing", over.id.hex)
    assert list(files_of(there).of(under_way))


def test_a_backup_holds_no_file_of_a_dossier_erased_before_its_snapshot(
    embedded: Engine, sqlite_database_url: str, tmp_path: Path
) -> None:
    """Erased after its file was copied ahead, before the rows were read."""
    here = installation(tmp_path / "here", sqlite_database_url)
    over, *_ = settle(embedded, files_of(here))

    def erase(done: int, total: int | None) -> None:
        del total
        if done == 1:  # the first file lies in the backup
            with embedded.begin() as connection:
                connection.execute(attachment.delete())

    back_up(here, tmp_path / "backup", MONDAY, erase)

    with reading(embedded) as snapshot:
        assert snapshot.execute(attachment.select()).all() == []
    assert [path for path in (tmp_path / "backup" / "files").rglob("*") if path.is_file()] == []
    assert list(files_of(here).of(over))


def test_the_copy_of_the_embedded_database_is_a_database(
    sqlite_database_url: str, tmp_path: Path
) -> None:
    here = installation(tmp_path / "here", sqlite_database_url)
    with opened(sqlite_database_url) as engine:
        settle(engine, files_of(here))
        made = back_up(here, tmp_path / "backup", MONDAY, quiet)
        copied = open_database(f"sqlite:///{tmp_path / 'backup' / 'native' / (made.native or '')}")

        assert content_of(copied) == content_of(engine)
        copied.dispose()


def test_the_dump_of_a_server_is_of_the_same_snapshot_and_names_no_password(
    postgresql_database_url: str, tmp_path: Path
) -> None:
    url = make_url(postgresql_database_url).set(password="p:w\\d")  # noqa: S106  # trusted anyway
    here = installation(tmp_path / "here", url.render_as_string(hide_password=False))
    with opened(postgresql_database_url) as engine:
        settle(engine, files_of(here))
        made = back_up(here, tmp_path / "backup", MONDAY, quiet)

    dump = tmp_path / "backup" / "native" / (made.native or "")
    assert dump.read_bytes().startswith(b"PGDMP")


def test_a_backup_is_for_its_owner_alone(sqlite_database_url: str, tmp_path: Path) -> None:
    back_up(installation(tmp_path, sqlite_database_url), tmp_path / "backup", MONDAY, quiet)

    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


def test_an_installation_without_a_key_is_given_none(
    sqlite_database_url: str, tmp_path: Path
) -> None:
    here = installation(tmp_path / "here", sqlite_database_url, None)
    there = installation(tmp_path / "there", f"sqlite:///{tmp_path / 'there.sqlite'}", None)

    back_up(here, tmp_path / "backup", MONDAY, quiet)
    restore(there, tmp_path / "backup", quiet)

    assert not here.has_pepper
    assert not there.has_pepper
