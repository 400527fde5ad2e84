"""Files of a dossier: named by an entry, described by a row, their given names kept private."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.desk.draft import Draft, Scene
from engine.errors import BadInput
from engine.facts import Facts
from engine.ledger import Kind
from engine.store.act import Insert
from engine.store.files import StoredFile
from engine.tables.papers import attachment

PURPOSES = ("paper", "supplement", "result", "evidence")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is on disk already, the name that a person gave it, and what it is for."""

    file: StoredFile
    name: str
    purpose: str


def attach(scene: Scene, given: Sequence[Attached]) -> Draft:
    """Bring files into the dossier; the same content again is the same file."""
    if any(one.purpose not in PURPOSES for one in given):
        raise BadInput(f"Mục đích của tệp phải là một trong: {', '.join(PURPOSES)}.")
    known = _known(scene)
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


def _known(scene: Scene) -> set[str]:
    """The addresses that entries name, since the last erasure if there was one."""
    known: set[str] = set()
    for entry in scene.entries:
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
