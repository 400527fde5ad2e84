"""Opening a dossier: received at the counter, handed over by the post, submitted online."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from engine.actors import APPLICANT_ID, Actor, Role, Seat
from engine.desk.authority import of_office
from engine.desk.codes import check_reception
from engine.desk.draft import Draft
from engine.desk.fees import Assessed, assess, check_reductions
from engine.desk.office import Office
from engine.desk.papers import check_papers, is_complete, paper_rows, papers_facts
from engine.desk.parties import check_parties
from engine.desk.private import parties_private, party_rows
from engine.desk.promising import limit_for, receipt_promise
from engine.desk.questions import check_answers, telling_what_is_missing
from engine.desk.requests import Reception
from engine.desk.seats import locate
from engine.errors import BadInput
from engine.facts import limit_facts, seat_facts
from engine.ledger import DossierRef, Kind
from engine.procedure import Action, Channel, ClockMode, Procedure
from engine.store.act import Insert
from engine.tables.record import code as code_table
from engine.working_calendar import WorkingCalendar

AGENT = "agent"  # the one way of filing online that only the clerk knows of


@dataclass(frozen=True, slots=True)
class Opening:
    """All that is known of a dossier when it is opened. `parent` only if another opened it.

    `today` is the office day on which it is written down, which may be after that of `at`.
    """

    office: Office
    ref: DossierRef
    request: Reception
    procedure: Procedure
    calendar: WorkingCalendar
    at: datetime
    by: Actor
    today: date
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
    if opening.parent is None:
        check_reception(opening.by, request)
        _check_offered(procedure, request)
    check_parties(request.parties)
    check_papers(procedure, request.papers)
    check_reductions(procedure, request.reductions)
    check_answers(opening.office, procedure, request.answers)
    _check_assisted(opening)
    for agency in {request.agency, opening.competent, request.return_at or request.agency}:
        _check_in_force(opening, agency)
    _check_competence(opening)
    _check_receiver(opening)


def _check_competence(opening: Opening) -> None:
    """Refuse an agency that does not decide such procedures, and a place that is not there."""
    procedure, organisation = opening.procedure, opening.office.organisation
    agency, place = opening.competent, opening.request.place
    if not organisation.is_competent(
        agency, procedure.tier, procedure.field, procedure.code, opening.day
    ):
        raise BadInput(
            f"Cơ quan {organisation.name_on(agency, opening.day)} không giải quyết thủ tục "
            f"{procedure.code}. Chọn cơ quan có thẩm quyền.",
            code="not_competent",
            agency=agency,
        )
    if place is not None and not organisation.knows_place(opening.request.agency, place):
        raise BadInput(
            f"Không có địa bàn mang mã “{place}”. Chọn lại xã, phường.", code="unknown_place"
        )


def _check_assisted(opening: Opening) -> None:
    """Who filed an online dossier follows from who acts; a clerk may name an agent."""
    stated, follows = opening.request.assisted, _filed(opening)
    if stated not in {None, follows, AGENT} and opening.by.id != APPLICANT_ID:
        choices = ", ".join(one for one in (follows, AGENT) if one)
        raise BadInput(f"“assisted” phải là một trong: {choices}.", code="unknown_assistance")


def _filed(opening: Opening) -> str | None:
    """Who filed it, if it came online: the person alone, or with a clerk of the counter or post."""
    if opening.request.channel is not Channel.ONLINE:
        return None
    if opening.by.id == APPLICANT_ID:
        return "self"
    agency, day = opening.request.agency, opening.today
    at_counter = opening.by.has(Role.COUNTER, agency, day)
    by_post = opening.by.has(Role.POSTAL_COUNTER, agency, day) and not at_counter
    return "post" if by_post else "at_counter"


def _assisted(opening: Opening) -> str | None:
    alone = opening.by.id == APPLICANT_ID
    return _filed(opening) if alone else opening.request.assisted or _filed(opening)


def _check_in_force(opening: Opening, agency: str) -> None:
    if not opening.office.organisation.agency(agency).in_force(opening.day):
        raise BadInput(
            f"Cơ quan {agency} không hoạt động ngày {opening.day:%d/%m/%Y}.",
            code="agency_not_in_force",
            agency=agency,
        )


def _check_offered(procedure: Procedure, request: Reception) -> None:
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
    if not any(party.role == "owner" for party in request.parties):
        raise BadInput("Hồ sơ phải có chủ hồ sơ.", code="owner_missing")


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
    of_office(opening.office, opening.request.agency, opening.today, opening.by, staff_roles)


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
    request = opening.request
    known: dict[str, object] = {"channel": str(request.channel), "answers": dict(request.answers)}
    fees = _fees(opening, known)
    return Draft(
        Kind.OPENED,
        {
            **asdict(number),
            **_moved(opening),
            **_promised(opening, known),
            **_optional(opening),
            "fees": [fee.facts() for fee in fees],
        },
        private=_private(request),
        rows=_rows(opening, number, fees),
        tells=(("received", "applicant"),) if opening.parent is None else (),
    )


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
        "return_at": request.return_at or request.agency,
        "return_by": str(request.return_by),
        "place": request.place,
        "papers": papers_facts(request.papers),
        "papers_complete": is_complete(procedure, request.papers),
    }


def _promised(opening: Opening, known: dict[str, object]) -> dict[str, object]:
    with telling_what_is_missing(opening.procedure):
        limit = limit_for(opening.procedure, known)
    state = opening.procedure.states[opening.action.to]
    promise = receipt_promise(opening.calendar, limit, state, opening.at)
    facts: dict[str, object] = {"limit": limit_facts(limit)}
    return facts if promise is None else {**facts, "promise": promise}


def _fees(opening: Opening, known: dict[str, object]) -> list[Assessed]:
    request = opening.request
    lines = assess(
        opening.procedure,
        opening.action,
        known,
        reductions=request.reductions,
        paid=request.paid,
        already=0,
    )
    with telling_what_is_missing(opening.procedure):
        return list(lines)


def _rows(opening: Opening, number: Number, fees: Iterable[Assessed]) -> tuple[Insert, ...]:
    key: dict[str, object] = {"agency_id": opening.ref.agency, "dossier_id": opening.ref.id}
    return (
        Insert(code_table, {**key, **asdict(number)}),
        *party_rows(key, opening.request.parties, opening.pepper),
        *paper_rows(key, 1, opening.request.papers),
        *(fee.row(key, opening.at) for fee in fees),
    )


def _optional(opening: Opening) -> dict[str, object]:
    """Facts that only some openings have."""
    request = opening.request
    given: dict[str, object | None] = {
        "letter": opening.action.letter,
        "carrier_item": request.carrier_item,
        "handover_record": request.handover_record,
        "assisted": _assisted(opening),
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
