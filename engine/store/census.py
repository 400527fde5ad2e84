"""How much a database holds: dossiers, those of them that are open and at which step, entries."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import String, cast, exists, func, select

from engine.store.ledgers import Reading
from engine.tables.record import dossier, entry


@dataclass(frozen=True, slots=True)
class Census:
    """`open` counts the open dossiers of each state."""

    dossiers: int
    entries: int
    open: Mapping[str, int]


def census(reading: Reading) -> Census:
    """What is there now."""
    open_ = (
        select(dossier.c.state, func.count())
        .where(dossier.c.final.is_(None), ~dossier.c.voided)
        .group_by(dossier.c.state)
    )
    counted = [select(func.count()).select_from(table) for table in (dossier, entry)]
    dossiers, entries = (int(reading.execute(one).scalar_one()) for one in counted)
    by_state = {row[0]: int(row[1]) for row in reading.execute(open_)}
    return Census(dossiers, entries, by_state)


def has_id_ending(reading: Reading, end: str) -> bool:
    """Whether the id of a dossier ends so: lower-case hex, at most twelve digits."""
    spelled = cast(dossier.c.dossier_id, String)
    return bool(reading.execute(select(exists().where(spelled.endswith(end)))).scalar_one())
