"""The people of the office as of now: their files, with what the desk decided laid over them."""

from datetime import date

from sqlalchemy import Connection

from engine.actors import APPLICANT_ID, SYSTEM, Actor
from engine.desk.office import Office
from engine.errors import NotAllowed
from engine.staff import Standing, present
from engine.store.staff import hold_person, standing_of

_OUTSIDE = frozenset({APPLICANT_ID, SYSTEM.id})  # the desk decides nothing about these


def actor_of(connection: Connection, office: Office, staff: str, day: date) -> Actor:
    """The member of staff as of now, for whatever they ask that day.

    NotFound (`unknown_staff`) if there is none, NotAllowed (`staff_disabled`) if they may not act.
    Ask anew for each request: every act looks again whether the person may still act.
    """
    return admitted(connection, office.person(staff), day)


def admitted(connection: Connection, person: Actor, day: date) -> Actor:
    """The person with the roles of today; refused if they may not act any more."""
    if person.id in _OUTSIDE:
        return person
    standing = standing_of(connection, person.id)
    check_enabled(standing)
    return present(person, standing, day)


def check_enabled(standing: Standing) -> None:
    """Refuse to somebody who may not act any more."""
    if standing.disabled:
        raise NotAllowed(
            "Tài khoản của bạn đã ngừng hoạt động. Liên hệ quản trị hệ thống của cơ quan.",
            code="staff_disabled",
        )


def check_acting(connection: Connection, person: Actor) -> None:
    """Refuse an act of somebody who may not act any more."""
    if person.id not in _OUTSIDE:
        check_enabled(standing_of(connection, person.id))


def standing_for_work(connection: Connection, staff: str) -> Standing:
    """What the desk decided about somebody who gets work; they stay enabled until it is theirs."""
    hold_person(connection, staff, alone=False)
    return standing_of(connection, staff)
