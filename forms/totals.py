"""Sums that nobody types: fields and columns of one unit, added up."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from forms.blank import empty
from forms.form import Sum
from forms.remarks import Finding
from forms.values import Value, plain, rows_of

_OTHER_SUM = Finding("other_sum", "Tổng gửi kèm khác tổng tự cộng; đã dùng tổng tự cộng.")


def total(wanted: Sum, values: Mapping[str, Value]) -> int | Decimal:
    """The sum over what was answered; what was not counts as nothing."""
    start = 0 if wanted.whole else Decimal(0)
    return sum((amount for part in wanted.of for amount in _amounts(part, values)), start)


def compare(own: int | Decimal, sent: object) -> tuple[Finding, ...]:
    """A total that came along is never believed; that it differs is told."""
    return () if empty(sent) or sent in (plain(own), str(plain(own))) else (_OTHER_SUM,)


def _amounts(part: str, values: Mapping[str, Value]) -> Iterator[int | Decimal]:
    name, _, column = part.partition(".")
    found = values.get(name)
    cells = [row.get(column) for row in rows_of(found)] if column else [found]
    yield from (cell for cell in cells if isinstance(cell, (int, Decimal)))
