"""What the scenarios of staff share."""

from datetime import timedelta

from engine.actors import Actor, Role
from engine.desk.staff import Delegation, Granting, Redistribution
from engine.ledger import DossierRef
from engine.store.open_work import work_of
from engine.store.scope import Scope
from tests.engine.desk.town import (
    AGENCY,
    COLLEAGUE,
    HEAD,
    LEADER,
    MONDAY,
    OFFICER,
    UNIT,
    Town,
    local,
    office,
)

TODAY = local(MONDAY).date()


FRIDAY = TODAY + timedelta(days=4)


ADMIN = office().person("dn-quan-tri-02")


def away(
    absent: Actor = COLLEAGUE, substitute: Actor = OFFICER, /, **changes: object
) -> Delegation:
    given: dict[str, object] = {
        "agency": AGENCY,
        "absent": absent.id,
        "substitute": substitute.id,
        "first": TODAY,
        "last": FRIDAY,
        "reason": "on_leave",
    }
    return Delegation(**(given | changes))  # type: ignore[arg-type]  # by the names above


def over(*to: Actor, staff: Actor = COLLEAGUE, **changes: object) -> Redistribution:
    given: dict[str, object] = {
        "agency": AGENCY,
        "staff": staff.id,
        "to": tuple(one.id for one in to),
        "reason": "staff_left",
    }
    return Redistribution(**(given | changes))  # type: ignore[arg-type]  # by the names above


def acting(staff: Actor = OFFICER, /, **changes: object) -> Granting:
    given: dict[str, object] = {
        "agency": AGENCY,
        "staff": staff.id,
        "role": Role.UNIT_HEAD,
        "unit": UNIT,
        "last": FRIDAY,
        "decision": "12/QĐ-SXD",
    }
    return Granting(**(given | changes))  # type: ignore[arg-type]  # by the names above


def assigned(town: Town, officer: Actor = COLLEAGUE) -> DossierRef:
    ref = town.examined()
    town.desk.assign(ref, officer.id, HEAD)
    return ref


def open_work(town: Town, person: Actor, asker: Actor = LEADER) -> list[str]:
    with town.engine.connect() as connection:
        found = work_of(connection, person.id, Scope(asker, TODAY))
    return [one.code for one in found]
