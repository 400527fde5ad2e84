"""At whose counter a person works, and what the pages of the counter have in common."""

from datetime import datetime, timedelta

from api.clock import local
from api.web.asking import Form, Worker
from api.web.urgency import Standing, limited
from engine.actors import Role
from engine.errors import BadInput, NotYourStep
from engine.ledger import DossierRef
from engine.procedure import Procedure
from engine.working_calendar import WorkingCalendar

AT_COUNTER = (Role.COUNTER, Role.POSTAL_COUNTER)
ASKED = "co_quan"  # the agency in an address, for who works at several counters


def counters_of(who: Worker, *roles: Role) -> tuple[str, ...]:
    """The agencies of today at whose counter the person works, in order."""
    known = who.house.system.office.organisation.agencies
    return tuple(one for one in _granted(who, roles) if known[one].in_force(who.today))


def _granted(who: Worker, roles: tuple[Role, ...]) -> list[str]:
    wanted = roles or AT_COUNTER
    return sorted({grant.agency for grant in who.scope.grants if grant.role in wanted})


def kept_by(who: Worker, agency: str) -> tuple[str, ...]:
    """The agency, and those that ended whose counter it took over from: their results lie there."""
    organisation = who.house.system.office.organisation
    ended = (one for one in _granted(who, ()) if not organisation.agency(one).in_force(who.today))
    heirs = (
        one
        for one in ended
        if agency in {heir.id for heir in organisation.successors(one, who.today)}
    )
    return (agency, *heirs)


def counter_of(who: Worker, *roles: Role) -> str:
    """The counter that the page is about: the one asked for, else the first of the person's."""
    mine = counters_of(who, *roles)
    asked = who.request.query_params.get(ASKED)
    if not mine or (asked and asked not in mine):
        names = who.house.system.office.say(roles or AT_COUNTER)
        raise NotYourStep(f"Trang này dành cho {names.lower()}.", code="not_at_counter")
    return asked or mine[0]


def within(
    calendar: WorkingCalendar, procedure: Procedure, state: str, since: datetime, now: datetime
) -> Standing:
    """How the limit of the state itself stands: colour, words, and the working time left."""
    return limited(calendar, procedure.states[state].within, since, now)


def named(ref: DossierRef) -> str:
    """A dossier as the value of a box to tick."""
    return f"{ref.agency}:{ref.id.hex}"


def ref_of(text: str) -> DossierRef:
    """What such a value names; BadInput if it names nothing."""
    agency, _, dossier = text.partition(":")
    try:
        return DossierRef.read(agency, dossier)
    except ValueError:
        raise BadInput("Hồ sơ được chọn không hợp lệ.", code="malformed_dossier") from None


def chosen(form: Form, name: str = "hs") -> tuple[DossierRef, ...]:
    return tuple(dict.fromkeys(ref_of(text) for text in form.texts(name) if text))


def days_since(moment: datetime, now: datetime) -> int:
    """Whole local days."""
    return (local(now).date() - local(moment).date()) // timedelta(days=1)
