"""What the parts of a form must agree on: names, conditions, totals, what the card fills in."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from forms.fault import FormFault
from forms.fields import (
    AddressField,
    CardItem,
    Choice,
    Choices,
    CitizenIdentity,
    Condition,
    Date,
    Field,
    FullName,
    Money,
    Number,
    Table,
    Text,
    YesNo,
)
from forms.form import Form
from forms.values import Sex

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")

# Names that the expressions of a guard (`answers.…`) keep for themselves.
_RESERVED = frozenset(
    [
        "as",
        "break",
        "const",
        "continue",
        "else",
        "false",
        "for",
        "function",
        "if",
        "import",
        "in",
        "let",
        "loop",
        "namespace",
        "null",
        "package",
        "return",
        "true",
        "var",
        "void",
        "while",
    ]
)

_CARD_FILLS: Mapping[CardItem, tuple[type[Field], ...]] = {
    CardItem.IDENTITY: (CitizenIdentity,),
    CardItem.FULL_NAME: (FullName, Text),
    CardItem.BIRTH_DATE: (Date,),
    CardItem.SEX: (Choice,),
    CardItem.ADDRESS: (AddressField, Text),
    CardItem.ISSUE_DATE: (Date,),
}


def check(form: Form) -> Form:
    """The form itself, if its parts agree; raises `FormFault`."""
    _names((form.id,))
    _names([field.id for field in form.fields] + [total.id for total in form.sums])
    _fields(form.fields)
    return form


def addends(form: Form, of: Iterable[str], path: str) -> tuple[Money | Number, ...]:
    """The fields and columns to be added up, of one unit."""
    found = tuple(_addend(form, part, path) for part in of)
    units = {field.unit for field in found}
    if len(units) != 1:
        raise FormFault(path, "mixed_units", f"Không cộng các đơn vị khác nhau: {sorted(units)}.")
    return found


def _addend(form: Form, part: str, path: str) -> Money | Number:
    name, _, column = part.partition(".")
    field = next((field for field in form.fields if field.id == name), None)
    if isinstance(field, Table) and column:
        field = next((one for one in field.columns if one.id == column), None)
    if not isinstance(field, (Money, Number)):
        raise FormFault(path, "not_addable", f"“{part}” không phải mục hay cột số, số tiền.")
    return field


def _names(names: Iterable[str]) -> None:
    for name, times in Counter(names).items():
        if not _NAME.fullmatch(name) or name in _RESERVED:
            raise FormFault(
                name, "bad_name", "Tên gồm chữ thường a–z, số và gạch dưới, bắt đầu bằng chữ."
            )
        if times > 1:
            raise FormFault(name, "twice", "Tên này đã dùng ở một mục khác của mẫu đơn.")


def _fields(fields: tuple[Field, ...]) -> None:
    by_id = {field.id: field for field in fields}
    before: dict[str, Field] = {}
    for field in fields:
        for condition in field.shown_when:
            _condition(field, condition, before)
        _own(field, by_id)
        before[field.id] = field


def _condition(field: Field, condition: Condition, before: Mapping[str, Field]) -> None:
    path = f"{field.id}.shown_when.{condition.field}"
    match before.get(condition.field):
        case Choice(options=options) | Choices(options=options):
            allowed: set[str | bool] = set(options)
        case YesNo():
            allowed = {True, False}
        case _:
            raise FormFault(
                path, "bad_condition", "Điều kiện phải dựa vào một mục lựa chọn đứng trước."
            )
    if unknown := [value for value in condition.values if value not in allowed]:
        raise FormFault(path, "unknown_option", f"Không có lựa chọn {unknown}.")


def _own(field: Field, by_id: Mapping[str, Field]) -> None:
    if field.from_card and not isinstance(field, _CARD_FILLS[field.from_card]):
        raise FormFault(
            f"{field.id}.from_card", "bad_card_item", "Mục này không nhận được dữ liệu đó của thẻ."
        )
    match field:
        case Choice(from_card=CardItem.SEX, options=options) if set(options) != set(Sex):
            raise FormFault(f"{field.id}.options", "bad_card_item", "Cần hai mã male và female.")
        case CitizenIdentity(born=born, sex=sex):
            _refers(f"{field.id}.born", born, by_id, Date)
            _refers(f"{field.id}.sex", sex, by_id, Choice)
        case Table(columns=columns):
            _table(field, columns)
        case _:
            return


def _refers(path: str, name: str, by_id: Mapping[str, Field], kind: type[Field]) -> None:
    if name and not isinstance(by_id.get(name), kind):
        raise FormFault(path, "bad_reference", f"Không có mục “{name}” đúng kiểu ở cùng chỗ.")


def _table(table: Table, columns: tuple[Field, ...]) -> None:
    if not columns or table.least > table.most:
        raise FormFault(table.id, "bad_table", "Bảng cần ít nhất một cột, và least ≤ most.")
    if any(isinstance(column, Table) for column in columns):
        raise FormFault(table.id, "bad_table", "Trong bảng không đặt một bảng khác.")
    _names([column.id for column in columns])
    _fields(columns)
