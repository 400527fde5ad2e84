"""A tenant's catalogue as named texts that a database keeps, and files read from them again.

A procedure is kept as the text of its edition, a calendar with the days that it shares, anything
else as its value in YAML's one-line form. The edition of each is the digest of what it says:
comments and the order of keys do not count, but the order is kept for whoever reads it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.canonical import in_order
from engine.definitions.edition import content, written
from engine.definitions.naming import CALENDAR, PROCEDURE, name_of_value, one_line
from engine.definitions.restore import restored
from engine.definitions.texts import Document, parse
from engine.procedure import Procedure
from engine.working_calendar import WorkingCalendar
from workflows.loader import LISTS, Files
from workflows.published import Published

__all__ = ["CALENDAR", "PROCEDURE", "Kept", "files_of", "kept"]

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
    return Kept(kind, code, name_of_value(kind, code, value), one_line(value))
