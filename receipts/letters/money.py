"""The fee receipt: what was paid, in figures and in words."""

from dataclasses import dataclass
from typing import ClassVar

from reportlab.platypus import Flowable

from forms.amounts import write_money
from receipts.letters.formsets import Form
from receipts.letters.heads import heading
from receipts.letters.pieces import beside, said, signatures
from receipts.letters.tables import CELL, MONEY, NUMBER, Column, listing
from receipts.letters.values import Fee, Head, Signature
from receipts.letters.wording import moment_of, sum_of
from receipts.letters.words import in_words

_COLUMNS = (
    Column("STT", 6, NUMBER),
    Column("Nội dung thu", 48, CELL),
    Column("Số tiền (đồng)", 22, MONEY),
    Column("Ghi chú", 24, CELL),
)


@dataclass(frozen=True, slots=True)
class FeeReceipt:
    """Money taken. `template` (mẫu số) and `series` (ký hiệu) are those of a printed book, if any.

    The number is the head's. `paid_by` says how: tiền mặt, chuyển khoản, thẻ.
    """

    kind: ClassVar[str] = "fee_receipt"
    head: Head
    payer: str
    procedure: str
    fees: tuple[Fee, ...]
    paid_by: str
    cashier: str
    address: str | None = None
    tax_number: str | None = None
    template: str | None = None
    series: str | None = None

    @property
    def total(self) -> int:
        """In đồng."""
        return sum(fee.amount for fee in self.fees)


def draw(receipt: FeeReceipt, form: Form, width: float) -> list[Flowable]:
    """The pieces of the paper, from top to bottom."""
    head = receipt.head
    rows = [
        (str(number), fee.name, write_money(fee.amount), fee.note or "")
        for number, fee in enumerate(receipt.fees, start=1)
    ]
    return [
        *heading(head, form, width),
        *beside(("Mẫu số", receipt.template), ("Ký hiệu", receipt.series)),
        *said("Người nộp tiền", receipt.payer, bold=True),
        *said("Địa chỉ", receipt.address),
        *said("Mã số thuế", receipt.tax_number),
        *said("Thủ tục hành chính", receipt.procedure),
        listing(_COLUMNS, rows, width),
        *said("Tổng số tiền", sum_of(receipt.total), bold=True),
        *said("Bằng chữ", in_words(receipt.total), bold=True),
        *said("Hình thức nộp", receipt.paid_by),
        *said("Thời gian thu", moment_of(head.local(head.issued_at))),
        signatures(
            Signature(("NGƯỜI NỘP TIỀN",), receipt.payer),
            Signature(("NGƯỜI THU TIỀN",), receipt.cashier),
            width=width,
        ),
    ]
