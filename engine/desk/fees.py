"""Fees: the lines that an action assesses, reduced on the grounds shown, taken or still owed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from engine.conditions import met
from engine.errors import BadInput
from engine.procedure import START, Action, FeeRule, Procedure
from engine.store.act import Insert
from engine.tables.papers import fee_line


@dataclass(frozen=True, slots=True)
class Assessed:
    """A fee line as it is written down: the tariff, the ground of a reduction, what remains."""

    no: int
    rule: FeeRule
    amount: int
    ground: str | None
    collected: bool

    def facts(self) -> dict[str, object]:
        return {
            "no": self.no,
            "kind": self.rule.kind,
            "name": self.rule.name,
            "amount": self.amount,
            "moment": self.rule.moment,
            "ground": self.ground,
            "collected": self.collected,
        }

    def row(self, key: Mapping[str, object], at: datetime) -> Insert:
        values = {
            **key,
            "no": self.no,
            "kind": self.rule.kind,
            "name": self.rule.name,
            "moment": self.rule.moment,
            "tariff": self.rule.amount,
            "amount": self.amount,
            "ground": self.ground,
            "collected_at": at if self.collected else None,
        }
        return Insert(fee_line, values)


def moment_of(procedure: Procedure, action: Action) -> str:
    """When an action takes fees: at receipt, with a supplement, or at the return of the result."""
    if procedure.states[action.to].final is not None:
        return "return"
    stopped = any(s != START and procedure.states[s].stop for s in action.sources)
    return "supplement" if stopped else "receipt"


def _reduced(rule: FeeRule, reductions: Mapping[str, str]) -> tuple[int, str | None]:
    ground = reductions.get(rule.name)
    if ground is None:
        return rule.amount, None
    for reduction in rule.reductions:
        if reduction.ground == ground:
            left = Decimal(rule.amount) * (100 - reduction.percent) / 100
            return int(left.quantize(Decimal(1), ROUND_HALF_UP)), ground
    raise BadInput(
        f"“{rule.name}” không được giảm theo lý do “{ground}”.", code="unknown_reduction"
    )


def check_reductions(procedure: Procedure, reductions: Mapping[str, str]) -> None:
    """Refuse a reduction of a fee that the procedure does not have."""
    for name in reductions.keys() - {rule.name for rule in procedure.fees}:
        raise BadInput(
            f"Thủ tục {procedure.code} không có khoản “{name}”.", code="unknown_fee", fee=name
        )


def assess(  # each is one thing that the tariff asks about
    procedure: Procedure,
    action: Action,
    facts: Mapping[str, object],
    *,
    reductions: Mapping[str, str],
    paid: bool,
    already: int,
) -> Iterator[Assessed]:
    """The fee lines that come due with this action; none unless it `takes` fees."""
    if action.takes is None:
        return
    when = moment_of(procedure, action)
    rules = (rule for rule in procedure.fees if rule.moment == when)
    due = (rule for rule in rules if rule.when is None or met(rule.when, facts))
    for no, rule in enumerate(due, start=already + 1):
        amount, ground = _reduced(rule, reductions)
        yield Assessed(no, rule, amount, ground, collected=paid and amount > 0)
