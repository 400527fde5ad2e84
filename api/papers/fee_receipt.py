"""The receipt for money (biên lai): of one dossier, or of several that were paid for together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from api.naming import person_name, words
from api.papers.facts import Said
from api.papers.people import applicant, handed_in_by
from engine.desk.receipt_books import Books
from engine.errors import NotNow
from engine.store.fee_receipts import Covered, Given
from receipts.letters import Fee, FeeReceipt, Letterhead, copies, render


@dataclass(frozen=True, slots=True)
class Paid:
    """One dossier that the receipt covers, opened to be printed, with its lines."""

    said: Said
    lines: Sequence[Covered]


def fee_receipt(given: Given, books: Books, paid: Sequence[Paid]) -> FeeReceipt:
    """The facts of the paper. NotNow for a receipt that was struck out."""
    if given.voided_at is not None:
        raise NotNow(
            f"Biên lai {given.receipt.text} đã hủy, không in lại được.", code="receipt_voided"
        )
    first = paid[0].said
    published, receipt = first.published, given.receipt
    agency = published.organisation.agency(receipt.agency)
    head = replace(
        first.head(given.at),
        letterhead=Letterhead.receiving(agency, given.till.day),
        number=books.of(receipt.agency).shown(receipt.number),
        code=paid[0].lines[0].code if len(paid) == 1 else None,
    )
    return FeeReceipt(
        head,
        payer="; ".join(dict.fromkeys(handed_in_by(one.said, one.said.entries[0]) for one in paid)),
        procedure="; ".join(dict.fromkeys(one.said.procedure for one in paid)),
        fees=tuple(fee for one in paid for fee in _fees(one, alone=len(paid) == 1)),
        paid_by=words(published, "fee_methods")[given.method],
        cashier=person_name(published, given.till.counter),
        address=applicant(first, first.entries[0]).address,
        template=given.template,
        series=receipt.series,
    )


def pdf(receipt: FeeReceipt) -> bytes:
    """All its copies."""
    return render(*copies(receipt))


def _fees(paid: Paid, *, alone: bool) -> Iterator[Fee]:
    """Each line; several dossiers under one receipt are told apart by their codes."""
    known = {fee.no: fee for fee in paid.said.seen.line.fees}
    for line in paid.lines:
        fee = known[line.no]
        notes = [] if alone else [line.code]
        if fee.ground is not None:
            notes.append(f"giảm: {fee.ground}")
        yield Fee(fee.name, line.amount, "; ".join(notes) or None)
