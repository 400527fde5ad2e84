"""Money and numbers as written in Vietnam: a dot between thousands, a comma for decimals."""

import re
import unicodedata
from decimal import Decimal

from forms.remarks import Finding, Wrong
from forms.texts import words

MOST_DIGITS = 15  # what a JSON number and a BIGINT both carry without loss

_GROUP = r"[1-9][0-9]{0,2}"
_WHOLE = re.compile(rf"[0-9]+|{_GROUP}(\.[0-9]{{3}})+|{_GROUP}(,[0-9]{{3}})+")
_VIETNAMESE = re.compile(rf"-?([0-9]+|{_GROUP}(\.[0-9]{{3}})+)(,[0-9]+)?")
_ENGLISH = re.compile(
    rf"-?([0-9]+\.[0-9]+|{_GROUP}(,[0-9]{{3}})+\.[0-9]+|{_GROUP}(,[0-9]{{3}}){{2,}})"
)
_TWO_WAYS = re.compile(rf"-?{_GROUP}[.,][0-9]{{3}}")
_DONG = re.compile(r"(đồng|vnđ|vnd|đ|₫)$")


def read_money(raw: object) -> int:
    """đồng, whole: `1500000`, `1.500.000`, `1.500.000 đồng`, `1,500,000 VND`."""
    if isinstance(raw, float):
        return _whole_dong(_decimal_of_float(raw))
    text = _DONG.sub("", _compact(words(raw)))
    if text.startswith("-"):
        raise Wrong("negative", "Số tiền không được âm. Hãy bỏ dấu trừ.")
    if not _WHOLE.fullmatch(text):
        raise Wrong("not_money", "Hãy nhập số tiền bằng chữ số, tính bằng đồng, ví dụ 1.500.000.")
    return int(_within(re.sub(r"[.,]", "", text)))


def write_money(amount: int) -> str:
    """`1.500.000`, without a unit."""
    return f"{amount:,}".replace(",", ".")


def read_number(raw: object, unit: str = "") -> tuple[Decimal, tuple[Finding, ...]]:
    """A decimal and what is doubtful in how it was written; the field's unit may stand behind it.

    `1.500` may mean one and a half to one writer and fifteen hundred to another: it is read the
    Vietnamese way and the doubt is told.
    """
    if isinstance(raw, float):
        return _decimal_of_float(raw) + 0, ()
    text = _compact(words(raw)).removesuffix(_compact(unit))
    if _VIETNAMESE.fullmatch(text):
        number = Decimal(_within(text.replace(".", "").replace(",", ".")))
    elif _ENGLISH.fullmatch(text):
        number = Decimal(_within(text.replace(",", "")))
    else:
        raise Wrong("not_a_number", "Hãy nhập một số, phần lẻ sau dấu phẩy, ví dụ 1.250,5.")
    return number + 0, _doubt(text, number)  # zero has no sign


def write_number(number: Decimal) -> str:
    """`1.250,5`: no zeros behind the last decimal, no unit."""
    return f"{number.normalize():,f}".translate(str.maketrans(",.", ".,"))


def _doubt(text: str, number: Decimal) -> tuple[Finding, ...]:
    if not _TWO_WAYS.fullmatch(text):
        return ()
    read = f"{number.normalize():f}".replace(".", ",")
    return (Finding("read_as", f"Đã hiểu là {read}. Nếu không đúng, hãy sửa lại số này."),)


def _compact(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


def _within(number: str) -> str:
    if sum(c.isdigit() for c in number) > MOST_DIGITS:
        raise Wrong("too_long", f"Số này dài quá {MOST_DIGITS} chữ số. Hãy kiểm tra lại.")
    return number


def _decimal_of_float(number: float) -> Decimal:
    exact = Decimal(repr(number))
    if not exact.is_finite():
        raise Wrong("not_a_number", "Giá trị này không phải là một số. Hãy nhập lại.")
    return Decimal(_within(f"{exact:f}"))


def _whole_dong(number: Decimal) -> int:
    if number < 0 or number != number.to_integral_value():
        raise Wrong("not_money", "Số tiền là số nguyên đồng, không âm, không lẻ xu.")
    return int(number)
