"""The one place that opens the files of the catalogue.

A folder holds `base/`, `procedures/`, `calendars/`, `codes/`, `agencies/`, `periods/`, `forms/`,
and `labels.yaml`, `reasons.yaml`, `fields.yaml`, `statuses.yaml`, `fee-receipts.yaml`,
`systems.yaml`; procedures may also lie in it directly. Of several folders a later one adds to the
earlier, and its file of the same name wins; one that says nothing takes the earlier one away.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import forms
from engine.definitions.defects import Defect, FaultyText, Place
from engine.definitions.texts import Document, parse

ROOT = Path(__file__).parent
FORMS = Path(forms.__file__).parent / "library"

SHELVES = ("calendars", "codes", "agencies", "periods", "forms")
LISTS = ("labels", "reasons", "fields", "statuses", "fee-receipts", "systems")


def read(path: Path) -> Document:
    """One YAML file: its plain value (`.value`) and the line of everything in it.

    FaultyText for what is not YAML as the catalogue writes it, or cannot be opened.
    """
    return parse(_text(path, str(path)), str(path))


@dataclass(slots=True)
class Files:
    """The texts of one or more folders, by kind and file name."""

    definitions: dict[str, tuple[str, str]] = field(default_factory=dict)  # name → shown, text
    shelves: dict[str, dict[str, Document]] = field(default_factory=dict)
    lists: dict[str, dict[str, object]] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)

    def texts(self) -> dict[str, str]:
        """Workflows and procedures, by the name that messages show."""
        return dict(self.definitions.values())

    def add_folder(self, folder: Path) -> None:
        """Lay a folder over what is here."""
        lists = [folder / f"{name}.yaml" for name in LISTS]
        for path in (*_yaml(folder), *_yaml(folder / "base"), *_yaml(folder / "procedures")):
            if path not in lists:
                self.add_definition(path, _shown(path, folder))
        for shelf in SHELVES:
            for path in _yaml(folder / shelf):
                self.add_to_shelf(shelf, path, _shown(path, folder))
        for path in lists:
            if path.exists():
                self._add_list(path, _shown(path, folder))

    def add_definition(self, path: Path, shown: str) -> None:
        try:
            text = _text(path, shown)
        except FaultyText as fault:
            self.defects.extend(fault.defects)
            return
        if path.name in self.definitions and _says_nothing(text):
            del self.definitions[path.name]
        else:
            self.definitions[path.name] = (shown, text)

    def add_to_shelf(self, shelf: str, path: Path, shown: str) -> None:
        here = self.shelves.setdefault(shelf, {})
        try:
            text = _text(path, shown)
            if path.stem in here and _says_nothing(text):
                del here[path.stem]
            else:
                here[path.stem] = parse(text, shown)
        except FaultyText as fault:
            self.defects.extend(fault.defects)

    def _add_list(self, path: Path, shown: str) -> None:
        """Sections of a list are laid over key by key, so that an office changes single words."""
        try:
            document = parse(_text(path, shown), shown)
        except FaultyText as fault:
            self.defects.extend(fault.defects)
            return
        here = self.lists.setdefault(path.stem, {})
        for section, content in document.value.items() if isinstance(document.value, dict) else ():
            present = here.get(section)
            both = isinstance(present, dict) and isinstance(content, dict)
            here[section] = {**present, **content} if both else content  # type: ignore[dict-item]


def gather(folders: Sequence[Path] = (), paths: Sequence[Path] = ()) -> Files:
    """The files of the product, then of `folders`, then single definitions (`paths`)."""
    files = Files()
    for path in _yaml(FORMS):
        files.add_to_shelf("forms", path, f"forms/library/{path.name}")
    for folder in (ROOT, *folders):
        files.add_folder(folder)
    for path in paths:
        files.add_definition(path, shown_name(path))
    return files


def shown_name(path: Path) -> str:
    """How messages name a file: short if it is the product's own, else as it was given."""
    if path.resolve().is_relative_to(ROOT):
        return _shown(path.resolve(), ROOT)
    return str(path)


def _shown(path: Path, folder: Path) -> str:
    return f"{folder.name}/{path.relative_to(folder)}"


def _yaml(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _says_nothing(text: str) -> bool:
    """Whether nothing but remarks stands there."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())


def _text(path: Path, shown: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"Không đọc được tệp: {error}."
        fix = "Kiểm tra đường dẫn, quyền đọc và bảng mã UTF-8."
        raise FaultyText([Defect(Place(shown), "unreadable_file", message, fix)]) from error
