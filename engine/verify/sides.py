"""Rows that follow from the facts of entries: code, papers, fees, consultations."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from engine.canonical import read_moment
from engine.facts import Facts
from engine.ledger import Entry, Kind
from engine.procedure import Procedure
from engine.store.checks import Stored
from engine.timeline import Timeline
from engine.verify.compare import Expected, differences
from engine.verify.disagreement import Disagreement, Note


def codes(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """The code stands in the table of codes as the opening entry says it."""
    opening: Facts = entries[0].facts
    columns = {name: opening[name] for name in ("scheme", "scope", "serial")}
    expected: Expected = {opening["code"]: (1, columns)}
    found = stored.of("code")
    yield from differences("code", "mã hồ sơ", expected, found, lambda row: row["code"], note)


def papers(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """What was handed in, entry by entry."""
    expected: dict[object, tuple[int, dict[str, object]]] = {}
    for entry in entries:
        facts: Facts = entry.facts
        for name, (originals, copies) in facts.get("papers", {}).items():
            counted = {"originals": originals, "copies": copies}
            expected[entry.seq, name] = (entry.seq, counted)
    found = stored.of("paper")
    yield from differences(
        "paper", "giấy tờ", expected, found, lambda row: (row["seq"], row["paper"]), note
    )


_FEE = ("kind", "name", "moment", "amount", "ground")


def fees(
    stored: Stored, entries: Sequence[Entry], line: Timeline, note: Note
) -> Iterator[Disagreement]:
    """Each line of the fees: what was assessed, whether it was taken, and how."""
    expected: dict[object, tuple[int, dict[str, object]]] = {}
    for entry in entries:
        facts: Facts = entry.facts
        for fee in facts.get("fees", ()):
            taken = entry.happened_at if fee.get("collected") else None
            columns = {name: fee.get(name) for name in _FEE} | {"collected_at": taken}
            columns |= _tariff(line.procedure, fee)
            expected[fee["no"]] = (entry.seq, columns)
        if entry.kind is Kind.COLLECTED:
            taken_now = {"collected_at": entry.happened_at, "method": facts["method"]}
            for number in facts["lines"]:
                expected[number] = (entry.seq, expected[number][1] | taken_now)
    found = stored.of("fee_line")
    yield from differences("fee_line", "dòng phí", expected, found, lambda row: row["no"], note)


def _tariff(procedure: Procedure, fee: Facts) -> dict[str, object]:
    """The tariff before reduction, where the edition still names one such fee."""
    named = {
        rule.amount
        for rule in procedure.fees
        if (rule.name, rule.moment) == (fee["name"], fee["moment"])
    }
    return {"tariff": named.pop()} if len(named) == 1 else {}


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
        if entry.kind is Kind.ANSWERED:
            answered = {"answered_at": entry.happened_at, "answer": facts["answer"]}
            row_id = rows[facts["item"]]
            expected[row_id] = (entry.seq, expected[row_id][1] | answered)
    found = stored.of("work_item")
    yield from differences(
        "work_item", "yêu cầu lấy ý kiến", expected, found, lambda row: row["item_id"], note
    )


def _asked(ask: Facts, at: datetime) -> dict[str, object]:
    seat, until = ask["seat"], ask["due"]
    return {
        "agency_id": seat["agency"],
        "role": seat["role"],
        "unit": seat["unit"],
        "item": ask["item"],
        "asked_at": at,
        "due": read_moment(until) if until else None,
        "answered_at": None,
        "answer": None,
    }
