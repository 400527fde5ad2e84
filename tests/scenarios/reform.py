"""The province around 1/7/2025: dossiers in flight at agencies that end that night."""

from datetime import date
from pathlib import Path
from typing import Any

from engine.actors import Actor, Role, Seat
from engine.desk import Wish
from engine.desk.succession import Plan, read_plan
from engine.ledger import DossierRef
from engine.procedure import Channel
from tests.engine.desk.town import OWNER, Town, office
from tests.workflows.answering import answers
from workflows.loader import read

PLAN = Path("workflows/successions/dong-nai-2025-07-01.yaml")
JUNE, JULY = "2025-06-25 09:00", "2025-07-01 08:00"
BEFORE, AFTER = date(2025, 6, 25), date(2025, 7, 1)
OLD, NEW = "dn-26008", "dn25-26017"  # phường Tân Hiệp goes into phường Tam Hiệp
DISTRICT = "dn-738"  # goes to two communes, by place
HERE, THERE = "dn25-26299", "dn25-26311"
PLACE_HERE, PLACE_THERE = "26302", "26308"
BIRTH = "1.001193"
HOUSEHOLD = "2.000635"
ADMIN = office().person("dn-quan-tri-02")


def plan(**changes: object) -> Plan:
    """The shipped plan, with other keys if a test wants them."""
    data: Any = read(PLAN).value
    return read_plan({**data, **changes}, PLAN.name)


def sitting(role: str, agency: str, unit: str | None = None, day: date = BEFORE) -> Actor:
    """Somebody whose own agency that is, not one that it took over."""
    holders = office().organisation.holders(Seat(Role(role), agency, unit), day)
    return next(one for one in holders if one.id.startswith(agency))


def received(
    town: Town, procedure: str, agency: str = OLD, place: str = "26008", **changes: object
) -> DossierRef:
    """A dossier handed in at the counter of the agency."""
    edition = office().catalogue.current(procedure, town.clock.now.date())
    given: dict[str, object] = {
        "agency": agency,
        "channel": Channel.DIRECT,
        "answers": answers(edition),
        "place": place,
        "parties": (OWNER,),
        **changes,
    }
    return town.receive(procedure, sitting("counter", agency), **given).ref


def walk(town: Town, ref: DossierRef, *actions: str, day: date = BEFORE) -> None:
    """Take the actions, each by somebody who sits where the step is."""
    for action in actions:
        line = town.line(ref)
        assert line.seat is not None
        holders = office().organisation.holders(line.seat, day)
        given: dict[str, Any] = {"outcome": "granted"} if action == "propose" else {}
        town.desk.take(ref, Wish(action, **given), holders[0])
