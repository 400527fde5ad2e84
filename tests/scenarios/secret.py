"""An office in which a procedure of every construct is restricted, with dossiers at every turn."""

from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Engine

from engine.actors import Actor, Grant, Role
from engine.desk import Desk, Office
from engine.desk.places import Parcel, Sending
from engine.ledger import DossierRef
from tests.engine.desk.town import (
    AGENCY,
    APPRAISAL,
    COUNTER,
    LEADER,
    OFFICER,
    PEPPER,
    Clock,
    Town,
    office,
    who,
)

FIRE = who("officer", "dn-pc07", "fire_police")
OUTSIDERS = {
    "officer of another unit": who("officer", unit="planning"),
    "head of another unit": who("unit_head", unit="planning"),
    "auditor of the agency": Actor("kiem-tra", "Kiểm tra", (Grant(Role.AUDITOR, AGENCY),)),
    "counter elsewhere": who("counter", "dn25-26122"),
    "leader elsewhere": who("leader", "dn-ubnd"),
    "administrator": Actor("quan-tri", "Quản trị", (Grant(Role.SYSTEM_ADMIN, "dn-ubnd"),)),
    "nobody": Actor("khong", "Không ai"),
}


@dataclass(frozen=True, slots=True)
class Secret:
    """The dossiers of the office, all of them restricted."""

    town: Town
    office: Office
    received: DossierRef
    given: DossierRef
    asked: DossierRef
    ready: DossierRef
    slip: DossierRef

    @property
    def code(self) -> str:
        return self.town.line(self.given).origin.code


@cache
def closed_office() -> Office:
    """The shipped office, with the procedure of the tests restricted."""
    known = office()
    (open_,) = known.catalogue.offered[APPRAISAL]
    closed = replace(open_, restricted=True)
    catalogue = replace(
        known.catalogue,
        procedures={**known.catalogue.procedures, closed.edition: closed},
        offered={**known.catalogue.offered, APPRAISAL: (closed,)},
    )
    return replace(known, catalogue=catalogue)


def secret(engine: Engine) -> Secret:
    """Received, given to an officer, under consultation, with a result, with papers under way."""
    clock = Clock()
    town = Town(engine, Desk(engine, closed_office(), PEPPER, clock), clock)
    received, given, asked, ready = (
        town.received(),
        town.examined(),
        town.examined(),
        town.ready(),
    )
    town.desk.assign(given, OFFICER.id, LEADER)
    town.take(asked, "consult", OFFICER)
    slip = town.received(return_at="dn25-26017")
    town.desk.places.send(Sending(AGENCY, "dn25-26017", (Parcel(slip),)), COUNTER)
    return Secret(town, closed_office(), received, given, asked, ready, slip)
