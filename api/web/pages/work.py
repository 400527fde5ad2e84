"""What waits for somebody: their inbox by remaining working time, the opinions asked of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api import clock
from api.web import many
from api.web.asking import Form, Posted, Signed, Worker
from api.web.custody import hand_overs, may_take
from api.web.rendering import go, page
from api.web.urgency import Standing, accepting, bounds, standing
from engine.canonical import moment_text, read_moment
from engine.errors import NotFound, Refusal
from engine.store.drawer import SavedFilter, batch_of, drop_filter, filters_of, save_filter
from engine.store.ledgers import Reading
from engine.store.lists import PAGE, Asked, Listed, asked, find_in_scope
from engine.store.originals import passing
from engine.store.paging import After
from engine.store.worklist import Bounds, Heap, Narrowed, Urgency, Waiting, heaps, worklist
from engine.store.write import writing

router = APIRouter()
WHERE = "/viec"
NAMES = ("buoc", "thu_tuc", "noi", "han", "cua_toi")  # what a filter may hold
_URGENCIES = {
    "qua": Urgency.LATE,
    "sap": Urgency.SOON,
    "con": Urgency.IN_TIME,
    "dung": Urgency.STANDING,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the inbox; `pick` names it in the form, with the version that is shown."""

    listed: Listed
    standing: Standing
    mine: bool
    pick: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filter of the page, as its address says it."""

    chosen: Mapping[str, str]
    after: After | None = None

    @classmethod
    def read(cls, query: str) -> "Wanted":
        given = dict(parse_qsl(query))
        return cls({name: given.get(name, "") for name in NAMES}, _after(given.get("sau", "")))

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in self.chosen.items() if value})

    def but(self, **changed: str) -> str:
        """The address of the page with another choice; an empty one is no longer made."""
        merged = {**self.chosen, **changed}
        query = urlencode({name: value for name, value in merged.items() if value})
        return f"{WHERE}?{query}" if query else WHERE

    @property
    def narrowed(self) -> Narrowed:
        return Narrowed(
            self.chosen["buoc"],
            self.chosen["thu_tuc"],
            self.chosen["noi"],
            _URGENCIES.get(self.chosen["han"]),
            mine=bool(self.chosen["cua_toi"]),
        )


@router.get(WHERE)
def work(who: Signed) -> Response:
    """The inbox; the address says what of it is wanted, and after which row the page begins."""
    return _page(who, Wanted.read(who.request.url.query))


def _page(
    who: Worker, wanted: Wanted, refusal: Refusal | None = None, typed: Form | None = None
) -> Response:
    now = clock.now()
    calendar_of = who.house.system.office.calendar_of
    here = min(who.actor.agencies(who.today), default=None)
    limits = bounds(calendar_of(here), now) if here else Bounds(now, now)
    with who.house.reading() as snapshot:
        every = heaps(snapshot, who.scope, limits)
        waiting = worklist(
            snapshot, who.scope, wanted.narrowed, limits, after=wanted.after, limit=PAGE + 1
        )
        questions = _questions(snapshot, who)
        filters = filters_of(snapshot, who.actor.id)
        lists = hand_overs(passing(snapshot, who.scope))
    rows = [row_of(who, one, now) for one in waiting[:PAGE]]
    return page(
        who,
        "work.html",
        status=200 if refusal is None else 422,
        rows=rows,
        every=every,
        steps=_steps(every),
        further=_further(wanted, waiting),
        questions=questions,
        filters=filters,
        wanted=wanted,
        acts=many.in_common(who, _shown(every, wanted.narrowed)) if rows else [],
        hands_over=bool(rows) and many.hands_over(who, _shown(every, wanted.narrowed)),
        lists=sum(may_take(who, one.first) for one in lists),
        refusal=refusal,
        typed=typed,
        batch=uuid4().hex,
        now=now,
    )


def row_of(who: Worker, one: Waiting, now: datetime) -> Row:
    """The row of a dossier, with how its promise stands at that moment."""
    listed, office = one.listed, who.house.system.office
    calendar = office.calendar_of(listed.ref.agency)
    if one.unaccepted:
        stands = accepting(calendar, office.catalogue.procedures[one.edition], one, now)
    else:
        stands = standing(calendar, one, now)
    pick = f"{listed.ref.agency}/{listed.ref.id.hex}/{one.version}"
    return Row(listed, stands, listed.officer == who.actor.id, pick)


def _questions(snapshot: Reading, who: Worker) -> list[tuple[Asked, Listed | None]]:
    return [
        (one, find_in_scope(snapshot, who.scope, one.ref)) for one in asked(snapshot, who.scope)
    ]


def _steps(every: Sequence[Heap]) -> list[tuple[str, str, int, int]]:
    """Where something waits: the step, a procedure that names it, how many, how many late."""
    found: dict[str, tuple[str, int, int]] = {}
    for heap in every:
        procedure, count, late = found.get(heap.state, (heap.procedure, 0, 0))
        found[heap.state] = (procedure, count + heap.count, late + heap.late)
    return [(state, *told) for state, told in found.items()]


def _shown(every: Sequence[Heap], narrowed: Narrowed) -> list[Heap]:
    return [
        heap
        for heap in every
        if narrowed.state in {"", heap.state}
        and narrowed.procedure in {"", heap.procedure}
        and narrowed.agency in {"", heap.agency}
    ]


def _further(wanted: Wanted, waiting: Sequence[Waiting]) -> str | None:
    """The address of the next page, if there is one."""
    if len(waiting) <= PAGE:
        return None
    last = waiting[PAGE - 1]
    at = moment_text(last.urgent_at) if last.urgent_at else ""
    return wanted.but(sau=f"{at}~{last.listed.ref.id.hex}")


def _after(text: str) -> After | None:
    """The row after which a page begins; anything else begins at the top."""
    at, _, dossier = text.partition("~")
    try:
        return After(read_moment(at) if at else None, UUID(dossier))
    except ValueError:
        return None


# filters that a person keeps


@router.post(f"{WHERE}/bo-loc")
def keep_filter(who: Signed, form: Posted) -> Response:
    wanted = Wanted.read(form.text("loc"))
    try:
        with writing(who.house.engine) as write:
            kept = SavedFilter(form.text("name"), wanted.query)
            save_filter(write.connection, who.actor.id, kept)
    except Refusal as refusal:
        return _page(who, wanted, refusal, form)
    return go(wanted.but())


@router.post(f"{WHERE}/bo-loc/xoa")
def forget_filter(who: Signed, form: Posted) -> Response:
    with writing(who.house.engine) as write:
        drop_filter(write.connection, who.actor.id, form.text("name"))
    return go(WHERE)


# one wish over many


@router.post(f"{WHERE}/hang-loat")
def over_many(who: Signed, form: Posted) -> Response:
    """Each ticked dossier its own act; the summary has an address of its own."""
    try:
        wish = many.many_of(who, form)
    except Refusal as refusal:
        return _page(who, Wanted.read(form.text("loc")), refusal, form)
    done = many.carry_out(who, wish)
    return go(f"{WHERE}/hang-loat/{done.id.hex}")


@router.get(f"{WHERE}/hang-loat/{{batch}}")
def summary(who: Signed, batch: UUID) -> Response:
    with who.house.reading() as snapshot:
        done = batch_of(snapshot, who.actor.id, batch)
    if done is None:
        raise NotFound("Không có lần xử lý hàng loạt này.", code="unknown_batch")
    return page(who, "batch.html", done=done)
