from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from pathlib import Path
from secrets import token_bytes

import pytest
from sqlalchemy import Engine, event, select

from engine.desk import Desk
from engine.errors import Conflict
from engine.sealing import KEY_BYTES
from engine.tables import metadata
from engine.tables.record import code
from tests.engine.record.life import (
    PEPPER,
    desk_of,
    disagreements,
    minutes,
    office,
    opened,
    reception,
    who,
)
from tests.engine.record.processes import context

CLERKS = 8
RECEIPTS = 250
FAILING = 10  # every so many receipts one more breaks off after it took its serial


class BrokenOffError(Exception):
    """What stops a receipt in the middle."""


def break_off(size: int) -> bytes:
    """Random bytes, until the record is about to be sealed: the serial is taken by then."""
    if size == KEY_BYTES:
        raise BrokenOffError
    return token_bytes(size)


def _until_free(receive: Callable[[], str]) -> str:
    """Clerks whom the database keeps waiting for too long press the button again."""
    while True:
        try:
            return receive()
        except Conflict:
            continue


def clerk(url: str) -> list[str]:
    """A counter at work; the codes that it gave out."""
    codes = []
    with opened(url) as engine:
        desk = desk_of(engine, minutes(step=0))
        broken = Desk(engine, office(), PEPPER, minutes(step=0), break_off)
        for number in range(RECEIPTS):
            if number % FAILING == 0:
                with pytest.raises(BrokenOffError):
                    _until_free(lambda: broken.receive(reception(), who("counter")).code)
            codes.append(_until_free(lambda: desk.receive(reception(), who("counter")).code))
    return codes


def test_eight_clerks_at_one_counter_leave_no_gap_and_no_double(
    database_url: str, tmp_path: Path
) -> None:
    with ProcessPoolExecutor(CLERKS, context()) as pool:
        given = [code for codes in pool.map(clerk, [database_url] * CLERKS) for code in codes]

    assert len(set(given)) == CLERKS * RECEIPTS == 2_000
    in_order = select(code.c.serial, code.c.code).order_by(code.c.serial)
    with opened(database_url) as engine, engine.connect() as connection:
        rows = connection.execute(in_order).all()
        assert disagreements(engine, tmp_path) == []
    assert [row.serial for row in rows] == list(range(1, CLERKS * RECEIPTS + 1))
    assert {row.code for row in rows} == set(given)


def test_a_receipt_that_breaks_off_leaves_no_hole(engine: Engine, tmp_path: Path) -> None:
    desk = desk_of(engine)
    broken = Desk(engine, office(), PEPPER, minutes(), break_off)
    first = desk.receive(reception(), who("counter"))

    with pytest.raises(BrokenOffError):
        broken.receive(reception(), who("counter"))

    second = desk.receive(reception(), who("counter"))
    assert (first.code, second.code) == ("H19.01-260302-0001", "H19.01-260302-0002")
    assert disagreements(engine, tmp_path) == []


def test_an_act_whose_commit_fails_is_told_and_leaves_nothing(
    engine: Engine, tmp_path: Path
) -> None:
    desk = desk_of(engine)
    failures = count()

    def at_commit(connection: object) -> None:
        del connection
        next(failures)
        raise BrokenOffError

    event.listen(engine, "commit", at_commit)
    with pytest.raises(BrokenOffError):
        desk.receive(reception(), who("counter"), key="mot")
    event.remove(engine, "commit", at_commit)

    assert next(failures) == 1
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            assert connection.execute(select(table)).all() == []
    assert desk.receive(reception(), who("counter"), key="mot").code.endswith("0001")
    assert disagreements(engine, tmp_path) == []
