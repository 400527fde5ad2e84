"""What the files of the catalogue say, assembled into values and judged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from engine.calendar_file import merge
from engine.catalogue import Catalogue
from engine.definitions import load as definitions
from engine.definitions.defects import Defect, refuse
from engine.definitions.defects import Path as Way
from engine.definitions.known import FormText, Known
from engine.definitions.lint import lint as judge
from engine.definitions.load import Loaded
from engine.definitions.texts import Document
from engine.errors import DefinitionFault
from engine.organisation import Organisation
from engine.working_calendar import WorkingCalendar
from forms.fault import FormFault
from forms.form import Form
from forms.load import load as read_form
from workflows.loader import Files, gather, shown_name

T = TypeVar("T")
Plain = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Published:
    """Everything that an office configures.

    `codes` and `periods` are the plain values of their files, by name: `receipts.codes` and
    `engine.reports` make something of them. `defects` are warnings, or all that lint found.
    """

    catalogue: Catalogue
    loaded: Loaded
    known: Known
    organisation: Organisation
    forms: Mapping[str, Form]
    codes: Plain
    periods: Plain
    labels: Plain
    reasons: Plain
    fields: Plain
    statuses: Plain
    receipts: Plain
    systems: Plain
    defects: tuple[Defect, ...]


def publish(*folders: Path) -> Published:
    """The product's files and those of `folders`; FaultyText if anything does not lint."""
    published = examine(gather(folders))
    refuse(published.defects)
    return published


def lint(paths: Sequence[Path] = (), folders: Sequence[Path] = ()) -> tuple[Defect, ...]:
    """What is wrong in the named files or folders, or in everything if none is named.

    A file is judged as part of the catalogue: its workflow, forms, agencies and words are there.
    """
    given = [path for path in paths if path.is_dir()]
    files = [path for path in paths if not path.is_dir()]
    defects = examine(gather([*folders, *given], files)).defects
    if not paths:
        return defects
    shown = {shown_name(path) for path in files}
    names = tuple(f"{path.resolve().name}/" for path in given)
    return tuple(d for d in defects if d.place.file in shown or d.place.file.startswith(names))


def examine(files: Files) -> Published:
    """Assemble what can be assembled, and collect every defect of the rest."""
    shelf = _Shelf(files)
    forms = shelf.each("forms", lambda document, _: read_form(document.value))
    organisation = shelf.organisation()
    known = _known(files, forms, organisation)
    loaded = definitions.load(files.texts(), known)
    codes = frozenset(procedure.code for procedure in loaded.procedures)
    known = replace(known, procedures=codes)
    calendars = shelf.each("calendars", shelf.calendar)
    return Published(
        catalogue=Catalogue.of(
            loaded.procedures, [calendar for calendar in calendars.values() if calendar]
        ),
        loaded=loaded,
        known=known,
        organisation=organisation,
        forms=forms,
        codes=_plain(files, "codes"),
        periods=_plain(files, "periods"),
        labels=files.lists.get("labels", {}),
        reasons=files.lists.get("reasons", {}),
        fields=files.lists.get("fields", {}),
        statuses=files.lists.get("statuses", {}),
        receipts=files.lists.get("fee-receipts", {}),
        systems=files.lists.get("systems", {}),
        defects=(*files.defects, *judge(loaded, known)),
    )


class _Shelf:
    """Documents made into values; a fault becomes a defect of its file."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def each(self, shelf: str, make: Callable[[Document, str], T]) -> dict[str, T]:
        """Every document of a shelf, by the name of its file."""
        made: dict[str, T] = {}
        for name, document in self._files.shelves.get(shelf, {}).items():
            try:
                made[name] = make(document, name)
            except FormFault as fault:
                self._note(document, _way(fault.path), fault.code, fault.sentence)
            except DefinitionFault as fault:
                self._note(document, (), fault.code, fault.message)
        return made

    def calendar(self, document: Document, name: str) -> WorkingCalendar | None:
        """A calendar; None for a list of days that calendars share."""
        data = _mapping(document)
        if "calendar" not in data:
            return None
        if "days" in data:
            shared = self._files.shelves["calendars"].get(str(data["days"]))
            if shared is None:
                raise DefinitionFault(f"Không có danh sách ngày “{data['days']}”.")
            data = merge(data, _without_heading(_mapping(shared)))
        return WorkingCalendar.from_mapping(data, name)

    def organisation(self) -> Organisation:
        documents = self._files.shelves.get("agencies", {})
        try:
            return Organisation.from_mappings(
                {document.file: document.value for document in documents.values()}
            )
        except DefinitionFault as fault:
            named = [d for d in documents.values() if d.file in fault.message]
            guilty = (*named, *documents.values(), Document("agencies", None))[0]
            self._note(guilty, (), fault.code, fault.message)
            return Organisation({}, {})

    def _note(self, document: Document, way: Way, code: str, message: str) -> None:
        place = document.place(way)
        self._files.defects.append(Defect(place, code, message, "Sửa lại tệp này."))


def _way(path: str) -> Way:
    """`sections.0.fields.area` as the way to a value."""
    return tuple(int(part) if part.isdigit() else part for part in path.split(".") if part)


def _mapping(document: Document) -> Plain:
    if not isinstance(document.value, dict):
        raise DefinitionFault("Tệp phải gồm các dòng “khóa: giá trị”.")
    return document.value


def _without_heading(days: Plain) -> Plain:
    return {key: value for key, value in days.items() if key != "calendar_days"}


def _plain(files: Files, shelf: str) -> Plain:
    return {name: document.value for name, document in files.shelves.get(shelf, {}).items()}


def _known(files: Files, forms: Mapping[str, Form], organisation: Organisation) -> Known:
    texts = files.shelves.get("forms", {})
    labels = files.lists.get("labels", {})
    agencies = organisation.agencies
    return Known(
        forms={name: FormText(form.names, _mapping(texts[name])) for name, form in forms.items()},
        stops=frozenset(_words(labels.get("stops"))),
        labels=_words(labels.get("actions")),
        units=frozenset(unit.id for agency in agencies.values() for unit in agency.units),
        agencies=frozenset(agencies),
        fields=frozenset(_words(files.lists.get("fields", {}).get("fields"))),
    )


def _words(section: object) -> dict[str, str]:
    if not isinstance(section, dict):
        return {}
    return {str(key): str(value) for key, value in section.items()}
