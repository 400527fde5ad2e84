"""Where every ledger stood at an instant, and what it held by then: what a seal is made of."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, func, select

from engine.canonical import canonical, moment_text
from engine.ledger import DossierRef
from engine.seals import Leaf, Seal, Tree
from engine.store.checks import agencies
from engine.store.ledgers import Reading
from engine.tables.record import dossier, entry

_BATCH = 5_000


def leaves(reading: Reading, until: datetime, agency: str | None = None) -> Iterator[Leaf]:
    """The heads of all ledgers (of one agency) as recorded before `until`, in their order.

    The ledger up to its last such entry counts; a dossier that had none is not there.
    """
    for owner in [agency] if agency else agencies(reading):
        ends = _ends(owner, until)
        wanted = (
            select(entry.c.dossier_id, entry.c.seq, entry.c.hash)
            .join(ends, and_(*_within(ends, owner), entry.c.seq == ends.c.last))
            .order_by(entry.c.dossier_id)
            .execution_options(yield_per=_BATCH)
        )
        for row in reading.execute(wanted):
            yield Leaf(DossierRef(owner, row.dossier_id), row.seq, row.hash)


def _ends(owner: str, until: datetime) -> Subquery:
    return (
        select(entry.c.dossier_id, func.max(entry.c.seq).label("last"))
        .where(entry.c.agency_id == owner, entry.c.recorded_at < until)
        .group_by(entry.c.dossier_id)
        .subquery()
    )


def _within(ends: Subquery, owner: str) -> tuple[ColumnElement[bool], ...]:
    return entry.c.agency_id == owner, entry.c.dossier_id == ends.c.dossier_id


def seal_of(
    reading: Reading,
    day: date,
    since: datetime,
    until: datetime,
    write: Callable[[Leaf], object],
) -> Seal:
    """The seal of the day from `since` to `until`; each leaf is handed to `write`, in order.

    The day must be settled: the caller asks the horizon before opening the snapshot.
    """
    tree, entries = Tree(), 0
    for leaf in leaves(reading, until):
        tree.add(leaf.content)
        entries += leaf.entries
        write(leaf)
    before = Tree()
    for leaf in leaves(reading, since):
        before.add(leaf.content)
    return Seal(day, moment_text(until), tree.size, entries, tree.root, before.root)


def entry_lines(reading: Reading, until: datetime) -> Iterator[bytes]:
    """Every entry under the heads of `leaves`, one line each: all that its hash is made of.

    Ledgers hold no personal data, so neither do these.
    """
    for owner in agencies(reading):
        ends = _ends(owner, until)
        wanted = (
            select(entry)
            .join(ends, and_(*_within(ends, owner), entry.c.seq <= ends.c.last))
            .order_by(entry.c.dossier_id, entry.c.seq)
            .execution_options(yield_per=_BATCH)
        )
        for row in reading.execute(wanted):
            yield _line(row)


def _line(row: Any) -> bytes:  # noqa: ANN401  # a row of `entry`
    return canonical(
        {
            "agency": row.agency_id,
            "dossier": row.dossier_id,
            "seq": row.seq,
            "kind": row.kind,
            "happened_at": row.happened_at,
            "recorded_at": row.recorded_at,
            "actor": row.actor,
            "facts": row.facts,
            "hash": row.hash.hex(),
        }
    )


def shown_code(reading: Reading, ref: DossierRef) -> str | None:
    """The receipt code by which a dossier is named; None if it is gone or restricted."""
    wanted = select(dossier.c.code).where(
        dossier.c.agency_id == ref.agency,
        dossier.c.dossier_id == ref.id,
        dossier.c.restricted.is_(False),
    )
    return reading.execute(wanted).scalar_one_or_none()
