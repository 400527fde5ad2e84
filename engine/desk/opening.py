"""Opening a dossier: received at the counter, handed over by the post, submitted online."""

from dataclasses import asdict

from engine.actors import Role, Seat
from engine.desk.admitting import assisted, is_late
from engine.desk.coming_in import Number, Opening
from engine.desk.custody.reception import Numbered, item_facts, item_rows, numbered
from engine.desk.draft import Draft
from engine.desk.issuing.phases import at_receipt
from engine.desk.papers import (
    digital_facts,
    elsewhere,
    is_complete,
    paper_rows,
    papers_facts,
)
from engine.desk.parties import parties_facts
from engine.desk.private import parties_private, party_rows
from engine.desk.promising import limit_for, receipt_promise
from engine.desk.questions import telling_what_is_missing
from engine.desk.receipts import Cashier
from engine.desk.reductions import Shown
from engine.desk.requests import Reception
from engine.desk.seats import locate
from engine.desk.tariff import Bill, Due, assess, paid_with, undecided
from engine.facts import limit_facts, seat_facts
from engine.ledger import Kind
from engine.procedure import Channel, ClockMode
from engine.store.act import Insert
from engine.tables.record import code as code_table

LATE_ENTERED = "late_entered_receipt"  # written down on an office day after that of the reception


def _seat(opening: Opening, unit: str) -> Seat | None:
    state = opening.procedure.states[opening.action.to]
    if state.holder is None:
        return None
    request = opening.request
    at_return = state.clock is ClockMode.ENDED
    return locate(
        opening.office,
        state.holder,
        home=Seat(Role.OFFICER, opening.competent, unit),
        counter=(request.return_at or request.agency) if at_return else request.agency,
        place=request.place,
        day=opening.day,
    )


def draft(opening: Opening, number: Number, cashier: Cashier | None = None) -> Draft:
    """The opening entry with all that it decided: limit, promise, fees, seat."""
    request = opening.request
    known: dict[str, object] = {"channel": str(request.channel), "answers": dict(request.answers)}
    bill = _bill(opening, known, cashier)
    return Draft(
        Kind.OPENED,
        {
            **asdict(number),
            **_moved(opening),
            **_promised(opening, known),
            **_optional(opening),
            **opening.provenance.facts,
            **bill.facts(),
            "parties": parties_facts(opening.office, request.parties, opening.day),
        },
        private={**_private(request), **opening.provenance.private, **bill.private()},
        rows=(*_rows(opening, number), *bill.rows(opening.ref, 1)),
        tells=_tells(opening),
    )


def _tells(opening: Opening) -> tuple[tuple[str, str], ...]:
    told = opening.provenance.tells
    return ((told, "applicant"),) if told is not None and opening.parent is None else ()


def _moved(opening: Opening) -> dict[str, object]:
    """What was opened, and where it went."""
    request, procedure = opening.request, opening.procedure
    unit = opening.office.organisation.unit_for(
        opening.competent, procedure.field, procedure.code, opening.day
    ).id
    seat = _seat(opening, unit)
    return {
        "procedure": procedure.code,
        "edition": procedure.edition,
        "calendar": opening.calendar.edition,
        "channel": str(request.channel),
        "action": opening.action.id,
        "to": opening.action.to,
        "seat": seat_facts(seat) if seat else None,
        "competent": opening.competent,
        "unit": unit,
        "received_at": opening.ref.agency,
        "return_at": request.return_at or request.agency,
        "return_by": str(request.return_by),
        "place": request.place,
        "papers": papers_facts(request.papers),
        "papers_complete": is_complete(
            procedure, {**request.papers, **elsewhere(opening.provenance.facts)}
        ),
    }


def _promised(opening: Opening, known: dict[str, object]) -> dict[str, object]:
    with telling_what_is_missing(opening.procedure):
        limit = limit_for(opening.procedure, known)
    state = opening.procedure.states[opening.action.to]
    promise = receipt_promise(opening.calendar, limit, state, opening.at)
    facts: dict[str, object] = {"limit": limit_facts(limit)}
    if phases := at_receipt(opening.procedure, opening.calendar, state, opening.at):
        facts["phases"] = phases
    return facts if promise is None else {**facts, "promise": promise}


def _bill(opening: Opening, known: dict[str, object], cashier: Cashier | None) -> Bill:
    """The fees of the reception, with the receipt if they are paid in it."""
    request, procedure = opening.request, opening.procedure
    due = Due(known, request.reductions, Shown.of(request.papers), paid=request.paid)
    if opening.provenance.free:
        return Bill(())
    with telling_what_is_missing(procedure):
        lines = assess(procedure, opening.action, due)
    issue = paid_with(cashier, lines, request.agency, opening.at, request.method)
    return Bill(lines, issue, undecided(procedure, opening.action, lines))


def _rows(opening: Opening, number: Number) -> tuple[Insert, ...]:
    key: dict[str, object] = {"agency_id": opening.ref.agency, "dossier_id": opening.ref.id}
    return (
        Insert(code_table, {**key, **asdict(number)}),
        *party_rows(key, opening.request.parties, opening.pepper),
        *paper_rows(key, 1, opening.request.papers),
        *item_rows(key, _originals(opening), opening.by.id, opening.at),
    )


def _originals(opening: Opening) -> Numbered:
    """The originals that were taken in: none online, and none for what another dossier has."""
    if opening.authorised or opening.request.channel is Channel.ONLINE:
        return []
    return numbered(opening.procedure, opening.request.papers, after=0)


def _optional(opening: Opening) -> dict[str, object]:
    """Facts that only some openings have."""
    request = opening.request
    given: dict[str, object | None] = {
        "letter": opening.action.letter,
        "digital": digital_facts(request.papers) or None,
        "originals": item_facts(_originals(opening)) or None,
        "carrier_item": request.carrier_item,
        "handover_record": request.handover_record,
        "assisted": assisted(opening),
        "presented_by": request.presented_by,
        "marks": [LATE_ENTERED] if is_late(opening) else None,
        "parent": {"agency": opening.parent.agency, "dossier": opening.parent.id.hex}
        if opening.parent
        else None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _private(request: Reception) -> dict[str, object]:
    private = parties_private(request.parties)
    if request.answers:
        private["answers"] = dict(request.answers)
    if request.note:
        private["note"] = request.note
    return private
