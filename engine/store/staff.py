"""What the desk decided about people: standings, roles given for a time, who stands in for whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Date,
    RowMapping,
    Select,
    String,
    bindparam,
    cast,
    literal,
    null,
    select,
    text,
    union_all,
)

from engine.actors import Grant, Role
from engine.staff import StandIn, Standing
from engine.tables.people import delegation, role_grant, staff

_NOTHING = cast(null(), String)
_NO_DAY = cast(null(), Date)
_GRANTS, _STANDS_IN, _DISABLED = "grant", "stands_in", "disabled"

# One small statement for every act: all that the desk decided about one person.
_STANDING = union_all(
    select(
        literal(_GRANTS).label("what"),
        role_grant.c.agency_id.label("subject"),
        role_grant.c.role,
        role_grant.c.unit,
        role_grant.c.valid_from,
        role_grant.c.valid_to,
        role_grant.c.decision,
    ).where(role_grant.c.staff_id == bindparam("person"), role_grant.c.revoked_at.is_(None)),
    select(
        literal(_STANDS_IN),
        delegation.c.from_staff,
        _NOTHING,
        _NOTHING,
        delegation.c.valid_from,
        delegation.c.valid_to,
        _NOTHING,
    ).where(delegation.c.to_staff == bindparam("person"), delegation.c.revoked_at.is_(None)),
    select(
        literal(_DISABLED), staff.c.agency_id, _NOTHING, _NOTHING, _NO_DAY, _NO_DAY, _NOTHING
    ).where(staff.c.staff_id == bindparam("person"), staff.c.disabled_at.is_not(None)),
)

# Whoever gives work to a person shares this lock; whoever disables the person has it alone. SQLite
# has one writer, and needs none.
_SHARED = text("SELECT pg_advisory_xact_lock_shared(hashtextextended(:person, 7))")
_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:person, 7))")


@dataclass(frozen=True, slots=True)
class Granted:
    """A role given through the desk, by its id."""

    agency: str
    id: UUID
    staff: str
    grant: Grant
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Delegated:
    """Work done for somebody else, by its id."""

    agency: str
    id: UUID
    absent: str
    substitute: str
    first: date
    last: date
    decided_by: str
    revoked_at: datetime | None


def standing_of(connection: Connection, person: str) -> Standing:
    """What the desk decided about a person, whatever the day, and did not take back."""
    rows = connection.execute(_STANDING, {"person": person}).mappings().all()
    return Standing(
        disabled=any(row["what"] == _DISABLED for row in rows),
        grants=tuple(_grant(row, row["subject"]) for row in rows if row["what"] == _GRANTS),
        stands_in=tuple(
            StandIn(row["subject"], row["valid_from"], row["valid_to"])
            for row in rows
            if row["what"] == _STANDS_IN
        ),
    )


def hold_person(connection: Connection, person: str, *, alone: bool) -> None:
    """Wait until nobody disables the person (or, `alone`, gives them work); until the end."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ALONE if alone else _SHARED, {"person": person})


def disabled_among(connection: Connection, people: Iterable[str]) -> frozenset[str]:
    """Those of the people who may not act."""
    wanted = select(staff.c.staff_id).where(
        staff.c.staff_id.in_(sorted(people)), staff.c.disabled_at.is_not(None)
    )
    return frozenset(connection.execute(wanted).scalars())


def disabled_at(connection: Connection, person: str) -> tuple[str, datetime] | None:
    """Which agency disabled the person, and when; None if they may act."""
    wanted = select(staff.c.agency_id, staff.c.disabled_at).where(
        staff.c.staff_id == person, staff.c.disabled_at.is_not(None)
    )
    row = connection.execute(wanted).one_or_none()
    return None if row is None else (row.agency_id, row.disabled_at)


def known(connection: Connection, person: str) -> bool:
    """Whether anything was ever decided about the person's account."""
    wanted = select(staff.c.staff_id).where(staff.c.staff_id == person)
    return connection.execute(wanted).first() is not None


def grants(connection: Connection, **where: object) -> list[Granted]:
    """Roles given through the desk, those taken back too, by the columns given."""
    return [
        Granted(
            row["agency_id"],
            row["grant_id"],
            row["staff_id"],
            _grant(row, row["agency_id"]),
            row["revoked_at"],
        )
        for row in _rows(connection, _by(select(role_grant), role_grant.c, where))
    ]


def delegations(connection: Connection, **where: object) -> list[Delegated]:
    """Who does whose work, what was taken back too, by the columns given."""
    return [
        Delegated(*row.values())
        for row in _rows(connection, _by(_DELEGATIONS, delegation.c, where))
    ]


_DELEGATIONS = select(
    delegation.c.agency_id,
    delegation.c.delegation_id,
    delegation.c.from_staff,
    delegation.c.to_staff,
    delegation.c.valid_from,
    delegation.c.valid_to,
    delegation.c.decided_by,
    delegation.c.revoked_at,
)


def _by(wanted: Select[Any], columns: Any, where: Mapping[str, object]) -> Select[Any]:  # noqa: ANN401
    conditions = [columns[name] == value for name, value in where.items()]
    return wanted.where(*conditions).order_by(columns["valid_from"], columns["agency_id"])


def _rows(connection: Connection, wanted: Select[Any]) -> list[RowMapping]:
    return list(connection.execute(wanted).mappings())


def _grant(row: RowMapping, agency: str) -> Grant:
    return Grant(
        Role(row["role"]),
        agency,
        row["unit"],
        row["valid_from"],
        row["valid_to"] or date.max,
        row["decision"],
        by_desk=True,
    )
