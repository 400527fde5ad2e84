"""What the QR of a receipt opens: state, progress, promises and why, what is asked, where to go."""

from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.web.asking import Anybody, Asking, Form, Posted
from api.web.attached import Paper, files_of
from api.web.pages.citizen.look_up import nothing_found
from api.web.pages.citizen.proof import FIELD, Proved, cookie, form_token, proved
from api.web.pages.citizen.showing import back, shown
from api.web.pages.citizen.slowing import admit_look_up, admit_proof, forgive_proof
from api.web.pages.citizen.told import Told
from api.web.refusals import status_of
from engine.desk.attaching import RESULT
from engine.desk.draft import APPLICANT
from engine.desk.following import Followed
from engine.desk.proving import Proof, is_secret
from engine.desk.seeing import Seen
from engine.errors import NotFound, OutsideCalendar, Refusal

router = APIRouter(prefix="/t/{token}")
GONE = 410
SIGNED = "-da-ky-so.pdf"  # how the file of a result ends that was signed digitally


@router.get("")
def show(who: Anybody, token: str) -> Response:
    return tracking_page(who, token)


def tracking_page(
    who: Asking,
    token: str,
    refusal: Refusal | None = None,
    form: Form | None = None,
    at: str = "",
) -> Response:
    """The page; `refusal` is that of the form `at`, whose words are kept."""
    try:
        followed = follow(who, token)
    except Refusal as refused:
        status = GONE if refused.code == "receipt_revoked" else status_of(refused)
        return nothing_found(who, refused, status)
    proof = proved(who, token, clock.now())
    told = Told(who.house.system.published, followed, seen_by(who, followed, proof))
    return shown(
        who,
        "tracking.html",
        status=200 if refusal is None else status_of(refusal),
        told=told,
        line=told.line,
        asked=told.asked,
        results=results_of(told),
        reasons=_reasons(who),
        hours=_hours(who, told),
        proof=proof,
        bound=(FIELD, form_token(who, proof)) if proof else None,
        refusal=refusal,
        form=form,
        at=at,
        here=f"/t/{token}",
        key=uuid4().hex,
    )


def follow(who: Asking, token: str) -> Followed:
    """The dossier of the token; one that was never given out counts as a wrong code."""
    try:
        return who.house.desk.following.follow(token)
    except NotFound:
        admit_look_up(who, token)
        raise


def seen_by(who: Asking, followed: Followed, proof: Proved | None) -> Seen | None:
    """What the proof opens: that it was opened is recorded first."""
    if proof is None:
        return None
    return who.house.desk.seeing.open(followed.ref, APPLICANT, "tracking")


def results_of(told: Told) -> list[Paper]:
    """The files of the result: those signed digitally, or where there is none, the last one."""
    if told.seen is None or not told.is_downloaded:
        return []
    files = [one for one in files_of(told.seen) if one.purpose == RESULT]
    return [one for one in files if one.name.endswith(SIGNED)] or files[-1:]


def _reasons(who: Asking) -> list[str]:
    return [code for code, fits in who.house.system.office.reasons.items() if "withdraw" in fits]


def _hours(who: Asking, told: Told) -> list[tuple[str, str]]:
    """The office hours of the next day on which the result can be fetched, from and to."""
    calendar = who.house.system.office.calendar_of(told.line.return_at)
    try:
        day = calendar.local_day(calendar.next_opening(told.followed.now))
        spans = calendar.spans(day)
    except OutsideCalendar:  # next year's calendar is not there yet
        return []
    return [(f"{calendar.local(a):%H:%M}", f"{calendar.local(b):%H:%M}") for a, b in spans]


@router.post("/xac-nhan")
def prove(who: Anybody, form: Posted, token: str) -> Response:
    """The second proof: right, it holds for a quarter hour on this page; each guess counts."""
    given = form.text("chung")
    try:
        ref = follow(who, token).ref
        secret = is_secret(given)
        admit_proof(who, ref.id.hex, secret=secret)
        proof: Proof = who.house.desk.following.prove(token, given)
        forgive_proof(who, ref.id.hex, secret=secret)
    except Refusal as refusal:
        return tracking_page(who, token, refusal, form, "prove")
    response = back(f"/t/{token}#viec")
    response.headers.append("set-cookie", cookie(who, token, proof, clock.now()))
    return response


@router.post("/thoat")
def leave(who: Anybody, form: Posted, token: str) -> Response:
    """Take the proof back before its time: somebody else will use this telephone."""
    del form
    response = back(f"/t/{token}")
    response.headers.append("set-cookie", cookie(who, token, None, clock.now()))
    return response
