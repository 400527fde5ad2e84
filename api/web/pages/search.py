"""Finding a dossier by code, name (with or without accents), or identity number; and diagrams."""

from fastapi import APIRouter
from starlette.responses import Response

from api.web.addresses import address
from api.web.asking import Signed
from api.web.rendering import go, page
from api.web.typed_codes import spelled
from engine.definitions.svg import svg
from engine.errors import NotFound
from engine.store.ledgers import Reading
from engine.store.lists import Listed, search_by_code, search_by_identity, search_by_name

router = APIRouter()
_SHORTEST = 2  # letters of a name
_DRAWN = "default-src 'none'; style-src 'unsafe-inline'"  # the picture carries its own styles


@router.get("/tim")
def search(who: Signed, q: str = "") -> Response:
    """One dossier found by its code is opened at once."""
    typed = q.strip()
    found: list[Listed] = []
    if typed:
        with who.house.reading() as snapshot:
            one = search_by_code(snapshot, who.scope, spelled(who, typed))
            if one is not None:
                return go(address(one.ref))
            found = _others(who, snapshot, typed)
    return page(who, "search.html", typed=typed, found=found)


def _others(who: Signed, snapshot: Reading, typed: str) -> list[Listed]:
    if typed.replace(" ", "").isdigit():
        return search_by_identity(snapshot, who.scope, typed, who.house.system.pepper())
    return search_by_name(snapshot, who.scope, typed) if len(typed) >= _SHORTEST else []


@router.get("/so-do/{edition}/{state}.svg")
def diagram(who: Signed, edition: str, state: str) -> Response:
    """The chart of an edition, the present step drawn with a heavy line."""
    system = who.house.system
    known = system.published.catalogue.procedures
    if edition not in known:
        raise NotFound("Không có bản quy trình này.", code="unknown_edition")
    drawn = svg(known[edition], system.office.roles, state)
    headers = {"content-security-policy": _DRAWN, "cache-control": "private, max-age=86400"}
    return Response(drawn, media_type="image/svg+xml", headers=headers)
