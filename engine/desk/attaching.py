"""Files of a dossier: named by an entry, described by a row, their given names kept private."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.actors import APPLICANT_ID
from engine.desk.authority import must_hold, must_work
from engine.desk.draft import Draft, Scene
from engine.errors import BadInput, NotNow
from engine.facts import Facts
from engine.ledger import Entry, Kind
from engine.store.act import Insert
from engine.store.files import StoredFile
from engine.tables.papers import attachment

RESULT = "result"
OF_APPLICANT = ("paper", "supplement", "evidence")
PURPOSES = (*OF_APPLICANT, RESULT)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is on disk already, the name that a person gave it, and what it is for."""

    file: StoredFile
    name: str
    purpose: str


def attach(scene: Scene, given: Sequence[Attached]) -> Draft:
    """Bring files into the dossier; the same content again is the same file."""
    _check(scene, {one.purpose for one in given})
    known = files_named(scene.entries)
    fresh = {one.file.sha256: one for one in given if one.file.sha256.hex() not in known}
    if not fresh:
        raise BadInput("Hồ sơ đã có các tệp này.", code="file_known")
    files = {
        address.hex(): [one.file.size, one.file.media_type, one.purpose]
        for address, one in fresh.items()
    }
    names = {f"file:{address.hex()[:32]}": one.name for address, one in fresh.items()}
    rows = tuple(Insert(attachment, _row(scene, one)) for one in fresh.values())
    return Draft(Kind.COMMENTED, {"files": files}, names, rows)


def _check(scene: Scene, purposes: set[str]) -> None:
    by_applicant = scene.by.id == APPLICANT_ID
    allowed = OF_APPLICANT if by_applicant else PURPOSES
    if not purposes.issubset(allowed):
        raise BadInput(
            f"Mục đích của tệp phải là một trong: {', '.join(allowed)}.",
            code="not_for_applicant" if purposes.issubset(PURPOSES) else "unknown_purpose",
        )
    if not by_applicant:
        must_work(scene, "attach")
    elif scene.line.final is not None:
        raise NotNow("Hồ sơ đã kết thúc, không nộp thêm tệp.", state=scene.line.state)
    if RESULT in purposes:
        must_hold(scene, "attach")


def files_named(entries: Iterable[Entry]) -> set[str]:
    """The addresses (hex) that entries name, since the last erasure if there was one."""
    known: set[str] = set()
    for entry in entries:
        facts: Facts = entry.facts
        known = set() if entry.kind is Kind.ERASED else known | set(facts.get("files", ()))
    return known


def _row(scene: Scene, one: Attached) -> dict[str, object]:
    return {
        **scene.key,
        "sha256": one.file.sha256,
        "seq": scene.seq,
        "size": one.file.size,
        "media_type": one.file.media_type,
        "purpose": one.purpose,
    }
