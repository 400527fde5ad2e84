"""The fees of a dossier."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """Which fee receipt: the agency whose counter gave it, the series of its book, the number."""

    agency: str
    series: str
    number: int

    @property
    def text(self) -> str:
        """As the lines that it covers name it."""
        return f"{self.series}/{self.number}"


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee: `amount` in đồng is what remains of the `tariff` after the reduction on `ground`.

    `assessed_at` is when that amount was set.
    `receipt`, `method` and `collected_by` are those of the money taken; a receipt struck out
    leaves the line owed again, a refund does not.
    """

    no: int
    kind: str
    name: str
    amount: int
    moment: str
    tariff: int
    assessed_at: datetime
    ground: str | None = None
    evidence: str | None = None
    basis: str | None = None
    collected_at: datetime | None = None
    collected_by: str | None = None
    method: str | None = None
    receipt: ReceiptNumber | None = None
    refunded_at: datetime | None = None
    refunded_by: str | None = None

    @property
    def is_owed(self) -> bool:
        return self.collected_at is None and self.amount > 0
