"""What a citizen may do after the second proof: reply with files, take back, fetch the result."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.responses import Response

from api import clock
from api.web.asking import Anybody, Asking, Form, Posted
from api.web.attached import MOST, keep, uploads
from api.web.pages.citizen.proof import Proved, proved, required
from api.web.pages.citizen.showing import QUIET, back
from api.web.pages.citizen.told import Asked, Told
from api.web.pages.citizen.tracking import follow, results_of, seen_by, tracking_page
from api.web.sending import opened, sent
from engine.desk.draft import APPLICANT
from engine.desk.representing import check_errand
from engine.desk.requests import Wish
from engine.errors import BadInput, NotAllowed, NotFound, NotNow, Refusal

router = APIRouter(prefix="/t/{token}")
BROUGHT = "supplement"


@router.post("/bo-sung")
def reply(who: Anybody, form: Posted, token: str) -> Response:
    """Bring what was asked for; what came is in the dossier even if the step is refused."""
    return _done(who, form, token, "reply", _reply)


@router.post("/rut")
def withdraw(who: Anybody, form: Posted, token: str) -> Response:
    """Take the dossier back: it is not undone."""
    return _done(who, form, token, "withdraw", _withdraw)


@router.get("/ket-qua/{sha256}")
def download(who: Anybody, token: str, sha256: str) -> Response:
    """The result, to whoever has proved to belong to it; the opening is recorded first."""
    try:
        followed = follow(who, token)
        proof = proved(who, token, clock.now())
        if proof is None:
            raise NotAllowed(
                "Xác nhận lại bằng 4 số cuối hoặc mã xác nhận rồi tải kết quả.", code="proof_needed"
            )
        told = Told(who.house.system.published, followed, seen_by(who, followed, proof))
        _check_errand(told, proof, "collect")
        paper = next((one for one in results_of(told) if one.sha256 == sha256), None)
        if paper is None:
            raise NotFound("Hồ sơ chưa có tệp kết quả này để tải.", code="unknown_file")
        response = sent(opened(who.house, followed.ref, paper), paper, inline=False)
    except Refusal as refusal:
        return tracking_page(who, token, refusal, at="download")
    response.headers.update(QUIET)
    return response


def _done(
    who: Asking,
    form: Form,
    token: str,
    at: str,
    act: Callable[[Asking, Form, Told, Proved], None],
) -> Response:
    """Do it under the proof; a refusal shows the page with what was typed."""
    try:
        told = Told(who.house.system.published, follow(who, token))
        proof = required(who, form, token, clock.now())
        _check_alone(who)
        act(who, form, told, proof)
    except Refusal as refusal:
        return tracking_page(who, token, refusal, form, at)
    return back(f"/t/{token}#viec")


def _check_alone(who: Asking) -> None:
    """What is done here is kept as done by the person alone: known from who is signed in."""
    if who.actor is not None:
        raise NotAllowed(
            "Trình duyệt này đang đăng nhập tài khoản cán bộ. Giúp người dân thì làm ở trang hồ sơ "
            "của cán bộ, hoặc đăng xuất trước.",
            code="staff_signed_in",
        )


def _check_errand(told: Told, proof: Proved, errand: str) -> None:
    if proof.party is not None:
        check_errand(told.line.parties, proof.party, errand, told.line.day(told.followed.now))


def _reply(who: Asking, form: Form, told: Told, proof: Proved) -> None:
    asked, ref, key = told.asked, told.followed.ref, form.maybe("key")
    if asked is None:
        raise NotNow("Hồ sơ không còn chờ bổ sung. Tải lại trang để xem.", state=told.line.state)
    _check_errand(told, proof, "supplement")
    given = _given(form, asked)
    documents = keep(
        who.house.files, ref, [one for some in given.values() for one in some], BROUGHT
    )
    if not documents:
        raise BadInput("Chưa chọn tệp nào.", code="no_file", at="files")
    desk = who.house.desk
    try:
        desk.attach(ref, documents, APPLICANT, key=f"{key}-d" if key else None)
    except BadInput as refused:
        if refused.code != "file_known":  # sent once already, before a step that was refused
            raise
    if asked.reply is not None:
        brought = {paper.id: lacks for paper, lacks in asked.papers if given.get(paper.id)}
        wish = Wish(asked.reply.id, papers=brought, party=proof.party, note=form.maybe("note"))
        desk.take(ref, wish, APPLICANT, key=key, version=form.number("version"))


def _given(form: Form, asked: Asked) -> Mapping[str, list[UploadFile]]:
    """What was chosen, by the paper that it is; under no name what is none of the list."""
    fields = {paper.id: f"paper.{paper.id}" for paper, _ in asked.papers} | {"": "files"}
    given = {paper: list(uploads(form, field)) for paper, field in fields.items()}
    if sum(len(some) for some in given.values()) > MOST:
        raise BadInput(f"Mỗi lần gửi tối đa {MOST} tệp.", code="too_many_files", at="files")
    return given


def _withdraw(who: Asking, form: Form, told: Told, proof: Proved) -> None:
    action = told.withdrawal
    if action is None:
        raise NotNow("Bước hiện nay không rút hồ sơ được nữa.", state=told.line.state)
    if not form.flag("sure"):
        raise BadInput("Đánh dấu “Tôi chắc chắn” rồi gửi lại.", code="not_sure", at="sure")
    wish = Wish(action.id, reason=form.text("reason"), party=proof.party, note=form.maybe("note"))
    who.house.desk.take(
        told.followed.ref, wish, APPLICANT, key=form.maybe("key"), version=form.number("version")
    )
