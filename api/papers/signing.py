"""Who signs a paper for the agency, and in which capacity (Nghị định 30/2020/NĐ-CP, Phụ lục I).

The office keeps no titles of its people, so they follow from the kind of agency (`heads` in the
labels: an assumption) and from the seat that the person has there on the day.
"""

from datetime import datetime

from api.naming import words
from api.papers.facts import Said
from engine.actors import Role
from engine.facts import Facts
from engine.ledger import Entry
from receipts.letters import Signature

_COMMITTEE = "Ủy ban nhân dân"
_DEFAULT = "Thủ trưởng"
_UNIT_HEAD = "Trưởng phòng"
_FOR = frozenset({"TL.", "TUQ."})  # by order, by authority: the signer heads a unit


def signature(said: Said, entry: Entry) -> Signature:
    """The lines above the name of who took the act, and the name."""
    facts: Facts = entry.facts
    return signed_by(said, entry.actor, entry.happened_at, facts.get("capacity"))


def signed_by(said: Said, staff: str, at: datetime, capacity: str | None) -> Signature:
    """The same for somebody who signs then, in that capacity."""
    return Signature(_lines(said, staff, at, capacity), said.person(staff))


def _lines(said: Said, staff: str, at: datetime, capacity: str | None) -> tuple[str, ...]:
    day = said.line.day(at)
    agency = said.line.competent_at(at)
    name = said.published.organisation.name_on(agency, day)
    title, person = _title(said, name), said.published.organisation.people.get(staff)
    leads = person is not None and person.has(Role.LEADER, agency, day)
    if capacity is None and not leads:
        capacity = "TL."  # a head of a unit writes to people by order of the agency's head
    head = ("TM. ỦY BAN NHÂN DÂN",) if name.startswith(_COMMITTEE) else ()
    if capacity in _FOR:
        return (f"{capacity} {title}", _UNIT_HEAD.upper())
    if capacity == "KT.":
        return (*head, f"KT. {title}", f"PHÓ {title}")
    return (*head, f"Q. {title}" if capacity == "Q." else title)


def _title(said: Said, name: str) -> str:
    """What the head of an agency of that name is called; the longest beginning decides."""
    heads = words(said.published, "heads")
    fitting = [beginning for beginning in heads if name.startswith(beginning)]
    return heads[max(fitting, key=len)].upper() if fitting else _DEFAULT.upper()
