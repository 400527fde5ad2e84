"""Dossiers brought in by the thousand: the rows of many acts at once, the same as one by one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, and_, exists, insert, select

from engine.errors import Outrun
from engine.store.act import Act, Insert
from engine.store.projection import projection
from engine.store.write import Write, entry_row
from engine.tables.people import private_record
from engine.tables.record import code as code_table
from engine.tables.record import dossier, entry, older_code

SCHEME = "imported"  # of codes that an older system gave; each system is a series of its own
GIVEN = "as_given"  # the slot of the digests of what it gave
_ITS_DIGESTS = and_(
    private_record.c.agency_id == older_code.c.agency_id,
    private_record.c.dossier_id == older_code.c.dossier_id,
    private_record.c.seq == 1,
    private_record.c.slot == GIVEN,
)


@dataclass(frozen=True, slots=True)
class Landed:
    """Which cases have landed: by their older code what was given of them, as digests.

    None stands for one without digests; `erased` are the codes of dossiers that keep nothing else.
    """

    as_given: Mapping[str, Mapping[str, str] | None]
    erased: frozenset[str]

    def has(self, case: str, source: str) -> bool:
        """Whether the case is here, under its own code or under that with the system's name."""
        return case in self.as_given or not self.erased.isdisjoint((case, f"{case} ({source})"))


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


def landed(connection: Connection, agency: str, source: str) -> Landed:
    """What the dossiers of an older system at the agency are known by here."""
    with_digests = older_code.outerjoin(private_record, _ITS_DIGESTS)
    older = (
        select(older_code.c.code, private_record.c.content)
        .select_from(with_digests)
        .where(older_code.c.agency_id == agency, older_code.c.origin == source)
    )
    named = and_(
        older_code.c.agency_id == code_table.c.agency_id,
        older_code.c.dossier_id == code_table.c.dossier_id,
    )
    nameless = select(code_table.c.code).where(
        code_table.c.agency_id == agency,
        code_table.c.scheme == SCHEME,
        code_table.c.scope == source,
        ~exists().where(named),
    )
    as_given = {row.code: row.content for row in connection.execute(older)}
    return Landed(as_given, frozenset(connection.execute(nameless).scalars()))


def taken(connection: Connection, agency: str, codes: Iterable[str]) -> set[str]:
    """Which of these codes some dossier of the agency bears already."""
    wanted = select(code_table.c.code).where(
        code_table.c.agency_id == agency, code_table.c.code.in_(list(codes))
    )
    return set(connection.execute(wanted).scalars())
