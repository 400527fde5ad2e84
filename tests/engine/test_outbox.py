from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, select

from engine.outbox import Carrier, Delivered, Notebook, Outbox
from engine.store.notices import Waiting, take
from engine.store.write import writing
from engine.tables.record import outbox
from tests.engine.record.life import MONDAY, desk_of, received

LATER = MONDAY + timedelta(days=1)


class LineDeadError(Exception):
    """Nobody answers at 0913456789."""


class Broken:
    """A carrier that never gets through."""

    def deliver(self, notice: Waiting) -> None:
        raise LineDeadError(f"0913456789 does not answer for {notice.id}")


def sender(engine: Engine, carrier: Carrier, at: datetime = LATER, batch: int = 50) -> Outbox:
    return Outbox(engine, carrier, lambda: at, batch=batch)


def rows(engine: Engine) -> list[tuple[int, datetime | None, datetime | None, str | None]]:
    columns = (outbox.c.attempts, outbox.c.delivered_at, outbox.c.dead_at, outbox.c.error)
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


def test_a_notice_is_delivered_once(engine: Engine) -> None:
    ref = received(desk_of(engine))
    notebook = Notebook()

    assert sender(engine, notebook).deliver() == Delivered(delivered=1)
    assert sender(engine, notebook).deliver() == Delivered()

    (notice,) = notebook.delivered
    assert (notice.ref, notice.kind, notice.receiver) == (ref, "received", "applicant")
    assert rows(engine) == [(1, LATER, None, None)]


def test_a_notice_that_did_not_get_through_is_tried_again_later(engine: Engine) -> None:
    received(desk_of(engine))
    notebook = Notebook()

    assert sender(engine, Broken()).deliver() == Delivered(failed=1)

    assert rows(engine) == [(1, None, None, "LineDeadError")]
    assert sender(engine, notebook, LATER + timedelta(seconds=59)).deliver() == Delivered()
    again = sender(engine, notebook, LATER + timedelta(minutes=1))
    assert again.deliver() == Delivered(delivered=1)


def test_each_failure_doubles_the_pause_until_the_notice_is_given_up(engine: Engine) -> None:
    received(desk_of(engine))
    at, pauses = LATER, []
    for _ in range(9):
        assert sender(engine, Broken(), at).deliver() == Delivered(failed=1)
        with engine.connect() as connection:
            again = connection.execute(select(outbox.c.next_try_at)).scalar_one()
        pauses.append((again - at) / timedelta(minutes=1))
        at = again

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert sender(engine, Broken(), at).deliver() == Delivered(dead=1)
    assert rows(engine) == [(10, None, at, "LineDeadError")]
    assert sender(engine, Notebook(), at + timedelta(days=9)).deliver() == Delivered()


def test_what_a_failure_said_is_not_kept(engine: Engine) -> None:
    received(desk_of(engine))

    sender(engine, Broken()).deliver()

    assert "0913456789" not in repr(rows(engine))


def test_a_sender_that_died_leaves_its_notices_under_the_same_id(engine: Engine) -> None:
    received(desk_of(engine))
    with writing(engine, lambda: LATER) as write:
        (lost,) = take(write, LATER + timedelta(minutes=5), 50)
    notebook = Notebook()
    assert sender(engine, notebook, LATER + timedelta(minutes=4)).deliver() == Delivered()

    sender(engine, notebook, LATER + timedelta(minutes=5)).deliver()

    assert [notice.id for notice in notebook.delivered] == [lost.id]


def test_one_bad_notice_does_not_hold_up_the_others(engine: Engine) -> None:
    desk = desk_of(engine)
    bad, good = received(desk), received(desk)

    class Choosy(Notebook):
        def deliver(self, notice: Waiting) -> None:
            if notice.ref == bad:
                raise LineDeadError
            super().deliver(notice)

    notebook = Choosy()

    assert sender(engine, notebook).deliver() == Delivered(delivered=1, failed=1)
    assert [notice.ref for notice in notebook.delivered] == [good]


@pytest.mark.parametrize("batch", [1, 4, 50])
def test_senders_at_once_do_not_deliver_twice(engine: Engine, batch: int) -> None:
    desk = desk_of(engine)
    refs = [received(desk) for _ in range(12)]
    notebook, start = Notebook(), Barrier(4)

    def one(_: int) -> int:
        start.wait()
        count = 0
        while done := sender(engine, notebook, batch=batch).deliver().delivered:
            count += done
        return count

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(one, range(4)))

    assert sum(counts) == len(refs)
    assert Counter(notice.ref for notice in notebook.delivered) == Counter(refs)
