"""Consultations that an action sends out: what the entry says, and the work of whoever is asked."""

from collections.abc import Callable
from uuid import UUID

from engine.canonical import moment_text
from engine.counting import due
from engine.desk.draft import Scene
from engine.desk.seats import seat_for
from engine.facts import seat_facts
from engine.procedure import Action, Ask, OnSilence
from engine.store.act import Insert
from engine.tables.office import work_item

Sent = tuple[dict[str, object], Insert]


def consult(scene: Scene, action: Action, entropy: Callable[[int], bytes]) -> list[Sent]:
    """One consultation for each that the definition names; all go out together."""
    return [
        _send(scene, ask, f"{scene.seq}.{number}", UUID(bytes=entropy(16), version=4))
        for number, ask in enumerate(action.asks, start=1)
    ]


def _send(scene: Scene, ask: Ask, item: str, row: UUID) -> Sent:
    seat = seat_for(scene.office, scene.ref, scene.line, ask.of, scene.day)
    promise = due(scene.line.calendar, ask.limit, scene.at)
    until = promise.due if promise else None
    facts: dict[str, object] = {
        "item": item,
        "row": row.hex,
        "seat": seat_facts(seat),
        "due": moment_text(until) if until else None,
        "proceeds": ask.on_silence is OnSilence.PROCEED,
    }
    values = {
        "agency_id": seat.agency,
        "item_id": row,
        "dossier_agency": scene.ref.agency,
        "dossier_id": scene.ref.id,
        "item": item,
        "role": str(seat.role),
        "unit": seat.unit,
        "asked_at": scene.at,
        "due": until,
    }
    return facts, Insert(work_item, values)
