"""Reading what was assessed, reduced, paid, struck out and given back."""

from engine.facts import Facts
from engine.fold.changing import changed
from engine.fold.folding import Folding
from engine.ledger import Entry, Kind
from engine.timeline import FeeLine, ReceiptNumber

_REVISED = ("tariff", "amount", "ground", "evidence", "basis")
_NOT_TAKEN: Facts = {"collected_at": None, "collected_by": None, "method": None, "receipt": None}


def assessed(folding: Folding, entry: Entry, facts: Facts) -> None:
    """The lines that an entry brings, and those that it reduces."""
    for fee in facts.get("fees", ()):
        line = FeeLine(
            no=fee["no"],
            kind=fee["kind"],
            name=fee["name"],
            amount=fee["amount"],
            moment=fee["moment"],
            tariff=fee["tariff"],
            assessed_at=entry.happened_at,
            ground=fee.get("ground"),
            evidence=fee.get("evidence"),
            basis=fee.get("basis"),
        )
        folding.fees.append(line)
        if fee.get("collected"):
            _take(folding, entry, [line.no], facts)
    for revised in facts.get("revised", ()):
        told = {name: revised[name] for name in _REVISED}
        _tell(folding, [revised["no"]], {**told, "assessed_at": entry.happened_at})


def _take(folding: Folding, entry: Entry, lines: list[int], facts: Facts) -> None:
    told = {
        "collected_at": entry.happened_at,
        "collected_by": entry.actor,
        "method": facts["method"],
        "receipt": ReceiptNumber(**facts["receipt"]),
    }
    _tell(folding, lines, told)


def _tell(folding: Folding, lines: list[int], told: Facts) -> None:
    folding.fees = changed(folding.fees, lambda fee: fee.no in lines, told)


def _collected(folding: Folding, entry: Entry, facts: Facts) -> None:
    _take(folding, entry, facts["lines"], facts)


def _receipt_voided(folding: Folding, entry: Entry, facts: Facts) -> None:
    """Owed again, unless another receipt took its place in the same act."""
    if "receipt" in facts:
        _take(folding, entry, facts["lines"], facts)
    else:
        _tell(folding, facts["lines"], _NOT_TAKEN)


def _refunded(folding: Folding, entry: Entry, facts: Facts) -> None:
    told = {"refunded_at": entry.happened_at, "refunded_by": entry.actor}
    _tell(folding, facts["lines"], told)


READS = {
    Kind.ASSESSED: assessed,
    Kind.COLLECTED: _collected,
    Kind.RECEIPT_VOIDED: _receipt_voided,
    Kind.REFUNDED: _refunded,
}
