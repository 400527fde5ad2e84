"""Words for codes and ids, in the language of the page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from api import naming
from api.results_told import STATES, result_name
from api.signin.passwords import DEMO
from api.telling import OUTSIDE
from api.web.acts import CAPACITIES
from api.web.navigation import Menu, menu_of
from engine.actors import Actor, Seat
from engine.procedure import Action, Procedure
from workflows.published import Published

# Whom the sign-in page of the demo province names; everybody else has the same password.
DEMO_PEOPLE = (
    "dn-sxd-03",
    "dn-sxd-07",
    "dn-sxd-06",
    "dn-sxd-01",
    "dn-sxd-05",
    "dn25-26017-03",
    "dn25-26017-10",
    "dn25-26017-06",
    "dn25-26017-01",
)


@dataclass(frozen=True, slots=True)
class Words:
    """What ids are called on a day. Names of people, agencies and procedures stay Vietnamese."""

    published: Published
    today: date
    translate: Callable[[str], str]

    def label(self, section: str, code: object) -> str:
        """The word for a code of the labels file; an unknown one stays as it is."""
        return self.translate(naming.words(self.published, section).get(str(code), str(code)))

    def agency(self, agency: str) -> str:
        return naming.agency_name(self.published, agency, self.today)

    def unit(self, agency: str, unit: str) -> str:
        return naming.unit_name(self.published, agency, unit, self.today)

    def person(self, person: str) -> str:
        return self.translate(naming.person_name(self.published, person))

    def procedure(self, code: str) -> str:
        return naming.procedure_name(self.published, code)

    def field(self, field: str) -> str:
        return naming.field_name(self.published, field)

    def state(self, procedure: Procedure | str, state: str) -> str:
        """The name of a step, by its procedure or the code of one that is offered."""
        if isinstance(procedure, str):
            return self.translate(naming.state_label(self.published, procedure, state))
        known = procedure.states.get(state)
        return self.translate(known.label) if known else state

    def action(self, action: Action) -> str:
        return self.translate(action.label)

    def menu(self, actor: Actor | None, path: str) -> Menu:
        return menu_of(actor, self.today, path)

    def workplace(self, actor: Actor) -> str:
        """The agency that a person works for; several are named in order."""
        agencies = self.published.organisation.agencies
        return ", ".join(
            self.agency(one)
            for one in sorted(actor.agencies(self.today))
            if one in agencies and agencies[one].in_force(self.today)
        )

    def roles_of(self, actor: Actor) -> str:
        return ", ".join(dict.fromkeys(self.label("roles", one.role) for one in actor.grants))

    capacities = CAPACITIES
    demo_password = DEMO

    def demo_people(self) -> list[Actor]:
        """One person for each role of the demo province, at agencies that have much to do."""
        people = self.published.organisation.people
        return [people[one] for one in DEMO_PEOPLE if one in people]

    def seat(self, seat: Seat) -> str:
        """Role, unit and agency of a seat."""
        role = self.label("roles", seat.role)
        if seat.role in OUTSIDE:
            return role
        if seat.unit is None:
            return f"{role}, {self.agency(seat.agency)}"
        return f"{role}, {self.unit(seat.agency, seat.unit)}, {self.agency(seat.agency)}"

    def paper(self, procedure: Procedure, paper: str) -> str:
        """What the procedure calls one of its papers."""
        return next((one.name for one in procedure.papers if one.id == paper), paper)

    def result(self, procedure: Procedure, kind: str) -> str:
        return self.translate(result_name(procedure, kind))

    def result_state(self, state: str) -> str:
        return self.translate(STATES.get(str(state), str(state)))

    def capacity(self, capacity: str) -> str:
        """What the letters before a signer's post stand for."""
        return self.label("capacities", capacity)

    def reason(self, code: str) -> str:
        known = self.published.reasons.get("reasons")
        entry = known.get(code) if isinstance(known, dict) else None
        return self.translate(str(entry["text"])) if isinstance(entry, dict) else code
