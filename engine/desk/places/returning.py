"""The result is fetched at another one-stop office, as the applicant wishes."""

from engine.actors import APPLICANT_ID, Role, Seat
from engine.desk.competence import check_in_force
from engine.desk.draft import Draft, Scene
from engine.desk.places.requests import Elsewhere
from engine.errors import BadInput, NotNow, NotYourStep
from engine.ledger import Kind
from engine.procedure import ClockMode
from engine.timeline.places import RESULT

REASON = "fetched_elsewhere"


def return_elsewhere(scene: Scene, wish: Elsewhere) -> Draft:
    """Another place of return, as long as the result is not at the present one or on its way there.

    The applicant says so, or a counter that serves the dossier writes it down for them. Any
    one-stop office of the province will do (NĐ 118/2025; by secondary sources).
    """
    line = scene.line
    _check_person(scene)
    state = line.procedure.states[line.state]
    result = line.whereabouts.get(RESULT)
    gone = result is not None and (result.going is not None or result.at.agency == line.return_at)
    if line.final is not None or state.clock is ClockMode.ENDED or gone:
        raise NotNow(
            "Kết quả đã về nơi trả hoặc đang trên đường về đó, không đổi nơi nhận được nữa.",
            code="result_on_its_way",
        )
    _check_office(scene, wish.to)
    return Draft(
        Kind.TRANSFERRED,
        {
            "return_at": wish.to,
            "before": {"return_at": line.return_at},
            "reason": REASON,
        },
        {"note": wish.note} if wish.note else {},
    )


def _check_person(scene: Scene) -> None:
    if scene.by.id == APPLICANT_ID:
        return
    counters = (scene.ref.agency, scene.line.return_at)
    if not any(scene.by.has(Role.COUNTER, agency, scene.today) for agency in counters):
        raise NotYourStep(
            "Chỉ bộ phận một cửa nơi nhận hoặc nơi trả hồ sơ đổi nơi trả kết quả.",
            verb="return_elsewhere",
        )


def _check_office(scene: Scene, agency: str) -> None:
    """Refuse an agency that has no counter that day, or is of another province."""
    check_in_force(scene.office, agency, scene.day)
    if agency == scene.line.return_at:
        raise BadInput("Kết quả vốn đã trả ở nơi này.", code="already_there", agency=agency)
    organisation = scene.office.organisation
    provinces = {organisation.agency(one).province for one in (agency, scene.ref.agency)}
    staffed = organisation.holders(Seat(Role.COUNTER, agency), scene.day)
    if len(provinces) > 1 or not staffed:
        raise BadInput(
            "Cơ quan này không có bộ phận một cửa trong tỉnh để trả kết quả. Chọn nơi khác.",
            code="no_counter_there",
            agency=agency,
        )
