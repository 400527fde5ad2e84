"""Which form a paper is printed on: sets by legal regime and day, read from `forms.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Self

from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.pagesizes import landscape as turned

from engine.definitions.texts import parse
from engine.errors import DefinitionFault, NotFound
from engine.fields import Fields
from engine.procedure import Source

FILE = Path(__file__).with_name("forms.yaml")


class Size(StrEnum):
    A4 = "A4"
    A5 = "A5"


class PaperColumns(StrEnum):
    """How the papers handed in are listed: a column for each kind of copy, or the kind in words."""

    COUNTS = "counts"
    KINDS = "kinds"


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the copies (liên) that are printed of a paper. `office`: the office keeps it."""

    name: str
    office: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its title, its sheet, and its number in the law that sets it, if one does."""

    id: str
    title: str
    size: Size
    landscape: bool = False
    papers: PaperColumns = PaperColumns.KINDS
    copies: tuple[Copy, ...] = ()
    number: str | None = None
    law: str | None = None

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height in points."""
        size = A4 if self.size is Size.A4 else A5
        width, height = turned(size) if self.landscape else size
        return width, height


@dataclass(frozen=True, slots=True)
class FormSet:
    """The forms of one legal regime; both days of its validity are included."""

    id: str
    law: str | None
    valid_from: date
    valid_to: date
    forms: Mapping[str, Form]
    sources: tuple[Source, ...]

    def on(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, slots=True)
class FormSets:
    """Every form of the office. `beside`: papers that no regime sets."""

    sets: tuple[FormSet, ...]
    beside: FormSet

    @classmethod
    def from_mapping(cls, data: object, *, where: str) -> Self:
        """Read a parsed file; DefinitionFault says what and where."""
        top = Fields(data, where)
        sets = tuple(_set(part) for part in top.parts("sets"))
        beside = _set(Fields(top.take("beside"), f"{where}.beside"), named=False)
        top.finish()
        _check_days(sets, where)
        return cls(sets, beside)

    def form(self, kind: str, day: date) -> Form:
        """The form on which a paper of that kind is issued on that day. NotFound."""
        for forms in (*(each for each in self.sets if each.on(day)), self.beside):
            if kind in forms.forms:
                return forms.forms[kind]
        raise NotFound(
            f"Không có mẫu “{kind}” cho ngày {day:%d/%m/%Y}. Xin bổ sung vào {FILE.name}.",
            code="no_form",
            letter=kind,
        )


@cache
def shipped() -> FormSets:
    """The form sets of `forms.yaml` in this folder; the file is read at the first call alone."""
    text = FILE.read_text(encoding="utf-8")
    return FormSets.from_mapping(parse(text, FILE.name).value, where=FILE.name)


def _set(entry: Fields, *, named: bool = True) -> FormSet:
    law = entry.text("law") if named else None
    forms = [_form(part, law) for part in entry.parts("forms")]
    made = FormSet(
        id=entry.text("set") if named else "beside",
        law=law,
        valid_from=entry.day("from", date.min),
        valid_to=entry.day("to", date.max),
        forms={form.id: form for form in forms},
        sources=entry.sources(),
    )
    if len(made.forms) < len(forms):
        raise entry.fault("forms", "có hai mẫu trùng tên")
    entry.finish()
    return made


def _form(entry: Fields, law: str | None) -> Form:
    form = Form(
        id=entry.text("form"),
        title=entry.text("title"),
        size=entry.choice("size", Size),
        landscape=entry.flag("landscape"),
        papers=entry.choice("papers", PaperColumns) if "papers" in entry else PaperColumns.KINDS,
        copies=tuple(_copy(part) for part in entry.parts("copies")),
        number=entry.text("number") if law else None,
        law=law,
    )
    entry.finish()
    return form


def _copy(entry: Fields) -> Copy:
    copy = Copy(entry.text("name"), entry.flag("office"))
    entry.finish()
    return copy


def _check_days(sets: tuple[FormSet, ...], where: str) -> None:
    """Refuse two regimes on one day: nobody could say which form is lawful."""
    ordered = sorted(sets, key=lambda each: each.valid_from)
    for former, latter in pairwise(ordered):
        if former.valid_to >= latter.valid_from:
            raise DefinitionFault(
                f"{where}: hai bộ mẫu {former.id} và {latter.id} cùng áp dụng "
                f"ngày {latter.valid_from:%d/%m/%Y}. Xin sửa thời hạn của một bộ.",
                code="form_sets_overlap",
                where=where,
            )
