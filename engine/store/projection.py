"""The dossier's row: what its timeline says now. It can always be made anew from the ledger."""

from uuid import UUID

from engine.ledger import DossierRef
from engine.timeline import Timeline


def projection(
    ref: DossierRef, line: Timeline, head: bytes, *, restricted: bool
) -> dict[str, object]:
    """The columns of `dossier` for this timeline; `version` is the length of the ledger."""
    origin, seat, first, current = line.origin, line.seat, line.first, line.current
    return {
        "agency_id": ref.agency,
        "dossier_id": ref.id,
        "version": line.length,
        "head": head,
        "code": origin.code,
        "procedure": origin.procedure,
        "edition": line.edition,
        "calendar": line.calendar.edition,
        "field": line.procedure.field,
        "tier": str(line.procedure.tier),
        "level": line.procedure.level,
        "channel": str(origin.channel),
        "parent_agency": origin.parent[0] if origin.parent else None,
        "parent_id": UUID(origin.parent[1]) if origin.parent else None,
        "competent_agency": line.competent,
        "return_at": line.return_at,
        "return_by": str(origin.return_by),
        "place": origin.place,
        "visit": origin.visit,
        "unit": line.unit,
        "state": line.state,
        "state_since": line.visits[-1].entered,
        "holder_role": str(seat.role) if seat else None,
        "holder_agency": seat.agency if seat else None,
        "holder_unit": seat.unit if seat else None,
        "officer": line.officer,
        "final": str(line.final) if line.final else None,
        "stop": line.stopped.reason if line.stopped else None,
        "opened_at": line.opened_at,
        "accepted_at": line.accepted_at,
        "first_due": first.due if first else None,
        "due": current.due if current else None,
        "ended_at": line.ended_at,
        "returned_at": line.returned_at,
        "outcome": line.outcome,
        "proposal": line.proposal,
        "restricted": restricted,
        "voided": line.voided,
        "erased": line.erased,
    }
