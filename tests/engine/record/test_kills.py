"""Processes that are killed at a random instant, and what the record looks like afterwards."""

from multiprocessing import Pipe
from pathlib import Path
from random import Random
from signal import SIGKILL
from time import sleep

import pytest
from sqlalchemy import Engine, func, select

from engine.tables.record import entry
from engine.verify import Disagreement
from tests.engine.record.life import disagreements, opened
from tests.engine.record.processes import context
from tests.engine.record.toil import Step, Toil, toil

LONGEST = 0.4  # seconds of work before the kill


def killed_at_work(url: str, root: Path, name: str, day: int) -> list[Step]:
    """Start an office, kill it in the middle of something; the requests that it announced."""
    heard, announce = Pipe(duplex=False)
    process = context().Process(target=toil, args=(url, root, name, day, announce))
    process.start()
    announce.close()
    steps = [heard.recv()]
    sleep(Random(name).uniform(0, LONGEST))  # noqa: S311  # any instant will do
    process.kill()
    process.join()
    assert process.exitcode == -SIGKILL, "it had stopped working before"
    while True:
        try:
            steps.append(heard.recv())
        except EOFError:
            return steps


def count_entries(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(entry)).scalar_one()


def half_done(engine: Engine, root: Path, last: Step) -> list[Disagreement]:
    """What disagrees, but for files that an erasure had no time to remove after its act.

    No act spans database and disk. Rows go first and together, so no name leads to these files;
    the check says that they are there, and the erasure made again, or a sweep, removes them.
    """
    found = disagreements(engine, root)
    erasing = last.ref if last.verb == "erase" else None
    return [
        one
        for one in found
        if one.what != "file_not_erased" or erasing is None or one.dossier != erasing.id.hex
    ]


def kill_often(url: str, root: Path, kills: int) -> None:
    """After each kill: nothing half done, and the request made again is carried out once."""
    made = 0
    with opened(url) as engine:
        for number in range(kills):
            steps = killed_at_work(url, root, f"k{number}", number)
            made += len(steps)
            assert half_done(engine, root, steps[-1]) == []

            work = Toil(engine, root, number)
            answer = work.perform(steps[-1])

            assert count_entries(engine) == made
            assert work.perform(steps[-1]) == answer
            assert count_entries(engine) == made
            assert disagreements(engine, root) == []


def test_twenty_kills_leave_nothing_half_done(database_url: str, tmp_path: Path) -> None:
    kill_often(database_url, tmp_path, 20)


@pytest.mark.long
def test_two_hundred_kills_leave_nothing_half_done(database_url: str, tmp_path: Path) -> None:
    kill_often(database_url, tmp_path, 200)
