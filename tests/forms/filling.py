"""Forms filled in at random, as a JSON body would carry them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeAlias

import yaml
from hypothesis import strategies as st

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
    Table,
    TaxNumber,
    Text,
    When,
    YesNo,
)
from forms.form import Form
from forms.load import load
from forms.values import IdentityKind

TODAY = date(2026, 11, 22)
LIBRARY = Path(__file__).parents[2] / "forms" / "library"
FILES = sorted(LIBRARY.glob("*.yaml"))

Raw: TypeAlias = st.SearchStrategy[object]

NAMES = st.sampled_from(["Nguyễn Văn An", "H'Hen Niê", "Trần Thị Bích-Ngọc", "Đỗ Ý"])
WORDS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy ,.1234", min_size=1, max_size=40).filter(str.strip)
NUMBERS = {
    IdentityKind.CITIZEN: "001090123456",
    IdentityKind.OLD_CARD: "012345678",
    IdentityKind.PASSPORT: "C1234567",
    IdentityKind.BIRTH_CERTIFICATE: "12/2026",
    IdentityKind.TAX: "0100233488-002",
    IdentityKind.OTHER: "12",
    IdentityKind.NONE: "",
}


@cache
def form_of(path: Path) -> Form:
    return load(yaml.safe_load(path.read_text(encoding="utf-8")))


def filled(fields: tuple[Field, ...]) -> Raw:
    """A record with every field answered, asked or not."""
    return st.fixed_dictionaries({field.id: raw_of(field) for field in fields})


def raw_of(field: Field) -> Raw:
    return _RAW[type(field)](field)


def _table(field: Field) -> Raw:
    assert isinstance(field, Table)
    return st.lists(filled(field.columns), min_size=max(field.least, 1), max_size=3)


def _identity(field: Field) -> Raw:
    assert isinstance(field, CitizenIdentity)
    kinds = st.sampled_from(field.kinds)
    return kinds.map(lambda kind: {"kind": str(kind), "number": NUMBERS[kind], "note": "lý do"})


def _number(field: Field) -> Raw:
    assert isinstance(field, (Number, Money))
    decimals = field.decimals if isinstance(field, Number) else 0
    least, most = field.lowest or Decimal(0), field.highest or Decimal(10**9)
    exact = st.decimals(least, most, places=decimals, allow_nan=False)
    return exact.map(lambda number: int(number) if decimals == 0 else float(number))


def _date(field: Field) -> Raw:
    assert isinstance(field, Date)
    first = TODAY if field.when is When.FUTURE else date(1900, 1, 1)
    last = TODAY if field.when is When.PAST else date(2100, 1, 1)
    days = st.dates(first, last).map(date.isoformat)
    return st.one_of(days, st.just(str(first.year))) if field.year_only else days


def _option(field: Field) -> Raw:
    assert isinstance(field, Choice)
    return st.sampled_from(list(field.options))


def _options(field: Field) -> Raw:
    assert isinstance(field, Choices)
    return st.lists(st.sampled_from(list(field.options)), min_size=1, unique=True)


def _file(_field: Field) -> Raw:
    return st.just(
        {"sha256": "ab" * 32, "size": 10, "media_type": "application/pdf", "name": "đơn.pdf"}
    )


_RAW: Mapping[type[Field], Callable[[Field], Raw]] = {
    Text: lambda _: WORDS.map(lambda words: words[:10].strip() or "chữ"),
    FullName: lambda _: NAMES,
    CitizenIdentity: _identity,
    TaxNumber: lambda _: st.sampled_from(["0100233488-002", "0100233480", "001090123456"]),
    Phone: lambda _: st.just("+84912345678"),
    Email: lambda _: st.just("an@example.vn"),
    Money: _number,
    Number: _number,
    Date: _date,
    Choice: _option,
    Choices: _options,
    YesNo: lambda _: st.booleans(),
    AddressField: lambda _: st.just({"unit": "26041", "street": "Ấp 1"}),
    Table: _table,
    FileField: _file,
}
