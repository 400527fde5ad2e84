"""From ledger to timeline: the one reading of every kind of entry."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from engine.errors import RecordBroken
from engine.facts import Facts
from engine.fold import (
    competence,
    digitising,
    editions,
    minor,
    mistakes,
    money,
    moved,
    originals,
    people,
    places,
    results,
)
from engine.fold.folding import Editions, Folding
from engine.ledger import Entry, Kind, standing
from engine.passing import ENTERED_AFTER_PROMISE, is_overtaken
from engine.timeline import Timeline

__all__ = ["Editions", "Folding", "add", "fold"]

Read = Callable[[Folding, Entry, Facts], None]

READS: Mapping[Kind, Read] = MappingProxyType(
    {
        **moved.READS,
        **minor.READS,
        **editions.READS,
        **money.READS,
        **competence.READS,
        **mistakes.READS,
        **people.READS,
        **originals.READS,
        **digitising.READS,
        **results.READS,
        **places.READS,
    }
)


def add(folding: Folding, entry: Entry) -> None:
    """Read one entry more; the first must be the opening one."""
    folding.length = entry.seq
    folding.last_at = max(folding.last_at, entry.happened_at)
    facts: Facts = entry.facts
    late = is_overtaken(folding.calendar, folding.running(), entry)
    READS[entry.kind](folding, entry, facts)
    for mark in (*facts.get("marks", ()), *((ENTERED_AFTER_PROMISE,) if late else ())):
        folding.marks[mark] = folding.marks.get(mark, 0) + 1


def fold(catalogue: Editions, entries: Iterable[Entry]) -> Timeline:
    """The timeline of one dossier. The entries begin with its opening and are in order."""
    kept = list(entries)
    if not kept or kept[0].kind is not Kind.OPENED:
        raise RecordBroken("Nhật ký hồ sơ không bắt đầu bằng việc tiếp nhận.")
    folding = Folding.begin(catalogue, kept[0])
    for entry in standing(kept):
        add(folding, entry)
    return folding.timeline()
