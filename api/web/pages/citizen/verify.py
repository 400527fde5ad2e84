"""Whether a paper is genuine: a printed receipt by its QR or code, a result by its number."""

import re
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from api.web.asking import Anybody, Asking, Posted
from api.web.pages.citizen.look_up import spelled
from api.web.pages.citizen.showing import shown
from api.web.pages.citizen.slowing import admit_look_up
from api.web.refusals import status_of
from engine.desk.following import Followed
from engine.errors import NotFound, Refusal
from engine.store.public import PublicResult, results_numbered

router = APIRouter(prefix="/xac-minh")
LONGEST = 160
_TOKEN = re.compile(r"(?:^|/t/)([0-9a-f]{32})$")


@dataclass(frozen=True, slots=True)
class Found:
    """What the record says of it: a dossier, or the results of that number."""

    dossier: Followed | None = None
    printed: bool = False  # asked by the QR, which tells one print from another
    results: tuple[PublicResult, ...] = ()


@router.get("")
def show(who: Anybody) -> Response:
    return shown(who, "verify.html", found=None, refusal=None, typed="")


@router.post("")
def verify(who: Anybody, form: Posted) -> Response:
    typed = form.text("ma")[:LONGEST]
    try:
        admit_look_up(who, typed)
        found = _found(who, typed)
    except Refusal as refusal:
        return shown(
            who,
            "verify.html",
            status=status_of(refusal),
            found=None,
            refusal=refusal,
            typed=typed,
        )
    return shown(who, "verify.html", found=found, refusal=None, typed=typed)


def _found(who: Asking, typed: str) -> Found:
    following, token = who.house.desk.following, _TOKEN.search(typed)
    if token is not None:
        return Found(following.follow(token[1]), printed=True)
    with who.house.reading() as snapshot:
        results = tuple(results_numbered(snapshot, typed))
    if results:
        return Found(results=results)
    try:
        return Found(following.look_up(spelled(who, typed)))
    except NotFound:
        raise NotFound(
            "Không có giấy tiếp nhận hay kết quả nào mang mã, số này trong sổ của hệ thống. Kiểm "
            "tra lại từng chữ; nếu vẫn không có, hãy hỏi bộ phận một cửa.",
            code="not_genuine",
        ) from None
