"""Hands in the database, past every verb: what a check of the record must find."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update

from engine.ledger import DossierRef, Entry, chain
from engine.store.ledgers import entries_of
from engine.tables import metadata
from engine.tables.record import dossier, entry

_FAR = 1_000


def _at(ref: DossierRef, seq: int) -> tuple[Any, ...]:
    return (
        entry.c.agency_id == ref.agency,
        entry.c.dossier_id == ref.id,
        entry.c.seq == seq,
    )


def change_entry(engine: Engine, ref: DossierRef, seq: int) -> None:
    """Somebody else is said to have done it."""
    with engine.begin() as connection:
        connection.execute(update(entry).where(*_at(ref, seq)).values(actor="dn-sxd-99"))


def remove_entry(engine: Engine, ref: DossierRef, seq: int) -> None:
    with engine.begin() as connection:
        connection.execute(delete(entry).where(*_at(ref, seq)))


def _renumber(connection: Connection, ref: DossierRef, seq: int, to: int) -> None:
    connection.execute(update(entry).where(*_at(ref, seq)).values(seq=to))


def swap_entries(engine: Engine, ref: DossierRef, seq: int) -> None:
    """The entry changes places with the one after it."""
    with engine.begin() as connection:
        _renumber(connection, ref, seq, _FAR)
        _renumber(connection, ref, seq + 1, seq)
        _renumber(connection, ref, _FAR, seq + 1)


def insert_entry(engine: Engine, ref: DossierRef, seq: int) -> None:
    """An entry as good as one can forge it: its own hash follows the entry before."""
    with engine.begin() as connection:
        entries = entries_of(connection, ref)
        for one in reversed(entries[seq - 1 :]):
            _renumber(connection, ref, one.seq, one.seq + 1)
        model = entries[min(seq, len(entries)) - 1]
        before = entries[seq - 2].hash if seq > 1 else b"\0" * 32
        (forged,) = chain(ref, [replace(model, seq=seq)], before)
        connection.execute(insert(entry), row(ref, forged))


def rewrite_last(engine: Engine, ref: DossierRef) -> None:
    """The last entry is changed and hashed anew; the dossier's head still knows the old one."""
    with engine.begin() as connection:
        *kept, last = entries_of(connection, ref)
        (forged,) = chain(ref, [replace(last, actor="dn-sxd-99")], kept[-1].hash)
        values = {"actor": forged.actor, "hash": forged.hash}
        connection.execute(update(entry).where(*_at(ref, last.seq)).values(values))


def row(ref: DossierRef, one: Entry) -> dict[str, object]:
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


def remove_dossier(engine: Engine, ref: DossierRef) -> None:
    """Every row of it, in every table."""
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            names = table.c.keys()
            if "dossier_agency" in names:
                mine = (table.c.dossier_agency == ref.agency, table.c.dossier_id == ref.id)
            elif "dossier_id" in names and "agency_id" in names:
                mine = (table.c.agency_id == ref.agency, table.c.dossier_id == ref.id)
            else:
                continue
            connection.execute(delete(table).where(*mine))


def first_key(connection: Connection, table: Table, ref: DossierRef) -> list[Any]:
    """The condition that names the first row that the dossier has in the table."""
    owner = table.c.get("dossier_agency", table.c.agency_id)
    mine = select(table).where(owner == ref.agency, table.c.dossier_id == ref.id)
    found = connection.execute(mine.order_by(*table.primary_key)).mappings().first()
    assert found is not None, table.name
    return [column == found[column.name] for column in table.primary_key]


def change_row(engine: Engine, ref: DossierRef, table: Table, **values: object) -> None:
    with engine.begin() as connection:
        connection.execute(update(table).where(*first_key(connection, table, ref)).values(values))


def remove_row(engine: Engine, ref: DossierRef, table: Table) -> None:
    with engine.begin() as connection:
        connection.execute(delete(table).where(*first_key(connection, table, ref)))


def copy_row(engine: Engine, ref: DossierRef, table: Table, **values: object) -> None:
    """One row more, like the first but for these values."""
    with engine.begin() as connection:
        found = select(table).where(*first_key(connection, table, ref))
        like = dict(connection.execute(found).mappings().one())
        connection.execute(insert(table), like | values)


def change_projection(engine: Engine, ref: DossierRef, column: str, value: object) -> None:
    change_row(engine, ref, dossier, **{column: value})
