"""Who is away and who does their work; all of a colleague's work given to others."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import Response

from api.web.asking import Form, Posted, Signed, Worker
from api.web.refusals import status_of
from api.web.rendering import go, page
from api.web.typed_days import typed_day
from engine.actors import Actor, Role
from engine.desk.staff import Delegation, Redistributed, Redistribution
from engine.errors import BadInput, NotAllowed, Refusal
from engine.store.led import led_by_officer
from engine.store.originals import originals_held
from engine.store.staff import Delegated, delegations
from engine.store.worklist import open_by_officer

router = APIRouter(prefix="/nhan-su")
ASKED = "co_quan"  # the agency in the address, for who leads at several
LEADING = frozenset({Role.UNIT_HEAD, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody whom the person leads: what lies with them, and who stands in for them."""

    actor: Actor
    unit: str | None
    open: int
    originals: int
    away: tuple[Delegated, ...]
    stands_in: tuple[Delegated, ...]


@router.get("")
def show(who: Signed) -> Response:
    return _page(who)


def _page(
    who: Worker,
    refusal: Refusal | None = None,
    typed: Form | None = None,
    moved: Redistributed | None = None,
) -> Response:
    agency = agency_led(who)
    reasons = who.house.system.office.reasons
    return page(
        who,
        "staff.html",
        status=200 if refusal is None else status_of(refusal),
        agency=agency,
        agencies=_agencies(who),
        people=_people(who, agency),
        everybody=_everybody(who, agency),
        unassigned=_unassigned(who, agency),
        away_for=[code for code, fits in reasons.items() if "stand_in" in fits],
        moved_for=[code for code, fits in reasons.items() if "reassign" in fits],
        refusal=refusal,
        typed=typed,
        moved=moved,
        key=uuid4().hex,
        today=who.today,
    )


def _unassigned(who: Worker, agency: str) -> int:
    with who.house.reading() as snapshot:
        return led_by_officer(snapshot, who.scope, agency).get("", 0)


def _agencies(who: Worker) -> list[str]:
    """Where the person leads somebody: agencies at work first, those that ended behind."""
    known = who.house.system.office.organisation.agencies
    led = {one.agency for one in who.scope.grants if one.role in LEADING}
    if not led:
        raise NotAllowed("Trang này dành cho lãnh đạo phòng, lãnh đạo cơ quan.", code="not_a_head")
    return sorted(led, key=lambda one: (not known[one].in_force(who.today), one))


def agency_led(who: Worker) -> str:
    """The agency that the page is about: the one asked for, else the first."""
    led, asked = _agencies(who), who.request.query_params.get(ASKED)
    return asked if asked in led else led[0]


def _everybody(who: Worker, agency: str) -> list[Actor]:
    """Who has a seat at the agency today, by name."""
    people = who.house.system.office.organisation.people.values()
    here = (one for one in people if agency in one.agencies(who.today))
    return sorted(here, key=lambda one: (one.name.split()[-1], one.name))


def _people(who: Worker, agency: str) -> list[Colleague]:
    """Those whom the person leads: all of an agency, or those of the units headed."""
    mine = [one for one in who.scope.grants if one.role in LEADING and one.agency == agency]
    units = None if any(one.role is Role.LEADER for one in mine) else {one.unit for one in mine}
    with who.house.reading() as snapshot:
        papers = Counter(one.custodian for one in originals_held(snapshot, who.scope))
        load = open_by_officer(snapshot, who.scope, agency)
        running = [
            one
            for one in delegations(snapshot, agency_id=agency)
            if one.revoked_at is None and one.last >= who.today
        ]
    return [
        Colleague(
            one,
            next((grant.unit for grant in one.grants if grant.unit), None),
            load.get(one.id, 0),
            papers[one.id],
            tuple(away for away in running if away.absent == one.id),
            tuple(away for away in running if away.substitute == one.id),
        )
        for one in _everybody(who, agency)
        if units is None or units & {grant.unit for grant in one.grants}
    ]


@router.post("/thay")
def delegate(who: Signed, form: Posted) -> Response:
    """Phân công xử lý thay, for the days named, both included."""

    def act() -> None:
        wish = Delegation(
            agency_led(who),
            form.text("absent"),
            form.text("substitute"),
            typed_day(form.text("first"), "first"),
            typed_day(form.text("last"), "last"),
            form.text("reason"),
        )
        who.house.desk.staff.delegate(wish, who.actor, key=form.maybe("key"))

    return _done(who, form, act)


@router.post("/huy")
def revoke(who: Signed, form: Posted) -> Response:
    return _done(
        who,
        form,
        lambda: who.house.desk.staff.revoke(
            agency_led(who), form.text("id"), who.actor, key=form.maybe("key")
        ),
    )


@router.post("/chuyen")
def redistribute(who: Signed, form: Posted) -> Response:
    """All open work of one person to others, dealt in turn: in one act, or not at all."""
    try:
        wish = Redistribution(
            agency_led(who), form.text("staff"), tuple(form.texts("to")), form.text("reason")
        )
        if not wish.to:
            raise BadInput("Chọn ít nhất một người nhận việc.", code="nobody_chosen", at="to")
        moved = who.house.desk.staff.redistribute(wish, who.actor, key=form.maybe("key"))
    except Refusal as refusal:
        return _page(who, refusal, form)
    return _page(who, moved=moved)


def _done(who: Worker, form: Form, act: Callable[[], object]) -> Response:
    try:
        act()
    except Refusal as refusal:
        return _page(who, refusal, form)
    return go(f"{router.prefix}?{ASKED}={agency_led(who)}")
