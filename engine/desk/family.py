"""Parents and children: a dossier opened by another, and how the end of one touches the other."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from engine.actors import SYSTEM
from engine.desk import replacing
from engine.desk.custody.closing import left_behind
from engine.desk.draft import Draft, Scene
from engine.desk.papers import papers_so_far
from engine.desk.requests import Linked, PaperCount, Party, Reception
from engine.desk.writing import Ledgered, Pen
from engine.errors import GuardFailed
from engine.fold import fold
from engine.ledger import DossierRef, Kind
from engine.procedure import Channel, Final, Opens, Procedure, State
from engine.store.beside import parties_of
from engine.store.held import Held
from engine.store.write import Write
from engine.timeline import Timeline


def child_request(scene: Scene, opens: Opens, linked: Linked, write: Write) -> Reception:
    """The reception of a child: for the same people, at the agency that the definition names."""
    if any(one.kind is Kind.ERASED for one in scene.entries):
        raise GuardFailed(
            "Dữ liệu cá nhân của hồ sơ đã xóa, không mở hồ sơ liên thông được.",
            unmet=["parties.known"],
        )
    where, _, _ = opens.agency.partition(":")  # `commune:place`: the one that serves the place
    origin = scene.line.origin
    found = scene.office.organisation.resolve(
        where, None, origin.place, scene.day, asking=scene.line.competent
    )
    procedure = scene.office.catalogue.current(opens.procedure, scene.day)
    direct = Channel.DIRECT in procedure.channels
    return Reception(
        agency=found.agency,
        procedure=opens.procedure,
        channel=Channel.DIRECT if direct else procedure.channels[0],
        return_by=Channel.DIRECT if Channel.DIRECT in procedure.returns else procedure.returns[0],
        parties=people_of(scene, write.connection),
        papers=_handed_on(scene, procedure, linked),
        answers=linked.answers,
        place=origin.place,
        happened_at=scene.at,
    )


def _handed_on(scene: Scene, procedure: Procedure, linked: Linked) -> Mapping[str, PaperCount]:
    """What of the parent's file goes with the child: never more than it was given."""
    if linked.papers is not None:
        return linked.papers
    wanted = {one.id for one in procedure.papers}
    given = papers_so_far(scene.entries)
    return {name: count for name, count in given.items() if name in wanted}


def people_of(scene: Scene, connection: Connection) -> tuple[Party, ...]:
    """The people of a dossier, without those whose authorisation has ended."""
    ended = {one.no for one in scene.line.parties if one.ended_at is not None}
    known = enumerate(parties_of(connection, scene.ref), start=1)
    return tuple(party_from(content) for no, content in known if no not in ended)


def party_from(content: dict[str, Any]) -> Party:
    """A party as its private record holds it."""
    until = content["expires_on"]
    expires_on = date.fromisoformat(until) if until else None
    return Party(**{**content, "scope": tuple(content["scope"]), "expires_on": expires_on})


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
    """What the end of one dossier does to its family, in the same transaction."""
    over = line.final is not None or line.voided
    if not over or scene.line.final is not None or scene.line.voided:
        return
    if line.origin.parent is not None:
        _tell_parent(pen, write, scene, line)
    if line.final is Final.WITHDRAWN:
        _close_children(pen, write, scene, line)


def _tell_parent(pen: Pen, write: Write, scene: Scene, line: Timeline) -> None:
    held = write.hold(DossierRef.read(*(line.origin.parent or ("", ""))))
    parent = fold(pen.catalogue, held.entries)
    at = max(scene.at, parent.last_at)
    if line.origin.corrects:
        draft = replacing.ended(scene.ref, line, held, parent)
        pen.write(write, Ledgered.of(held), draft, at=at, by=SYSTEM)
        return
    if parent.final is not None or parent.voided:
        return
    facts = {
        "dossier": scene.ref.id.hex,
        "agency": scene.ref.agency,
        "final": "voided" if line.voided else str(line.final),
        "outcome": line.outcome,
    }
    pen.write(write, Ledgered.of(held), Draft(Kind.CHILD_ENDED, facts), at=at, by=SYSTEM)


def _close_children(pen: Pen, write: Write, scene: Scene, line: Timeline) -> None:
    """The withdrawal of a dossier withdraws what it opened, wherever that stands, and so on."""
    for child in line.open_children:
        held = write.hold(DossierRef.read(child.agency, child.id))
        closed = _withdraw(pen, write, scene, held)
        _close_children(pen, write, scene, closed)


def _withdraw(pen: Pen, write: Write, scene: Scene, held: Held) -> Timeline:
    line = fold(pen.catalogue, held.entries)
    if line.final is not None:
        return line
    state = _withdrawn(line.procedure)
    at = max(scene.at, line.last_at)
    waiting = left_behind(scene.office, held.ref, line, at)
    moved = {"action": "withdraw", "from": line.state, "to": state.id, "seat": None}
    facts = {**moved, **waiting.facts}
    draft = Draft(Kind.MOVED, facts, rows=waiting.rows)
    return pen.write(write, Ledgered.of(held), draft, at=at, by=SYSTEM)


def _withdrawn(procedure: Procedure) -> State:
    for state in procedure.states.values():
        if state.final is Final.WITHDRAWN:
            return state
    raise GuardFailed(
        f"Thủ tục liên thông {procedure.code} không có bước rút hồ sơ.", unmet=["children.ended"]
    )
