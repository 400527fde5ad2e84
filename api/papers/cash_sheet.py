"""The day's cash sheet of a counter as a paper: no payer is named on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from api.naming import person_name, reason_words, words
from api.papers.facts import head_of
from engine.store.fee_receipts import Given, GivenBack
from engine.store.tills import Tally
from receipts.letters import CashLine, CashSheet, CountedMoney, copies, render
from workflows.published import Published


@dataclass(frozen=True, slots=True)
class SheetPrinting:
    """A closed sheet at the printer: its tallies, its receipts, what was given back."""

    published: Published
    tallies: Sequence[Tally]
    given: Sequence[Given]
    back: Sequence[GivenBack]
    now: datetime

    def pdf(self) -> bytes:
        return render(*copies(self.letter()))

    def letter(self) -> CashSheet:
        """The facts of the paper; the sheet is closed, so it was closed by somebody once."""
        first = self.tallies[0]
        head = head_of(self.published, first.till.agency, first.closed_at or self.now, self.now)
        day = f"{first.till.day:%d/%m/%Y}"
        return CashSheet(
            replace(head, number=f"{first.no}, ngày {day}"),
            self._person(first.till.counter),
            tuple(self._counted(one) for one in self.tallies),
            (*self._receipts(), *self._given_back()),
            closed_by=self._person(first.closed_by or first.till.counter),
            countersigned_by=self._person(signed) if (signed := first.countersigned_by) else None,
        )

    def _counted(self, one: Tally) -> CountedMoney:
        why = self._reason(one.reason) if one.reason else None
        return CountedMoney(self._method(one.method), one.expected, one.counted, why)

    def _receipts(self) -> Iterator[CashLine]:
        for one in self.given:
            void = one.voided_at is not None
            what, amount = f"Biên lai {one.receipt.text}", 0 if void else one.total
            note = "đã hủy" if void else None
            yield CashLine(what, self._method(one.method), amount, one.at, note)

    def _given_back(self) -> Iterator[CashLine]:
        for one in self.back:
            what, note = f"Hoàn {one.code}", self._reason(one.reason)
            yield CashLine(what, self._method(one.method), -one.amount, note=note)

    def _person(self, staff: str) -> str:
        return person_name(self.published, staff)

    def _method(self, code: str) -> str:
        return words(self.published, "fee_methods").get(code, code)

    def _reason(self, code: str) -> str:
        return reason_words(self.published)(code)
