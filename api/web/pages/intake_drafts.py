"""The draft of an intake: kept while one types, for its clerk alone, on whatever computer."""

from contextlib import suppress
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from api.web.asking import Posted, Signed, Worker
from api.web.counter import counter_of
from api.web.pages.intake_confirming import TICK
from api.web.pages.intake_desktop import Desktop
from api.web.pages.intake_typed import Typed
from api.web.rendering import go
from engine.errors import Refusal
from engine.store.drafts import Kept

router = APIRouter()
_NOT_KEPT = frozenset({"key", TICK})  # each page brings its own


@router.post("/{code}/nhap", status_code=204)
def keep(who: Signed, form: Posted, code: str) -> Response:
    """What is typed so far, sent by the page itself every now and then."""
    _keep(who, counter_of(who), code, Typed.of(form))
    return Response(status_code=204)


@router.post("/{code}/nhap/bo")
def give_up(who: Signed, form: Posted, code: str) -> Response:
    """Erase the draft; on to the empty sheet, or back to the list."""
    agency = counter_of(who)
    who.house.desk.drafts.drop(agency, code, who.actor)
    back = "/tiep-nhan" if form.flag("list") else f"/tiep-nhan/{code}"
    return go(f"{back}?co_quan={agency}")


def _keep(who: Worker, agency: str, code: str, typed: Typed) -> None:
    content = [(name, text) for name, text in typed.items() if name not in _NOT_KEPT]
    page = typed.one("key") or None
    who.house.desk.drafts.keep(agency, code, content, who.actor, page=page)


def keep_page(desktop: Desktop) -> None:
    """The same by a button of a page without scripts; a draft that cannot be kept stops nobody."""
    with suppress(Refusal):
        _keep(desktop.who, desktop.sheet.agency, desktop.sheet.procedure.code, desktop.typed)


def drop(desktop: Desktop) -> None:
    """Everything of the visit was received: none of its drafts stays."""
    codes = (*(code for code, _ in desktop.basket.entries), desktop.sheet.procedure.code)
    for code in dict.fromkeys(codes):
        desktop.who.house.desk.drafts.drop(desktop.sheet.agency, code, desktop.who.actor)


def kept_at(who: Worker, agency: str, code: str) -> datetime | None:
    """When the clerk's draft of that procedure was kept."""
    return next((one.saved_at for one in drafts(who, agency) if one.key.procedure == code), None)


def drafts(who: Worker, agency: str) -> list[Kept]:
    return who.house.desk.drafts.list(agency, who.actor)


def typed_before(who: Worker, agency: str, code: str) -> Typed:
    """The draft as it was typed; nothing where there is none."""
    return Typed.read(who.house.desk.drafts.open(agency, code, who.actor) or ())
