"""Original papers as pages show them: rows with boxes, scanned codes, and who may take them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from api.web.asking import Form, Worker
from api.web.counter import days_since, named, ref_of
from api.web.typed_codes import spelled
from engine.actors import Actor
from engine.desk.custody.hands import COUNTERS, worked_at_counter
from engine.desk.originals import Item
from engine.errors import BadInput, NotFound
from engine.store.originals import HeldOriginal, Passing


def at_hand(who: Worker, custodian: str) -> bool:
    """Whether this person acts for the custodian: themselves, or the counter where they sit."""
    counters = {grant.agency for grant in who.scope.grants if grant.role in COUNTERS}
    office = who.house.system.office
    return custodian in who.scope.ids or worked_at_counter(office, custodian, counters)


def value_of(one: HeldOriginal | Passing | Item) -> str:
    """An original as the value of a box: agency:dossier:number."""
    return f"{named(one.ref)}:{one.no}"


def item_of(text: str) -> Item:
    """What such a value names; BadInput if it names nothing."""
    dossier, _, no = text.rpartition(":")
    if not no.isdecimal():
        raise BadInput("Bản chính được chọn không hợp lệ.", code="malformed_item")
    return Item(ref_of(dossier), int(no))


def ticked(form: Form) -> list[Item]:
    return [item_of(text) for text in dict.fromkeys(form.texts("item"))]


def scanned(who: Worker, text: str, rows: Iterable[HeldOriginal | Passing]) -> list[str]:
    """The boxes that a scanned code means: CODE:NUMBER, or all of the dossier for CODE alone."""
    code, colon, number = text.rpartition(":")
    if not (colon and number.isdecimal()):
        code, number = text, ""
    wanted = spelled(who, code)
    found = [
        value_of(one)
        for one in rows
        if one.code == wanted and (not number or one.no == int(number))
    ]
    if not found:
        raise NotFound(
            f"“{text[:80]}” không có trong danh sách này. Kiểm tra lại mã.", code="not_listed"
        )
    return found


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one person has: how many, how many lent and overdue, and for how long the oldest."""

    person: str
    count: int
    oldest: int
    old: int

    @property
    def tone(self) -> str:
        return "bad" if self.old else "calm"


LONG = 30  # days after which an original is looked for (assumption: no text sets it)


def shelves(items: Sequence[HeldOriginal], now: datetime) -> list[Shelf]:
    """By person; whoever has had one the longest stands first."""
    ordered = sorted(items, key=lambda one: one.custodian)
    found = []
    for person, theirs in groupby(ordered, key=lambda one: one.custodian):
        ages = [days_since(one.since, now) for one in theirs]
        found.append(Shelf(person, len(ages), max(ages), sum(age > LONG for age in ages)))
    return sorted(found, key=lambda one: -one.oldest)


@dataclass(frozen=True, slots=True)
class HandOver:
    """A list as far as this person may see it."""

    items: tuple[Passing, ...]

    @property
    def first(self) -> Passing:
        return self.items[0]

    @property
    def is_open(self) -> bool:
        return any(one.state == "offered" for one in self.items)

    @property
    def missing(self) -> list[Passing]:
        return [one for one in self.items if one.state == "missing"]


def hand_overs(passings: Sequence[Passing]) -> list[HandOver]:
    ordered = sorted(passings, key=lambda one: (one.given_at, one.list))
    return [HandOver(tuple(same)) for _, same in groupby(ordered, key=lambda one: one.list)]


def may_take(who: Worker, one: Passing) -> bool:
    """Whether the list is for this person; the desk decides."""
    mine = {*who.scope.ids, *who.actor.agencies(who.today)}
    return one.given_by != who.actor.id and (one.taken_by in mine or at_hand(who, one.taken_by))


def people_of(who: Worker, agency: str) -> list[tuple[str | None, list[Actor]]]:
    """Who works there today, by unit; the person who asks is left out."""
    known = who.house.system.office.organisation.people.values()
    seats = {
        person.id: (grant.unit or "", person)
        for person in known
        if person.id != who.actor.id
        for grant in person.grants
        if grant.agency == agency and grant.valid_from <= who.today <= grant.valid_to
    }
    ordered = sorted(seats.values(), key=lambda one: (one[0], one[1].id))
    return [
        (unit or None, [person for _, person in same])
        for unit, same in groupby(ordered, key=lambda one: one[0])
    ]
