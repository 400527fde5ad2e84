"""The files of a dossier as its page lists them, and files that come in with a form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.datastructures import UploadFile

from api.pictures import bare
from api.web.asking import Form
from engine.desk.attaching import Attached
from engine.desk.seeing import Seen
from engine.errors import BadInput, NotFound
from engine.facts import Facts
from engine.ledger import DossierRef, Kind
from engine.store.files import Files

MOST = 20  # files of one form (assumption: more come in another)
SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg"})  # what a browser shows by itself
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Paper:
    """A stored file: its address, the name that a person gave it, and who brought it when."""

    sha256: str
    name: str
    size: int
    media_type: str
    purpose: str
    at: datetime
    by: str

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def is_shown(self) -> bool:
        return self.media_type in SHOWN


def files_of(seen: Seen) -> list[Paper]:
    """The files that the entries name since the last erasure, the newest last."""
    found: dict[str, Paper] = {}
    for entry in seen.entries:
        if entry.kind is Kind.ERASED:
            found = {}
        facts: Facts = entry.facts
        for address, (size, media_type, purpose) in facts.get("files", {}).items():
            name = seen.notes.get((entry.seq, f"file:{address[:32]}"))
            found[address] = Paper(
                address,
                str(name or address[:12]),
                size,
                media_type,
                purpose,
                entry.happened_at,
                entry.actor,
            )
    return list(found.values())


def file_of(seen: Seen, sha256: str) -> Paper:
    """That file, if an entry of this dossier names it."""
    for one in files_of(seen):
        if one.sha256 == sha256:
            return one
    raise NotFound("Hồ sơ không có tệp này.", code="unknown_file")


def uploads(form: Form, name: str = "files") -> Sequence[UploadFile]:
    """The files that were chosen in the form; refused if they are too many."""
    given = [one for one in form.data.getlist(name) if isinstance(one, UploadFile) and one.filename]
    if len(given) > MOST:
        raise BadInput(f"Mỗi lần gửi tối đa {MOST} tệp.", code="too_many_files", at=name)
    return given


def keep(
    files: Files, ref: DossierRef, given: Sequence[UploadFile], purpose: str
) -> tuple[Attached, ...]:
    """The uploads, durably on disk, without what a telephone writes into photographs.

    The refusal of one names it. Ask first who may bring them.
    """
    return tuple(_kept(files, ref, given, purpose))


def _kept(
    files: Files, ref: DossierRef, given: Sequence[UploadFile], purpose: str
) -> Iterator[Attached]:
    for one in given:
        name = plain_name(one.filename or "")
        try:
            stored = files.keep(ref, bare(one.file))
        except BadInput as refused:
            raise BadInput(
                f"“{name}”: {refused.message}", code=refused.code, at="files"
            ) from refused
        yield Attached(stored, name, purpose)


def plain_name(name: str) -> str:
    """What a person called the file, without folders and without what cannot be printed."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in last if c.isprintable() and c != '"').strip()
    return shown[:_LONGEST] or "tep"
