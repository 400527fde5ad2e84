"""The books of fee receipts: which series an agency writes in, and how a number is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self, cast

from engine.desk.kinds import fits
from engine.errors import BadInput, DefinitionFault

ANY = "default"
_DIGITS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Book:
    """A book of receipts: its `template` (mẫu số) and its `series` (ký hiệu).

    In a series `{yy}` and `{yyyy}` stand for the year; one that names none goes on for ever.
    """

    template: str
    series: str
    digits: int = 7

    def series_on(self, day: date) -> str:
        """The series in which a receipt of that day is numbered."""
        return self.series.replace("{yyyy}", f"{day:%Y}").replace("{yy}", f"{day:%y}")

    def shown(self, number: int) -> str:
        """The number as it is printed."""
        return f"{number:0{self.digits}}"


@dataclass(frozen=True, slots=True)
class Books:
    """Which book each agency writes in; `other_fees` names what is taken outside of any tariff."""

    books: Mapping[str, Book] = field(default_factory=dict)
    other_fees: frozenset[str] = frozenset()

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any], where: str) -> Self:
        """The books of a tenant's file, by agency or `default`; DefinitionFault."""
        listed = data.get("books") or {}
        books = {agency: _book(agency, plain, where) for agency, plain in listed.items()}
        return cls(books, _names(data.get("other_fees") or [], where))

    def of(self, agency: str) -> Book:
        """The book of an agency; refused if the tenant gave it none."""
        book = self.books.get(agency) or self.books.get(ANY)
        if book is None:
            raise BadInput(
                f"Cơ quan {agency} chưa có quyển biên lai. Khai báo trong fee-receipts.yaml.",
                code="no_receipt_book",
                agency=agency,
            )
        return book


def _names(listed: object, where: str) -> frozenset[str]:
    if not fits(listed, list[str]):
        raise DefinitionFault(
            f"{where}: other_fees phải là danh sách tên khoản thu.",
            code="bad_fee_names",
            where=where,
        )
    return frozenset(cast("list[str]", listed))


def _book(agency: str, plain: object, where: str) -> Book:
    given = plain if isinstance(plain, Mapping) else {}
    template, series, digits = (given.get(name) for name in ("template", "series", "digits"))
    texts = all(isinstance(text, str) and text.strip() for text in (template, series))
    if not texts or (digits is not None and digits not in _DIGITS):
        raise DefinitionFault(
            f"{where}: quyển biên lai của “{agency}” phải có template, series và digits từ 1 đến "
            "12.",
            code="bad_receipt_book",
            where=where,
        )
    return Book(str(template), str(series), digits if isinstance(digits, int) else 7)
