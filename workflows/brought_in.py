"""A tenant's folder made of imported definitions: what lints, and what has to be mended first."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.definitions.defects import errors
from engine.errors import BadInput, Conflict
from engine.imports.imported import Imported, Plain, is_file_name, word
from engine.imports.office import Home, Needs, office_of
from workflows.published import lint
from workflows.written import written

ACCEPTED, TO_MEND = "procedures", "to_mend"


@dataclass(frozen=True, slots=True)
class Folder:
    """Texts by their path in the folder, and the paths that an earlier run may have left."""

    texts: Mapping[str, str]
    stale: frozenset[str] = field(default_factory=frozenset)


def folder_of(found: Sequence[Imported], needs: Needs, home: Home, system: str) -> Folder:
    """The files for these procedures.

    What our own lint accepts stands under `procedures/`; a definition that it refuses stands under
    `to_mend/`, where no catalogue looks, as faulty as it came, until an official has decided.
    """
    shared = _shared(found, needs, home, system)
    definitions: dict[str, str] = {}
    for one in found:
        if one.definition is not None:
            definitions[_file(one, definitions)] = _text(one, system)
    refused = _refused(shared, definitions)
    placed = {
        f"{TO_MEND if name in refused else ACCEPTED}/{name}": text
        for name, text in definitions.items()
    }
    moved = {f"{ACCEPTED if name in refused else TO_MEND}/{name}" for name in definitions}
    return Folder(dict(sorted({**shared, **placed}.items())), frozenset(moved))


def _file(one: Imported, taken: Mapping[str, str]) -> str:
    """A file is named after its code; a code that cannot be a name gets one that can."""
    name = one.code if is_file_name(one.code) else word(one.code)
    while f"{name}.yaml" in taken:
        name = f"{name}_2"
    return f"{name}.yaml"


def _text(one: Imported, system: str) -> str:
    comments = [f"Nhập từ {system}. Sửa tệp này, không nhập lại đè lên."]
    if one.problems:
        comments.append("Tệp nguồn có lỗi; xem lại trước khi áp dụng:")
        comments += [f"- [{p.code}] {p.where}: {p.message}" for p in one.problems]
    return written(one.definition or {}, comments)


def _shared(found: Sequence[Imported], needs: Needs, home: Home, system: str) -> dict[str, str]:
    """Forms, the office, and the words that the definitions use beyond the product's."""
    sample = f"Cơ quan mẫu cho các quy trình nhập từ {system}: thay bằng đơn vị và người thật."
    fields: Plain = {key: {"name": name} for key, name in sorted(needs.fields.items())}
    texts = {
        f"agencies/{home.agency}.yaml": written(office_of(needs, home), [sample]),
        "fields.yaml": written({"fields": fields}, [f"Lĩnh vực của {system}."]),
    }
    if needs.stops:
        texts["labels.yaml"] = written({"stops": dict(sorted(needs.stops.items()))})
    for one in found:
        if one.form is not None:
            texts[f"forms/{one.form['form']}.yaml"] = written(one.form, [f"Nhập từ {system}."])
    return texts


def _refused(shared: Mapping[str, str], definitions: Mapping[str, str]) -> frozenset[str]:
    """The definitions in which our lint finds an error, laid out as an office would lay them."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        everything = {**shared, **{f"{ACCEPTED}/{n}": text for n, text in definitions.items()}}
        for path, text in everything.items():
            _write(root / path, text)
        wrong = errors(lint([root]))
    return frozenset(defect.place.file.rpartition("/")[2] for defect in wrong)


def lay_down(folder: Folder, out: Path, *, force: bool) -> None:
    """Write the files; nothing is written if one that differs stands there, unless `force`."""
    differing = [path for path, text in folder.texts.items() if not _is_new(out / path, text)]
    stale = [path for path in sorted(folder.stale) if (out / path).exists()]
    if (differing or stale) and not force:
        first = (differing or stale)[0]
        more = f" và {len(differing) + len(stale) - 1} tệp khác" if differing[1:] or stale else ""
        raise Conflict(
            f"{out / first}{more} đã có và khác bản sắp ghi. Chọn thư mục khác, hoặc thêm --force.",
            code="would_overwrite",
            file=first,
        )
    try:
        for path, text in folder.texts.items():
            _write(out / path, text)
        for path in stale:
            (out / path).unlink()
    except OSError as error:
        raise BadInput(
            f"Không ghi được vào {out}: {error.strerror}.", code="cannot_write"
        ) from error


def _is_new(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
