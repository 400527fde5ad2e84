"""Who may take which action: derived from the definition and the grants, and from nothing else."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from engine.actors import APPLICANT_ID, Actor, Grant, Role, Seat
from engine.desk.draft import Scene
from engine.desk.office import Office
from engine.desk.seats import seat_for
from engine.errors import BadInput, FourEyes, NotFound, NotYourStep, OutOfScope, Refusal
from engine.procedure import Action, Instant
from engine.store.scope import Scope


def _is_assigned_to_another(scene: Scene, seat: Seat) -> bool:
    """A step given to one officer is that officer's, or of who stands in for them."""
    officer = scene.line.officer
    return (
        seat.role is Role.OFFICER
        and scene.line.seat == seat
        and officer is not None
        and officer != scene.by.id
        and officer not in scene.by.stands_in_for
    )


def refusal(scene: Scene, action: Action) -> Refusal | None:
    """Why this person may not take this action on this dossier today, or None."""
    if scene.by.id == APPLICANT_ID:
        allowed = any(address.role is Role.APPLICANT for address in action.by)
        return None if allowed else _not_yours(scene, action)
    mine = [seat for seat in seats(scene, action) if scene.by.sits_on(seat, scene.today)]
    if not mine:
        return _not_signing(scene, action) or _not_yours(scene, action)
    if all(_is_assigned_to_another(scene, seat) for seat in mine):
        return NotYourStep("Bước này đã được phân công cho người khác.", code="assigned_to_another")
    if action.four_eyes and scene.line.took.get(action.four_eyes) == scene.by.id:
        return FourEyes(
            f"Người đã “{action.four_eyes}” không được tự “{action.label}”.",
            first=action.four_eyes,
            second=action.id,
        )
    return None


def stood_in_for(scene: Scene, action: Action) -> str | None:
    """Whose step this is, if the person takes it for somebody who is away; else None."""
    seat, officer = scene.line.seat, scene.line.officer
    if officer is None or officer == scene.by.id or officer not in scene.by.stands_in_for:
        return None
    return officer if seat in set(seats(scene, action)) else None


def seats(scene: Scene, action: Action) -> Iterator[Seat]:
    """Where the action may be taken; an address that leads nowhere today is nobody's."""
    for address in action.by:
        if address.role not in {Role.APPLICANT, Role.SYSTEM}:
            with suppress(NotFound):
                yield seat_for(scene.office, scene.ref, scene.line, address, scene.day)


def _not_signing(scene: Scene, action: Action) -> NotYourStep | None:
    """Why somebody who signed here on another day may not today."""
    ended = action.marks is Instant.SIGNED and _once_covering(scene, action) is not None
    return without_authority(scene, action) if ended else None


def _once_covering(scene: Scene, action: Action) -> Grant | None:
    mine = list(seats(scene, action))
    every = (one for one in scene.by.grants if one.valid_from != date.min)
    return next((g for g in every if any(g.covers(seat, g.valid_from) for seat in mine)), None)


def without_authority(scene: Scene, action: Action) -> NotYourStep:
    """The refusal of a signature on a day that the signer's authority does not cover."""
    grant, day = _once_covering(scene, action), scene.day
    told = f"Ngày {day:%d/%m/%Y} bạn không có thẩm quyền ký"
    if grant is not None:
        last = "–" if grant.valid_to == date.max else f"{grant.valid_to:%d/%m/%Y}"
        named = f" theo {grant.decision}" if grant.decision else ""
        told += f": thẩm quyền{named} từ {grant.valid_from:%d/%m/%Y} đến {last}"
    return NotYourStep(f"{told}.", code="authority_not_valid", action=action.id, day=day)


def _not_yours(scene: Scene, action: Action) -> NotYourStep:
    roles = scene.office.say(address.role for address in action.by)
    return NotYourStep(
        f"Bạn không có quyền “{action.label}” ở hồ sơ này (dành cho: {roles}).", action=action.id
    )


def check_sight(scene: Scene, *, restricted: bool) -> None:
    """Refuse to somebody for whom the dossier does not exist."""
    if scene.by.id == APPLICANT_ID:
        return
    scope = Scope(scene.by, scene.today)
    if not scope.sees(scene.ref, scene.line, scene.entries, restricted=restricted):
        raise OutOfScope


def check_assignee(scene: Scene, officer: str, seat: Seat) -> None:
    """Refuse to give a step to somebody who may not sit there."""
    scene.office.person(officer)
    if not scene.may_sit(officer, seat):
        raise BadInput(
            "Người được phân công không giữ vai trò này ở đơn vị đang giữ hồ sơ, "
            "hoặc đã ngừng hoạt động.",
            code="assignee_without_role",
            officer=officer,
        )


def must_lead(scene: Scene, what: str) -> None:
    """Refuse unless the person heads the unit that has the dossier, or leads its agency."""
    line, seats = scene.line, _answering(scene)
    if line.seat is not None:
        seats.append(Seat(Role.LEADER, line.seat.agency))
        if line.seat.unit is not None:
            seats.append(Seat(Role.UNIT_HEAD, line.seat.agency, line.seat.unit))
    _must_sit(scene, seats, what)


def must_answer_for(scene: Scene, what: str) -> None:
    """Refuse unless the person leads the competent agency, or heads its unit for the matter."""
    _must_sit(scene, _answering(scene), what)


def _answering(scene: Scene) -> list[Seat]:
    line = scene.line
    return [Seat(Role.LEADER, line.competent), Seat(Role.UNIT_HEAD, line.competent, line.unit)]


def _must_sit(scene: Scene, seats: Sequence[Seat], what: str) -> None:
    if not any(scene.by.sits_on(seat, scene.today) for seat in seats):
        names = scene.office.say((Role.UNIT_HEAD, Role.LEADER))
        raise NotYourStep(f"Bạn không có quyền {what} (dành cho: {names}).", verb=what)


def must_work(scene: Scene, verb: str) -> None:
    """Refuse to somebody who only audits: an auditor reads, and leaves nothing in a dossier."""
    at_work = tuple(grant for grant in scene.by.grants if grant.role is not Role.AUDITOR)
    scope = Scope(replace(scene.by, grants=at_work), scene.today)
    if not scope.sees(scene.ref, scene.line, scene.entries, restricted=False):
        raise NotYourStep("Người kiểm tra chỉ xem hồ sơ, không ghi vào hồ sơ.", verb=verb)


def must_hold(scene: Scene, verb: str) -> None:
    """Refuse unless the present step is the person's."""
    seat = scene.line.seat
    mine = seat is not None and scene.by.sits_on(seat, scene.today)
    if seat is None or not mine or _is_assigned_to_another(scene, seat):
        raise NotYourStep("Việc này dành cho người đang giữ bước xử lý.", verb=verb)


def of_office(
    office: Office, agency: str, day: date, actor: Actor, roles: tuple[Role, ...]
) -> None:
    """Refuse unless the person holds one of the roles at the agency that day."""
    office.organisation.agency(agency)
    if not any(actor.has(role, agency, day) for role in roles):
        names = office.say(roles)
        raise NotYourStep(f"Bạn không có quyền tiếp nhận tại cơ quan này (dành cho: {names}).")
