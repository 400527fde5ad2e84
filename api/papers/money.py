"""The fees of a dossier as papers list them: what they come to, on what ground, whether paid."""

from api.papers.facts import Said
from engine.ledger import Entry
from engine.timeline import FeeLine
from receipts.letters import Fee

_PAID, _OWED = "đã nộp", "chưa nộp"


def fees_of(said: Said, until: Entry | None = None) -> tuple[Fee, ...]:
    """The fees of a dossier, or those that were known with that entry."""
    lines = said.line.fees
    known = (one for one in lines if until is None or one.assessed_at <= until.happened_at)
    return tuple(Fee(one.name, one.amount, _note(one)) for one in known)


def fee_words(said: Said) -> str:
    """Whether all of it is paid."""
    if not said.line.fees:
        return ""
    return _OWED if said.line.unpaid else _PAID


def _note(fee: FeeLine) -> str:
    """Why it is less than the tariff, and whether it is paid."""
    return "; ".join(part for part in (_reduced(fee), _standing(fee)) if part)


def _reduced(fee: FeeLine) -> str:
    if fee.ground is None:
        return ""
    return f"{'miễn' if fee.amount == 0 else 'giảm'}: {fee.ground}"


def _standing(fee: FeeLine) -> str:
    if fee.refunded_at is not None:
        return "đã hoàn"
    if fee.collected_at is not None:
        return _PAID
    return _OWED if fee.amount else ""
