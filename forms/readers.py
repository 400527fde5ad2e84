"""One reader for each kind of field: a raw answer becomes a value, with doubts, or is `Wrong`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Protocol

from forms.amounts import read_money, read_number, write_number
from forms.blank import empty
from forms.days import read_day, read_day_or_year
from forms.emails import read_email
from forms.fields import (
    AddressField,
    Choice,
    Choices,
    CitizenIdentity,
    Date,
    Email,
    Field,
    FileField,
    FullName,
    Money,
    Number,
    Phone,
    TaxNumber,
    Text,
    When,
    YesNo,
)
from forms.papers import parts_of, read_identity
from forms.phones import read_phone
from forms.remarks import Finding, Wrong
from forms.tax import read_tax
from forms.texts import one_line, tidy, words
from forms.values import Address, FileRef, Value, YearOnly

NAME_LENGTH, STREET_LENGTH = 100, 300

_UNIT = re.compile(r"[0-9]{3}|[0-9]{5}")
_NAME = re.compile(r"[^\W\d_]([^\W\d_]|[ .'’\-])*")


class Places(Protocol):
    """Administrative units, dated: two tiers since 1/7/2025, three before."""

    def name(self, code: str, day: date) -> str | None:
        """The full name that the unit bears on the day; None if there is no such unit then."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading knows of the world: the day of filling in, and the units; None = unknown."""

    today: date | None = None
    places: Places | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    value: Value
    doubts: tuple[Finding, ...] = ()


@singledispatch
def read(field: Field, raw: object, setting: Setting) -> Reading:  # noqa: ARG001
    """The typed value of a raw answer that is not blank; raises `Wrong`."""
    raise TypeError(f"no reader for {type(field).__name__}")


@read.register
def _text(field: Text, raw: object, _setting: Setting) -> Reading:
    text = tidy(words(raw)) if field.lines else one_line(words(raw))
    if len(text) > field.most:
        raise Wrong(
            "too_long", f"Dài {len(text)} ký tự, tối đa {field.most} ký tự. Hãy viết gọn lại."
        )
    return Reading(text)


@read.register
def _full_name(_field: FullName, raw: object, _setting: Setting) -> Reading:
    name = one_line(words(raw))
    if len(name) > NAME_LENGTH or not _NAME.fullmatch(_without_marks(name)):
        raise Wrong("not_a_name", "Họ tên chỉ gồm chữ cái, như trên giấy tờ. Hãy bỏ số và ký hiệu.")
    if " " in name:
        return Reading(name)
    short = Finding("one_word_name", "Chỉ có một chữ. Hãy kiểm tra đã ghi đủ họ, chữ đệm và tên.")
    return Reading(name, (short,))


def _without_marks(name: str) -> str:
    """Letters of minority languages whose accent has no composed form are letters too."""
    return re.sub(r"[\u0300-\u036f]", "", name)


@read.register
def _identity(field: CitizenIdentity, raw: object, setting: Setting) -> Reading:
    identity, doubts = read_identity(raw, setting.today)
    if identity.kind not in field.kinds:
        raise Wrong("kind_not_taken", "Mục này không nhận loại giấy tờ này. Hãy chọn loại khác.")
    return Reading(identity, doubts)


@read.register
def _tax_number(_field: TaxNumber, raw: object, _setting: Setting) -> Reading:
    return Reading(*read_tax(words(raw)))


@read.register
def _phone(_field: Phone, raw: object, _setting: Setting) -> Reading:
    return Reading(*read_phone(words(raw)))


@read.register
def _email(_field: Email, raw: object, _setting: Setting) -> Reading:
    return Reading(read_email(words(raw)))


@read.register
def _money(field: Money, raw: object, _setting: Setting) -> Reading:
    amount = read_money(raw)
    _check_bounds(field, Decimal(amount))
    return Reading(amount)


@read.register
def _number(field: Number, raw: object, _setting: Setting) -> Reading:
    number, doubts = read_number(raw, field.unit)
    if number != round(number, field.decimals):
        raise Wrong("too_precise", f"Tối đa {field.decimals} chữ số sau dấu phẩy. Hãy làm tròn.")
    _check_bounds(field, number)
    return Reading(int(number) if field.whole else number, doubts)


def _check_bounds(field: Money | Number, number: Decimal) -> None:
    if field.lowest is not None and number < field.lowest:
        least = f"{write_number(field.lowest)} {field.unit}".strip()
        raise Wrong("too_small", f"Nhỏ nhất là {least}. Hãy kiểm tra lại.")
    if field.highest is not None and number > field.highest:
        most = f"{write_number(field.highest)} {field.unit}".strip()
        raise Wrong("too_large", f"Lớn nhất là {most}. Hãy kiểm tra lại.")


@read.register
def _date(field: Date, raw: object, setting: Setting) -> Reading:
    day = read_day_or_year(raw) if field.year_only else read_day(raw)
    if setting.today is not None:
        _check_side(field.when, day, setting.today)
    return Reading(day)


def _check_side(when: When, day: date | YearOnly, today: date) -> None:
    mine, now = (day.year, today.year) if isinstance(day, YearOnly) else (day, today)
    if when is When.PAST and mine > now:  # type: ignore[operator]
        raise Wrong("in_the_future", "Ngày này chưa đến. Hãy kiểm tra lại ngày, tháng, năm.")
    if when is When.FUTURE and mine < now:  # type: ignore[operator]
        raise Wrong("in_the_past", "Ngày này đã qua. Hãy nhập từ hôm nay trở đi.")


@read.register
def _choice(field: Choice, raw: object, _setting: Setting) -> Reading:
    return Reading(_option(field.options, raw))


@read.register
def _choices(field: Choices, raw: object, _setting: Setting) -> Reading:
    given = raw if isinstance(raw, (list, tuple)) else (raw,)
    chosen = {_option(field.options, one) for one in given if not empty(one)}
    return Reading(tuple(code for code in field.options if code in chosen))


def _option(options: Mapping[str, str], raw: object) -> str:
    text = one_line(words(raw))
    if text in options:
        return text
    for code, label in options.items():
        if label.casefold() == text.casefold():
            return code
    raise Wrong("not_an_option", "Hãy chọn một trong: " + "; ".join(options.values()) + ".")


_YES_NO = {
    "yes": True, "true": True, "on": True, "1": True, "có": True,
    "no": False, "false": False, "off": False, "0": False, "không": False,
}  # fmt: skip


@read.register
def _yes_no(_field: YesNo, raw: object, _setting: Setting) -> Reading:
    if isinstance(raw, bool):
        return Reading(raw)
    answer = _YES_NO.get(one_line(words(raw)).casefold())
    if answer is None:
        raise Wrong("not_yes_no", "Hãy chọn Có hoặc Không.")
    return Reading(answer)


@read.register
def _address(field: AddressField, raw: object, setting: Setting) -> Reading:
    parts = parts_of(raw, {"unit", "street", "country"})
    unit, street, country = (
        one_line(words(parts.get(key) or "")) for key in ("unit", "street", "country")
    )
    if len(street) > STREET_LENGTH or len(country) > NAME_LENGTH:
        raise Wrong("too_long", f"Số nhà, đường, ấp tối đa {STREET_LENGTH} ký tự. Hãy viết gọn.")
    if field.abroad and country and not unit:
        return Reading(Address("", street, country))
    if country:
        raise Wrong("unit_or_country", "Hãy chọn xã, phường trong nước hoặc ghi tên nước, chỉ một.")
    _check_unit(unit, setting)
    return Reading(Address(unit, street))


def _check_unit(unit: str, setting: Setting) -> None:
    if not _UNIT.fullmatch(unit):
        raise Wrong("no_unit", "Hãy chọn xã, phường trong danh sách rồi ghi số nhà, đường, ấp.")
    if setting.places and setting.today and setting.places.name(unit, setting.today) is None:
        raise Wrong(
            "unknown_unit",
            "Đơn vị hành chính này không có vào ngày khai. Hãy chọn lại trong danh sách.",
        )


@read.register
def _file(field: FileField, raw: object, _setting: Setting) -> Reading:
    parts = parts_of(raw, {"sha256", "size", "media_type", "name"})
    sha256, size, media_type = (parts.get(key) for key in ("sha256", "size", "media_type"))
    if not (isinstance(sha256, str) and re.fullmatch(r"[0-9a-f]{64}", sha256)):
        raise Wrong("not_a_file", "Chưa nhận được tệp. Hãy tải tệp lên lại.")
    if media_type not in field.types:
        raise Wrong("file_type", f"Loại tệp này không nhận được. Hãy dùng {_types(field)}.")
    if not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= field.most_bytes:
        most = write_number(Decimal(field.most_bytes) / 1_000_000)
        raise Wrong("file_size", f"Tệp phải có nội dung và không quá {most} MB. Hãy tải tệp khác.")
    return Reading(FileRef(sha256, size, str(media_type), one_line(words(parts.get("name", "")))))


def _types(field: FileField) -> str:
    return ", ".join(media_type.rpartition("/")[2].upper() for media_type in field.types)
