"""What the page of an intake offers: places, agencies, signers, and whether it is done at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.web.asking import Worker
from api.web.pages.intake_answers import forms_of
from engine.actors import Actor, Role, Seat
from engine.desk.competence import needs_place
from engine.desk.visits.at_once import check_limit, way
from engine.errors import BadInput, NotFound
from engine.organisation import Organisation
from engine.organisation.values import Agency
from engine.procedure import Action, Channel, Instant, Procedure, Tier
from forms.form import Form

_COMMITTEE = "Ủy ban nhân dân "  # before the name of the commune, in that of its agency


@dataclass(frozen=True, slots=True)
class Sheet:
    """One procedure at one counter on one day.

    `at_once`: the way to the result while one waits. `decisive`: the forms whose answers a limit
    or a fee turns on.
    """

    procedure: Procedure
    agency: str
    forms: tuple[Form, ...]
    deciding: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    needs_place: bool
    own_place: str
    at_once: tuple[Action, ...]
    signers: tuple[Actor, ...]
    decisive: frozenset[str]

    @property
    def asks_outcome(self) -> bool:
        return any(action.outcomes for action in self.at_once)


def sheet_of(who: Worker, agency: str, code: str) -> Sheet:
    """The sheet; refused if there is no such procedure today."""
    office, day = who.house.system.office, who.today
    procedure = office.catalogue.current(code, day)
    organisation = office.organisation
    places = places_of(who, agency)
    forms = forms_of(who.house.system.published.forms, procedure)
    steps = _at_once(who, agency, procedure)
    signed = any(action.marks is Instant.SIGNED for action in steps)
    return Sheet(
        procedure,
        agency,
        forms,
        deciding(organisation, agency, procedure, day),
        places,
        needs_place(procedure),
        _own_place(organisation.agency(agency)),
        steps,
        () if signed else organisation.holders(Seat(Role.LEADER, agency), day),
        frozenset(form.id for form in forms if _decides(procedure, form)),
    )


def places_of(who: Worker, agency: str) -> tuple[tuple[str, str], ...]:
    """The communes of the agency's province today: code and name, by name."""
    organisation = who.house.system.office.organisation
    return tuple(sorted(_places(organisation, agency, who.today), key=lambda one: one[1]))


def _decides(procedure: Procedure, form: Form) -> bool:
    rules = [case.when for case in procedure.limits]
    rules += [text for fee in procedure.fees for text in (fee.when, fee.times)]
    names = {name for text in rules if text for name in re.findall(r"answers\.(\w+)", text)}
    return bool(names & form.names)


def handles(organisation: Organisation, agency: str, procedure: Procedure, day: date) -> bool:
    """Whether the agency decides such matters, and has somebody for them."""
    field, code = procedure.field, procedure.code
    if not organisation.is_competent(agency, procedure.tier, field, code, day):
        return False
    try:
        organisation.unit_for(agency, field, code, day)
    except NotFound:
        return False
    return True


def deciding(
    organisation: Organisation, agency: str, procedure: Procedure, day: date
) -> tuple[str, ...]:
    """The agencies of the province that may decide it, the counter's own first."""
    province = organisation.agency(agency).province
    others = [
        one.id
        for one in organisation.in_force(day)
        if one.province == province and handles(organisation, one.id, procedure, day)
    ]
    names = {one: organisation.name_on(one, day) for one in others}
    return tuple(sorted(others, key=lambda one: (one != agency, names[one])))


def _places(organisation: Organisation, agency: str, day: date) -> Iterator[tuple[str, str]]:
    """The communes of the province: code and name."""
    province = organisation.agency(agency).province
    for one in organisation.in_force(day):
        if one.province == province and one.tier is Tier.COMMUNE and (code := _own_place(one)):
            name = one.name_on(day).removeprefix(_COMMITTEE)
            yield code, name[:1].upper() + name[1:]


def _own_place(agency: Agency) -> str:
    """The code of the commune itself among those that it took over."""
    if agency.tier is not Tier.COMMUNE:
        return ""
    named = (code for code in sorted(agency.serves) if agency.id.endswith(code))
    return next(named, min(agency.serves, default=""))


def _at_once(who: Worker, agency: str, procedure: Procedure) -> tuple[Action, ...]:
    """The steps to the result, if the limit is the day's and this person may take each of them."""
    if Channel.DIRECT not in procedure.channels or not _within_the_day(procedure):
        return ()
    if not handles(who.house.system.office.organisation, agency, procedure, who.today):
        return ()
    try:
        steps = way(procedure, procedure.starts[Channel.DIRECT])
    except BadInput:
        return ()
    mine = all(any(who.actor.has(a.role, agency, who.today) for a in s.by) for s in steps)
    return steps if mine else ()


def _within_the_day(procedure: Procedure) -> bool:
    for case in procedure.limits:
        try:
            check_limit(case.limit, procedure.code)
        except BadInput:
            continue
        return True
    return False
