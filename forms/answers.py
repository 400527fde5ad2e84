"""What became of a form that was handed in: answers, or complaints."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from forms.fields import Field, Table
from forms.form import Form
from forms.remarks import Remark
from forms.values import Plain, Value, plain, rows_of


@dataclass(frozen=True, slots=True)
class Answers:
    """A form that was understood: typed values by field, totals, doubts, and the raw text."""

    form: Form
    values: Mapping[str, Value]
    sums: Mapping[str, int | Decimal]
    warnings: tuple[Remark, ...]
    raw: Mapping[str, object]

    def facts(self) -> dict[str, Plain]:
        """What was answered, and the sums, as JSON: for guards (`answers.area > 500`).

        What was not answered is absent, so that a guard asks `has(answers.area)`. The type follows
        from the field: money and numbers without decimals are int, other numbers float. Given back
        to `parse`, the facts lead to equal answers.
        """
        sums = {key: plain(total) for key, total in self.sums.items()}
        return _facts(self.form.fields, self.values) | sums


@dataclass(frozen=True, slots=True)
class Complaints:
    """A form that was not understood: one entry for each field at fault, in the form's order."""

    form: Form
    entries: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    raw: Mapping[str, object]

    def at(self, path: str) -> Remark | None:
        """What is wrong at this field (`area`, `rows.0.amount`)."""
        return next((entry for entry in self.entries if entry.path == path), None)


def _facts(fields: tuple[Field, ...], values: Mapping[str, Value]) -> dict[str, Plain]:
    return {field.id: _fact(field, values[field.id]) for field in fields if field.id in values}


def _fact(field: Field, value: Value) -> Plain:
    if isinstance(field, Table):
        return [_facts(field.columns, row) for row in rows_of(value)]
    return plain(value)
