"""Definitions by content, and which of them are in force: dossiers outlive the files.

A text is stored once, under its edition, and never changed or taken away; one that was changed
behind our back no longer answers to its name. What is in force is one edition for each kind and
code.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, true, update

from engine.definitions.naming import name_of
from engine.ledger import DossierRef
from engine.store.write import Write
from engine.tables.record import dossier, edition, in_force

Key: TypeAlias = tuple[str, str]  # kind and code


@dataclass(frozen=True, slots=True)
class Stored:
    """One text as it was first applied."""

    kind: str
    code: str
    edition: str
    content: str
    applied_at: datetime

    @property
    def intact(self) -> bool:
        """Whether the text is still the one that its edition is the digest of."""
        return name_of(self.kind, self.code, self.content) == self.edition

    @property
    def complaint(self) -> str:
        """The sentence for a text that is not."""
        return (
            f"Văn bản “{self.kind}/{self.code}” (bản {self.edition[:12]}) đã bị sửa trong cơ sở dữ "
            "liệu. Hãy chạy lại: motcua apply, với đúng các tệp của bản đó."
        )


def save(write: Write, kind: str, code: str, name: str, content: str) -> None:
    """Store a text under its edition, or restore it if what is stored is not that text."""
    row: dict[str, object] = {"kind": kind, "code": code, "content": content}
    known = next(_stored(write.connection, edition.c.edition == name), None)
    if known is None:
        row |= {"edition": name, "applied_at": write.moment}
        write.connection.execute(insert(edition), row)
    elif not known.intact:
        write.connection.execute(update(edition).where(edition.c.edition == name), row)


def put_in_force(write: Write, kind: str, code: str, name: str) -> None:
    """From now on this edition is the one that new dossiers begin with."""
    retire(write, kind, code)
    row = {"kind": kind, "code": code, "edition": name, "since": write.moment}
    write.connection.execute(insert(in_force), row)


def retire(write: Write, kind: str, code: str) -> None:
    """From now on there is none in force; dossiers that follow one keep it."""
    write.connection.execute(
        delete(in_force).where(in_force.c.kind == kind, in_force.c.code == code)
    )


def current(connection: Connection) -> Mapping[Key, str]:
    """The edition in force of each kind and code; empty before anything was applied."""
    rows = connection.execute(select(in_force.c.kind, in_force.c.code, in_force.c.edition))
    return {(row.kind, row.code): row.edition for row in rows}


def texts(connection: Connection, kinds: Iterable[str]) -> list[Stored]:
    """Every text of these kinds, past ones too, the last applied first."""
    return list(_stored(connection, edition.c.kind.in_(list(kinds))))


def every(connection: Connection) -> Iterator[Stored]:
    """Every text that was ever applied."""
    return _stored(connection, true())


def _stored(connection: Connection, which: ColumnElement[bool]) -> Iterator[Stored]:
    wanted = (
        select(
            edition.c.kind,
            edition.c.code,
            edition.c.edition,
            edition.c.content,
            edition.c.applied_at,
        )
        .where(which)
        .order_by(edition.c.applied_at.desc(), edition.c.edition)
    )
    return (Stored(*row) for row in connection.execute(wanted))


def applied(connection: Connection) -> list[Stored]:
    """The texts in force, under the code by which they are."""
    wanted = (
        select(
            in_force.c.kind,
            in_force.c.code,
            edition.c.edition,
            edition.c.content,
            edition.c.applied_at,
        )
        .join(edition, edition.c.edition == in_force.c.edition)
        .order_by(in_force.c.kind, in_force.c.code)
    )
    return [Stored(*row) for row in connection.execute(wanted)]


def in_flight(connection: Connection) -> list[tuple[str, str, int]]:
    """How many open dossiers follow each edition of a procedure: code, edition, count."""
    wanted = (
        select(dossier.c.procedure, dossier.c.edition, func.count())
        .where(dossier.c.final.is_(None), dossier.c.voided.is_(False))
        .group_by(dossier.c.procedure, dossier.c.edition)
        .order_by(dossier.c.procedure, dossier.c.edition)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(wanted)]


def counting_by_others(connection: Connection, calendars: Iterable[str]) -> list[DossierRef]:
    """The dossiers whose clock may still run and that count by none of these editions."""
    wanted = (
        select(dossier.c.agency_id, dossier.c.dossier_id)
        .where(
            dossier.c.final.is_(None),
            dossier.c.voided.is_(False),
            dossier.c.ended_at.is_(None),
            dossier.c.calendar.not_in(list(calendars)),
        )
        .order_by(dossier.c.agency_id, dossier.c.dossier_id)
    )
    return [DossierRef(row.agency_id, row.dossier_id) for row in connection.execute(wanted)]


def in_force_mark(connection: Connection) -> str:
    """A text that changes whenever something else comes into force, or an import adds editions."""
    kept = select(func.count()).select_from(edition).scalar_subquery()
    wanted = select(func.count(), func.max(in_force.c.since), func.max(in_force.c.edition), kept)
    return "/".join(str(value) for value in connection.execute(wanted).one())
