"""`extends`: a definition laid over the one it names, key by key; `null` takes a key away.

States and actions are laid over attribute by attribute, `starts` channel by channel; every other
key replaces what it inherits as a whole. Each value remembers the line it came from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.definitions.defects import Defect, FaultyText, Path, Place
from engine.definitions.texts import Document

KINDS = ("procedure", "workflow")

# How many levels below a top-level key are laid over rather than replaced.
DEPTH = {"states": 2, "actions": 2, "starts": 1}


@dataclass(frozen=True, slots=True)
class Draft:
    """A definition with everything inherited in it, not yet read into values."""

    kind: str  # procedure | workflow
    id: str
    workflow: str  # the workflow that it extends, or itself
    file: str
    data: dict[str, object] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path = ()) -> Place:
        """Where the value was written, in this file or in one that it extends."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]

    def lay(self, document: Document) -> None:
        """Lay one more text over what is here."""
        own = {k: v for k, v in mapping(document).items() if k not in (*KINDS, "extends")}
        for key, value in own.items():
            self._set(self.data, key, value, DEPTH.get(key, 0))
        self.places.update((at, document.place(at)) for at in document.lines if at and at[0] in own)

    def _set(self, into: dict[str, object], key: str, value: object, depth: int) -> None:
        if value is None:
            into.pop(key, None)
        elif depth and isinstance(value, dict):
            present = into.setdefault(key, {})
            if not isinstance(present, dict):
                present = into[key] = {}
            for inner, part in value.items():
                self._set(present, inner, part, depth - 1)
        else:
            into[key] = value


def mapping(document: Document) -> Mapping[str, object]:
    """The document as a mapping, which every definition is."""
    if not isinstance(document.value, dict):
        raise _refusal(document.place(), "wrong_type", "Tệp phải gồm các dòng “khóa: giá trị”.")
    return document.value


def heading(document: Document) -> tuple[str, str]:
    """What a document defines: its kind and its id."""
    data = mapping(document)
    for kind in KINDS:
        match data.get(kind):
            case str(id_):
                return kind, id_
            case None:
                continue
        message = f"“{kind}” phải là chữ: đặt mã trong ngoặc kép."
        raise _refusal(document.place((kind,)), "wrong_type", message)
    message = "Tệp không có dòng “procedure:” hoặc “workflow:”."
    raise _refusal(document.place(), "no_heading", message)


def resolve(document: Document, workflows: Mapping[str, Document]) -> Draft:
    """The document over all that it extends; DefinitionFault where a base is missing."""
    kind, id_ = heading(document)
    base = mapping(document).get("extends", id_)
    draft = Draft(kind, id_, str(base), document.file)
    draft.places[()] = document.place((kind,))
    for ancestor in reversed(list(_descent(document, workflows))):
        draft.lay(ancestor)
    return draft


def _descent(document: Document, workflows: Mapping[str, Document]) -> Iterator[Document]:
    """The document, what it extends, what that extends, and so on."""
    seen = {document.file}
    yield document
    while (base := mapping(document).get("extends")) is not None:
        place = document.place(("extends",))
        if not isinstance(base, str) or base not in workflows:
            known = ", ".join(sorted(workflows)) or "chưa có"
            message = f"Không có quy trình mẫu “{base}”; hiện có: {known}."
            raise _refusal(place, "unknown_workflow", message)
        document = workflows[base]
        if document.file in seen:
            raise _refusal(place, "extends_itself", f"“{base}” kế thừa vòng tròn.")
        seen.add(document.file)
        yield document


def _refusal(place: Place, code: str, message: str) -> FaultyText:
    return FaultyText([Defect(place, code, message, "Sửa lại dòng này.")])
