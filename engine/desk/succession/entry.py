"""The entry that a plan makes in each open dossier: same state, other hands."""

from typing import Any
from uuid import UUID

from engine.actors import Seat
from engine.desk.draft import Draft
from engine.desk.succession.heirs import Hands, Passing
from engine.desk.succession.plan import Plan
from engine.facts import seat_facts
from engine.ledger import DossierRef, Kind
from engine.store.act import Insert, Remove
from engine.tables.office import work_item
from engine.timeline import WorkItem

REASON = "succession"


def draft(plan: Plan, passing: Passing) -> Draft:
    """What changed and what was before; the work of others goes to the inbox of their heirs."""
    before, after = _facts(passing.before), _facts(passing.after)
    changed = {name for name, value in after.items() if value != before[name]}
    if "competent" in changed:
        changed |= {"unit"}
    if "seat" in changed:
        changed |= {"officer"}
    facts: dict[str, object] = {
        "reason": REASON,
        "plan": plan.name,
        "decision": plan.decision,
        **{name: after[name] for name in sorted(changed)},
        "before": {name: before[name] for name in sorted(changed)},
    }
    if passing.asked:
        facts["items"] = [
            {"item": item.id, "seat": seat_facts(seat), "before": seat_facts(item.seat)}
            for item, seat in passing.asked
        ]
    rows = [row for one in passing.asked for row in _moved(passing.ref, *one)]
    return Draft(Kind.TRANSFERRED, facts, rows=tuple(rows))


def _facts(hands: Hands) -> dict[str, Any]:
    return {
        "competent": hands.competent,
        "unit": hands.unit,
        "seat": seat_facts(hands.seat) if hands.seat else None,
        "officer": hands.officer,
        "return_at": hands.return_at,
    }


def _moved(ref: DossierRef, item: WorkItem, seat: Seat) -> tuple[Remove, Insert]:
    """From one agency's inbox to another's: the agency is part of the key."""
    row = UUID(item.row)
    values = {
        "agency_id": seat.agency,
        "item_id": row,
        "dossier_agency": ref.agency,
        "dossier_id": ref.id,
        "item": item.id,
        "role": str(seat.role),
        "unit": seat.unit,
        "asked_at": item.asked_at,
        "due": item.due,
    }
    return (
        Remove(work_item, {"agency_id": item.seat.agency, "item_id": row}),
        Insert(work_item, values),
    )
