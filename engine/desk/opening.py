"""Opening a dossier: received at the counter, handed over by the post, submitted online."""

from dataclasses import dataclass
from datetime import date, datetime

from engine.actors import APPLICANT_ID, Actor, Role, Seat
from engine.desk.authority import of_office
from engine.desk.draft import Draft
from engine.desk.fees import assess
from engine.desk.office import Office
from engine.desk.papers import check_papers, is_complete, paper_rows, papers_facts
from engine.desk.private import parties_private, party_rows
from engine.desk.promising import limit_for, receipt_promise
from engine.desk.requests import Reception
from engine.desk.seats import locate
from engine.errors import BadInput
from engine.facts import limit_facts, seat_facts
from engine.ledger import DossierRef, Kind
from engine.procedure import Action, Channel, ClockMode, Procedure
from engine.store.act import Insert
from engine.tables.record import code as code_table
from engine.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Opening:
    """All that is known of a dossier when it is opened. `parent` only if another opened it."""

    office: Office
    ref: DossierRef
    request: Reception
    procedure: Procedure
    calendar: WorkingCalendar
    at: datetime
    by: Actor
    pepper: bytes
    parent: DossierRef | None = None

    @property
    def day(self) -> date:
        return self.calendar.local_day(self.at)

    @property
    def action(self) -> Action:
        return self.procedure.opening(self.request.channel)

    @property
    def competent(self) -> str:
        return self.request.competent or self.request.agency


@dataclass(frozen=True, slots=True)
class Number:
    """The receipt code that the record gave out, with the serial that it counted."""

    scheme: str
    scope: str
    serial: int
    code: str


def check(opening: Opening) -> None:
    """Refuse what the procedure does not offer, and who may not receive."""
    request, procedure = opening.request, opening.procedure
    if request.channel not in procedure.channels:
        raise BadInput(
            f"Thủ tục {procedure.code} không nhận hồ sơ theo hình thức này.",
            code="channel_not_offered",
            channel=str(request.channel),
        )
    if request.return_by not in procedure.returns:
        raise BadInput(
            f"Thủ tục {procedure.code} không trả kết quả theo hình thức này.",
            code="return_not_offered",
            channel=str(request.return_by),
        )
    if opening.parent is None and not any(party.role == "owner" for party in request.parties):
        raise BadInput("Hồ sơ phải có chủ hồ sơ.", code="owner_missing")
    check_papers(procedure, request.papers)
    opening.office.organisation.agency(request.return_at or request.agency)
    _check_receiver(opening)


def _check_receiver(opening: Opening) -> None:
    if opening.parent is not None:
        return  # the act on the parent was authorised by its own definition
    roles = tuple(address.role for address in opening.action.by)
    if opening.by.id == APPLICANT_ID:
        if Role.APPLICANT not in roles:
            raise BadInput("Hình thức này phải do công chức tiếp nhận.", code="not_for_applicant")
        return
    if opening.request.channel is Channel.POSTAL and not opening.request.carrier_item:
        raise BadInput("Hồ sơ qua bưu chính phải có mã bưu gửi.", code="carrier_item_missing")
    staff_roles = tuple(role for role in roles if role is not Role.APPLICANT)
    if not staff_roles:  # submitted online: a clerk may only assist
        staff_roles = (Role.COUNTER,)
    of_office(opening.office, opening.request.agency, opening.day, opening.by, staff_roles)


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


def draft(opening: Opening, number: Number) -> Draft:
    """The opening entry with all that it decided: limit, promise, fees, seat."""
    request, procedure, action = opening.request, opening.procedure, opening.action
    known: dict[str, object] = {"channel": str(request.channel), "answers": dict(request.answers)}
    limit = limit_for(procedure, known)
    unit = opening.office.organisation.unit_for(
        opening.competent, procedure.field, procedure.code, opening.day
    ).id
    seat = _seat(opening, unit)
    fees = list(
        assess(
            procedure,
            action,
            known,
            reductions=request.reductions,
            paid=request.paid,
            already=0,
        )
    )
    facts: dict[str, object] = {
        "procedure": procedure.code,
        "edition": procedure.edition,
        "calendar": opening.calendar.edition,
        "channel": str(request.channel),
        "code": number.code,
        "scheme": number.scheme,
        "scope": number.scope,
        "serial": number.serial,
        "action": action.id,
        "to": action.to,
        "seat": seat_facts(seat) if seat else None,
        "competent": opening.competent,
        "unit": unit,
        "return_at": request.return_at or request.agency,
        "return_by": str(request.return_by),
        "place": request.place,
        "limit": limit_facts(limit),
        "papers": papers_facts(request.papers),
        "papers_complete": is_complete(procedure, request.papers),
        "fees": [fee.facts() for fee in fees],
    }
    promise = receipt_promise(opening.calendar, limit, procedure.states[action.to], opening.at)
    facts |= {} if promise is None else {"promise": promise}
    facts |= _optional(opening)
    key: dict[str, object] = {"agency_id": opening.ref.agency, "dossier_id": opening.ref.id}
    code_row = {
        **key,
        "code": number.code,
        "scheme": number.scheme,
        "scope": number.scope,
        "serial": number.serial,
    }
    return Draft(
        Kind.OPENED,
        facts,
        private=_private(request),
        rows=(
            Insert(code_table, code_row),
            *party_rows(key, request.parties, opening.pepper),
            *paper_rows(key, 1, request.papers),
            *(fee.row(key, opening.at) for fee in fees),
        ),
        tells=(("received", "applicant"),) if opening.parent is None else (),
    )


def _optional(opening: Opening) -> dict[str, object]:
    """Facts that only some openings have."""
    request = opening.request
    given: dict[str, object | None] = {
        "carrier_item": request.carrier_item,
        "handover_record": request.handover_record,
        "assisted": request.assisted,
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
