"""Original papers and their moves, as the ledger says them."""

from collections.abc import Iterator, Sequence

from engine.facts import Facts
from engine.ledger import Entry, Kind, standing
from engine.store.checks import Stored, Values
from engine.timeline import Custody, Timeline
from engine.verify.compare import differences
from engine.verify.disagreement import Disagreement, Note

Columns = dict[str, object]
Moves = dict[tuple[int, int], tuple[int, Columns]]

# What a move, or an act on originals, says of items that leave at once, and who has them then.
_GONE = {
    "originals_back": (Custody.RETURNED, "applicant"),
    "originals_filed": (Custody.ARCHIVED, "archived"),
    "returned": (Custody.RETURNED, "applicant"),
    "archived": (Custody.ARCHIVED, "archived"),
}


def originals(
    stored: Stored, entries: Sequence[Entry], line: Timeline, note: Note
) -> Iterator[Disagreement]:
    """Each original with who has it now, and every change of hands."""
    items = {one.no: (line.length, _item(line, one.no)) for one in line.originals}
    found = stored.of("original")
    yield from differences("original", "bản chính số", items, found, lambda row: row["no"], note)
    yield from differences(
        "original_move",
        "lần giao bản chính",
        _moves(entries),
        stored.of("original_move"),
        _place,
        note,
    )


def _item(line: Timeline, no: int) -> Columns:
    one = next(item for item in line.originals if item.no == no)
    return {
        "paper": one.paper,
        "custodian": one.custodian,
        "state": str(one.state),
        "since": one.since,
        "due_back": one.due_back,
        "lender": one.lender,
    }


def _place(row: Values) -> tuple[int, int]:
    return row["no"], row["move"]


class _Reading:
    """The moves of a ledger being read: who has each item, and which move of it was the last."""

    def __init__(self) -> None:
        self.moves: Moves = {}
        self._with: dict[int, str] = {}
        self._last: dict[int, int] = {}

    def receive(self, entry: Entry, facts: Facts) -> None:
        for no, _ in facts.get("originals", ()):
            self._with[no], self._last[no] = entry.actor, 0

    def leave(self, entry: Entry, numbers: Sequence[int], kind: Custody, taker: str) -> None:
        for no in numbers:
            done = {"state": "taken", "confirmed_at": entry.happened_at, "list": None}
            self._begin(entry, no, str(kind), taker, done)

    def offer(self, entry: Entry, facts: Facts) -> None:
        for no in facts["items"]:
            waits = {"state": "offered", "confirmed_at": None, "list": facts["list"]}
            self._begin(entry, no, facts["kind"], facts["to"], waits)

    def end(self, entry: Entry, numbers: Sequence[int], state: str) -> None:
        for no in numbers:
            told: Columns = {"state": state, "confirmed_at": entry.happened_at}
            if state == "taken":
                told["taken_by"] = self._with[no] = entry.actor
            key = (no, self._last[no])
            self.moves[key] = (entry.seq, self.moves[key][1] | told)

    def _begin(self, entry: Entry, no: int, kind: str, to: str, told: Columns) -> None:
        self._last[no] += 1
        begun = {
            "given_by": self._with[no],
            "taken_by": to,
            "given_at": entry.happened_at,
            "kind": kind,
        }
        self.moves[no, self._last[no]] = (entry.seq, begun | told)


def _moves(entries: Sequence[Entry]) -> Moves:
    reading = _Reading()
    for entry in standing(entries):
        facts: Facts = entry.facts
        reading.receive(entry, facts)
        if entry.kind is Kind.ENTRUSTED:
            _read(reading, entry, facts)
        for name in ("originals_filed", "originals_back"):
            kind, taker = _GONE[name]
            posted = name == "originals_back" and "carrier_item" in facts
            reading.leave(entry, facts.get(name, ()), kind, "post" if posted else taker)
    return reading.moves


def _read(reading: _Reading, entry: Entry, facts: Facts) -> None:
    match facts["act"]:
        case "offered":
            reading.offer(entry, facts)
        case "taken":
            reading.end(entry, facts["items"], "taken")
            reading.end(entry, facts.get("missing", ()), "missing")
        case "recalled":
            reading.end(entry, facts["items"], "recalled")
        case act:
            reading.leave(entry, facts["items"], *_GONE[act])
