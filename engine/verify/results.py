"""Results: each came into being with an entry, and where it is now follows from those after it."""

from collections.abc import Iterator, Sequence

from engine.catalogue import Catalogue
from engine.facts import Facts
from engine.fold import Folding, add
from engine.ledger import Entry, Kind, standing
from engine.procedure import ClockMode, Final, Instant
from engine.store.checks import Stored
from engine.verify.compare import differences
from engine.verify.disagreement import Disagreement, Note

Columns = dict[str, object]


def results(
    stored: Stored, catalogue: Catalogue, entries: Sequence[Entry], note: Note
) -> Iterator[Disagreement]:
    """Each result bears the number of the entry that made it, and says what that entry says."""
    made = _made(catalogue, entries)
    expected = {seq: (seq, columns) for seq, columns in made.items()}
    taken_back = {entry.facts["undoes"] for entry in entries if entry.kind is Kind.UNDONE}
    found = [row for row in stored.of("result") if row["no"] not in taken_back]
    yield from differences("result", "kết quả số", expected, found, lambda row: row["no"], note)


def _made(catalogue: Catalogue, entries: Sequence[Entry]) -> dict[int, Columns]:
    """The results that the ledger says there are, by the entry that made them."""
    folding = Folding.begin(catalogue, entries[0])
    made: dict[int, Columns] = {}
    for entry in standing(entries):
        existed = Instant.AT_COUNTER in folding.instants
        signer = folding.took.get("sign")
        add(folding, entry)
        if entry.kind is not Kind.MOVED:
            continue
        if existed and Instant.AT_COUNTER not in folding.instants:
            _move(made, {"state": "archived", "replaced": True})
        if not existed and _arrived(folding):
            made[entry.seq] = _said(entry) | {"signer": signer}
        if folding.final is Final.COMPLETED:
            how = "posted" if "carrier_item" in entry.facts else "handed"
            _move(made, {"state": how, "left_at": entry.happened_at})
    return made


def _arrived(folding: Folding) -> bool:
    state = folding.procedure.states[folding.state]
    return state.clock is ClockMode.ENDED or state.final is Final.COMPLETED


def _said(entry: Entry) -> Columns:
    facts: Facts = entry.facts
    return {
        "number": facts.get("number"),
        "capacity": facts.get("capacity"),
        "ready_at": entry.happened_at,
        "state": "ready",
        "left_at": None,
        "replaced": False,
    }


def _move(made: dict[int, Columns], to: Columns) -> None:
    """What is ready at the counter goes there."""
    for columns in made.values():
        if columns["state"] == "ready":
            columns.update(to)
