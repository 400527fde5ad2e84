"""Another agency decides from here on: competence passes with a reason, state and promise stay."""

from dataclasses import dataclass, replace

from engine.actors import Seat
from engine.desk.authority import must_answer_for
from engine.desk.competence import check_competent, check_in_force
from engine.desk.draft import Draft, Scene
from engine.desk.places.requests import Transfer
from engine.desk.seats import seat_in
from engine.errors import BadInput, NotNow
from engine.facts import seat_facts
from engine.ledger import Kind

TRANSFERRED = "transferred"  # what the applicant is told


@dataclass(frozen=True, slots=True)
class Hands:
    """The agency that decides, the unit of it that has the dossier, and the seat of the step."""

    competent: str
    unit: str | None
    seat: Seat | None

    def facts(self) -> dict[str, object]:
        seat = seat_facts(self.seat) if self.seat else None
        return {"competent": self.competent, "unit": self.unit, "seat": seat}


def present(scene: Scene) -> Hands:
    """In whose hands the dossier is."""
    return Hands(scene.line.competent, scene.line.unit, scene.line.seat)


def destination(scene: Scene, agency: str) -> Hands:
    """In whose hands it would be at that agency; NotFound if it has no unit or seat for it."""
    procedure, day = scene.procedure, scene.day
    unit = scene.office.organisation.unit_for(agency, procedure.field, procedure.code, day).id
    there = replace(scene.line, competent=agency, unit=unit)
    state = procedure.states[scene.line.state]
    return Hands(agency, unit, seat_in(scene.office, scene.ref, there, state, day))


def draft(scene: Scene, agency: str, reason: str, note: str | None = None) -> Draft:
    """The entry by which `agency` becomes the one that decides: names the old hands and the new.

    Whether it may be so, and by whom it may be done, is the caller's to check. A step that stays
    where it is (at the counter that received) keeps its officer; a new seat has none yet.
    """
    before, after = present(scene), destination(scene, agency)
    facts = {**after.facts(), "before": before.facts(), "reason": reason}
    if after.seat == before.seat:
        del facts["seat"]
    return Draft(
        Kind.TRANSFERRED,
        facts,
        {"note": note} if note else {},
        tells=((TRANSFERRED, "applicant"),),
    )


def transfer(scene: Scene, wish: Transfer) -> Draft:
    """The same at the wish of whoever answers for the dossier today.

    Assumption: the leader of the competent agency, or the head of its unit for the matter. No text
    that we know names who signs it; the agency that is left answers for having left it.
    """
    if scene.line.final is not None or scene.line.ended_at is not None:
        raise NotNow(
            "Hồ sơ đã có kết quả hoặc đã kết thúc, không chuyển thẩm quyền nữa.",
            state=scene.line.state,
        )
    must_answer_for(scene, "chuyển hồ sơ cho cơ quan có thẩm quyền")
    scene.office.check_reason(wish.reason, "transfer")
    _check_agency(scene, wish.to)
    return draft(scene, wish.to, wish.reason, wish.note)


def _check_agency(scene: Scene, agency: str) -> None:
    """Refuse an agency that has it already, is not there, or does not decide this, here."""
    check_in_force(scene.office, agency, scene.day)
    if agency == scene.line.competent:
        raise BadInput("Hồ sơ đang do chính cơ quan này giải quyết.", code="already_competent")
    check_competent(scene.office, agency, scene.procedure, scene.day)
    organisation, place = scene.office.organisation, scene.line.origin.place
    found, here = organisation.agency(agency), organisation.agency(scene.line.competent)
    served = place is None or found.covers(place)
    if found.province != here.province or not served:
        raise BadInput(
            f"Cơ quan {found.name_on(scene.day)} không phụ trách địa bàn của hồ sơ. "
            "Chọn cơ quan của địa bàn đó.",
            code="place_not_served",
            agency=agency,
        )
