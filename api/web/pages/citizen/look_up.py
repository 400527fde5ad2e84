"""A typed code: state and dates, nothing else. Codes are read out, and numbered in a row."""

from fastapi import APIRouter
from starlette.responses import Response

from api.tenant import schemes_of
from api.web.asking import Anybody, Asking, Posted
from api.web.pages.citizen.showing import shown
from api.web.pages.citizen.slowing import admit_look_up
from api.web.pages.citizen.told import Told
from api.web.refusals import status_of
from engine.errors import BadInput, NotFound, Refusal
from receipts.codes import recognise

router = APIRouter(prefix="/tra-cuu")
LONGEST = 64
_MISSPELT = frozenset({"wrong_check_digit", "impossible_day"})


@router.get("")
def show(who: Anybody) -> Response:
    return shown(who, "look_up.html", told=None, refusal=None, typed="")


@router.post("")
def look_up(who: Anybody, form: Posted) -> Response:
    """The code stands in the form, not in the address: no log and no history keeps it."""
    typed = form.text("ma")[:LONGEST]
    code = spelled(who, typed)
    try:
        admit_look_up(who, code)
        found = who.house.desk.following.look_up(code)
    except NotFound as refusal:
        return nothing_found(who, _misspelt(who, typed) or refusal, status_of(refusal), typed)
    except Refusal as refusal:
        return nothing_found(who, refusal, status_of(refusal), typed)
    told = Told(who.house.system.published, found)
    return shown(who, "look_up.html", told=told, refusal=None, typed=typed)


def nothing_found(who: Asking, refusal: Refusal, status: int, typed: str = "") -> Response:
    """One page for a wrong code, a code that may not be told of, and a token of nobody's."""
    return shown(who, "look_up.html", status=status, told=None, refusal=refusal, typed=typed)


def _misspelt(who: Asking, typed: str) -> Refusal | None:
    """What is wrong with the code by itself, a check digit or a day; nothing is looked up."""
    try:
        recognise(schemes_of(who.house.system.published), typed)
    except BadInput as reason:
        return reason if reason.code in _MISSPELT else None
    return None


def spelled(who: Asking, typed: str) -> str:
    """The code as it is kept, however it was typed; what has the shape of none as it is."""
    try:
        return recognise(schemes_of(who.house.system.published), typed).text
    except BadInput:
        return typed
