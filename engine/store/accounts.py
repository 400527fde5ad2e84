"""Accounts, sessions and failed attempts: who may sign in, who is, and who tried in vain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from engine.tables.people import failed_attempt
from engine.tables.signin import account, session


@dataclass(frozen=True, slots=True)
class Account:
    """What proves a member of staff. `password` is a digest; `totp_last` the last step used."""

    staff: str
    password: str
    changed_at: datetime
    must_change: bool
    totp_secret: str | None = None
    totp_last: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in on one device; over when `ended_at` is set."""

    id: UUID
    staff: str
    begun_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    device: str


def account_of(connection: Connection, staff: str) -> Account | None:
    row = connection.execute(select(account).where(account.c.staff_id == staff)).one_or_none()
    return None if row is None else Account(*row)


def keep_account(connection: Connection, kept: Account) -> None:
    """Write the account, new or known; every session that began before is over."""
    values = {
        "password": kept.password,
        "changed_at": kept.changed_at,
        "must_change": kept.must_change,
        "totp_secret": kept.totp_secret,
        "totp_last": kept.totp_last,
    }
    changed = connection.execute(
        update(account).where(account.c.staff_id == kept.staff).values(values)
    )
    if changed.rowcount == 0:
        connection.execute(insert(account), {"staff_id": kept.staff, **values})
    end_sessions(connection, kept.staff, kept.changed_at)


def open_accounts(connection: Connection, fresh: Sequence[Account]) -> None:
    """Accounts for those who have none; one that is there stays as it is."""
    known = set(connection.execute(select(account.c.staff_id)).scalars())
    rows = [
        {
            "staff_id": one.staff,
            "password": one.password,
            "changed_at": one.changed_at,
            "must_change": one.must_change,
        }
        for one in fresh
        if one.staff not in known
    ]
    if rows:
        connection.execute(insert(account), rows)


def every_account(connection: Connection) -> list[Account]:
    wanted = select(account).order_by(account.c.staff_id)
    return [Account(*row) for row in connection.execute(wanted)]


def shared_digests(connection: Connection) -> list[str]:
    """Digests that several accounts have: only accounts that were opened together share one."""
    wanted = select(account.c.password).group_by(account.c.password).having(func.count() > 1)
    return list(connection.execute(wanted).scalars())


def use_code(connection: Connection, staff: str, step: int) -> bool:
    """Note that the one-time code of this step of time was used; False if one so late was."""
    fresh = (account.c.totp_last.is_(None)) | (account.c.totp_last < step)
    used = connection.execute(
        update(account).where(account.c.staff_id == staff, fresh).values(totp_last=step)
    )
    return used.rowcount == 1


def begin_session(connection: Connection, begun: Session) -> None:
    values = {
        "session_id": begun.id,
        "staff_id": begun.staff,
        "begun_at": begun.begun_at,
        "seen_at": begun.seen_at,
        "device": begun.device,
    }
    connection.execute(insert(session), values)


def session_of(connection: Connection, session_id: UUID) -> Session | None:
    wanted = select(session).where(session.c.session_id == session_id)
    row = connection.execute(wanted).one_or_none()
    return None if row is None else _session(row)


def open_sessions(connection: Connection, staff: str) -> list[Session]:
    """Where somebody is signed in, the latest first."""
    wanted = select(session).where(session.c.staff_id == staff, session.c.ended_at.is_(None))
    return [_session(row) for row in connection.execute(wanted.order_by(session.c.seen_at.desc()))]


def see_session(connection: Connection, session_id: UUID, at: datetime) -> None:
    connection.execute(update(session).where(session.c.session_id == session_id).values(seen_at=at))


def end_session(connection: Connection, staff: str, session_id: UUID, at: datetime) -> bool:
    """End one session of this person; False if there was none."""
    ended = connection.execute(
        update(session)
        .where(
            session.c.session_id == session_id,
            session.c.staff_id == staff,
            session.c.ended_at.is_(None),
        )
        .values(ended_at=at)
    )
    return ended.rowcount == 1


def end_sessions(connection: Connection, staff: str, at: datetime) -> None:
    connection.execute(
        update(session)
        .where(session.c.staff_id == staff, session.c.ended_at.is_(None))
        .values(ended_at=at)
    )


def note_attempt(
    connection: Connection,
    attempt: UUID,
    *,
    kind: str,
    target: bytes,
    address: bytes,
    at: datetime,
) -> None:
    """An attempt counts as failed until it is known to be none (`clear_attempts`)."""
    values = {"attempt_id": attempt, "kind": kind, "target": target, "address": address, "at": at}
    connection.execute(insert(failed_attempt), values)


def clear_attempts(connection: Connection, kind: str, target: bytes) -> None:
    connection.execute(
        delete(failed_attempt).where(
            failed_attempt.c.kind == kind, failed_attempt.c.target == target
        )
    )


def attempts(
    connection: Connection, kind: str, since: datetime, *, target: bytes, address: bytes
) -> tuple[int, int]:
    """How many attempts there were since then: at this target, and from this address."""
    counted = []
    for where in (failed_attempt.c.target == target, failed_attempt.c.address == address):
        wanted = select(func.count()).where(
            failed_attempt.c.kind == kind, failed_attempt.c.at > since, where
        )
        counted.append(int(connection.execute(wanted).scalar_one()))
    return counted[0], counted[1]


def _session(row: Row[*tuple[object, ...]]) -> Session:
    return Session(*row)  # type: ignore[arg-type]  # the columns of `session`
