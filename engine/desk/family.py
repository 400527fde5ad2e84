"""Parents and children: a dossier opened by another, and how the end of one touches the other."""

from dataclasses import replace
from typing import Any

from engine.actors import SYSTEM
from engine.desk.draft import Draft, Scene
from engine.desk.requests import PaperCount, Party, Reception
from engine.desk.writing import Ledgered, Pen
from engine.errors import GuardFailed
from engine.fold import fold
from engine.ledger import DossierRef, Kind
from engine.procedure import Channel, Final, Opens, Procedure, State
from engine.store.beside import parties_of
from engine.store.write import Held, Write
from engine.timeline import Child, Timeline

PLACE = "place"  # `commune:place`: the agency of that tier that serves the dossier's place


def child_request(scene: Scene, opens: Opens, write: Write) -> Reception:
    """The reception of a child: for the same people, at the agency that the definition names."""
    where, _, _ = opens.agency.partition(":")
    origin = scene.line.origin
    found = scene.office.organisation.resolve(
        where, None, origin.place, scene.day, asking=scene.line.competent
    )
    return Reception(
        agency=found.agency,
        procedure=opens.procedure,
        channel=Channel.DIRECT,
        parties=tuple(_party(content) for content in parties_of(write.connection, scene.ref)),
        papers=_all_papers(scene, opens, found.agency),
        place=origin.place,
        happened_at=scene.at,
    )


def _all_papers(scene: Scene, opens: Opens, agency: str) -> dict[str, PaperCount]:
    """The parent's file goes with the child: what the child's procedure asks for is in it."""
    del agency
    procedure = scene.office.catalogue.current(opens.procedure, scene.day)
    return {one.id: PaperCount(one.originals, one.copies) for one in procedure.papers}


def _party(content: dict[str, Any]) -> Party:
    return Party(**{**content, "scope": tuple(content["scope"]), "expires_on": None})


def with_child(draft: Draft, child: DossierRef, line: Timeline) -> Draft:
    """The parent's entry, naming the dossier that it opened."""
    opened = {
        "agency": child.agency,
        "dossier": child.id.hex,
        "procedure": line.origin.procedure,
        "code": line.origin.code,
    }
    return replace(draft, facts={**draft.facts, "opens": opened})


def follow(pen: Pen, write: Write, scene: Scene, line: Timeline) -> None:
    """What an act on one dossier does to its family, in the same transaction."""
    if line.final is None or scene.line.final is not None:
        return
    if line.origin.parent is not None:
        _tell_parent(pen, write, scene, line)
    if line.final is Final.WITHDRAWN:
        for child in line.open_children:
            _close_child(pen, write, scene, child)


def _ledgered(held: Held) -> Ledgered:
    return Ledgered(held.ref, held.entries, held.head, held.restricted)


def _tell_parent(pen: Pen, write: Write, scene: Scene, line: Timeline) -> None:
    from_agency, dossier = line.origin.parent or ("", "")
    held = write.hold(DossierRef.read(from_agency, dossier))
    parent = fold(pen.catalogue, held.entries)
    if parent.final is not None:
        return
    facts = {
        "dossier": scene.ref.id.hex,
        "agency": scene.ref.agency,
        "final": str(line.final),
        "outcome": line.outcome,
    }
    at = max(scene.at, parent.last_at)
    pen.write(write, _ledgered(held), Draft(Kind.CHILD_ENDED, facts), at=at, by=SYSTEM)


def _close_child(pen: Pen, write: Write, scene: Scene, child: Child) -> None:
    """The withdrawal of the parent withdraws the child, wherever it stands."""
    held = write.hold(DossierRef.read(child.agency, child.id))
    line = fold(pen.catalogue, held.entries)
    state = _withdrawn(line.procedure)
    facts = {"action": "withdraw", "from": line.state, "to": state.id, "seat": None}
    at = max(scene.at, line.last_at)
    pen.write(write, _ledgered(held), Draft(Kind.MOVED, facts), at=at, by=SYSTEM)


def _withdrawn(procedure: Procedure) -> State:
    for state in procedure.states.values():
        if state.final is Final.WITHDRAWN:
            return state
    raise GuardFailed(
        f"Thủ tục liên thông {procedure.code} không có bước rút hồ sơ.", unmet=["children.ended"]
    )
