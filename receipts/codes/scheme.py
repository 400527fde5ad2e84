"""One way of numbering dossiers: read from a file, written on receipts, read as people type it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from itertools import takewhile
from typing import Self

from stdnum.iso7064 import mod_11_10

from engine.errors import BadInput
from engine.fields import Fields
from engine.procedure import Source
from receipts.codes.parts import (
    SEPARATORS,
    CheckDigit,
    CounterPeriod,
    DayForm,
    Identifier,
    Literal,
    Part,
    Receipt,
    ReceptionDay,
    Serial,
)

LONGEST_TYPED = 100  # characters; more is not a code and is not worth matching


@dataclass(frozen=True, slots=True)
class Use:
    """The agencies and the days, both ends included, for which a scheme issues codes.

    Agencies are patterns of ids as a shell has them; none means whoever no other scheme names.
    """

    agencies: tuple[str, ...]
    valid_from: date = date.min
    valid_to: date = date.max
    note: str | None = None

    def names(self, agency: str) -> bool:
        return any(fnmatchcase(agency, pattern) for pattern in self.agencies)

    def on(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, slots=True)
class ParsedCode:
    """A code as it was issued. `day` is None where the scheme writes only the year."""

    scheme: str
    text: str
    prefix: str
    year: int
    day: date | None
    serial: int
    identifiers: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A row of parts and the rules of its counter. Without uses it is recognised, never issued."""

    id: str
    name: str
    example: str
    parts: tuple[Part, ...]
    counter: CounterPeriod
    uses: tuple[Use, ...]
    sources: tuple[Source, ...]

    @classmethod
    def from_mapping(cls, data: object, *, where: str) -> Self:
        """Read a parsed file of `workflows/codes/`; DefinitionFault says what and where."""
        entry = Fields(data, where)
        scheme = cls(
            id=entry.text("scheme"),
            name=entry.text("name"),
            example=entry.text("example"),
            parts=tuple(_part(part) for part in entry.parts("pattern")),
            counter=entry.choice("counter", CounterPeriod),
            uses=tuple(_use(use) for use in entry.parts("issued")),
            sources=entry.sources(),
        )
        entry.finish()
        scheme._check(entry)
        return scheme

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What is not law in this scheme: to be shown wherever it is configured."""
        sources = (s.note or s.law for s in self.sources if s.confidence == "assumption")
        return (*sources, *(use.note for use in self.uses if use.note))

    @property
    def identifier_keys(self) -> tuple[str, ...]:
        """The identifiers that an agency needs; their values in a row are its prefix."""
        return tuple(part.key for part in self._identifiers())

    def format(self, identifiers: Mapping[str, str], day: date, serial: int) -> str:
        """The code of the `serial`-th dossier (from 1) received on that local day.

        DefinitionFault when an identifier is missing or malformed, or the serials are used up.
        """
        if serial < 1:
            raise BadInput(f"Số thứ tự phải từ 1, không phải {serial}.", code="bad_serial")
        text = ""
        for part in self.parts:
            text += part.write(Receipt(identifiers, day, serial), text)
        return text

    def prefix(self, identifiers: Mapping[str, str]) -> str:
        """The agency's part of its codes, which leads a typed code to its agency."""
        receipt = Receipt(identifiers, date.min, 1)
        return "".join(part.write(receipt) for part in self._identifiers())

    def beginning(self, identifiers: Mapping[str, str]) -> str:
        """What all codes of the agency begin with: all that stands before the day and the number.

        DefinitionFault when an identifier is missing or malformed.
        """
        receipt, text = Receipt(identifiers, date.min, 1), ""
        for part in takewhile(_is_fixed, self.parts):
            text += part.write(receipt, text)
        return text

    def scope_key(self, agency: str, day: date) -> str:
        """The key of the counter that gives the serial: one for each agency and period."""
        period = day.isoformat() if self.counter is CounterPeriod.DAY else f"{day.year:04d}"
        return f"{agency}/{period}"

    def parse(self, text: str) -> ParsedCode:
        """Read what a person typed: spaces, lower case, other dashes, dots for dashes.

        BadInput says which rule is broken (`malformed_code`, `wrong_check_digit`,
        `impossible_day`).
        """
        separated = any(isinstance(part, Literal) for part in self.parts)
        for reading in _readings(text, separated=separated):
            match = _shape(self.parts).fullmatch(reading)
            if match and all(part.fits(match[part.key]) for part in self._identifiers()):
                return self._parsed(match)
        raise BadInput(
            f"Mã hồ sơ “{text[:LONGEST_TYPED]}” không đúng mẫu (ví dụ đúng: {self.example}). "
            "Xin nhập như in trên giấy tiếp nhận.",
            code="malformed_code",
            scheme=self.id,
        )

    def _identifiers(self) -> Iterator[Identifier]:
        return (part for part in self.parts if isinstance(part, Identifier))

    def _parsed(self, match: re.Match[str]) -> ParsedCode:
        text = "".join(_as_issued(part, match) for part in self.parts)
        if "check" in match.groupdict() and not mod_11_10.is_valid(text):
            raise BadInput(
                f"Mã hồ sơ “{text}” sai số kiểm tra: có thể đã gõ nhầm một chữ số. "
                "Xin đối chiếu với giấy tiếp nhận.",
                code="wrong_check_digit",
                scheme=self.id,
            )
        identifiers = {part.key: match[part.key] for part in self._identifiers()}
        form = next(part for part in self.parts if isinstance(part, ReceptionDay))
        year, day = form.read(match["day"])
        prefix, serial = self.prefix(identifiers), int(match["serial"])
        return ParsedCode(self.id, text, prefix, year, day, serial, identifiers)

    def _check(self, entry: Fields) -> None:
        kinds = [type(part) for part in self.parts]
        if kinds.count(Serial) != 1 or kinds.count(ReceptionDay) != 1 or Identifier not in kinds:
            raise entry.fault(
                "pattern", "phải có mã định danh cơ quan, đúng một ngày và đúng một số thứ tự"
            )
        if CheckDigit in kinds and (kinds.index(CheckDigit) != len(kinds) - 1 or Literal in kinds):
            raise entry.fault("pattern", "chỉ có số kiểm tra ở cuối một mã toàn chữ số")
        if self.counter is CounterPeriod.DAY and ReceptionDay(DayForm.YY) in self.parts:
            raise entry.fault("counter", "theo ngày thì mã phải có đủ ngày, nếu không mã sẽ trùng")
        if not self._writes(self.example):
            raise entry.fault("example", "không phải một mã đúng mẫu và đúng số kiểm tra")

    def _writes(self, text: str) -> bool:
        try:
            return self.parse(text).text == text
        except BadInput:
            return False


def _is_fixed(part: Part) -> bool:
    return isinstance(part, Identifier | Literal)


def _readings(text: str, *, separated: bool) -> Iterator[str]:
    """The typed text with every run of separators as one dot, in the ways it may be meant."""
    plain = unicodedata.normalize("NFKC", text[: LONGEST_TYPED + 1]).upper().strip()
    if len(plain) > LONGEST_TYPED:
        return
    if separated:
        yield SEPARATORS.sub(".", re.sub(r"\s+", "", plain))
        yield SEPARATORS.sub(".", plain)
    else:
        yield SEPARATORS.sub("", plain)


@cache
def _shape(parts: tuple[Part, ...]) -> re.Pattern[str]:
    return re.compile("".join(part.shape() for part in parts))


def _as_issued(part: Part, match: re.Match[str]) -> str:
    match part:
        case Literal(text):
            return text
        case Identifier(key):
            return match[key]
        case ReceptionDay():
            return match["day"]
        case Serial():
            return match["serial"]
        case CheckDigit():
            return match["check"]


def _part(entry: Fields) -> Part:
    part = _read_part(entry)
    entry.finish()
    return part


def _read_part(entry: Fields) -> Part:
    if "identifier" in entry:
        return Identifier(entry.text("identifier"), _expression(entry), entry.number("longest"))
    if "day" in entry:
        return ReceptionDay(entry.choice("day", DayForm))
    if "serial" in entry:
        return Serial(entry.number("serial"), entry.flag("grows"))
    if "check" in entry:
        if entry.text("check") != "mod_11_10":
            raise entry.fault("check", "chỉ có thể là mod_11_10 (ISO 7064)")
        return CheckDigit()
    return Literal(entry.text("text"))


def _expression(entry: Fields) -> str:
    like = entry.text("like")
    try:
        re.compile(like)
    except re.error as error:
        raise entry.fault("like", f"không phải biểu thức mẫu hợp lệ ({error})") from None
    return like


def _use(entry: Fields) -> Use:
    agencies = entry.texts("agencies")
    use = Use(
        agencies=() if agencies == ("default",) else agencies,
        valid_from=entry.day("from", date.min),
        valid_to=entry.day("to", date.max),
        note=entry.optional("note"),
    )
    entry.finish()
    if not agencies:
        raise entry.fault("agencies", "phải có: danh sách cơ quan, hoặc default")
    if use.valid_from > use.valid_to:
        raise entry.fault("to", "phải từ ngày “from” trở đi")
    return use
