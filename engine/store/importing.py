"""Dossiers brought in by the thousand: the rows of many acts at once, the same as one by one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, insert, select

from engine.errors import Outrun
from engine.store.act import Act, Insert
from engine.store.projection import projection
from engine.store.write import Write, entry_row
from engine.tables.record import code as code_table
from engine.tables.record import dossier, entry, older_code

SCHEME = "imported"  # of codes that an older system gave; each system is a series of its own


def land(write: Write, acts: Sequence[Act]) -> None:
    """Write acts that open dossiers, with their side rows; together or not at all."""
    if any(act.expected_version for act in acts):
        raise Outrun("Chỉ ghi cùng lúc được những hồ sơ mới.")
    fresh: defaultdict[Table, list[Mapping[str, object]]] = defaultdict(list)
    for act in acts:
        head = act.entries[-1].hash
        row = projection(act.ref, act.timeline, head, restricted=act.restricted)
        fresh[dossier].append(row)
        fresh[entry].extend(entry_row(act.ref, one) for one in act.entries)
        for side in act.rows:
            if isinstance(side, Insert):
                fresh[side.table].append(side.values)
    for table, rows in fresh.items():
        write.connection.execute(insert(table), rows)


def landed(connection: Connection, agency: str, source: str) -> set[str]:
    """The codes of an older system that its dossiers at the agency have here, erased ones too."""
    older = select(older_code.c.code).where(
        older_code.c.agency_id == agency, older_code.c.origin == source
    )
    shown = select(code_table.c.code).where(
        code_table.c.agency_id == agency,
        code_table.c.scheme == SCHEME,
        code_table.c.scope == source,
    )
    return set(connection.execute(older.union(shown)).scalars())


def taken(connection: Connection, agency: str, codes: Iterable[str]) -> set[str]:
    """Which of these codes some dossier of the agency bears already."""
    wanted = select(code_table.c.code).where(
        code_table.c.agency_id == agency, code_table.c.code.in_(list(codes))
    )
    return set(connection.execute(wanted).scalars())
