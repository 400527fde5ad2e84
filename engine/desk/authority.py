"""Who may take which action: derived from the definition and the grants, and from nothing else."""

from datetime import date

from engine.actors import APPLICANT_ID, OVERSEERS, Actor, Role, Seat
from engine.desk.draft import Scene
from engine.desk.office import Office
from engine.desk.seats import seat_for
from engine.errors import FourEyes, NotYourStep, OutOfScope, Refusal
from engine.ledger import DossierRef
from engine.procedure import Action
from engine.timeline import Timeline


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
        return None if allowed else _not_yours(action)
    seats = [
        seat_for(scene.office, scene.ref, scene.line, address, scene.day)
        for address in action.by
        if address.role not in {Role.APPLICANT, Role.SYSTEM}
    ]
    mine = [seat for seat in seats if scene.by.sits_on(seat, scene.day)]
    if not mine:
        return _not_yours(action)
    if all(_is_assigned_to_another(scene, seat) for seat in mine):
        return NotYourStep("Bước này đã được phân công cho người khác.", code="assigned_to_another")
    if action.four_eyes and scene.line.took.get(action.four_eyes) == scene.by.id:
        return FourEyes(
            f"Người đã “{action.four_eyes}” không được tự “{action.label}”.",
            first=action.four_eyes,
            second=action.id,
        )
    return None


def _not_yours(action: Action) -> NotYourStep:
    roles = ", ".join(str(address) for address in action.by)
    return NotYourStep(
        f"Bạn không có quyền “{action.label}” ở hồ sơ này (dành cho: {roles}).", action=action.id
    )


def may_see(
    actor: Actor, ref: DossierRef, line: Timeline, day: date, *, restricted: bool = False
) -> bool:
    """Whether the dossier is within the person's scope.

    Seen by whoever has, had or is asked for work on it, and by those who oversee an agency that
    opened, decides or returns it. A restricted dossier: its named holders and the leader alone.
    """
    named = {line.officer, *(visit.officer for visit in line.visits), *line.took.values()}
    if restricted:
        return actor.id in named or actor.has(Role.LEADER, line.competent, day)
    agencies = {ref.agency, line.competent, line.origin.return_at}
    if any(actor.has(role, agency, day) for role in OVERSEERS for agency in agencies):
        return True
    seats = [visit.seat for visit in line.visits if visit.seat] + [item.seat for item in line.items]
    return actor.id in named or any(_has_been_at(actor, seat, day) for seat in seats)


def _has_been_at(actor: Actor, seat: Seat, day: date) -> bool:
    """Whoever works in a unit sees the dossiers that were in it, whatever their role there."""
    roles = (seat.role, Role.OFFICER, Role.UNIT_HEAD)
    return any(actor.sits_on(Seat(role, seat.agency, seat.unit), day) for role in roles)


def check_sight(scene: Scene, *, restricted: bool) -> None:
    """Refuse to somebody for whom the dossier does not exist."""
    if scene.by.id == APPLICANT_ID:
        return
    if not may_see(scene.by, scene.ref, scene.line, scene.day, restricted=restricted):
        raise OutOfScope("Hồ sơ không thuộc phạm vi của bạn.")


def must_hold(scene: Scene, roles: tuple[Role, ...], what: str) -> None:
    """Refuse unless the person holds one of the roles over the unit that has the dossier."""
    home = scene.line.seat or Seat(Role.OFFICER, scene.line.competent, scene.line.unit)
    units = {(scene.line.competent, scene.line.unit), (home.agency, home.unit)}
    seats = (Seat(role, agency, unit) for role in roles for agency, unit in units)
    if not any(scene.by.sits_on(seat, scene.day) for seat in seats):
        names = ", ".join(roles)
        raise NotYourStep(f"Bạn không có quyền {what} (dành cho: {names}).", verb=what)


def of_office(
    office: Office, agency: str, day: date, actor: Actor, roles: tuple[Role, ...]
) -> None:
    """Refuse unless the person holds one of the roles at the agency that day."""
    office.organisation.agency(agency)
    if not any(actor.has(role, agency, day) for role in roles):
        names = ", ".join(roles)
        raise NotYourStep(f"Bạn không có quyền tiếp nhận tại cơ quan này (dành cho: {names}).")
