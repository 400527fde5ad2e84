"""An office in the middle of its work: a dossier at each step, and people with open sessions."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from api import clock
from api.settings import Settings
from api.signin.tokens import LIFE, Claims
from api.web.house import House
from engine.actors import Actor
from engine.desk import Party
from engine.desk.attaching import Attached
from engine.desk.fees import SheetClose
from engine.desk.originals.requests import Item, Offer
from engine.desk.outages.requests import Declaration
from engine.desk.places import Parcel, Sending
from engine.desk.staff import Delegation
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.store import accounts
from engine.store.accounts import Session
from engine.store.write import writing
from tests.engine.desk.town import (
    AGENCY,
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    OWNER,
    Clock,
    Town,
    who,
)
from workflows.published import Published

CAST: Mapping[str, str] = {
    "counter": "dn-sxd-03",
    "postal_counter": "dn-buu-dien-01",
    "officer": "dn-sxd-07",
    "colleague": "dn-sxd-08",
    "unit_head": "dn-sxd-06",
    "leader": "dn-sxd-01",
    "clerical": "dn-sxd-05",
    "auditor": "dn-kiem-tra-01",
    "system_admin": "dn-quan-tri-02",
    "consulted": "dn-pc07-06",
    "receiver": "dn-ubnd-03",
    "outsider": "dn-stp-07",
}
DISABLED = "dn-sxd-13"  # whose account has ended
THERE = "dn-ubnd"  # where some results are fetched
SECOND_COUNTER = who("counter", nth=1)
AUTHORISED = Party(
    "authorised",
    "Lê Thị Bình",
    identity_kind="citizen",
    identity="075190123456",
    scope=("submit", "collect"),
    document="12/UQ",
)
Names = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seeded:
    """What lies there. `dossiers` are named after where they stand, `names` after what waits."""

    settings: Settings
    dossiers: Mapping[str, DossierRef]
    codes: Mapping[str, str]
    sessions: Mapping[str, UUID]
    names: Names
    today: date

    def path(self, name: str) -> str:
        ref = self.dossiers[name]
        return f"/dossiers/{ref.agency}/{ref.id.hex}"

    def claims(self, role: str) -> Claims:
        return Claims(CAST[role], self.sessions[role], clock.now() + LIFE)


def seed(settings: Settings, published: Published) -> Seeded:
    """Fill the database of these settings through the desk."""
    house = House.open(settings, published)
    try:
        people = {role: house.actor(staff) for role, staff in CAST.items()}
        made = _received(house)
        names = {**_waiting(house, people, made), **_known(house, people, made)}
        town = Town(house.engine, house.desk, Clock())
        codes = {name: town.line(ref).origin.code for name, ref in made.items()}
        sessions = {role: _session(house, staff) for role, staff in CAST.items()}
        return Seeded(settings, made, codes, sessions, names, house.today)
    finally:
        house.close()


def _received(house: House) -> dict[str, DossierRef]:
    town = Town(house.engine, house.desk, Clock())
    made = {
        "received": town.received(),
        "unpaid": town.received(paid=False),
        "authorised": town.received(parties=(OWNER, AUTHORISED)),
        "examining": town.examined(),
        "consulted": town.examined(),
        "signing": town.signing(),
        "ready": town.ready(),
        "returned": town.ready(),
        "leaving": town.received(return_at=THERE),
        "under_way": town.received(return_at=THERE),
        "to_post": _for_the_post(town),
        "counted": town.received(by=SECOND_COUNTER),
    }
    town.take(made["consulted"], "consult", OFFICER)
    town.desk.assign(made["consulted"], OFFICER.id, HEAD)
    town.take(made["returned"], "hand_over", COUNTER)
    return made


def _for_the_post(town: Town) -> DossierRef:
    """A result that waits to be handed to the post."""
    ref = town.examined(return_by=Channel.POSTAL)
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.take(ref, "agree", HEAD)
    town.take(ref, "sign", LEADER)
    town.take(ref, "seal", CLERICAL)
    return ref


def _waiting(house: House, people: Mapping[str, Actor], made: Mapping[str, DossierRef]) -> Names:
    """Lists, slips, declarations: each waits for somebody."""
    desk, counter, now = house.desk, people["counter"], clock.now()
    span = (now - timedelta(hours=3), now - timedelta(hours=2))
    outage = desk.outages.declare(Declaration(AGENCY, *span, "power_cut", "12/BB"), counter)
    away = ("dn-sxd-16", "dn-sxd-17", house.today, house.today)
    given = desk.staff.delegate(Delegation(AGENCY, *away, "on_leave"), people["leader"])
    offer = Offer(AGENCY, (Item(made["examining"], 1),), CAST["officer"])
    sending = Sending(AGENCY, THERE, (Parcel(made["under_way"]),))
    closing = SheetClose(AGENCY, house.today, SECOND_COUNTER.id, {"cash": 75_000})
    desk.staff.disable(AGENCY, DISABLED, people["system_admin"])
    return {
        "outage": outage.id.hex,
        "delegation": given.id,
        "list": desk.originals.offer(offer, counter).list,
        "slip": desk.places.send(sending, counter).slip.facts(),
        "sheet": desk.fees.close_sheet(closing, SECOND_COUNTER).no,
        "till": SECOND_COUNTER.id,
    }


def _known(house: House, people: Mapping[str, Actor], made: Mapping[str, DossierRef]) -> Names:
    """The consultation that waits, a fee receipt, a file, the money in the drawer."""
    desk, officer, counter = house.desk, people["officer"], people["counter"]
    kept = house.files.keep(made["examining"], BytesIO(b"%PDF-1.4 a paper"))
    desk.attach(made["examining"], [Attached(kept, "a.pdf", "paper")], officer)
    receipt = desk.seeing.open(made["received"], counter).line.fees[0].receipt
    taken = desk.fees.sheets(AGENCY, house.today, counter)
    return {
        "item": desk.seeing.open(made["consulted"], officer).line.open_items[0].id,
        "receipt": asdict(receipt) if receipt else {},
        "file": kept.sha256.hex(),
        "cash": sum(one.expected for one in taken if one.till.counter == counter.id),
    }


def _session(house: House, staff: str) -> UUID:
    now = clock.now()
    begun = Session(UUID(bytes=house.desk.entropy(16), version=4), staff, now, now, None, "")
    with writing(house.engine) as write:
        accounts.begin_session(write.connection, begun)
    return begun.id
