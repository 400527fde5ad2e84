"""What is asked about money: frozen values, already parsed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.desk.requests import Claim
from engine.timeline import ReceiptNumber


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a fee comes to, found out by a person; `basis` is a reason code for `assess`.

    A name that the tariff knows brings its kind and moment along; one that the tenant
    lists among other fees needs them, and no other name is taken. Said of a fee that is assessed
    already and not paid yet, it corrects the amount.
    """

    name: str
    amount: int
    basis: str
    kind: str | None = None
    moment: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Relief:
    """A reduction of a line that is still owed."""

    line: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class VoidReceipt:
    """A receipt to be struck out; its number stays used. `reason` fits `void_receipt`.

    With `method` another receipt takes its place in the same act: nothing is owed in between.
    """

    receipt: ReceiptNumber
    reason: str
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Refund:
    """Whole lines to be given back. `counter` is whose drawer pays: by default who took it."""

    lines: tuple[int, ...]
    reason: str
    counter: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SheetClose:
    """What was counted at a counter at the end of the day, in đồng by method.

    Cash must be counted if any moved; a drawer that paid back more than it took is counted by what
    it lacks, below zero. `reasons` has a code that fits `cash_difference` for each
    method that does not come out even.
    """

    agency: str
    day: date
    counter: str
    counted: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
