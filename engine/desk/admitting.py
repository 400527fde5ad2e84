"""Whether a dossier may be opened so: what the procedure offers, who receives, who filed it."""

from engine.actors import APPLICANT_ID, Role
from engine.desk.authority import of_office
from engine.desk.codes import check_reception
from engine.desk.coming_in import Opening
from engine.desk.competence import check_competent, check_in_force, check_place
from engine.desk.papers import (
    check_papers,
)
from engine.desk.parties import check_people
from engine.desk.questions import check_answers
from engine.desk.reductions import check_claims
from engine.desk.requests import Reception
from engine.errors import BadInput
from engine.procedure import Channel, Procedure

AGENT = "agent"  # the one way of filing online that only the clerk knows of


def check(opening: Opening) -> None:
    """Refuse what the procedure does not offer, and who may not receive."""
    request, procedure = opening.request, opening.procedure
    if not opening.authorised:
        check_reception(opening.by, request)
        _check_offered(procedure, request)
    check_people(opening.office, request, opening.day)
    check_papers(procedure, request.papers)
    check_claims(procedure, request.reductions)
    check_answers(opening.office, procedure, request.answers)
    _check_assisted(opening)
    for agency in {request.agency, opening.competent, request.return_at or request.agency}:
        check_in_force(opening.office, agency, opening.day)
    check_competent(opening.office, opening.competent, procedure, opening.day)
    check_place(opening.office, request.agency, procedure, request.place)
    _check_receiver(opening)


def _check_assisted(opening: Opening) -> None:
    """Who filed an online dossier follows from who acts; a clerk may name an agent."""
    stated, follows = opening.request.assisted, _filed(opening)
    kept = opening.provenance.replaces
    if not kept and stated not in {None, follows, AGENT} and opening.by.id != APPLICANT_ID:
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


def is_late(opening: Opening) -> bool:
    """Written down on an office day after that of the reception."""
    return not opening.authorised and opening.day < opening.today


def assisted(opening: Opening) -> str | None:
    """Who filed an online dossier, as its entry says it."""
    if opening.provenance.replaces:
        return opening.request.assisted
    alone = opening.by.id == APPLICANT_ID
    return _filed(opening) if alone else opening.request.assisted or _filed(opening)


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
    if opening.authorised:
        return  # by the definition of a parent, or by who may put a mistake right
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
