"""The printed papers of a one-stop office: frozen facts in, a PDF out.

Each paper is a dataclass of facts and a drawing beside it; `forms.yaml` says which form it is
printed on, by legal regime and day of issue.
"""

from receipts.letters.cash_sheet import CashLine, CashSheet, CountedMoney
from receipts.letters.control_slip import ControlSlip, Handing
from receipts.letters.cover import Covered, CoverReceipt
from receipts.letters.formsets import Copy, Form, FormSet, FormSets, Size, shipped
from receipts.letters.handovers import PostItem, PostRecord, TransferItem, TransferSlip
from receipts.letters.money import FeeReceipt
from receipts.letters.notices import Apology, SuspensionNotice
from receipts.letters.printing import copies, form_of, render
from receipts.letters.receipt import Receipt
from receipts.letters.register import Register, RegisterLine
from receipts.letters.results import Result, ResultSlip
from receipts.letters.tax_notice import TaxNotice
from receipts.letters.turned_away import Refusal, SupplementRequest
from receipts.letters.values import (
    Applicant,
    Contact,
    Fee,
    Head,
    Letter,
    Letterhead,
    PaperLine,
    Signature,
)

__all__ = [
    "Apology",
    "Applicant",
    "CashLine",
    "CashSheet",
    "Contact",
    "ControlSlip",
    "Copy",
    "CountedMoney",
    "CoverReceipt",
    "Covered",
    "Fee",
    "FeeReceipt",
    "Form",
    "FormSet",
    "FormSets",
    "Handing",
    "Head",
    "Letter",
    "Letterhead",
    "PaperLine",
    "PostItem",
    "PostRecord",
    "Receipt",
    "Refusal",
    "Register",
    "RegisterLine",
    "Result",
    "ResultSlip",
    "Signature",
    "Size",
    "SupplementRequest",
    "SuspensionNotice",
    "TaxNotice",
    "TransferItem",
    "TransferSlip",
    "copies",
    "form_of",
    "render",
    "shipped",
]
