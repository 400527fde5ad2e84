"""Tax numbers (mã số thuế): 10 digits, 13 for a branch; a person's may be the 12-digit number.

Law: TT 105/2020/TT-BTC Đ5 (10 and 13 digits, verified); the personal number as tax number since
1/7/2025 (recalled).
"""

from stdnum.exceptions import ValidationError
from stdnum.vn import mst

from forms.identity import CitizenNumber
from forms.remarks import Finding, Wrong
from forms.texts import bare

_PERSONAL = 12

_CHECK_DIGIT = Finding(
    "tax_check_digit",
    "Mã số thuế không khớp chữ số kiểm tra. Hãy so lại với giấy đăng ký; hồ sơ vẫn được ghi nhận.",
)


def read_tax(text: str) -> tuple[str, tuple[Finding, ...]]:
    """The number as printed (`0314409058-002`) and a doubt, never more, if its check fails."""
    number = bare(text)
    if not (number.isascii() and number.isdigit()) or len(number) not in (10, _PERSONAL, 13):
        raise Wrong(
            "not_a_tax_number",
            "Mã số thuế có 10 chữ số, 13 chữ số (chi nhánh) hoặc là số định danh 12 chữ số.",
        )
    if len(number) == _PERSONAL:
        return number, CitizenNumber.of(number).doubts()
    try:
        mst.validate(number)
    except ValidationError:
        return mst.format(number), (_CHECK_DIGIT,)
    return mst.format(number), ()
