"""Money of a dossier: its lines, what receipts cover of it, what was given back."""

from collections.abc import Iterator, Sequence

from engine.facts import Facts
from engine.ledger import Entry, Kind
from engine.store.checks import Stored
from engine.timeline import FeeLine, ReceiptNumber, Timeline
from engine.verify.compare import differences
from engine.verify.disagreement import Disagreement, Note

Columns = dict[str, object]


def fees(
    stored: Stored, entries: Sequence[Entry], line: Timeline, note: Note
) -> Iterator[Disagreement]:
    """Each line of the fees: what was assessed, whether it was taken and how, or given back."""
    touched = _touched(entries)
    expected = {fee.no: (touched[fee.no], _columns(fee)) for fee in line.fees}
    found = stored.of("fee_line")
    yield from differences("fee_line", "dòng phí", expected, found, lambda row: row["no"], note)
    yield from _covered(stored, entries, note)
    yield from _given_back(stored, entries, line, note)


def _columns(fee: FeeLine) -> Columns:
    return {
        "kind": fee.kind,
        "name": fee.name,
        "moment": fee.moment,
        "tariff": fee.tariff,
        "amount": fee.amount,
        "ground": fee.ground,
        "evidence": fee.evidence,
        "basis": fee.basis,
        "collected_at": fee.collected_at,
        "method": fee.method,
        "receipt": fee.receipt.text if fee.receipt else None,
        "refunded_at": fee.refunded_at,
        "refunded_by": fee.refunded_by,
    }


def _touched(entries: Sequence[Entry]) -> dict[int, int]:
    """The last entry that said something of each line."""
    touched: dict[int, int] = {}
    for entry in entries:
        facts: Facts = entry.facts
        for fee in (*facts.get("fees", ()), *facts.get("revised", ())):
            touched[fee["no"]] = entry.seq
        if entry.kind in {Kind.COLLECTED, Kind.RECEIPT_VOIDED, Kind.REFUNDED}:
            touched |= dict.fromkeys(facts["lines"], entry.seq)
    return touched


def _covered(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """What each receipt covers of the dossier, by the entries that gave it and struck it out."""
    amounts: dict[int, int] = {}  # as they stood when the money was taken
    expected: dict[object, tuple[int, Columns]] = {}
    for entry in entries:
        facts: Facts = entry.facts
        for fee in (*facts.get("fees", ()), *facts.get("revised", ())):
            amounts[fee["no"]] = fee["amount"]
        if "voided" in facts:
            gone = ReceiptNumber(**facts["voided"])
            for no in facts["lines"]:
                expected[_key(gone, no)][1]["voided_seq"] = entry.seq
        if "receipt" in facts:
            number = ReceiptNumber(**facts["receipt"])
            for no in _taken(facts):
                columns: Columns = {"amount": amounts[no], "seq": entry.seq, "voided_seq": None}
                expected[_key(number, no)] = (entry.seq, columns)
    yield from differences(
        "fee_receipt_line",
        "dòng biên lai",
        expected,
        stored.of("fee_receipt_line"),
        lambda row: (row["agency_id"], row["series"], row["number"], row["no"]),
        note,
    )


def _key(number: ReceiptNumber, line: int) -> tuple[str, str, int, int]:
    return number.agency, number.series, number.number, line


def _taken(facts: Facts) -> list[int]:
    """The lines that an entry took money for."""
    with_it = [fee["no"] for fee in facts.get("fees", ()) if fee["collected"]]
    return [*facts.get("lines", ()), *with_it]


def _given_back(
    stored: Stored, entries: Sequence[Entry], line: Timeline, note: Note
) -> Iterator[Disagreement]:
    """Each refund: how much, out of whose drawer, by whose decision."""
    fees = {fee.no: fee for fee in line.fees}
    expected: dict[object, tuple[int, Columns]] = {}
    for entry in entries:
        if entry.kind is Kind.REFUNDED:
            facts: Facts = entry.facts
            for no in facts["lines"]:
                columns = {
                    "agency_id": receipt.agency if (receipt := fees[no].receipt) else None,
                    "seq": entry.seq,
                    "counter": facts["tills"][str(no)],
                    "method": fees[no].method,
                    "amount": fees[no].amount,
                    "reason": facts["reason"],
                    "decided_by": entry.actor,
                }
                expected[no] = (entry.seq, columns)
    found = stored.of("fee_refund")
    yield from differences(
        "fee_refund", "khoản hoàn phí", expected, found, lambda row: row["no"], note
    )
