"""Which agencies a code may be of, by how it begins. Filled when the catalogue is applied."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, update

from engine.store.write import Write
from engine.tables.record import code_owner

_LONGEST = 64  # of the column


class Owner(Protocol):
    """An agency whose codes begin so, and the days on which it gives them out."""

    @property
    def prefix(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def scheme(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date: ...


def save_owners(write: Write, owners: Iterable[Owner], day: date) -> None:
    """These are the owners from that day on.

    One that is not among them any more owns nothing after the day before, and still is where its
    codes lead: they were given out.
    """
    known = {
        (row.prefix, row.agency_id) for row in write.connection.execute(select(code_owner)).all()
    }
    fresh = []
    for one in owners:
        key = (one.prefix, one.agency)
        row = _row(one)
        if key in known:
            known.remove(key)
            write.connection.execute(update(code_owner).where(_named(key)).values(row))
        else:
            fresh.append(row)
    if fresh:
        write.connection.execute(insert(code_owner), fresh)
    ended = day - timedelta(days=1)
    for key in known:
        live = or_(code_owner.c.valid_to.is_(None), code_owner.c.valid_to > ended)
        close = update(code_owner).where(_named(key), live).values(valid_to=ended)
        write.connection.execute(close)


def owners_of(connection: Connection, code: str) -> Sequence[str]:
    """The agencies whose codes begin as this one does; none if it carries no prefix of ours."""
    beginnings = [code[:length] for length in range(1, min(len(code), _LONGEST) + 1)]
    wanted = select(code_owner.c.agency_id).where(code_owner.c.prefix.in_(beginnings))
    return connection.execute(wanted).scalars().all()


def _row(one: Owner) -> dict[str, object]:
    return {
        "prefix": one.prefix,
        "agency_id": one.agency,
        "scheme": one.scheme,
        "valid_from": one.valid_from,
        "valid_to": None if one.valid_to == date.max else one.valid_to,
    }


def _named(key: tuple[str, str]) -> ColumnElement[bool]:
    return and_(code_owner.c.prefix == key[0], code_owner.c.agency_id == key[1])
