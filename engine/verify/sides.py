"""Rows that follow from the facts of entries: code, papers, consultations."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from engine.canonical import read_moment
from engine.facts import Facts
from engine.ledger import Entry, Kind
from engine.store.checks import Stored
from engine.verify.compare import Expected, differences
from engine.verify.disagreement import Disagreement, Note


def codes(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """The code stands in the table of codes as the opening entry says it."""
    opening: Facts = entries[0].facts
    columns = {name: opening[name] for name in ("scheme", "scope", "serial")}
    expected: Expected = {opening["code"]: (1, columns)}
    found = stored.of("code")
    yield from differences("code", "mã hồ sơ", expected, found, lambda row: row["code"], note)


_WAYS = ("digitised", "reused", "from_store")
_COUNTS = ("originals", "copies", "certified")  # an entry without the last has none of it


def _ways(facts: Facts, paper: str) -> dict[str, object]:
    """How the entry says that the paper is held as data."""
    said = facts.get("digital", {}).get(paper, ())
    return {way: way in said for way in _WAYS}


def papers(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """What was handed in, entry by entry."""
    expected: dict[object, tuple[int, dict[str, object]]] = {}
    for entry in entries:
        facts: Facts = entry.facts
        for name, counts in facts.get("papers", {}).items():
            counted = dict(zip(_COUNTS, (*counts, 0), strict=False))
            expected[entry.seq, name] = (entry.seq, counted | _ways(facts, name))
        for name in facts.get("digital", {}).keys() - facts.get("papers", {}).keys():
            nothing = dict.fromkeys(_COUNTS, 0)
            expected[entry.seq, name] = (entry.seq, nothing | _ways(facts, name))
    found = stored.of("paper")
    yield from differences(
        "paper", "giấy tờ", expected, found, lambda row: (row["seq"], row["paper"]), note
    )


def work_items(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """Each consultation in the inbox of whoever was asked."""
    expected: dict[object, tuple[int, dict[str, object]]] = {}
    rows: dict[str, object] = {}
    for entry in entries:
        facts: Facts = entry.facts
        for ask in facts.get("asks", ()):
            row = UUID(ask["row"])
            rows[ask["item"]] = row
            expected[row] = (entry.seq, _asked(ask, entry.happened_at))
        for asked in facts.get("items", ()) if entry.kind is Kind.TRANSFERRED else ():
            row_id = rows[asked["item"]]
            expected[row_id] = (entry.seq, expected[row_id][1] | _addressed(asked["seat"]))
        if entry.kind is Kind.ANSWERED:
            answered = {"answered_at": entry.happened_at, "answer": facts["answer"]}
            row_id = rows[facts["item"]]
            expected[row_id] = (entry.seq, expected[row_id][1] | answered)
    found = stored.of("work_item")
    yield from differences(
        "work_item", "yêu cầu lấy ý kiến", expected, found, lambda row: row["item_id"], note
    )


def _addressed(seat: Facts) -> dict[str, object]:
    return {"agency_id": seat["agency"], "role": seat["role"], "unit": seat["unit"]}


def _asked(ask: Facts, at: datetime) -> dict[str, object]:
    until = ask["due"]
    return {
        **_addressed(ask["seat"]),
        "item": ask["item"],
        "asked_at": at,
        "due": read_moment(until) if until else None,
        "answered_at": None,
        "answer": None,
    }
