"""Collection without the receipt: the citizen lost it, and identity is checked another way."""

from engine.desk.draft import Scene
from engine.desk.requests import Wish, WithoutReceipt
from engine.errors import BadInput, NotYourStep
from engine.procedure import Final, State

# Assumption: no text that we know lists the ways; each office may know the person by these.
WAYS = ("identity_card", "vneid", "phone_code", "known_to_staff")
MARK = "collected_without_receipt"


def collection(scene: Scene, state: State, wish: Wish) -> dict[str, object] | None:
    """How identity was checked, and by whom; refused where nothing is collected."""
    told = wish.without_receipt
    if told is None:
        return None
    if state.final is not Final.COMPLETED or wish.carrier_item:
        raise BadInput("Thao tác này không trả kết quả tại quầy.", code="not_a_collection")
    if told.way not in WAYS:
        choices = ", ".join(WAYS)
        raise BadInput(f"Cách xác nhận phải là một trong: {choices}.", code="unknown_way")
    return {"way": told.way, "confirmed_by": _confirmed(scene, told)}


def collection_marks(wish: Wish) -> list[str]:
    return [MARK] if wish.without_receipt is not None else []


def _confirmed(scene: Scene, told: WithoutReceipt) -> str:
    """Who looked: the person at the counter, or a colleague of the agency that returns it."""
    staff = told.confirmed_by or scene.by.id
    person = scene.by if staff == scene.by.id else scene.office.person(staff)
    if not {scene.line.return_at, scene.line.competent} & person.agencies(scene.today):
        raise NotYourStep("Người xác nhận không làm việc ở nơi trả kết quả.", code="not_here")
    return staff
