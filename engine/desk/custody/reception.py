"""Originals coming in: each becomes an item, in the hands of whoever took it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from engine.desk.requests import PaperCount
from engine.procedure import Procedure
from engine.store.act import Insert
from engine.tables.papers import original
from engine.timeline import Custody

Numbered = Sequence[tuple[int, str]]


def numbered(procedure: Procedure, papers: Mapping[str, PaperCount], after: int) -> Numbered:
    """The items that these papers make, numbered on from `after`: all originals but the forms."""
    forms = {one.id for one in procedure.papers if one.form is not None}
    names = [
        name for name, count in papers.items() if name not in forms for _ in range(count.originals)
    ]
    return list(enumerate(names, start=after + 1))


def item_facts(items: Numbered) -> list[list[object]]:
    return [[no, paper] for no, paper in items]


def item_rows(
    key: Mapping[str, object], items: Numbered, custodian: str, at: datetime
) -> tuple[Insert, ...]:
    held = {**key, "custodian": custodian, "state": str(Custody.HELD), "since": at}
    return tuple(Insert(original, {**held, "no": no, "paper": paper}) for no, paper in items)
