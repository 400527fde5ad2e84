"""The first page of the house: a citizen's, or where the work of who is signed in begins."""

from fastapi import APIRouter
from starlette.responses import Response

from api.web.asking import Anybody
from api.web.navigation import places_of
from api.web.rendering import go, page

router = APIRouter()


@router.get("/")
def first(who: Anybody) -> Response:
    if who.actor is None:
        return page(who, "citizen/start.html")
    places = places_of(who.actor, who.house.today)
    return go(places[0].path if places else "/mat-khau")
