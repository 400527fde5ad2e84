"""Making a result document: from the template of the procedure, edited, looked at, kept."""

from dataclasses import dataclass
from io import BytesIO
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.papers import Said
from api.papers.decision import decision, text_of
from api.signing import Certificate
from api.web.addresses import address
from api.web.asking import Form, Posted, Signed, Worker
from api.web.attached import plain_name
from api.web.refusals import status_of
from api.web.rendering import go, page
from engine.actors import Actor, Role, Seat
from engine.desk.attaching import RESULT, Attached
from engine.errors import BadInput, NotYourStep, Refusal
from engine.ledger import DossierRef
from receipts.decisions import draw

router = APIRouter(prefix="/ho-so/{agency}/{dossier}/ket-qua")
LONGEST = 20_000  # letters of one document


@dataclass(frozen=True, slots=True)
class Drafting:
    """A dossier whose result is being made, by who holds its step; and who may have signed it."""

    said: Said
    signers: tuple[Actor, ...]
    digital: bool

    @classmethod
    def open(cls, who: Worker, ref: DossierRef) -> "Drafting":
        house = who.house
        seen = house.desk.seeing.open(ref, who.actor)
        if "attach_result" not in seen.verbs:
            raise NotYourStep("Văn bản kết quả do người đang giữ hồ sơ soạn.", verb="attach_result")
        organisation = house.system.office.organisation
        leaders = organisation.holders(Seat(Role.LEADER, seen.line.competent), who.today)
        heads = organisation.holders(
            Seat(Role.UNIT_HEAD, seen.line.competent, seen.line.unit), who.today
        )
        # Only who signs or seals puts the signature of the office on it; others make drafts.
        signing = any(action.marks for action in seen.possible)
        configured = house.settings.signing_p12 is not None
        said = Said(house.system.published, seen, clock.now())
        return cls(said, tuple(dict.fromkeys((*leaders, *heads))), signing and configured)

    def made(self, form: Form, *, draft: bool) -> bytes:
        """The document as typed; refused without a text, or for a signer who is none."""
        text = form.text("text")
        if not text or len(text) > LONGEST:
            raise BadInput("Văn bản đang trống hoặc quá dài.", code="empty_document", at="text")
        if form.text("signer") not in {one.id for one in self.signers}:
            raise BadInput("Chọn người ký.", code="unknown_signer", at="signer")
        return draw(
            decision(
                self.said,
                text,
                signer=form.text("signer"),
                capacity=form.maybe("capacity"),
                number=form.text("number"),
                draft=draft,
            )
        )


@router.get("")
def show(who: Signed, agency: str, dossier: UUID) -> Response:
    return _page(who, DossierRef(agency, dossier))


def _page(
    who: Worker, ref: DossierRef, refusal: Refusal | None = None, typed: Form | None = None
) -> Response:
    drafting = Drafting.open(who, ref)
    return page(
        who,
        "drafting.html",
        status=200 if refusal is None else status_of(refusal),
        line=drafting.said.line,
        text=typed.text("text") if typed else text_of(drafting.said, who.house.settings),
        signers=drafting.signers,
        digital=drafting.digital,
        refusal=refusal,
        typed=typed,
        here=address(ref),
        key=uuid4().hex,
    )


@router.post("/xem")
def preview(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """The document as it would be, marked as a draft; nothing is kept."""
    ref = DossierRef(agency, dossier)
    try:
        pdf = Drafting.open(who, ref).made(form, draft=True)
    except BadInput as refusal:
        return _page(who, ref, refusal, form)
    headers = {"content-disposition": 'inline; filename="xem-truoc.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.post("")
def keep(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """Bring the document into the dossier as its result, digitally signed if that is asked."""
    ref = DossierRef(agency, dossier)
    try:
        drafting = Drafting.open(who, ref)
        pdf = drafting.made(form, draft=False)
        signed = drafting.digital and form.flag("sign")
        if signed:
            pdf = Certificate.of(who.house.settings).sign(pdf)
        stored = who.house.files.keep(ref, BytesIO(pdf))
        name = plain_name(form.text("name") or f"Ket-qua-{drafting.said.line.origin.code}")
        named = Attached(stored, f"{name}{'-da-ky-so' if signed else ''}.pdf", RESULT)
        who.house.desk.attach(ref, (named,), who.actor, key=form.maybe("key"))
    except NotYourStep:
        raise
    except Refusal as refusal:
        return _page(who, ref, refusal, form)
    return go(f"{address(ref)}#tep")
