"""Telephone numbers, as a Vietnamese hand writes them, brought to one international form."""

import phonenumbers

from forms.remarks import Finding, Wrong
from forms.texts import one_line

_NOT_A_PHONE = (
    "not_a_phone",
    "Hãy nhập số điện thoại đủ chữ số, ví dụ 0912 345 678, hoặc để trống.",
)
_UNASSIGNED = Finding(
    "phone_unassigned", "Đầu số này hiện không dùng. Hãy kiểm tra lại số điện thoại."
)


def read_phone(text: str) -> tuple[str, tuple[Finding, ...]]:
    """The number in E.164, and a doubt if nobody can have it; `Wrong` if it is no number at all."""
    try:
        number = phonenumbers.parse(one_line(text), "VN")
    except phonenumbers.NumberParseException:
        raise Wrong(*_NOT_A_PHONE) from None
    if not phonenumbers.is_possible_number(number):
        raise Wrong(*_NOT_A_PHONE)
    kept = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return kept, () if phonenumbers.is_valid_number(number) else (_UNASSIGNED,)
