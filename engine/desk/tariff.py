"""What the tariff asks for: the lines that an action assesses, reduced on the grounds proved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from engine.conditions import met, quantity
from engine.desk.draft import Scene
from engine.desk.receipts import Cashier, Issue
from engine.desk.reductions import Lowered, Shown, check_used, lowered
from engine.desk.requests import Claim
from engine.errors import BadInput, GuardFailed
from engine.ledger import DossierRef
from engine.procedure import START, Action, FeeRule, Procedure
from engine.store.act import Insert
from engine.tables.papers import fee_line

MOST = 10**12  # đồng; the largest amount that a line may come to


@dataclass(frozen=True, slots=True)
class Assessed:
    """A fee line as it is written down: the tariff, the ground of a reduction, what remains.

    `basis` is the reason code of an officer who found the amount out.
    """

    no: int
    kind: str
    name: str
    moment: str
    tariff: int
    lowered: Lowered
    basis: str | None = None
    collected: bool = False

    @property
    def amount(self) -> int:
        return self.lowered.amount

    def facts(self) -> dict[str, object]:
        optional = {"evidence": self.lowered.evidence, "basis": self.basis}
        return {
            "no": self.no,
            "kind": self.kind,
            "name": self.name,
            "tariff": self.tariff,
            "amount": self.amount,
            "moment": self.moment,
            "ground": self.lowered.ground,
            "collected": self.collected,
            **{name: value for name, value in optional.items() if value is not None},
        }

    def row(self, ref: DossierRef, issue: Issue | None) -> Insert:
        values = {
            "agency_id": ref.agency,
            "dossier_id": ref.id,
            "no": self.no,
            "kind": self.kind,
            "name": self.name,
            "moment": self.moment,
            "tariff": self.tariff,
            "amount": self.amount,
            "ground": self.lowered.ground,
            "evidence": self.lowered.evidence,
            "basis": self.basis,
            "collected_at": None,
            "method": None,
            "receipt": None,
        }
        return Insert(
            fee_line, values | (issue.taken(issue.at) if issue and self.collected else {})
        )


@dataclass(frozen=True, slots=True)
class Bill:
    """The fee lines of one entry, with the receipt if money was taken for some of them."""

    lines: Sequence[Assessed]
    issue: Issue | None = None
    undecided: str | None = None

    def facts(self) -> dict[str, object]:
        """`fee_undecided` says that the tariff has fees for this moment, and none was due."""
        return {
            "fees": [line.facts() for line in self.lines],
            **(self.issue.facts() if self.issue else {}),
            **({"fee_undecided": self.undecided} if self.undecided else {}),
        }

    def private(self) -> dict[str, object]:
        """What was shown as evidence, by the number of the line."""
        shown = ((line.no, line.lowered.document) for line in self.lines)
        return {f"evidence:{no}": document for no, document in shown if document}

    def rows(self, ref: DossierRef, seq: int) -> tuple[Insert, ...]:
        rows = tuple(line.row(ref, self.issue) for line in self.lines)
        if self.issue is None:
            return rows
        taken = [(line.no, line.amount) for line in self.lines if line.collected]
        total = sum(amount for _, amount in taken)
        return (*rows, self.issue.row(total), *self.issue.covers(ref, seq, taken))


@dataclass(frozen=True, slots=True)
class Due:
    """What the tariff is asked with: the facts, what is claimed and shown, if it is paid now."""

    facts: Mapping[str, object]
    claims: Mapping[str, Claim]
    shown: Shown
    paid: bool
    already: int = 0


def moment_of(procedure: Procedure, action: Action) -> str:
    """When an action takes fees: at receipt, with a supplement, or at the return of the result."""
    if procedure.states[action.to].final is not None:
        return "return"
    stopped = any(s != START and procedure.states[s].stop for s in action.sources)
    return "supplement" if stopped else "receipt"


def assess(procedure: Procedure, action: Action, due: Due) -> tuple[Assessed, ...]:
    """The fee lines that come due with this action; none unless it `takes` fees."""
    lines = tuple(_lines(procedure, action, due))
    check_used(due.claims, {line.name for line in lines})
    return lines


def _lines(procedure: Procedure, action: Action, due: Due) -> Iterator[Assessed]:
    for no, rule in enumerate(_rules(procedure, action, due.facts), start=due.already + 1):
        tariff = tariff_of(rule, due.facts)
        left = lowered(rule, tariff, due.claims.get(rule.name), due.shown)
        collected = due.paid and left.amount > 0
        yield Assessed(no, rule.kind, rule.name, rule.moment, tariff, left, collected=collected)


def _rules(procedure: Procedure, action: Action, facts: Mapping[str, object]) -> Iterator[FeeRule]:
    for rule in _at(procedure, action):
        if rule.when is None or met(rule.when, facts):
            yield rule


def _at(procedure: Procedure, action: Action) -> Sequence[FeeRule]:
    """What the tariff itself assesses at the moment of this action."""
    if action.takes is None:
        return ()
    when = moment_of(procedure, action)
    return [rule for rule in procedure.fees if rule.moment == when and not rule.later]


def tariff_of(rule: FeeRule, facts: Mapping[str, object]) -> int:
    """What the rule comes to before any reduction, in whole đồng."""
    if rule.times is None:
        return rule.amount
    whole = Decimal(rule.amount) * quantity(rule.times, facts)
    amount = int(whole.quantize(Decimal(1), ROUND_HALF_UP))
    return check_amount(amount)


def check_amount(amount: object) -> int:
    """Refuse what is no sum of money that a line can hold."""
    if type(amount) is not int or not 0 <= amount <= MOST:
        raise BadInput("Số tiền không hợp lý. Xem lại số lượng.", code="impossible_amount")
    return amount


def paid_with(
    cashier: Cashier | None,
    lines: Sequence[Assessed],
    agency: str,
    at: datetime,
    method: str | None,
) -> Issue | None:
    """The receipt for the lines that are paid in the act itself; None if none is."""
    if not any(line.collected for line in lines):
        return None
    if cashier is None:
        raise ValueError("nobody takes money in this act")
    return cashier.issue(agency, at, method)


def undecided(procedure: Procedure, action: Action, lines: Sequence[Assessed]) -> str | None:
    """The moment for which the tariff has fees of which none was due; it stands in the entry.

    Often that is right (no levy online); the record says it, so that an auditor sees where.
    """
    return moment_of(procedure, action) if not lines and _at(procedure, action) else None


def check_found_out(scene: Scene, facts: Mapping[str, object]) -> None:
    """Refuse to return a result while the amount of a fee is still to be found out."""
    if scene.line.origin.corrects:  # free
        return
    known = {fee.name for fee in scene.line.fees}
    for rule in scene.procedure.fees:
        open_ = rule.later and rule.name not in known
        if open_ and (rule.when is None or met(rule.when, facts)):
            raise GuardFailed(
                f"Chưa xác định số tiền của “{rule.name}”.",
                code="fee_undecided",
                fee=rule.name,
                unmet=["fees.paid"],
            )
