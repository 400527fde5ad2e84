"""Reductions: on a ground of the tariff, with what proves it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from engine.desk.attaching import files_named
from engine.desk.requests import Claim, Evidence, PaperCount
from engine.errors import BadInput
from engine.ledger import Entry
from engine.procedure import FeeRule, Procedure, Reduction

_FILE = 32  # characters of a file's address that name it


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in the dossier that may prove a ground: papers handed in, files attached."""

    papers: frozenset[str]
    files: frozenset[str] = frozenset()

    @classmethod
    def of(cls, papers: Mapping[str, PaperCount], entries: Sequence[Entry] = ()) -> Self:
        given = (name for name, count in papers.items() if count.handed_in)
        return cls(frozenset(given), frozenset(files_named(entries)))


@dataclass(frozen=True, slots=True)
class Lowered:
    """What remains of an amount, why, and what proved it; `document` is personal data."""

    amount: int
    ground: str | None = None
    evidence: str | None = None
    document: str | None = None


def check_claims(procedure: Procedure, claims: Mapping[str, Claim]) -> None:
    """Refuse a reduction of a fee that the procedure does not have."""
    for name in claims.keys() - {rule.name for rule in procedure.fees}:
        raise BadInput(
            f"Thủ tục {procedure.code} không có khoản “{name}”.", code="unknown_fee", fee=name
        )


def check_used(claims: Mapping[str, Claim], due: Collection[str]) -> None:
    """Refuse a reduction of a fee that is not assessed in this act: it would be lost."""
    for name in claims.keys() - set(due):
        raise BadInput(
            f"Khoản “{name}” chưa đến lúc thu, chưa xét giảm được.",
            code="reduction_not_due",
            fee=name,
        )


def lowered(rule: FeeRule, amount: int, claim: Claim | None, shown: Shown) -> Lowered:
    """What remains of a fee; refused on a ground that the tariff does not name, or unproved."""
    if claim is None:
        return Lowered(amount)
    reduction = _ground(rule, claim.ground)
    evidence = _evidence(reduction, claim.evidence, shown)
    left = Decimal(amount) * (100 - reduction.percent) / 100
    remains = int(left.quantize(Decimal(1), ROUND_HALF_UP))
    document = claim.evidence.document if claim.evidence else None
    return Lowered(remains, reduction.ground, evidence, document)


def _ground(rule: FeeRule, ground: str) -> Reduction:
    for reduction in rule.reductions:
        if reduction.ground == ground:
            return reduction
    raise BadInput(
        f"“{rule.name}” không được giảm theo lý do “{ground}”.", code="unknown_reduction"
    )


def _evidence(reduction: Reduction, given: Evidence | None, shown: Shown) -> str | None:
    said = [one for one in (given.paper, given.file, given.document) if one] if given else []
    if given is None or not said:
        if reduction.evidence_required:
            raise BadInput(
                f"Giảm theo lý do “{reduction.ground}” phải có giấy tờ chứng minh: giấy tờ đã nộp, "
                "tệp đính kèm, hoặc số và ngày của giấy tờ xuất trình.",
                code="reduction_without_evidence",
                ground=reduction.ground,
            )
        return None
    if len(said) > 1:
        raise BadInput("Chỉ ghi một giấy tờ chứng minh.", code="evidence_twice")
    if given.paper:
        return _known("paper", given.paper, shown.papers, given.paper)
    if given.file:
        return _known("file", given.file, shown.files, given.file[:_FILE])
    return "document"


def _known(kind: str, named: str, there: Collection[str], short: str) -> str:
    if named not in there:
        raise BadInput(
            "Hồ sơ không có giấy tờ hoặc tệp này để chứng minh.",
            code="evidence_not_there",
            evidence=short,
        )
    return f"{kind}:{short}"
