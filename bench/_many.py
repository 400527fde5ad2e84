"""A record of any size: one dossier's life, led through the desk, and copied past it.

Each copy has an id, a serial and a code of its own and its chain is hashed anew, so that the
whole verifies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Table, insert, select, update

from engine.actors import Actor, Role, Seat
from engine.desk import Desk, PaperCount, Party, Reception, Wish
from engine.ledger import DossierRef, Entry, chain
from engine.procedure import Channel
from engine.store.ledgers import entries_of
from engine.tables.papers import fee_line, original, paper, result
from engine.tables.people import party, private_record
from engine.tables.record import code, dossier, entry, serial

PROCEDURE, AGENCY, UNIT = "1.013228", "dn-sxd", "construction"
WAY = (
    (Wish("forward"), Role.COUNTER),
    (Wish("assign"), Role.UNIT_HEAD),
    (Wish("propose", outcome="granted"), Role.OFFICER),
    (Wish("agree"), Role.UNIT_HEAD),
    (Wish("sign"), Role.LEADER),
    (Wish("seal"), Role.CLERICAL),
)
REMARKS = 8
BESIDE = (private_record, party, paper, original, fee_line, result)
_BATCH = 1_000

Row = dict[str, Any]


def fill(engine: Engine, desk: Desk, dossiers: int) -> None:
    """Make so many dossiers of one agency, 15 entries each, in an empty record."""
    ref = _life(desk)
    with engine.begin() as connection:
        life = entries_of(connection, ref)
        rows = {table: _rows(connection, table, ref) for table in (dossier, code, *BESIDE)}
        copies = (_copy(ref, life, rows, number) for number in range(2, dossiers + 1))
        while batch := list(islice(copies, _BATCH)):
            for table in (dossier, entry, code, *BESIDE):
                connection.execute(insert(table), [row for one in batch for row in one[table]])
        series = update(serial).where(serial.c.scheme == rows[code][0]["scheme"])
        connection.execute(series.values(last=dossiers))


def _life(desk: Desk) -> DossierRef:
    day = datetime.now(UTC).date()  # noqa: TID251  # a bench is an edge

    def person(role: Role) -> Actor:
        return desk.office.organisation.holders(Seat(role, AGENCY, UNIT), day)[0]

    procedure = desk.office.catalogue.current(PROCEDURE, day)
    papers = {one.id: PaperCount(one.originals or 1, one.copies) for one in procedure.papers}
    owner = Party("owner", "Nguyễn Văn Mẫu")
    request = Reception(AGENCY, PROCEDURE, Channel.DIRECT, (owner,), papers)
    ref = desk.receive(request, person(Role.COUNTER)).ref
    for wish, role in WAY:
        desk.take(ref, wish, person(role))
    for _ in range(REMARKS):
        desk.comment(ref, "Đã gọi điện cho người nộp.", person(Role.COUNTER))
    return ref


def _rows(connection: Connection, table: Table, ref: DossierRef) -> list[Row]:
    mine = select(table).where(table.c.agency_id == ref.agency, table.c.dossier_id == ref.id)
    return [dict(row) for row in connection.execute(mine).mappings()]


def _copy(
    ref: DossierRef, life: Sequence[Entry], rows: Mapping[Table, list[Row]], number: int
) -> dict[Table, list[Row]]:
    """The rows of one more dossier like that one."""
    to = DossierRef(ref.agency, UUID(int=ref.id.int + number))
    name = f"{rows[code][0]['code']}-{number}"
    opening = replace(life[0], facts={**life[0].facts, "code": name, "serial": number})
    entries = chain(to, [opening, *life[1:]])
    own: dict[Table, Row] = {
        dossier: {"code": name, "head": entries[-1].hash},
        code: {"code": name, "serial": number},
    }
    key = {"dossier_id": to.id}
    copied = {
        table: [row | key | own.get(table, {}) for row in there] for table, there in rows.items()
    }
    return {**copied, entry: [_entry(to, one) for one in entries]}


def _entry(ref: DossierRef, one: Entry) -> Row:
    names = ("seq", "kind", "happened_at", "recorded_at", "actor", "facts", "hash")
    values = {name: getattr(one, name) for name in names}
    return {"agency_id": ref.agency, "dossier_id": ref.id, **values}
