"""Fee receipts (biên lai): taken from the agency's book in the act that takes the money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine.actors import APPLICANT_ID, Actor, Role
from engine.desk.office import Office
from engine.errors import BadInput
from engine.ledger import DossierRef
from engine.store.act import Change, Insert
from engine.store.write import BOOK, Write
from engine.tables.papers import fee_line, fee_receipt, fee_receipt_line
from engine.timeline import ReceiptNumber

SCHEME = f"{BOOK}fee-receipt"  # under which the numbers of every series are counted
CASH, GATEWAY = "cash", "gateway"
METHODS = (CASH, "card", "transfer", GATEWAY)
COLLECTORS = (Role.COUNTER, Role.POSTAL_COUNTER)


@dataclass(frozen=True, slots=True)
class Issue:
    """A receipt that this write has given out: whose counter, how it was paid, when."""

    receipt: ReceiptNumber
    template: str
    counter: str
    method: str
    at: datetime
    day: date

    def facts(self) -> dict[str, object]:
        """What the entry that takes the money says of it."""
        number = self.receipt
        return {
            "method": self.method,
            "receipt": {
                "agency": number.agency,
                "series": number.series,
                "number": number.number,
            },
        }

    def taken(self, at: datetime) -> dict[str, object]:
        """The columns of a fee line that it covers, by an entry of that moment."""
        return {
            "collected_at": at,
            "method": self.method,
            "receipt": self.receipt.text,
        }

    def row(self, total: int) -> Insert:
        """The receipt itself; its total is the sum of the lines that it covers."""
        values = {
            **_key(self.receipt),
            "template": self.template,
            "day": self.day,
            "at": self.at,
            "counter": self.counter,
            "method": self.method,
            "total": total,
        }
        return Insert(fee_receipt, values)

    def covers(
        self, ref: DossierRef, seq: int, lines: Iterable[tuple[int, int]]
    ) -> tuple[Insert, ...]:
        """Which lines of a dossier it covers: number and amount of each."""
        of_it = {**_key(self.receipt), "dossier_agency": ref.agency, "dossier_id": ref.id}
        return tuple(
            Insert(fee_receipt_line, {**of_it, "seq": seq, "no": no, "amount": amount})
            for no, amount in lines
        )

    def takes(self, ref: DossierRef, lines: Iterable[int], at: datetime) -> tuple[Change, ...]:
        """The lines of a dossier that were owed, taken with it."""
        key = {"agency_id": ref.agency, "dossier_id": ref.id}
        return tuple(Change(fee_line, {**key, "no": no}, self.taken(at)) for no in lines)


def _key(receipt: ReceiptNumber) -> dict[str, object]:
    return {
        "agency_id": receipt.agency,
        "series": receipt.series,
        "number": receipt.number,
    }


@dataclass(frozen=True, slots=True)
class Cashier:
    """Whoever takes money in a write; the number is given back if the write fails."""

    write: Write
    office: Office
    by: Actor

    def issue(self, agency: str, at: datetime, method: str | None) -> Issue:
        """The next receipt of the agency's book; refused if it has none, or for an odd method."""
        chosen = self._method(method)
        day = self.office.calendar_of(agency).local_day(at)
        book = self.office.books.of(agency)
        series = book.series_on(day)
        number = self.write.next_serial(agency, SCHEME, series)
        receipt = ReceiptNumber(agency, series, number)
        return Issue(receipt, book.template, self.by.id, chosen, at, day)

    def _method(self, method: str | None) -> str:
        """Cash unless it was said; who pays from afar pays through the gateway."""
        afar = self.by.id == APPLICANT_ID
        allowed = (GATEWAY,) if afar else METHODS
        chosen = method or (GATEWAY if afar else CASH)
        if chosen not in allowed:
            raise BadInput(
                f"Cách thu phải là một trong: {', '.join(allowed)}.", code="unknown_method"
            )
        return chosen


def counter_of(by: Actor, agencies: Sequence[str], today: date) -> str | None:
    """The first of the agencies at whose counter this person takes money; None if at none."""
    held = (one for one in agencies if any(by.has(role, one, today) for role in COLLECTORS))
    return next(held, None)
