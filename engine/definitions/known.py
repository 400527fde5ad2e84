"""What a definition may refer to that stands outside of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

# The papers of a one-stop office (TT 01/2018, TT 03/2025) and those beside them.
LETTERS = frozenset(
    {
        "receipt",
        "supplement_request",
        "refusal",
        "apology",
        "suspension_notice",
        "control_slip",
        "register",
        "result_slip",
        "tax_notice",
        "handover_record",
        "fee_receipt",
        "transfer_slip",
    }
)


@dataclass(frozen=True, slots=True)
class FormText:
    """A form as a definition sees it: what guards may call `answers.…`, and its whole text."""

    names: frozenset[str]
    text: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Known:
    """Letters, forms, reasons of stops, words for actions, places and procedures.

    `units`, `agencies`, `procedures` and `fields` None: not known here, so not checked.
    `nominal_day` turns days into hours where budgets are compared, as the calendar says.
    """

    letters: frozenset[str] = LETTERS
    forms: Mapping[str, FormText] = field(default_factory=dict)
    stops: frozenset[str] = frozenset({"supplement", "financial_duty"})
    labels: Mapping[str, str] = field(default_factory=dict)
    units: frozenset[str] | None = None
    agencies: frozenset[str] | None = None
    procedures: frozenset[str] | None = None
    fields: frozenset[str] | None = None
    nominal_day: timedelta = timedelta(hours=8)
