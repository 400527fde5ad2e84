"""Typed values as a person writes them: for the printed form and a page that is shown again."""

from collections.abc import Mapping
from decimal import Decimal

from forms.amounts import write_money, write_number
from forms.days import write_day
from forms.fields import Choice, Choices, Date, Field, Money, Number, YesNo
from forms.values import Value, YearOnly


def written(field: Field, value: Value) -> str:
    """The words of a one-line answer, without its unit; records and tables are laid out by a page.

    A number, date, choice or yes/no that was written is read again as the same value.
    """
    match field, value:
        case (Money(), int()):
            return write_money(value)
        case (Number(), int() | Decimal()):
            return write_number(Decimal(value))
        case (Date(), YearOnly(year)):
            return f"{year:04}"
        case (Date(), _):
            return write_day(value)  # type: ignore[arg-type]
        case _:
            return _chosen(field, value)


def _chosen(field: Field, value: Value) -> str:
    match field, value:
        case (YesNo(), bool()):
            return "Có" if value else "Không"
        case (Choice(options=options), str()):
            return options[value]
        case (Choices(options=options), tuple()):
            return "; ".join(_labels(options, value))
        case _:
            return str(value)


def _labels(options: Mapping[str, str], codes: tuple[object, ...]) -> list[str]:
    return [label for code, label in options.items() if code in codes]
