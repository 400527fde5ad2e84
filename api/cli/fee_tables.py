"""Fee lines and cash sheets as rows of a table and as JSON."""

from api.charged import dong
from api.naming import person_name, words
from api.system import System
from engine.store.tills import Tally
from engine.timeline import FeeLine

LINE_HEADINGS = ("Số", "Khoản", "Mức", "Phải thu", "Giảm", "Biên lai", "Cách thu", "Đã hoàn")
SHEET_HEADINGS = ("Quầy", "Sổ", "Cách thu", "Theo sổ", "Đã đếm", "Chênh lệch", "Khóa", "Ký soát")


def line_row(found: System, fee: FeeLine) -> tuple[str, ...]:
    return (
        str(fee.no),
        fee.name,
        dong(fee.tariff),
        dong(fee.amount),
        fee.ground or "–",
        fee.receipt.text if fee.receipt else "–",
        words(found.published, "fee_methods").get(fee.method or "", "–"),
        "có" if fee.refunded_at else "–",
    )


def line_json(fee: FeeLine) -> dict[str, object]:
    return {
        "no": fee.no,
        "name": fee.name,
        "tariff": fee.tariff,
        "amount": fee.amount,
        "ground": fee.ground,
        "evidence": fee.evidence,
        "receipt": fee.receipt.text if fee.receipt else None,
        "method": fee.method,
        "refunded": fee.refunded_at is not None,
    }


def tally_row(found: System, one: Tally) -> tuple[str, ...]:
    def money(amount: int | None) -> str:
        return "–" if amount is None else dong(amount)

    def who(staff: str | None) -> str:
        return person_name(found.published, staff) if staff else "–"

    return (
        who(one.till.counter),
        str(one.no) if one.no else "chưa khóa",
        words(found.published, "fee_methods")[one.method],
        money(one.expected),
        money(one.counted),
        money(one.difference),
        who(one.closed_by),
        who(one.countersigned_by),
    )


def tally_json(one: Tally) -> dict[str, object]:
    return {
        "counter": one.till.counter,
        "sheet": one.no,
        "method": one.method,
        "expected": one.expected,
        "counted": one.counted,
        "difference": one.difference,
        "reason": one.reason,
        "closed_by": one.closed_by,
        "countersigned_by": one.countersigned_by,
    }
