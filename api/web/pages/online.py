"""The online queue: what was submitted and no counter has accepted, with its own short clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.web import many
from api.web.acts import Act, acts_of
from api.web.addresses import address
from api.web.answered import answered
from api.web.asking import Posted, Signed, Worker
from api.web.counter import counter_of, named, ref_of, within
from api.web.refusals import status_of
from api.web.rendering import go, page
from api.web.urgency import Standing
from api.web.wished import must_say
from engine.actors import Role
from engine.desk import Wish
from engine.desk.papers import papers_so_far
from engine.errors import BadInput, Refusal
from engine.ledger import DossierRef
from engine.store.at_counter import Submitted, submitted
from engine.store.lists import Listed, find_in_scope

router = APIRouter(prefix="/truc-tuyen")
HERE, DONE = "/truc-tuyen", "xong"
ACCEPT = "accept"  # the action by which every workflow takes in what came online


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the queue; `pick` names it in the form, with the version that is shown."""

    listed: Submitted
    standing: Standing
    pick: str


@router.get("")
def show(who: Signed) -> Response:
    return _page(who)


def _queue(who: Worker) -> list[Row]:
    now = clock.now()
    with who.house.reading() as snapshot:
        found = submitted(snapshot, who.scope)
    return [Row(one, _standing(who, one, now), _pick(one)) for one in found]


def _standing(who: Worker, one: Submitted, now: datetime) -> Standing:
    """The eight hours; nothing runs against the counter once the applicant was told."""
    if one.asked_at is not None:
        return Standing("calm", "Chờ người nộp hoàn thiện", None)
    office = who.house.system.office
    calendar = office.calendar_of(one.ref.agency)
    return within(calendar, office.catalogue.procedures[one.edition], one.state, one.since, now)


def _pick(one: Submitted) -> str:
    return f"{one.ref.agency}/{one.ref.id.hex}/{one.version}"


def _dealt(who: Worker) -> Listed | None:
    """The dossier that was dealt with just now, as the address names it; it names nobody."""
    name = who.request.query_params.get(DONE, "")
    if not name:
        return None
    with who.house.reading() as now:
        return find_in_scope(now, who.scope, ref_of(name))


def _page(who: Worker, refusal: Refusal | None = None) -> Response:
    counter_of(who, Role.COUNTER)
    queue = _queue(who)
    return page(
        who,
        "online.html",
        status=200 if refusal is None else status_of(refusal),
        rows=queue,
        waiting=[row.listed.code for row in queue],
        dealt=_dealt(who),
        refusal=refusal,
        batch=uuid4().hex,
    )


@router.post("/tiep-nhan")
def accept_many(who: Signed, form: Posted) -> Response:
    """Each ticked dossier by itself; the summary says what went and what did not, and why."""
    try:
        wanted = many.Many(_uuid(form.text("batch")), Wish(ACCEPT), many.picked(form))
        done = many.carry_out(who, wanted)
    except Refusal as refusal:
        return _page(who, refusal)
    return go(f"/viec/hang-loat/{done.id.hex}")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInput("Yêu cầu không hợp lệ. Tải lại trang.", code="bad_batch") from None


@router.get("/{agency}/{dossier}")
def look(who: Signed, agency: str, dossier: UUID) -> Response:
    return _one(who, DossierRef(agency, dossier))


def _one(
    who: Worker,
    ref: DossierRef,
    refusal: Refusal | None = None,
    typed: Wish | None = None,
) -> Response:
    """One dossier of the queue: who submitted what, and what may be done with it now."""
    counter_of(who, Role.COUNTER)
    seen, queue = who.house.desk.seeing.open(ref, who.actor), _queue(who)
    mine = next((row for row in queue if row.listed.ref == ref), None)
    if mine is None and refusal is None:
        return go(address(ref))  # somebody has dealt with it
    return page(
        who,
        "online_one.html",
        status=200 if refusal is None else status_of(refusal),
        seen=seen,
        line=seen.line,
        row=mine,
        place=queue.index(mine) + 1 if mine else 0,
        count=len(queue),
        next=_next(queue, ref),
        dealt=_dealt(who),
        waiting=[row.listed.code for row in queue],
        acts=_ordered(acts_of(who, seen)),
        papers=papers_so_far(seen.entries),
        answers=answered(who.house.system.published, seen.line.procedure, seen.answers),
        refusal=refusal,
        typed=typed,
        here=f"{HERE}/{ref.agency}/{ref.id.hex}",
        key=uuid4().hex,
    )


def _ordered(acts: Sequence[Act]) -> list[Act]:
    """Accepting first; what ends the dossier last."""
    return sorted(acts, key=lambda one: (one.action.id != ACCEPT, one.to.final is not None))


def _next(queue: Sequence[Row], ref: DossierRef) -> str:
    """Whoever waits longest after this one; the list once nobody does."""
    refs = [row.listed.ref for row in queue]
    here = refs.index(ref) if ref in refs else -1
    others = [*refs[here + 1 :], *refs[: max(here, 0)]]
    return f"{HERE}/{others[0].agency}/{others[0].id.hex}" if others else HERE


@router.post("/{agency}/{dossier}")
def take(who: Signed, form: Posted, agency: str, dossier: UUID) -> Response:
    """Accept, ask or refuse; then the next of the queue."""
    ref = DossierRef(agency, dossier)
    after = _next(_queue(who), ref)
    wish = Wish(
        form.text("action"),
        reason=form.maybe("reason"),
        note=form.maybe("note"),
        paid=form.flag("paid"),
        method=form.maybe("method") if form.flag("paid") else None,
    )
    try:
        for action in who.house.desk.possible(ref, who.actor):
            if action.id == wish.action:
                must_say(action, wish.note)
        who.house.desk.take(
            ref, wish, who.actor, key=form.maybe("key"), version=form.number("version")
        )
    except Refusal as refusal:
        return _one(who, ref, refusal, wish)
    return go(f"{after}?{DONE}={named(ref)}")
