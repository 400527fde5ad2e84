"""One wish over many dossiers: each its own act, and a summary of what went and what did not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from uuid import UUID, uuid4

from api import clock
from api.web.asking import Form, Worker
from api.web.refusals import told
from api.web.wished import must_say
from engine.actors import Actor, Role, Seat
from engine.desk import Outcome, Wish
from engine.errors import BadInput, Refusal
from engine.ledger import DossierRef
from engine.procedure import Action, Instant, Procedure
from engine.store.drawer import Batch, Done, batch_of, keep_batch
from engine.store.lists import find_in_scope
from engine.store.worklist import Heap
from engine.store.write import writing

ASSIGN = "assign"  # the verb, beside the actions of definitions
MOST = 100  # dossiers of one request: a page of the inbox
_SERIES = re.compile(r"(\D*)(\d+)(.*)")


@dataclass(frozen=True, slots=True)
class Common:
    """An action that dossiers of the inbox have in common, with what its form asks for."""

    action: Action
    reasons: tuple[str, ...]
    officers: tuple[Actor, ...]
    signs: bool
    numbers: bool


@dataclass(frozen=True, slots=True)
class Pick:
    """A dossier that was ticked, as the person saw it; `number` typed in its row."""

    ref: DossierRef
    version: int
    number: str | None

    @property
    def path(self) -> str:
        return f"{self.ref.agency}/{self.ref.id.hex}"


# what may be done with many


def in_common(who: Worker, heaps: Iterable[Heap]) -> list[Common]:
    """The actions that fit many dossiers of these heaps: they need nothing of the single one.

    What leads on stands first; what goes back or ends asks for a reason, and comes after.
    """
    found: dict[str, Common] = {}
    for heap in heaps:
        for procedure in who.house.system.published.catalogue.offered.get(heap.procedure, ())[:1]:
            for action in _leaving(who, procedure, heap.state):
                found.setdefault(action.id, _common(who, procedure, action))
    return sorted(found.values(), key=lambda one: one.action.reason_required)


def hands_over(who: Worker, heaps: Iterable[Heap]) -> bool:
    """Whether results of these heaps are handed to applicants by this person."""
    roles = {grant.role for grant in who.scope.grants}
    offered = who.house.system.published.catalogue.offered
    return any(
        _hands_over(action) and any(address.role in roles for address in action.by)
        for heap in heaps
        for procedure in offered.get(heap.procedure, ())[:1]
        for action in procedure.leaving(heap.state)
    )


def _hands_over(action: Action) -> bool:
    """A result goes to whoever fetches it, and the slip names them."""
    return action.letter == "result_slip"


def _leaving(who: Worker, procedure: Procedure, state: str) -> Iterator[Action]:
    roles = {grant.role for grant in who.scope.grants}
    for action in procedure.leaving(state):
        if not _single(procedure, action) and any(one.role in roles for one in action.by):
            yield action


def _single(procedure: Procedure, action: Action) -> bool:
    """It needs something of each dossier: a fee, a child, the one who fetches; or it ends it."""
    final = procedure.states[action.to].final is not None
    return bool(action.opens or action.takes or final or _hands_over(action))


def _common(who: Worker, procedure: Procedure, action: Action) -> Common:
    holder = procedure.states[action.to].holder
    given = holder is not None and holder.role is Role.OFFICER and holder.agency is None
    known = who.house.system.office.reasons
    return Common(
        action,
        reasons=tuple(code for code, fits in known.items() if action.id in fits),
        officers=tuple(_officers(who)) if given else (),
        signs=action.marks is Instant.SIGNED,
        numbers=action.marks is Instant.SEALED,
    )


def _officers(who: Worker) -> Iterator[Actor]:
    """The officers below the person: of the unit that they head, of the agency that they lead."""
    organisation, seen = who.house.system.office.organisation, set()
    for grant in who.scope.grants:
        if grant.role in {Role.UNIT_HEAD, Role.LEADER}:
            for one in organisation.holders(
                Seat(Role.OFFICER, grant.agency, grant.unit), who.today
            ):
                if one.id not in seen:
                    seen.add(one.id)
                    yield one


# what was ticked


def picked(form: Form) -> list[Pick]:
    """The ticked rows in their order; refused if there are none."""
    picks = [_pick(text, form) for text in form.texts("chon")[:MOST]]
    if not picks:
        raise BadInput("Chưa chọn hồ sơ nào. Đánh dấu ít nhất một hồ sơ.", code="nothing_chosen")
    return picks


def _pick(text: str, form: Form) -> Pick:
    try:
        agency, dossier, version = text.split("/")
        ref = DossierRef(agency, UUID(dossier))
        return Pick(ref, int(version), form.maybe(f"so/{agency}/{dossier}"))
    except ValueError:
        raise BadInput("Không đọc được hồ sơ đã chọn. Tải lại trang.", code="bad_pick") from None


def wish_of(form: Form, action: str) -> Wish:
    """The wish as it holds for all; fields are named after the action they belong to."""
    return Wish(
        action,
        reason=form.maybe(f"{action}.reason"),
        note=form.maybe(f"{action}.note"),
        outcome=form.maybe(f"{action}.outcome"),
        capacity=form.maybe(f"{action}.capacity"),
    )


def many_of(who: Worker, form: Form) -> "Many":
    """What the form of the inbox asks for; refused if the action is one for single dossiers."""
    name = form.text("action")
    defined = list(_defined(who, name))
    if defined and all(_single(procedure, action) for procedure, action in defined):
        raise BadInput(
            "Việc này làm ở từng hồ sơ. Trả kết quả thì vào trang Trả kết quả.", code="not_for_many"
        )
    picks, series = picked(form), Series.read(form.maybe(f"{name}.first"))
    numbers = any(action.marks is Instant.SEALED for _, action in defined)
    if numbers and series is None and not all(pick.number for pick in picks):
        raise BadInput(
            "Nhập số đầu tiên, hoặc số của từng hồ sơ đã chọn.", code="number_missing", at="first"
        )
    wish = wish_of(form, name)
    for _, action in defined:
        must_say(action, wish.note)
    return Many(_batch(form), wish, picks, form.texts(f"{name}.officer"), series)


def _defined(who: Worker, name: str) -> Iterator[tuple[Procedure, Action]]:
    for editions in who.house.system.published.catalogue.offered.values():
        for procedure in editions[:1]:
            if name in procedure.actions:
                yield procedure, procedure.actions[name]


def _batch(form: Form) -> UUID:
    try:
        return UUID(form.text("batch"))
    except ValueError:
        return uuid4()


# the acts


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers counted up from the first one typed: “125/GP-SXD”, then “126/GP-SXD”."""

    before: str
    next: int
    width: int
    after: str

    @classmethod
    def read(cls, first: str | None) -> "Series | None":
        if first is None:
            return None
        found = _SERIES.fullmatch(first)
        if found is None:
            raise BadInput(
                f"“{first}” không có chữ số nào để đếm tiếp.", code="not_a_series", at="first"
            )
        before, digits, after = found.groups()
        return cls(before, int(digits), len(digits), after)

    @property
    def number(self) -> str:
        return f"{self.before}{self.next:0{self.width}}{self.after}"

    @property
    def following(self) -> "Series":
        return replace(self, next=self.next + 1)


@dataclass(frozen=True, slots=True)
class Many:
    """A wish for all the picks; officers get the dossiers in turn, numbers are counted up."""

    id: UUID
    wish: Wish
    picks: Sequence[Pick]
    officers: Sequence[str] = ()
    series: Series | None = None


def carry_out(who: Worker, many: Many) -> Batch:
    """Each dossier by itself; the same request again does nothing, and tells the same."""
    with who.house.reading() as snapshot:
        known = batch_of(snapshot, who.actor.id, many.id)
    if known is not None:
        return known
    done = Batch(many.id, clock.now(), many.wish.action, tuple(_each(who, many)))
    with writing(who.house.engine) as write:
        keep_batch(write.connection, who.actor.id, done)
    return done


def _each(who: Worker, many: Many) -> Iterator[Done]:
    """A number that a refused dossier did not take goes to the next one."""
    series, officers = many.series, cycle(many.officers or [None])
    for pick in many.picks:
        number = pick.number or (series.number if series else None)
        wish = replace(many.wish, number=number, officer=next(officers))
        done = _take(who, many.id, pick, wish)
        if series is not None and pick.number is None and done.refused is None:
            series = series.following
        yield done


def _take(who: Worker, batch: UUID, pick: Pick, wish: Wish) -> Done:
    key = f"{batch.hex}-{wish.action}-{pick.ref.id.hex}"
    ref = pick.ref
    try:
        outcome = _act(who, pick, wish, key)
    except Refusal as refused:
        said = told(refused)
        return Done(ref.agency, ref.id.hex, _code(who, ref), said.code, said.message)
    return Done(ref.agency, ref.id.hex, outcome.code, number=wish.number)


def _act(who: Worker, pick: Pick, wish: Wish, key: str) -> Outcome:
    desk, by = who.house.desk, who.actor
    if wish.action == ASSIGN:
        return desk.assign(pick.ref, wish.officer or "", by, key=key, version=pick.version)
    return desk.take(pick.ref, wish, by, key=key, version=pick.version)


def _code(who: Worker, ref: DossierRef) -> str:
    """The code of a dossier that stayed, if the person may see it."""
    with who.house.reading() as snapshot:
        listed = find_in_scope(snapshot, who.scope, ref)
    return listed.code if listed else "–"
