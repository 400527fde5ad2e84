import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from engine.erasure import Eraser
from engine.store.files import Files
from engine.store.sweeping import sweep
from tests.engine.record.life import (
    MONDAY,
    PDF,
    attached,
    desk_of,
    disagreements,
    examined,
    minutes,
    office,
    who,
)


def test_what_a_broken_off_erasure_left_is_swept_at_once(engine: Engine, tmp_path: Path) -> None:
    files = Files(tmp_path)
    ref = examined(desk_of(engine))
    Eraser(engine, office(), files, minutes()).erase(ref, who("leader"), "retention_over")
    files.keep(ref, io.BytesIO(PDF))  # as if the process had died before it removed the files
    assert [one.what for one in disagreements(engine, tmp_path)] == ["file_not_erased"]

    assert sweep(engine, files, MONDAY) == 1

    assert disagreements(engine, tmp_path) == []


def test_only_files_that_no_act_names_are_swept(engine: Engine, tmp_path: Path) -> None:
    files = Files(tmp_path)
    desk = desk_of(engine)
    ref = examined(desk)
    attached(desk, files, ref)
    files.keep(ref, io.BytesIO(PDF + b"never named"))
    written = datetime(2026, 3, 2, tzinfo=UTC)
    for path in tmp_path.rglob("*"):
        os.utime(path, (written.timestamp(), written.timestamp()))

    assert sweep(engine, files, written) == 0
    assert sweep(engine, files, written + timedelta(days=1)) == 1

    assert len(list(files.of(ref))) == 1
    assert disagreements(engine, tmp_path) == []
