"""A mapping file: which columns of an older system's file mean what, read into frozen values.

    import: wabo                       # the older system; a case id is unique within it
    rows: event                        # a row is an event | dossier
    agency: dn-sxd
    zone: Europe/Amsterdam             # where a moment without a zone is read, and days are told
    formats: [iso]                     # or strptime patterns, the first that fits
    procedure: {code: WABO, name: …, field: construction, tier: province, level: 3}
    columns: {case: …, channel: …, received: …, deadline: …, at: …, event: …}
    channels: {Internet: online, Desk: direct}
    promise: {first: deadline, current: planned}
    closes: result                     # with which moment a dossier is over: result | return
    events: {step: others, result: [Decision sent]}

`docs/imports-registers.md` tells every key.
"""

from collections.abc import Mapping as Pairs
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from engine.errors import BadInput, DefinitionFault
from engine.fields import Fields
from engine.imports.register.columns import Wanted, wanted_columns
from engine.imports.register.events import EventKinds
from engine.imports.register.moments import Formats
from engine.imports.register.offered import Offered
from engine.procedure import Channel

_LONGEST_SOURCE = 20
PROMISES = ("deadline", "planned")


class Rows(StrEnum):
    """What one row of the file is."""

    EVENT = "event"
    DOSSIER = "dossier"


class Closes(StrEnum):
    """With which of its moments a dossier is over; until then it is open."""

    RESULT = "result"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the file is to be opened: of CSV its delimiter and encoding, of XLSX the sheet."""

    delimiter: str = ","
    encoding: str = "utf-8-sig"
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file, understood. `first` and `current` name the columns of the two promises.

    `organisations` is how the names of owners begin that are no persons, in small letters.
    """

    source: str
    rows: Rows
    agency: str
    zone: ZoneInfo
    formats: Formats
    procedure: Offered
    columns: Wanted
    channel: Channel
    channels: Pairs[str, Channel]
    returns: Pairs[str, Channel]
    first: str | None
    current: str | None
    closes: Closes
    events: EventKinds
    organisations: tuple[str, ...]
    sheet: Sheet

    @classmethod
    def read(cls, data: object, where: str) -> Self:
        """The mapping of a parsed file; DefinitionFault or BadInput names the key at fault."""
        fields = Fields(data, where)
        rows = fields.choice("rows", Rows)
        columns = wanted_columns(Fields(fields.take("columns"), f"{where}.columns"))
        zone = _zone(fields)
        first, current = _promise(fields, columns)
        read = cls(
            source=_source(fields),
            rows=rows,
            agency=fields.text("agency"),
            zone=zone,
            formats=Formats(zone, fields.texts("formats") or ("iso",), *_times(fields)),
            procedure=Offered.read(fields.take("procedure"), f"{where}.procedure"),
            columns=columns,
            channel=_channel(fields, "channel", fields.text("channel", str(Channel.DIRECT))),
            channels=_channels(fields, "channels"),
            returns=_channels(fields, "returns"),
            first=first,
            current=current,
            closes=fields.choice("closes", Closes) if "closes" in fields else Closes.RETURN,
            events=EventKinds.read(fields.take("events"), f"{where}.events"),
            organisations=tuple(name.casefold() for name in fields.texts("organisations")),
            sheet=_sheet(fields),
        )
        fields.take("source")
        fields.finish()
        read._check(fields)
        return read

    def _check(self, fields: Fields) -> None:
        """What a row must say to be a dossier, or an event of one."""
        needed = {"case", "event", "at"} if self.rows is Rows.EVENT else {"case", "received"}
        if lacking := sorted(needed - self.columns.keys()):
            raise _fault(fields, "columns", f"thiếu cột {', '.join(lacking)}", "column_unmapped")
        if "received" not in self.columns and not self.events.receipt:
            clause = "phải có cột received, hoặc events.receipt: sự kiện nào là tiếp nhận"
            raise _fault(fields, "columns", clause, "column_unmapped")
        if self.procedure.by_column and "procedure" not in self.columns:
            clause = "thiếu cột procedure, vì mục procedure không nêu một mã chung"
            raise _fault(fields, "columns", clause, "column_unmapped")


def _fault(fields: Fields, key: str, clause: str, code: str) -> DefinitionFault:
    return DefinitionFault(f"{fields.where}: “{key}” {clause}.", code=code, key=key)


def _source(fields: Fields) -> str:
    name = fields.text("import")
    plain = name.replace("-", "").replace("_", "")
    if len(name) > _LONGEST_SOURCE or not (plain.isascii() and plain.isalnum()):
        clause = f"phải là một từ không dấu, nhiều nhất {_LONGEST_SOURCE} ký tự"
        raise _fault(fields, "import", clause, "bad_source")
    return name


def _zone(fields: Fields) -> ZoneInfo:
    name = fields.text("zone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput(
            f"{fields.where}: không biết múi giờ “{name}”. Ghi như Asia/Ho_Chi_Minh.",
            code="unknown_zone",
            zone=name,
        ) from None


def _channel(fields: Fields, key: str, name: str) -> Channel:
    try:
        return Channel(name)
    except ValueError:
        known = ", ".join(Channel)
        raise BadInput(
            f"{fields.where}: “{key}” có kênh “{name}”, phải là một trong: {known}.",
            code="unknown_channel",
            channel=name,
        ) from None


def _channels(fields: Fields, key: str) -> dict[str, Channel]:
    return {
        " ".join(given.split()): _channel(fields, f"{key}.{given}", name)
        for given, name in fields.pairs(key).items()
    }


def _promise(fields: Fields, columns: Wanted) -> tuple[str | None, str | None]:
    """Which columns the two promises come from; a dossier without any was promised nothing."""
    if "promise" not in fields:
        return None, None
    inner = Fields(fields.take("promise"), f"{fields.where}.promise")
    named = inner.optional("first"), inner.optional("current")
    inner.finish()
    for name in named:
        if name is not None and (name not in PROMISES or name not in columns):
            clause = f"nêu “{name}”: phải là deadline hoặc planned, và có trong columns"
            raise _fault(fields, "promise", clause, "unknown_promise")
    return named


def _times(fields: Fields) -> tuple[time, time, time]:
    """What a day without an hour means: received, promised, done."""
    given = fields.pairs("day") if "day" in fields else {}
    hours = {"received": "07:30", "promised": "17:00", "done": "17:00", **given}
    if unknown := sorted(hours.keys() - {"received", "promised", "done"}):
        raise _fault(fields, "day", f"có khóa lạ “{unknown[0]}”", "unknown_key")
    try:
        received, promised, done = (time.fromisoformat(hours[key]) for key in hours)
    except ValueError:
        raise _fault(fields, "day", "phải ghi giờ như 07:30", "bad_time") from None
    return received, promised, done


def _sheet(fields: Fields) -> Sheet:
    if "file" not in fields:
        return Sheet()
    inner = Fields(fields.take("file"), f"{fields.where}.file")
    sheet = Sheet(
        inner.text("delimiter", ","), inner.text("encoding", "utf-8-sig"), inner.optional("sheet")
    )
    inner.finish()
    if len(sheet.delimiter) != 1:
        raise _fault(inner, "delimiter", "phải là một ký tự", "bad_delimiter")
    try:
        "".encode(sheet.encoding)
    except LookupError:
        raise _fault(inner, "encoding", "là bảng mã lạ; ghi utf-8", "bad_encoding") from None
    return sheet
