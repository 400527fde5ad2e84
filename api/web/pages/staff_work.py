"""What officers have to do, for who heads them: given to one, or dealt to several."""

from collections.abc import Iterator
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.web import many
from api.web.asking import Form, Posted, Signed, Worker
from api.web.pages.staff import agency_led
from api.web.pages.work import WHERE, Row, row_of
from api.web.refusals import status_of
from api.web.rendering import go, page
from engine.actors import Actor, Role
from engine.desk import Wish
from engine.errors import BadInput, Refusal
from engine.store.led import led, led_by_officer

router = APIRouter(prefix="/nhan-su/viec")


@router.get("")
def show(who: Signed, nguoi: str = "") -> Response:
    return _page(who, nguoi)


def _page(
    who: Worker, officer: str, refusal: Refusal | None = None, typed: Form | None = None
) -> Response:
    agency, now = agency_led(who), clock.now()
    with who.house.reading() as snapshot:
        counts = led_by_officer(snapshot, who.scope, agency)
        rows: list[Row] = [
            row_of(who, one, now) for one in led(snapshot, who.scope, agency, officer)
        ]
    return page(
        who,
        "staff_work.html",
        status=200 if refusal is None else status_of(refusal),
        agency=agency,
        officer=officer,
        counts=counts,
        rows=rows,
        officers=list(_officers(who, agency)),
        most=many.MOST,
        refusal=refusal,
        typed=typed,
        batch=uuid4().hex,
    )


def _officers(who: Worker, agency: str) -> Iterator[Actor]:
    """Those below the person, by name: of the units headed, or of the whole agency."""
    mine = [one for one in who.scope.grants if one.agency == agency]
    leads = any(one.role is Role.LEADER for one in mine)
    units = {one.unit for one in mine if one.role is Role.UNIT_HEAD}
    people = who.house.system.office.organisation.people.values()
    for one in sorted(people, key=lambda one: (one.name.split()[-1], one.name)):
        seats = [grant for grant in one.grants if grant.agency == agency]
        held = [one for one in seats if one.valid_from <= who.today <= one.valid_to]
        if any(g.role is Role.OFFICER and (leads or g.unit in units) for g in held):
            yield one


@router.post("")
def give(who: Signed, form: Posted) -> Response:
    """Each ticked dossier to the next of the chosen people; the summary says what stayed."""
    try:
        officers = form.texts("to")
        if not officers:
            raise BadInput("Chọn ít nhất một người nhận việc.", code="nobody_chosen", at="to")
        wish = many.Many(_batch(form), Wish(many.ASSIGN), many.picked(form), officers)
    except Refusal as refusal:
        return _page(who, form.text("nguoi"), refusal, form)
    done = many.carry_out(who, wish)
    return go(f"{WHERE}/hang-loat/{done.id.hex}")


def _batch(form: Form) -> UUID:
    try:
        return UUID(form.text("batch"))
    except ValueError:
        raise BadInput("Yêu cầu không hợp lệ. Tải lại trang.", code="bad_batch") from None
