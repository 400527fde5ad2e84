"""What an erasure removes: every row of a dossier that holds or confirms something personal."""

from contextlib import closing
from sqlite3 import OperationalError

from sqlalchemy import Connection, Engine, Text, cast, delete, select, update
from sqlalchemy.engine.interfaces import DBAPICursor

from engine.errors import Conflict
from engine.ledger import DossierRef
from engine.store.write import Write
from engine.tables.papers import attachment, external_ref
from engine.tables.people import party, private_record, rating, tracking_token
from engine.tables.record import (
    late_permit,
    older_code,
    outbox,
    paper_receipt,
    remembered,
)

ERASED = "erased"  # why a notice was given up
_GONE = b"\0" * 32  # the digest of no request

# Names in other systems go too: each leads to the person there.
_PERSONAL = (
    private_record,
    party,
    attachment,
    external_ref,
    older_code,
    paper_receipt,
    late_permit,
    tracking_token,
)


def erase_rows(write: Write, ref: DossierRef) -> None:
    """Remove the personal rows of a dossier, within the act that says so."""
    connection = write.connection
    for table in _PERSONAL:
        of_it = (table.c.agency_id == ref.agency, table.c.dossier_id == ref.id)
        connection.execute(delete(table).where(*of_it))
    _forget_requests(connection, ref)
    _drop_words(connection, ref)
    waiting = (
        outbox.c.agency_id == ref.agency,
        outbox.c.dossier_id == ref.id,
        outbox.c.receiver == "applicant",
        outbox.c.delivered_at.is_(None),
    )
    given_up = {"dead_at": write.moment, "error": ERASED}
    connection.execute(update(outbox).where(*waiting).values(given_up))


def _forget_requests(connection: Connection, ref: DossierRef) -> None:
    """A digest of a request confirms a guess of what was asked. Its key stays: used is used."""
    answers = cast(remembered.c.answer, Text).contains(ref.id.hex)
    of_agency = remembered.c.agency_id == ref.agency
    connection.execute(update(remembered).where(of_agency, answers).values(digest=_GONE))


def _drop_words(connection: Connection, ref: DossierRef) -> None:
    """Of a rating the marks stay, for the figures; what was written goes."""
    of_it = (rating.c.agency_id == ref.agency, rating.c.dossier_id == ref.id)
    for row in connection.execute(select(rating.c.no, rating.c.answers).where(*of_it)).all():
        marks = {name: value for name, value in row.answers.items() if isinstance(value, int)}
        connection.execute(
            update(rating).where(*of_it, rating.c.no == row.no).values(answers=marks)
        )


def overwrite_freed_space(engine: Engine) -> None:
    """Leave nothing of removed rows in the database's own files, as far as that is ours to do.

    SQLite: the file is written anew and its journal emptied; Conflict if somebody still reads an
    old state. PostgreSQL frees old row versions by itself (autovacuum), and its journal and
    backups by the office's rotation.
    """
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as raw, closing(raw.cursor()) as cursor:
        if not _rewritten(cursor):
            raise Conflict(
                "Đã xóa dữ liệu nhưng còn người đang đọc bản cũ. Chạy lại lệnh xóa để dọn nốt.",
                code="erasure_unfinished",
            )


def _rewritten(cursor: DBAPICursor) -> bool:
    try:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError:  # somebody has the file to themselves for longer than we wait
        return False
    busy, *_ = cursor.fetchone() or (1,)
    return not busy
