"""The staff acts of an agency: the lock for the next one, its place in the chain, all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.staff import GENESIS, StaffAct, StaffKind
from engine.tables.people import delegation, role_grant, staff, staff_act, staff_chain


def hold_chain(connection: Connection, agency: str) -> tuple[int, bytes]:
    """Where the acts of the agency end; nobody else adds one until this transaction ends."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    begun = dialect.insert(staff_chain).values(agency_id=agency, last=0, head=GENESIS)
    connection.execute(begun.on_conflict_do_nothing())
    wanted = select(staff_chain.c.last, staff_chain.c.head).where(staff_chain.c.agency_id == agency)
    row = connection.execute(wanted.with_for_update()).one()
    return row.last, row.head


def add_act(connection: Connection, agency: str, act: StaffAct, previous: bytes) -> StaffAct:
    """Write the act after the one whose hash is `previous`; the chain must be held."""
    linked = replace(act, hash=act.digest(agency, previous))
    connection.execute(insert(staff_act), _row(agency, linked))
    ends = update(staff_chain).where(staff_chain.c.agency_id == agency)
    connection.execute(ends.values(last=linked.seq, head=linked.hash))
    return linked


def staff_acts(connection: Connection, agency: str) -> Iterator[StaffAct]:
    """Every act of the agency, in order; ValueError for one of no kind that there is."""
    wanted = select(staff_act).where(staff_act.c.agency_id == agency).order_by(staff_act.c.seq)
    for row in connection.execute(wanted).mappings():
        kind = StaffKind(row["kind"])
        yield StaffAct(row["seq"], kind, row["at"], row["actor"], row["facts"], row["hash"])


def chain_end(connection: Connection, agency: str) -> tuple[int, bytes] | None:
    """Where the chain should end; None if there is none."""
    wanted = select(staff_chain.c.last, staff_chain.c.head).where(staff_chain.c.agency_id == agency)
    row = connection.execute(wanted).one_or_none()
    return None if row is None else (row.last, row.head)


def acting_agencies(connection: Connection) -> list[str]:
    """The agencies that have staff acts, or something that says that they had."""
    others = (staff_chain, role_grant, delegation, staff)
    found = select(staff_act.c.agency_id).union(*(select(one.c.agency_id) for one in others))
    return sorted(connection.execute(found).scalars())


def rows_of_staff(connection: Connection, agency: str) -> dict[str, list[RowMapping]]:
    """The rows that follow from the acts of the agency: `grant`, `delegation`, `account`."""
    tables = (("grant", role_grant), ("delegation", delegation), ("account", staff))
    return {
        name: list(connection.execute(select(t).where(t.c.agency_id == agency)).mappings())
        for name, t in tables
    }


def _row(agency: str, act: StaffAct) -> Mapping[str, object]:
    return {
        "agency_id": agency,
        "seq": act.seq,
        "kind": str(act.kind),
        "at": act.at,
        "actor": act.actor,
        "facts": dict(act.facts),
        "hash": act.hash,
    }
