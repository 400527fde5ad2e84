"""The parts of a receipt code: each knows its shape and how it is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.iso7064 import mod_11_10

from engine.errors import BadInput, DefinitionFault

SEPARATORS = re.compile(r"[\s./_\-‐‑‒–—−]+")
_CENTURY = 2000


class CounterPeriod(StrEnum):
    """How long one counter of an agency runs before it starts at 1 again."""

    DAY = "day"
    YEAR = "year"


class DayForm(StrEnum):
    """How the reception date is written in a code."""

    YYMMDD = "yymmdd"
    YYYYMMDD = "yyyymmdd"
    YY = "yy"


_WRITTEN = {DayForm.YYMMDD: "%y%m%d", DayForm.YYYYMMDD: "%Y%m%d", DayForm.YY: "%y"}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a code is written from. `serial` counts from 1 in the period of the counter."""

    identifiers: Mapping[str, str]
    day: date
    serial: int


@dataclass(frozen=True, slots=True)
class Literal:
    """Characters that stand in every code, such as the dash."""

    text: str

    def shape(self) -> str:
        return re.escape(SEPARATORS.sub(".", self.text))

    def write(self, _receipt: Receipt, _before: str) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier of the agency: which one, its shape, and how many characters it may have."""

    key: str
    like: str
    longest: int

    def shape(self) -> str:
        return f"(?P<{self.key}>{self.like})"

    def write(self, receipt: Receipt, _before: str = "") -> str:
        value = receipt.identifiers.get(self.key, "")
        if not self.fits(value):
            raise DefinitionFault(
                f"Cơ quan chưa có mã định danh “{self.key}” đúng mẫu (đang là “{value}”). "
                "Xin bổ sung trong tệp cơ quan.",
                code="bad_identifier",
                key=self.key,
            )
        return value

    def fits(self, value: str) -> bool:
        return len(value) <= self.longest and re.fullmatch(self.like, value) is not None


@dataclass(frozen=True, slots=True)
class ReceptionDay:
    """The local day of reception, or its year alone."""

    form: DayForm

    def shape(self) -> str:
        return f"(?P<day>[0-9]{{{len(self.form)}}})"

    def write(self, receipt: Receipt, _before: str) -> str:
        return receipt.day.strftime(_WRITTEN[self.form])

    def read(self, digits: str) -> tuple[int, date | None]:
        """Year and, where the form has it, day; BadInput for a day that no calendar knows."""
        if self.form is DayForm.YY:
            return _CENTURY + int(digits), None
        year, month, day = int(digits[:-4]), int(digits[-4:-2]), int(digits[-2:])
        year += _CENTURY if self.form is DayForm.YYMMDD else 0
        try:
            return year, date(year, month, day)
        except ValueError:
            raise BadInput(
                f"Ngày “{digits}” trong mã hồ sơ không có trong lịch. Xin xem lại giấy tiếp nhận.",
                code="impossible_day",
            ) from None


@dataclass(frozen=True, slots=True)
class Serial:
    """The running number. One that `grows` takes a further digit when its width is used up."""

    width: int
    grows: bool

    def shape(self) -> str:
        more = f"|[1-9][0-9]{{{self.width},}}" if self.grows else ""
        return f"(?P<serial>[0-9]{{{self.width}}}{more})"

    def write(self, receipt: Receipt, _before: str) -> str:
        last = 10**self.width - 1
        if receipt.serial > last and not self.grows:
            raise DefinitionFault(
                f"Lược đồ mã đã cấp hết {last} số của kỳ này. "
                "Xin chuyển cơ quan sang lược đồ mã khác trước khi tiếp nhận tiếp.",
                code="serials_exhausted",
                serial=receipt.serial,
            )
        return f"{receipt.serial:0{self.width}d}"


@dataclass(frozen=True, slots=True)
class CheckDigit:
    """ISO 7064 MOD 11,10 over all the digits before it: finds every single wrong digit."""

    def shape(self) -> str:
        return "(?P<check>[0-9])"

    def write(self, _receipt: Receipt, before: str) -> str:
        return mod_11_10.calc_check_digit(before)


Part = Literal | Identifier | ReceptionDay | Serial | CheckDigit
