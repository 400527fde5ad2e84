"""The dossier of the right procedure, made of what the wrong one was given."""

from collections.abc import Mapping
from contextlib import suppress

from sqlalchemy import Connection

from engine.desk.draft import Scene
from engine.desk.family import party_from
from engine.desk.mistakes.requests import Reclassify
from engine.desk.papers import papers_so_far
from engine.desk.provenance import Provenance
from engine.desk.questions import check_answers
from engine.desk.requests import PaperCount, Party, Reception
from engine.errors import BadInput, GuardFailed, NotNow
from engine.facts import Facts
from engine.ledger import Kind, standing
from engine.procedure import Channel, Procedure
from engine.store.beside import parties_of


def check(scene: Scene, wanted: Reclassify) -> None:
    """Refuse what no wrong choice of a procedure can be."""
    if wanted.procedure == scene.line.origin.procedure:
        raise BadInput("Hồ sơ đã theo thủ tục này.", code="same_procedure")
    if scene.line.origin.linked:
        raise NotNow(
            "Hồ sơ liên thông do hồ sơ khác mở; xử lý ở hồ sơ đã mở nó.", code="linked_dossier"
        )
    if any(one.kind is Kind.ERASED for one in scene.entries):
        raise GuardFailed(
            "Dữ liệu cá nhân của hồ sơ đã xóa, không chuyển sang thủ tục khác được.",
            unmet=["parties.known"],
        )


def reception(scene: Scene, wanted: Reclassify, connection: Connection) -> Reception:
    """As if the right procedure had been chosen when the dossier was received."""
    line, opening = scene.line, _opening(scene)
    right = scene.office.catalogue.current(wanted.procedure, line.day(line.opened_at))
    return Reception(
        agency=scene.ref.agency,
        procedure=wanted.procedure,
        channel=_offered(line.origin.channel, right.channels),
        parties=_parties(scene, connection),
        papers=_papers(scene, wanted, right),
        answers=_answers(scene, wanted, right),
        place=wanted.place or line.origin.place,
        competent=wanted.competent or line.competent,
        return_at=line.return_at,
        return_by=_offered(line.origin.return_by, right.returns),
        paid=wanted.paid,
        method=wanted.method,
        reductions=wanted.reductions,
        carrier_item=opening.get("carrier_item"),
        handover_record=opening.get("handover_record"),
        assisted=opening.get("assisted"),
        note=wanted.note,
        happened_at=line.opened_at,
    )


def provenance(scene: Scene) -> Provenance:
    """That it stands in the place of the old one, and keeps how that came in."""
    ref, opening = scene.ref, _opening(scene)
    old = {"agency": ref.agency, "id": ref.id.hex, "code": scene.line.origin.code}
    kept = {name: opening[name] for name in ("back_entered", "visit") if name in opening}
    return Provenance({"replaces": old, **kept}, replaces=True, tells="reclassified")


def _opening(scene: Scene) -> Facts:
    return scene.entries[0].facts


def _offered(channel: Channel, offered: tuple[Channel, ...]) -> Channel:
    """The way that it came; if the right procedure does not know it, the counter's."""
    if channel in offered:
        return channel
    return Channel.DIRECT if Channel.DIRECT in offered else offered[0]


def _parties(scene: Scene, connection: Connection) -> tuple[Party, ...]:
    """The people of the dossier, without those whose authorisation ended."""
    gone = {one.no for one in scene.line.parties if one.ended_at is not None}
    known = enumerate(parties_of(connection, scene.ref), start=1)
    return tuple(party_from(content) for no, content in known if no not in gone)


def _papers(scene: Scene, wanted: Reclassify, right: Procedure) -> Mapping[str, PaperCount]:
    if wanted.papers is not None:
        return wanted.papers
    listed = {one.id for one in right.papers}
    given = papers_so_far(standing(scene.entries))
    return {name: count for name, count in given.items() if name in listed}


def _answers(scene: Scene, wanted: Reclassify, right: Procedure) -> Mapping[str, object]:
    if wanted.answers is not None:
        return wanted.answers
    kept: dict[str, object] = {}
    for name, answer in scene.beside.answers().items():
        with suppress(BadInput):
            check_answers(scene.office, right, {name: answer})
            kept[name] = answer
    return kept
