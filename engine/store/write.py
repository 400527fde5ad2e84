"""One durable act: lock, read again, decide, then write everything or nothing.

The recorded moment is taken inside the write, after its lock. A version that moved in between is
refused (`Outrun`); whatever fails rolls back all of it, the serial included.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache

from sqlalchemy import (
    Connection,
    Engine,
    Executable,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, OperationalError

from engine.errors import Conflict, Outrun
from engine.ledger import DossierRef, Entry
from engine.store.act import Act, Change, Insert, Remembered, Remove
from engine.store.connect import WRITING
from engine.store.held import Held, database_moment, lock
from engine.store.projection import projection
from engine.tables.record import dossier, entry, outbox, remembered, serial

# Deadlock, serialisation, lock not had, statement cut off after its ten seconds.
_BUSY = frozenset({"40001", "40P01", "55P03", "57014"})


BOOK = "book:"  # how the series of a numbered book begin; the others number dossiers

# Built once: making the statement anew for each act costs more than the database takes for it.
_MOVED = (
    update(dossier)
    .where(
        dossier.c.agency_id == bindparam("of"),
        dossier.c.dossier_id == bindparam("which"),
        dossier.c.version == bindparam("read"),
    )
    .values({column.name: bindparam(column.name) for column in dossier.c})
)


@cache
def inserting(table: Table) -> Executable:
    """The statement that inserts rows into a table."""
    return insert(table)


class Write:
    """An open write. `moment` is the recorded time of all that it writes."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime] | None) -> None:
        self.connection = connection
        self._clock = clock
        self._moment: datetime | None = None

    @property
    def moment(self) -> datetime:
        """Now, asked once, with the first lock; the database's own clock unless one was given."""
        if self._moment is None:
            self._moment = self._clock() if self._clock else database_moment(self.connection)
        return self._moment

    def hold(self, ref: DossierRef) -> Held:
        """Lock the dossier and read its ledger afresh; refused if there is none."""
        held = lock(self.connection, ref)
        if self._moment is None and self._clock is None:
            self._moment = held.moment
        return held

    def answer_to(
        self, agency: str, actor: str, key: str
    ) -> tuple[bytes, dict[str, object]] | None:
        """What was answered to this idempotency key before: the request's digest and the answer."""
        wanted = select(remembered.c.digest, remembered.c.answer).where(
            remembered.c.agency_id == agency, remembered.c.actor == actor, remembered.c.key == key
        )
        row = self.connection.execute(wanted).one_or_none()
        return None if row is None else (row.digest, row.answer)

    def next_serial(self, agency: str, scheme: str, scope: str, count: int = 1) -> int:
        """The next number of a series, the last of `count`; a write that fails gives it back."""
        first = upsert(self.connection, serial).values(
            agency_id=agency, scheme=scheme, scope=scope, last=count
        )
        counted = first.on_conflict_do_update(
            index_elements=[serial.c.agency_id, serial.c.scheme, serial.c.scope],
            set_={"last": serial.c.last + count},
        ).returning(serial.c.last)
        return int(self.connection.execute(counted).scalar_one())

    def next_in_book(self, agency: str, book: str, year: int) -> int:
        """The next number of a book that an agency keeps by years: slips, logs."""
        return self.next_serial(agency, f"{BOOK}{book}", str(year))

    def commit_act(self, act: Act) -> None:
        """Write the act; it becomes durable when the write ends without an error."""
        head = act.entries[-1].hash
        row = projection(act.ref, act.timeline, head, restricted=act.restricted)
        if act.expected_version == 0:
            self.connection.execute(inserting(dossier), row)
        else:
            self._move(act, row)
        self.connection.execute(inserting(entry), [entry_row(act.ref, one) for one in act.entries])
        self._write_rows(act)
        self._write_notices(act)
        if act.remembered is not None:
            row = remembered_row(act.remembered, act.at)
            self.connection.execute(inserting(remembered), row)

    def _move(self, act: Act, row: Mapping[str, object]) -> None:
        read = {"of": act.ref.agency, "which": act.ref.id, "read": act.expected_version}
        moved = self.connection.execute(_MOVED, {**row, **read})
        if moved.rowcount != 1:
            raise outrun()

    def _write_rows(self, act: Act) -> None:
        fresh: defaultdict[Table, list[dict[str, object]]] = defaultdict(list)
        for row in act.rows:
            match row:
                case Insert(table, values):
                    fresh[table].append(dict(values))
                case Change(table, key, values):
                    where = [table.c[name] == value for name, value in key.items()]
                    self.connection.execute(update(table).where(*where).values(values))
                case Remove(table, key):
                    where = [table.c[name] == value for name, value in key.items()]
                    self.connection.execute(delete(table).where(*where))
        for table, rows in fresh.items():
            self.connection.execute(inserting(table), rows)

    def _write_notices(self, act: Act) -> None:
        if not act.notices:
            return
        rows = [
            {
                "agency_id": act.ref.agency,
                "dossier_id": act.ref.id,
                "notice_id": notice.id,
                "kind": notice.kind,
                "receiver": notice.receiver,
                "event": notice.event,
                "created_at": act.at,
                "next_try_at": act.at,
                "attempts": 0,
            }
            for notice in act.notices
        ]
        self.connection.execute(upsert(self.connection, outbox).on_conflict_do_nothing(), rows)


def upsert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that may say what to do where the row is there already."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def outrun() -> Outrun:
    """The refusal that tells that somebody else acted in between."""
    return Outrun("Có người khác vừa xử lý hồ sơ này. Mở lại hồ sơ để xem tình trạng mới.")


def remembered_row(kept: Remembered, at: datetime) -> dict[str, object]:
    """The row that makes a repeat of the request give the same answer."""
    return {
        "agency_id": kept.agency,
        "actor": kept.actor,
        "key": kept.key,
        "digest": kept.digest,
        "answer": dict(kept.answer),
        "at": at,
    }


def entry_row(ref: DossierRef, one: Entry) -> dict[str, object]:
    """One line of a ledger as its table has it."""
    return {
        "agency_id": ref.agency,
        "dossier_id": ref.id,
        "seq": one.seq,
        "kind": str(one.kind),
        "happened_at": one.happened_at,
        "recorded_at": one.recorded_at,
        "actor": one.actor,
        "facts": dict(one.facts),
        "hash": one.hash,
    }


@contextmanager
def writing(engine: Engine, clock: Callable[[], datetime] | None = None) -> Iterator[Write]:
    """A write that is durable when the block ends well, and leaves nothing when it does not.

    `clock` stands for the database's own where time is made up (simulation, demo, tests).
    """
    try:
        with engine.execution_options(**{WRITING: True}).begin() as connection:
            yield Write(connection, clock)
    except (IntegrityError, OperationalError) as failed:
        raise as_refusal(failed) from failed


def as_refusal(failed: IntegrityError | OperationalError) -> Exception:
    """A race lost in the database, told as what it is; any other failure is left as it was."""
    state = getattr(failed.orig, "sqlstate", None)
    if state in _BUSY or "database is locked" in str(failed.orig):
        return Conflict("Hệ thống đang bận, chưa ghi gì. Bấm lại để thử lần nữa.", code="busy")
    if isinstance(failed, IntegrityError) and _unique(failed):
        return outrun()
    return failed


def _unique(failed: IntegrityError) -> bool:
    return getattr(failed.orig, "sqlstate", None) == "23505" or "UNIQUE" in str(failed.orig)
