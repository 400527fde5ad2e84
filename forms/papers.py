"""Papers that identify a person or an organisation, read into an `Identity`."""

import re
from collections.abc import Mapping
from datetime import date

from forms.days import read_day
from forms.identity import CitizenNumber, digits
from forms.remarks import Finding, Wrong
from forms.tax import read_tax
from forms.texts import bare, one_line, words
from forms.values import Identity, IdentityKind

_PARTS = frozenset({"kind", "number", "note", "issued_on", "issued_by"})

_NUMBER_LENGTH = 50


def read_identity(raw: object, today: date | None) -> tuple[Identity, tuple[Finding, ...]]:
    """`{kind, number, note, issued_on, issued_by}`, or the number alone where it tells its kind."""
    if not isinstance(raw, Mapping):
        text = one_line(words(raw))
        return _read(_kind_of(text), {"number": text}, today)
    parts = parts_of(raw, _PARTS)
    number = one_line(words(parts.get("number") or ""))
    return _read(_kind(parts.get("kind"), number), {**parts, "number": number}, today)


def parts_of(raw: object, known: frozenset[str] | set[str]) -> Mapping[str, object]:
    """The named parts of an answer; anything else is no answer to the question."""
    if not isinstance(raw, Mapping):
        raise Wrong("wrong_shape", "Mục này gồm nhiều phần. Hãy nhập từng phần vào đúng ô.")
    if set(raw) - known:
        raise Wrong("unknown_part", "Mục này có phần lạ. Hãy mở lại trang mẫu đơn rồi nhập.")
    return raw


def _kind(raw: object, number: str) -> IdentityKind:
    if raw is None or raw == "":
        return _kind_of(number)
    try:
        return IdentityKind(words(raw))
    except ValueError:
        raise Wrong(*_WHICH) from None


def _kind_of(number: str) -> IdentityKind:
    shape = bare(number).upper()
    for pattern, kind in _SHAPES:
        if re.fullmatch(pattern, shape):
            return kind
    raise Wrong(*_WHICH)


_SHAPES = (
    (r"[0-9]{12}", IdentityKind.CITIZEN),
    (r"[0-9]{9}", IdentityKind.OLD_CARD),
    (r"[A-Z][0-9]{7,8}", IdentityKind.PASSPORT),
)
_WHICH = ("which_paper", "Hãy chọn loại giấy tờ rồi nhập số của giấy tờ đó.")


def _read(
    kind: IdentityKind, parts: Mapping[str, object], today: date | None
) -> tuple[Identity, tuple[Finding, ...]]:
    number, doubts = _number(kind, str(parts["number"]), today)
    note, issuer = (one_line(words(parts.get(key) or "")) for key in ("note", "issued_by"))
    if not note and kind is IdentityKind.NONE:
        raise Wrong("no_reason", "Hãy ghi lý do chưa có giấy tờ tùy thân.")
    if not note and kind is IdentityKind.OTHER:
        raise Wrong("unnamed_paper", "Hãy ghi tên loại giấy tờ.")
    issued = read_day(parts["issued_on"]) if parts.get("issued_on") else None
    return Identity(kind, number, note, issued, issuer), doubts


def _number(kind: IdentityKind, text: str, today: date | None) -> tuple[str, tuple[Finding, ...]]:
    match kind:
        case IdentityKind.NONE:
            return "", ()
        case IdentityKind.CITIZEN:
            citizen = CitizenNumber.of(text)
            return citizen.number, citizen.doubts(today=today)
        case IdentityKind.OLD_CARD:
            return digits(text, 9, "Chứng minh nhân dân"), ()
        case IdentityKind.TAX:
            return read_tax(text)
        case IdentityKind.PASSPORT:
            return _passport(text), ()
        case IdentityKind.BIRTH_CERTIFICATE | IdentityKind.OTHER:
            return _any_number(text), ()


def _passport(text: str) -> str:
    number = bare(text).upper()
    if not re.fullmatch(r"[A-Z0-9]{5,20}", number):
        raise Wrong("not_a_passport", "Số hộ chiếu gồm chữ cái và chữ số, ví dụ C1234567.")
    return number


def _any_number(text: str) -> str:
    if not text or len(text) > _NUMBER_LENGTH:
        raise Wrong("no_number", f"Hãy nhập số giấy tờ, tối đa {_NUMBER_LENGTH} ký tự.")
    return text
