"""What is known at an instant stays what was known, whoever is still writing then."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from engine.actors import SYSTEM
from engine.desk.draft import Draft
from engine.desk.writing import Ledgered, Pen
from engine.errors import BadInput
from engine.ledger import DossierRef, Kind
from engine.store.ledgers import ledgers
from engine.store.read import horizon, reading, settled
from engine.store.write import Write, writing
from tests.engine.record.life import desk_of, examined, line_of, office, opened


@pytest.fixture
def postgresql(postgresql_database_url: str) -> Iterator[Engine]:
    with opened(postgresql_database_url) as engine:
        yield engine


def remark(write: Write, ref: DossierRef) -> datetime:
    """An entry recorded now, by the database's clock; when that was."""
    held = write.hold(ref)
    before = Ledgered(ref, held.entries, held.head, held.restricted)
    at = held.entries[-1].happened_at
    pen = Pen(office().catalogue, lambda size: b"e" * size)
    pen.write(write, before, Draft(Kind.COMMENTED, {}), at=at, by=SYSTEM)
    return write.moment


def known(engine: Engine, at: datetime) -> list[tuple[DossierRef, int]]:
    """What a report as known at an instant is made from."""
    with reading(engine) as snapshot:
        return [(ref, len(entries)) for ref, entries in ledgers(snapshot, known_at=at)]


def test_an_act_held_open_across_a_report_is_not_overtaken(postgresql: Engine) -> None:
    desk = desk_of(postgresql)
    ref, other = examined(desk), examined(desk)
    with writing(postgresql) as held_open:
        recorded = remark(held_open, ref)
        with writing(postgresql) as quick:
            later = remark(quick, other)
        assert later > recorded

        at = settled(postgresql, None)
        before = known(postgresql, at)
        assert at < recorded
        with pytest.raises(BadInput) as refused:
            settled(postgresql, later)
        assert refused.value.code == "not_settled"

    assert known(postgresql, at) == before
    assert settled(postgresql, later) == later
    assert (ref, line_of(postgresql, ref).length) in known(postgresql, later)


def test_a_write_that_has_only_begun_holds_the_horizon_back(postgresql: Engine) -> None:
    with writing(postgresql) as begun:
        begun.connection.execute(text("SELECT 1"))

        at = horizon(postgresql)

        assert at < begun.moment


def test_a_report_that_is_read_for_long_holds_nothing_back(postgresql: Engine) -> None:
    with reading(postgresql) as snapshot:
        snapshot.execute(text("SELECT 1"))
        began = snapshot.execute(text("SELECT now()")).scalar_one()

        assert horizon(postgresql) > began


def test_a_report_may_be_read_for_longer_than_a_write_may_last(postgresql: Engine) -> None:
    bounds = "SELECT name, setting FROM pg_settings WHERE name LIKE '%timeout' AND setting <> '0'"

    with reading(postgresql) as snapshot:
        bounded = {row.name for row in snapshot.execute(text(bounds))}
    with writing(postgresql) as write:
        in_a_write = {row.name: row.setting for row in write.connection.execute(text(bounds))}

    assert not bounded & {"statement_timeout", "idle_in_transaction_session_timeout"}
    assert in_a_write["statement_timeout"] == "10000"
    assert in_a_write["idle_in_transaction_session_timeout"] == "10000"


def test_a_report_writes_nothing(postgresql: Engine) -> None:
    with reading(postgresql) as snapshot:
        assert snapshot.execute(text("SHOW transaction_read_only")).scalar_one() == "on"


def test_no_act_is_recorded_at_or_before_a_horizon_that_was_told(engine: Engine) -> None:
    ref = examined(desk_of(engine))

    for _ in range(200):
        at = horizon(engine)
        with writing(engine) as write:
            assert write.moment > at

    with writing(engine) as write:
        recorded = remark(write, ref)
    assert horizon(engine) >= recorded


def test_an_instant_to_come_is_refused(engine: Engine) -> None:
    with pytest.raises(BadInput, match="Chưa thể chốt số liệu"):
        settled(engine, datetime(9999, 1, 1, tzinfo=UTC))


def test_a_commit_that_fails_reaches_the_caller_and_leaves_nothing(postgresql: Engine) -> None:
    ref = examined(desk_of(postgresql))
    before = line_of(postgresql, ref)

    def cut_off() -> None:
        with writing(postgresql) as write:
            remark(write, ref)
            mine = write.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with postgresql.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": mine})

    with pytest.raises(OperationalError):
        cut_off()
    assert line_of(postgresql, ref) == before
