"""The public board: what each agency received, has in hand, did in time; a counter's screen."""

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.web.asking import Anybody, Asking
from api.web.figures import Board, Figures
from api.web.rendering import page
from engine.store.board import on_screen
from engine.store.finding import search_key

router = APIRouter(prefix="/bang")
ROWS = 12  # of one screen, read from across a hall (assumption)
MOST = 10 * ROWS
SECONDS = 20  # until the next screen


@router.get("")
def show(who: Anybody) -> Response:
    figures = _figures(who)
    today, organisation = who.house.today, who.house.system.office.organisation
    named = sorted(
        ((organisation.name_on(one.agency, today), one) for one in figures.agencies),
        key=lambda row: search_key(row[0]),
    )
    return page(who, "citizen/board.html", figures=figures, rows=named)


def _figures(who: Asking) -> Figures:
    state = who.request.app.state
    if not hasattr(state, "board"):
        state.board = Board()
    board: Board = state.board
    return board.figures(who.house, clock.now())


@router.get("/man-hinh")
def screen(who: Anybody, co_quan: str = "", trang: int = 1, dung: str = "") -> Response:
    """Codes and steps at one agency's counter, screen after screen, until somebody stops it."""
    agency = who.house.system.office.organisation.agency(co_quan)
    with who.house.reading() as snapshot:
        every = on_screen(snapshot, agency.id, limit=MOST)
    pages = max(1, -(-len(every) // ROWS))
    here = (max(1, trang) - 1) % pages + 1
    following = f"/bang/man-hinh?co_quan={agency.id}&trang={here % pages + 1}"
    response = page(
        who,
        "citizen/screen.html",
        agency=agency.id,
        rows=every[(here - 1) * ROWS : here * ROWS],
        here=here,
        pages=pages,
        next=following,
        running=not dung,
        now=clock.now(),
        procedures=who.house.system.published.catalogue.procedures,
    )
    if not dung:
        response.headers["refresh"] = f"{SECONDS}; url={following}"
    return response
