"""A person as of now: what the files say, with what the desk decided laid over it."""

from dataclasses import dataclass, replace
from datetime import date

from engine.actors import Actor, Grant


@dataclass(frozen=True, slots=True)
class StandIn:
    """Work done for somebody else; both days count."""

    absent: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Standing:
    """What the desk decided about one person, and was not taken back."""

    disabled: bool = False
    grants: tuple[Grant, ...] = ()
    stands_in: tuple[StandIn, ...] = ()


def present(person: Actor, standing: Standing, day: date) -> Actor:
    """The person with the roles of the files and of the desk, and those stood in for that day.

    Whom a person who is stood in for stands in for does not count: work is not passed on twice.
    """
    lasting = tuple(grant for grant in person.grants if not grant.by_desk)
    absent = frozenset(one.absent for one in standing.stands_in if one.first <= day <= one.last)
    return replace(person, grants=(*lasting, *standing.grants), stands_in_for=absent)
