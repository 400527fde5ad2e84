"""A tenant's catalogue as named texts that a database keeps, and files read from them again.

A procedure is kept as the text of its edition, a calendar with the days that it shares, anything
else as its value in YAML's one-line form. The edition of each is the digest of what it says:
comments and the order of keys do not count, but the order is kept for whoever reads it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from engine.canonical import decimal_text, in_order
from engine.definitions.edition import content, written
from engine.definitions.restore import restored
from engine.definitions.texts import Document, parse
from engine.procedure import Procedure
from engine.working_calendar import WorkingCalendar
from workflows.loader import LISTS, Files
from workflows.published import Published

PROCEDURE, CALENDAR = "procedure", "calendars"
SHELVES = ("codes", "agencies", "periods", "forms")


@dataclass(frozen=True, slots=True)
class Kept:
    """One text of the catalogue. `kind` is the shelf it comes from, `code` its name there."""

    kind: str
    code: str
    edition: str
    content: str

    def procedure(self) -> Procedure:
        """The procedure of a text of that kind."""
        return restored(self.content.encode())

    def calendar(self) -> WorkingCalendar:
        """The calendar of a text of that kind."""
        return WorkingCalendar.from_mapping(json.loads(self.content), self.code)


def kept(files: Files, published: Published) -> Iterator[Kept]:
    """Everything that these files say, and nothing that does not follow from them."""
    for many in published.catalogue.offered.values():
        for procedure in many:
            text = _in_file_order(procedure, published)
            yield Kept(PROCEDURE, procedure.code, procedure.edition, text)
    for calendar in published.catalogue.kept.values():
        yield Kept(CALENDAR, calendar.id, calendar.edition, calendar.text.decode())
    for shelf in SHELVES:
        for name, document in files.shelves.get(shelf, {}).items():
            yield _plain(shelf, name, document.value)
    for name, value in files.lists.items():
        yield _plain(name, name, value)


def files_of(texts: Iterable[Kept]) -> Files:
    """The files that these texts stand for; procedures are none, `Kept.procedure` reads them."""
    files = Files()
    for text in texts:
        if text.kind in LISTS:
            value = parse(text.content, text.code).value
            files.lists[text.code] = value if isinstance(value, dict) else {}
        elif text.kind != PROCEDURE:
            shown = f"{text.kind}/{text.code}.yaml"
            document = Document(shown, parse(text.content, shown).value)
            files.shelves.setdefault(text.kind, {})[text.code] = document
    return files


def _in_file_order(procedure: Procedure, published: Published) -> str:
    """The text of the edition with steps and actions in the order of the file."""
    canonical = json.loads(written(procedure, published.known.forms))
    return in_order({**canonical, "procedure": content(procedure)})


def _plain(kind: str, code: str, value: object) -> Kept:
    said = f"{kind}/{code}: {_flow(value, ordered=True)}"
    digest = sha256(said.encode()).hexdigest()
    return Kept(kind, code, digest, _flow(value, ordered=False))


def _flow(value: object, *, ordered: bool) -> str:
    """A value in YAML's one-line form: `parse` reads the same value, days and decimals too."""
    match value:
        case dict():
            items = sorted(value.items()) if ordered else value.items()
            parts = (f"{_quoted(key)}: {_flow(part, ordered=ordered)}" for key, part in items)
            return "{" + ", ".join(parts) + "}"
        case list():
            return "[" + ", ".join(_flow(item, ordered=ordered) for item in value) + "]"
        case str():
            return _quoted(value)
        case date():
            return value.isoformat()
        case Decimal():
            whole = decimal_text(value)
            return whole if "." in whole else f"{whole}.0"
    return json.dumps(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
