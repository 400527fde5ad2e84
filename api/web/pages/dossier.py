"""The page of a dossier: where it is, why its date, who held the time, what may be done now."""

from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api.web.acts import acts_of
from api.web.addresses import address
from api.web.asking import Form, Posted, Signed, Worker
from api.web.attached import keep, uploads
from api.web.dossier_page import Refused
from api.web.dossier_page import show as shown
from api.web.rendering import go
from api.web.typed_days import typed_day
from api.web.wished import check, wish_of
from engine.desk.attaching import RESULT
from engine.desk.requests import Answering, Extension, Outcome
from engine.errors import Refusal
from engine.ledger import DossierRef

router = APIRouter(prefix="/ho-so/{agency}/{dossier}")


@router.get("")
def show(who: Signed, agency: str, dossier: UUID, xong: str = "") -> Response:
    """`xong` is how long the record was after the act that the person comes from."""
    return shown(who, DossierRef(agency, dossier), done=xong)


@router.post("/thao-tac")
def take(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """Take an action of the definition; back to the page, with what was refused if it was."""
    ref = DossierRef(agency, dossier)
    return _done(who, form, ref, form.text("action"), lambda: _take(who, form, ref))


def _take(who: Worker, form: Form, ref: DossierRef) -> Outcome:
    """What comes along as a document is brought in first: it stays if the step is refused."""
    seen = who.house.desk.seeing.open(ref, who.actor)
    acts = {act.action.id: act for act in acts_of(who, seen)}
    act = acts.get(form.text("action"))
    wish = wish_of(form, seen, act)
    if act is not None:
        check(act, wish)
    key, version = form.maybe("key"), form.number("version")
    given = uploads(form)
    if given:
        documents = keep(who.house.files, ref, given, RESULT)
        who.house.desk.attach(ref, documents, who.actor, key=f"{key}-d" if key else None)
    return who.house.desk.take(ref, wish, who.actor, key=key, version=version)


@router.post("/giao")
def assign(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """Give the present step to one person, or to another."""
    ref = DossierRef(agency, dossier)
    return _done(
        who,
        form,
        ref,
        "assign",
        lambda: who.house.desk.assign(
            ref,
            form.text("officer"),
            who.actor,
            key=form.maybe("key"),
            version=form.number("version"),
        ),
    )


@router.post("/hen-lai")
def extend(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """Apologise, and promise a later day; the letter can be printed then."""
    ref = DossierRef(agency, dossier)

    def act() -> Outcome:
        wish = Extension(typed_day(form.text("to"), "to"), form.text("reason"), form.maybe("note"))
        return who.house.desk.extend(
            ref, wish, who.actor, key=form.maybe("key"), version=form.number("version")
        )

    return _done(who, form, ref, "extend", act)


@router.post("/y-kien")
def answer(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """Reply to a consultation."""
    ref, item = DossierRef(agency, dossier), form.text("item")
    reply = Answering(item, form.text("answer"), form.maybe("note"))
    return _done(
        who,
        form,
        ref,
        f"answer-{item}",
        lambda: who.house.desk.answer(ref, reply, who.actor, key=form.maybe("key")),
    )


@router.post("/ghi-chu")
def comment(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    ref, text = DossierRef(agency, dossier), form.text("text")
    return _done(
        who,
        form,
        ref,
        "comment",
        lambda: who.house.desk.comment(ref, text, who.actor, key=form.maybe("key")),
    )


@router.post("/hoan-tac")
def undo(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    ref = DossierRef(agency, dossier)
    return _done(
        who,
        form,
        ref,
        "undo",
        lambda: who.house.desk.undo(ref, who.actor, key=form.maybe("key")),
    )


def _done(
    who: Worker,
    form: Form,
    ref: DossierRef,
    at: str,
    act: Callable[[], Outcome],
) -> Response:
    """Do it and go back to the page; a refusal shows the page with what was typed."""
    try:
        done = act()
    except Refusal as refusal:
        return shown(who, ref, Refused(at, refusal, form))
    return go(f"{address(ref)}?xong={done.version}")
