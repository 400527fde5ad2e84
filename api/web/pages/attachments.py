"""Files of a dossier: brought in, shown in the page, signed digitally."""

from io import BytesIO
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api.signing import Certificate
from api.web.addresses import address
from api.web.asking import Posted, Signed
from api.web.attached import file_of, keep, uploads
from api.web.dossier_page import Refused, show
from api.web.rendering import go
from api.web.sending import PDF, opened, sent
from engine.desk.attaching import RESULT, Attached
from engine.errors import BadInput, NotYourStep, Refusal
from engine.ledger import DossierRef

router = APIRouter(prefix="/ho-so/{agency}/{dossier}/tep")


@router.post("")
def attach(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """Bring files in; each is told by its content, and what is refused is named."""
    ref = DossierRef(agency, dossier)
    try:
        verbs = who.house.desk.seeing.open(ref, who.actor).verbs
        if "attach" not in verbs:
            raise NotYourStep("Bạn không được ghi tệp vào hồ sơ này.", verb="attach")
        given = keep(who.house.files, ref, uploads(form), form.text("purpose", "paper"))
        if not given:
            raise BadInput("Chưa chọn tệp nào.", code="no_file", at="files")
        who.house.desk.attach(ref, given, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return show(who, ref, Refused("attach", refusal, form))
    return go(f"{address(ref)}#tep")


@router.get("/{sha256}")
def read(who: Signed, agency: str, dossier: UUID, sha256: str) -> Response:
    """The file, to whom the dossier is shown; that it was opened is recorded first."""
    ref = DossierRef(agency, dossier)
    paper = file_of(who.house.desk.seeing.open(ref, who.actor), sha256)
    return sent(opened(who.house, ref, paper), paper, inline=True)


@router.post("/{sha256}/ky-so")
def sign(who: Signed, form: Posted, agency: str, dossier: UUID, sha256: str) -> Response:
    """Put the digital signature of the office on a result; the unsigned one stays beside it."""
    ref = DossierRef(agency, dossier)
    try:
        seen = who.house.desk.seeing.open(ref, who.actor)
        paper = file_of(seen, sha256)
        if paper.purpose != RESULT or paper.media_type != PDF:
            raise BadInput("Chỉ ký số văn bản kết quả dạng PDF.", code="not_a_result")
        if not any(action.marks for action in seen.possible):
            raise NotYourStep("Việc ký số dành cho người đang ký, đóng dấu hồ sơ.", verb="sign")
        with opened(who.house, ref, paper) as content:
            signed = Certificate.of(who.house.settings).sign(content.read())
        stored = who.house.files.keep(ref, BytesIO(signed))
        named = Attached(stored, f"{paper.name.removesuffix('.pdf')}-da-ky-so.pdf", RESULT)
        who.house.desk.attach(ref, (named,), who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return show(who, ref, Refused("sign", refusal, form))
    return go(f"{address(ref)}#tep")
