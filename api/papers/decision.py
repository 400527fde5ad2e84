"""The result document of a dossier: what its template is filled with, and who signs it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from api.papers.facts import Said
from api.papers.handed_in import handed_in
from api.papers.people import applicant
from api.papers.signing import signed_by
from api.settings import Settings
from engine.facts import Facts
from receipts.decisions import Decision, Library
from receipts.decisions.templates import SHIPPED

FOLDER = "results"  # of a catalogue folder of the office


def text_of(said: Said, settings: Settings) -> str:
    """The template of the procedure with the data of the dossier in it."""
    own: list[Path] = [folder / FOLDER for folder in settings.catalogue]
    return Library((*own, SHIPPED)).filled(said.line.origin.procedure, _facts(said))


def decision(
    said: Said, text: str, *, signer: str, capacity: str | None, number: str, draft: bool
) -> Decision:
    """The document as it will be laid out, dated today."""
    head = replace(said.deciding_head(said.now, number or "……"), code=None)
    return Decision(
        head,
        text,
        signed_by(said, signer, said.now, capacity),
        ("Như trên", f"Lưu: VT, hồ sơ {said.line.origin.code}"),
        draft=draft,
    )


def _facts(said: Said) -> Mapping[str, object]:
    line, last = said.line, said.entries[-1]
    person = applicant(said, last)
    return {
        "code": line.origin.code,
        "procedure": line.procedure.name,
        "agency": said.published.organisation.name_on(line.competent, line.day(said.now)),
        "owners": ", ".join(person.owners),
        "address": person.address or "",
        "received": f"{line.day(line.accepted_at or line.opened_at):%d/%m/%Y}",
        "due": f"{line.day(line.current.due):%d/%m/%Y}" if line.current else "",
        "outcome": line.outcome or "",
        "papers": [one.name for one in handed_in(said, last)],
        "reason": _proposal(said),
        "answers": dict(said.seen.answers),
    }


def _proposal(said: Said) -> str:
    """What was noted when the outcome was proposed."""
    for entry in reversed(said.entries):
        facts: Facts = entry.facts
        if "outcome" in facts:
            return str(said.seen.notes.get((entry.seq, "note"), ""))
    return ""
