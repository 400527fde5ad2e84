"""One row of a file, read by the mapping: the dossier that it tells of, the event that it is."""

from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine.imports.register.cases import Case, Complaint, Person, Step
from engine.imports.register.columns import PERSONAL, Cell, Columns
from engine.imports.register.events import Meaning
from engine.imports.register.mapping import Mapping
from engine.imports.register.moments import YEARS, Hour, OutOfBounds
from engine.imports.register.offered import spelled
from engine.procedure import Channel

_LONGEST = {"case": 64, "owner": 200, "address": 300, "event": 200}  # the others: a code
_CODE = 40
_SHOWN = 40  # characters of a bad value in its reason
_HOURS = {
    "deadline": Hour.PROMISED,
    "planned": Hour.PROMISED,
    "received": Hour.RECEIVED,
    "at": Hour.RECEIVED,
    "result": Hour.DONE,
    "returned": Hour.DONE,
}


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of cells lead to, spelled alike: procedures to codes, agencies to ids."""

    procedures: Pairs[str, str]
    agencies: Pairs[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads rows. `now` is the moment of the import: nothing has happened after it."""

    mapping: Mapping
    columns: Columns
    words: Words
    now: datetime
    _known: dict[str, str] = field(default_factory=dict)  # one copy of each word of a long log

    def case_id(self, cells: Sequence[Cell]) -> str:
        """Which case the row belongs to; Complaint."""
        return self._needed(cells, "case")

    def case(self, line: int, cells: Sequence[Cell]) -> Case:
        """What the row says of its dossier as a whole; Complaint."""
        mapping = self.mapping
        promised = {name: self._moment(cells, name) for name in ("deadline", "planned")}
        given = self._text(cells, "channel") or ""
        return Case(
            id=self.case_id(cells),
            line=line,
            procedure=self._procedure(cells),
            competent=self._agency(cells),
            channel=self._channel(given, mapping.channels, "channel") or mapping.channel,
            given_channel=given,
            return_by=self._return_by(cells),
            received=self._received(cells),
            first=promised[mapping.first] if mapping.first else None,
            current=promised[mapping.current] if mapping.current else None,
            result=self._past(cells, "result"),
            returned=self._past(cells, "returned"),
            person=self._person(cells),
        )

    def step(self, cells: Sequence[Cell]) -> Step:
        """The event that the row is; Complaint."""
        event = self._needed(cells, "event")
        meaning = self.mapping.events.meaning(event)
        if meaning is None:
            raise self._wrong("unknown_event", "event", f"không rõ “{event[:_SHOWN]}” là việc gì")
        at = self._past(cells, "at")
        if at is None:
            raise self._wrong("value_missing", "at", "để trống")
        return Step(
            at,
            self._one(event) or "",
            meaning,
            self._one(self._text(cells, "resource")),
            self._one(self._text(cells, "group")),
            self._text(cells, "instance"),
        )

    def _one(self, word: str | None) -> str | None:
        return None if word is None else self._known.setdefault(word, word)

    # words

    def _text(self, cells: Sequence[Cell], meaning: str) -> str | None:
        cell = self.columns.cell(cells, meaning)
        if cell is None or cell == "":
            return None
        whole = isinstance(cell, float) and cell.is_integer()
        text = " ".join(str(int(cell) if whole else cell).split())  # type: ignore[arg-type]  # a float
        if not text.isprintable():
            raise self._wrong("unprintable", meaning, "có ký tự không in được")
        if len(text) > (longest := _LONGEST.get(meaning, _CODE if meaning != "procedure" else 600)):
            raise self._wrong("too_long", meaning, f"dài quá {longest} ký tự")
        return text or None

    def _needed(self, cells: Sequence[Cell], meaning: str) -> str:
        text = self._text(cells, meaning)
        if text is None:
            raise self._wrong("value_missing", meaning, "để trống")
        return text

    def _procedure(self, cells: Sequence[Cell]) -> str:
        if self.mapping.procedure.code is not None:
            return self.mapping.procedure.code
        given = self._needed(cells, "procedure")
        found = self.words.procedures.get(spelled(given))
        if found is None:
            clause = f"không có thủ tục “{given[:_SHOWN]}” trong danh mục"
            raise self._wrong("unknown_procedure", "procedure", clause)
        return found

    def _agency(self, cells: Sequence[Cell]) -> str:
        given = self._text(cells, "competent")
        if given is None:
            return self.mapping.agency
        found = self.words.agencies.get(spelled(given))
        if found is None:
            clause = f"không có cơ quan “{given[:_SHOWN]}”"
            raise self._wrong("unknown_agency", "competent", clause)
        return found

    def _channel(self, given: str, known: Pairs[str, Channel], meaning: str) -> Channel | None:
        if not given:
            return None
        found = known.get(given)
        if found is None:
            clause = f"không rõ kênh “{given[:_SHOWN]}”; thêm vào tệp ánh xạ"
            raise self._wrong("unknown_channel", meaning, clause)
        return found

    def _return_by(self, cells: Sequence[Cell]) -> Channel:
        given = self._text(cells, "return_by") or ""
        return self._channel(given, self.mapping.returns, "return_by") or Channel.DIRECT

    def _person(self, cells: Sequence[Cell]) -> Person | None:
        name = self._text(cells, "owner")
        if name is None:
            return None
        others = ("identity", "address", "phone", "email")
        return Person(name, *(self._text(cells, meaning) for meaning in others))

    # moments

    def _moment(self, cells: Sequence[Cell], meaning: str) -> datetime | None:
        cell = self.columns.cell(cells, meaning)
        try:
            return self.mapping.formats.read(cell, _HOURS[meaning])
        except OutOfBounds:
            clause = f"ngày “{str(cell)[:_SHOWN]}” ở ngoài khoảng nhận được: năm {YEARS[0]} đến "
            raise self._wrong("moment_out_of_bounds", meaning, f"{clause}năm {YEARS[-1]}") from None
        except (ValueError, OverflowError):
            clause = f"không đọc được ngày “{str(cell)[:_SHOWN]}”"
            raise self._wrong("bad_moment", meaning, clause) from None

    def _past(self, cells: Sequence[Cell], meaning: str) -> datetime | None:
        at = self._moment(cells, meaning)
        if at is not None and at > self.now:
            raise self._wrong("future_moment", meaning, "ở sau thời điểm nhập")
        return at

    def _received(self, cells: Sequence[Cell]) -> datetime:
        if self.receipt_is_event:  # `Gathering` puts its moment in this place
            return self.now
        at = self._past(cells, "received")
        if at is None:
            raise self._wrong("value_missing", "received", "để trống")
        return at

    def _wrong(self, code: str, meaning: str, clause: str) -> Complaint:
        """The complaint about one cell; of a personal one the clause never repeats the value."""
        name = self.columns.names.get(meaning, meaning)
        said = clause if meaning not in PERSONAL else clause.partition("“")[0].rstrip()
        return Complaint(code, f"Cột “{name}”: {said}.")

    @property
    def receipt_is_event(self) -> bool:
        """Whether the reception is known by an event alone."""
        return "received" not in self.columns.places


def is_receipt(step: Step) -> bool:
    return step.meaning is Meaning.RECEIPT
