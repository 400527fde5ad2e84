"""The 12-digit personal number: what its digits say, and what speaks against them.

`AAA B CC DDDDDD`: place of birth registration, century and sex, year of birth, six random digits.
There is no check digit, so nothing here can prove a number right: every finding is a doubt.
Source: structure verified in public code; names of places as the statistical codes before 1/7/2025.
"""

import re
from dataclasses import dataclass
from datetime import date

from forms.remarks import Finding, Wrong
from forms.texts import bare
from forms.values import Sex, YearOnly

PLACES = {
    "001": "Hà Nội", "002": "Hà Giang", "004": "Cao Bằng", "006": "Bắc Kạn", "008": "Tuyên Quang",
    "010": "Lào Cai", "011": "Điện Biên", "012": "Lai Châu", "014": "Sơn La", "015": "Yên Bái",
    "017": "Hòa Bình", "019": "Thái Nguyên", "020": "Lạng Sơn", "022": "Quảng Ninh",
    "024": "Bắc Giang", "025": "Phú Thọ", "026": "Vĩnh Phúc", "027": "Bắc Ninh",
    "030": "Hải Dương", "031": "Hải Phòng", "033": "Hưng Yên", "034": "Thái Bình", "035": "Hà Nam",
    "036": "Nam Định", "037": "Ninh Bình", "038": "Thanh Hóa", "040": "Nghệ An", "042": "Hà Tĩnh",
    "044": "Quảng Bình", "045": "Quảng Trị", "046": "Huế", "048": "Đà Nẵng", "049": "Quảng Nam",
    "051": "Quảng Ngãi", "052": "Bình Định", "054": "Phú Yên", "056": "Khánh Hòa",
    "058": "Ninh Thuận", "060": "Bình Thuận", "062": "Kon Tum", "064": "Gia Lai", "066": "Đắk Lắk",
    "067": "Đắk Nông", "068": "Lâm Đồng", "070": "Bình Phước", "072": "Tây Ninh",
    "074": "Bình Dương", "075": "Đồng Nai", "077": "Bà Rịa – Vũng Tàu", "079": "TP. Hồ Chí Minh",
    "080": "Long An", "082": "Tiền Giang", "083": "Bến Tre", "084": "Trà Vinh", "086": "Vĩnh Long",
    "087": "Đồng Tháp", "089": "An Giang", "091": "Kiên Giang", "092": "Cần Thơ",
    "093": "Hậu Giang", "094": "Sóc Trăng", "095": "Bạc Liêu", "096": "Cà Mau",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """What a 12-digit number says; `place` is None if born abroad, or for a slip."""

    number: str
    place: str | None
    sex: Sex
    year: int

    @classmethod
    def of(cls, text: str) -> "CitizenNumber":
        """Read the digits; spaces, dots and dashes between them do not count."""
        number = digits(text, 12, "Số định danh cá nhân (CCCD, thẻ căn cước)")
        century = 1900 + 100 * (int(number[3]) // 2)
        sex = Sex.FEMALE if int(number[3]) % 2 else Sex.MALE
        return cls(number, PLACES.get(number[:3]), sex, century + int(number[4:6]))

    def doubts(
        self,
        *,
        born: date | YearOnly | None = None,
        sex: Sex | None = None,
        today: date | None = None,
    ) -> tuple[Finding, ...]:
        """What does not fit: the place code, or the year and sex stated elsewhere on the form."""
        found = []
        if self.place is None:
            found.append(_UNKNOWN_PLACE)
        if (born is not None and born.year != self.year) or (today and self.year > today.year):
            found.append(_OTHER_YEAR)
        if sex is not None and sex is not self.sex:
            found.append(_OTHER_SEX)
        return tuple(found)


def digits(text: str, count: int, name: str) -> str:
    """Exactly `count` digits, or a refusal that says how many were given."""
    number = bare(text)
    if not re.fullmatch(r"[0-9]+", number):
        raise Wrong("not_digits", f"{name} chỉ gồm chữ số. Hãy bỏ các ký tự khác.")
    if len(number) != count:
        raise Wrong(
            "wrong_length",
            f"{name} có {count} chữ số, hiện nhập {len(number)} chữ số. Hãy so lại với giấy tờ.",
        )
    return number


_UNKNOWN_PLACE = Finding(
    "number_place",
    "Ba số đầu không phải mã tỉnh, thành phố trong nước. "
    "Nếu sinh ở nước ngoài thì bỏ qua, nếu không hãy so lại với thẻ.",
)
_OTHER_YEAR = Finding(
    "number_year", "Năm sinh trong số định danh không khớp. Hãy so lại số và ngày sinh với thẻ."
)
_OTHER_SEX = Finding("number_sex", "Giới tính trong số định danh không khớp. Hãy so lại với thẻ.")
