"""What an entry says of money, in words."""

from collections.abc import Iterator

from api.naming import person_name, words
from engine.facts import Facts
from engine.reports.format import number
from workflows.published import Published


def dong(amount: int) -> str:
    """A sum of money as offices write it."""
    return f"{number(amount)} đồng"


def charged(published: Published, facts: Facts) -> Iterator[str]:
    """The fees that an entry assessed, reduced, took, struck out or gave back."""
    for fee in facts.get("fees", ()):
        yield f"{fee['name']}: {_amount(fee)}"
    for fee in facts.get("revised", ()):
        yield f"khoản {fee['no']}: {_amount(fee)}"
    if "fee_undecided" in facts:
        yield "không khoản nào của biểu phí áp dụng"
    if "voided" in facts:
        yield f"hủy biên lai {_receipt(facts['voided'])}"
    if "receipt" in facts:
        method = words(published, "fee_methods")[facts["method"]].lower()
        yield f"biên lai {_receipt(facts['receipt'])}, {method}"
    if "tills" in facts:
        who = ", ".join(sorted({person_name(published, one) for one in facts["tills"].values()}))
        yield f"hoàn {dong(facts['amount'])}, chi tại quầy của {who}"


def _amount(fee: Facts) -> str:
    if fee.get("ground") is None:
        return dong(fee["amount"])
    return f"{dong(fee['amount'])} (mức {dong(fee['tariff'])}, giảm: {fee['ground']})"


def _receipt(number: Facts) -> str:
    return f"{number['series']}/{number['number']}"
