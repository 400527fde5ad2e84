"""What a ministry's own system has of a dossier: its code there, its times, a step done there.

The code of another system leads to the person, so it stands beside the ledger and is erased with
the rest; the entry says which system, and when what was so there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.actors import APPLICANT_ID
from engine.canonical import moment_text
from engine.desk.attaching import Attached, attach, files_named
from engine.desk.authority import must_work
from engine.desk.codes import check_code
from engine.desk.draft import Draft, Scene, happened
from engine.desk.requests import Cited, CitedFile, Wish
from engine.errors import BadInput, Conflict, NotYourStep
from engine.facts import Facts
from engine.ledger import Kind
from engine.store.act import Change, Insert, Remove
from engine.store.files import StoredFile
from engine.tables.papers import external_ref

EVIDENCE = "evidence"  # what the file is for
_ADDRESS = re.compile(r"[0-9a-f]{64}")
EXTERNAL_TIME = "external_time"  # counted: the moment of the step is another system's


@dataclass(frozen=True, slots=True)
class Milestone:
    """A moment of the matter in another system, by that system's clock."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reference:
    """The dossier in another system: its code there, and the moments that are known of it."""

    system: str
    code: str
    times: tuple[Milestone, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """What an entry says of another system, and what hangs on it."""

    facts: Mapping[str, object] = field(default_factory=dict)
    private: Mapping[str, object] = field(default_factory=dict)
    rows: tuple[Insert | Change | Remove, ...] = ()
    marks: tuple[str, ...] = ()


def refer(scene: Scene, wish: Reference) -> Draft:
    """Enter the code and the times of another system, or what is newly known of them."""
    must_work(scene, "refer")
    _check_system(scene, wish.system)
    check_code(wish.code, "code")
    known = set(scene.office.systems[wish.system].times)
    for one in wish.times:
        if one.name not in known:
            choices = ", ".join(sorted(known))
            raise BadInput(f"Mốc phải là một trong: {choices}.", code="unknown_time", time=one.name)
        happened(one.at, scene.now, None)
    said = _entered(scene, wish)
    return Draft(Kind.REFERRED, said.facts, said.private, said.rows)


def _entered(scene: Scene, wish: Reference) -> Citation:
    times = {one.name: moment_text(one.at) for one in wish.times}
    if wish.system in scene.line.systems:
        earlier = _times_so_far(scene, wish.system)
        times = {**earlier, **times}
        row: Insert | Change = Change(
            external_ref,
            {**scene.key, "system": wish.system},
            {"code": wish.code, "facts": times},
        )
    else:
        values = {**scene.key, "system": wish.system, "code": wish.code, "facts": times}
        row = Insert(external_ref, values)
    facts = {"referred": {"system": wish.system, "times": times}}
    return Citation(facts, {slot_of(wish.system): wish.code}, (row,))


def slot_of(system: str) -> str:
    """Where an entry keeps the code that the system gave."""
    return f"external:{system}"


def _times_so_far(scene: Scene, system: str) -> dict[str, str]:
    entry: Facts = scene.entries[scene.line.systems[system] - 1].facts
    return dict(entry["referred"]["times"])


def _check_system(scene: Scene, system: str) -> None:
    if system not in scene.office.systems:
        raise BadInput(
            f"Không có hệ thống mang mã “{system}”. Xem danh sách trong systems.yaml.",
            code="unknown_system",
            system=system,
        )


def cite(scene: Scene, wish: Wish) -> Citation:
    """A step that another system did: its evidence, and the code if it was not known yet."""
    cited = wish.external
    if cited is None:
        return Citation()
    if wish.happened_at is not None:
        raise BadInput("Chỉ ghi một thời điểm: của hệ thống kia.", code="two_moments")
    _check(scene, cited)
    evidence, filed = _evidence(cited), _filed(scene, cited.file)
    facts: dict[str, object] = {"external": evidence, **filed.facts}
    marks = (EXTERNAL_TIME,)
    known = scene.beside.external(cited.system)
    if known is None:
        said = _entered(scene, Reference(cited.system, cited.code))
        private = {**said.private, **filed.private}
        return Citation({**facts, **said.facts}, private, (*said.rows, *filed.rows), marks)
    if known != cited.code:
        raise Conflict(
            "Hồ sơ mang mã khác ở hệ thống này. Kiểm tra lại mã, hoặc sửa mã đã ghi trước.",
            code="external_code_differs",
            system=cited.system,
        )
    return Citation(facts, filed.private, filed.rows, marks)


def _evidence(cited: Cited) -> dict[str, str]:
    given = {
        "system": cited.system,
        "file": cited.file.sha256 if cited.file else None,
        "document": cited.document,
    }
    return {name: value for name, value in given.items() if value is not None}


def _filed(scene: Scene, shown: CitedFile | None) -> Citation:
    """The file that shows it, which comes into the dossier with the step itself."""
    if shown is None or shown.sha256 in files_named(scene.entries):
        return Citation()
    file = StoredFile(bytes.fromhex(shown.sha256), shown.size, shown.media_type)
    brought = attach(scene, [Attached(file, shown.name, EVIDENCE)])
    return Citation(brought.facts, brought.private, brought.rows)


def _check(scene: Scene, cited: Cited) -> None:
    if scene.by.id == APPLICANT_ID:
        raise NotYourStep("Bước làm ở hệ thống khác do cơ quan ghi.", code="not_for_applicant")
    _check_system(scene, cited.system)
    check_code(cited.code, "code")
    if cited.file is None and cited.document is None:
        raise BadInput(
            "Phải nêu căn cứ: tệp kèm hồ sơ hoặc số văn bản của hệ thống kia.",
            code="evidence_missing",
        )
    if cited.document is not None:
        check_code(cited.document, "document")
    if cited.file is not None and not _ADDRESS.fullmatch(cited.file.sha256):
        raise BadInput("Địa chỉ tệp phải là SHA-256.", code="malformed_address")
