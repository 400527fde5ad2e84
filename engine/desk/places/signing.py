"""Signing a transit slip at either end: one act over all the dossiers that it lists."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.actors import Actor
from engine.desk.acting import Acting
from engine.desk.draft import Draft, Scene
from engine.desk.places import slips
from engine.desk.places.requests import Arrival, Parcel, Sending, Signed, SlipName, Taking
from engine.desk.writing import Ask
from engine.errors import BadInput, NotFound, NotNow
from engine.facts import Facts
from engine.ledger import DossierRef
from engine.store.act import Change, Insert
from engine.store.beside import write_rows
from engine.store.scope import Scope
from engine.store.transit import BOOK_OF_SLIPS, Ends, Item, count_items, ends, items
from engine.store.write import Write
from engine.tables.office import transit_item, transit_slip
from engine.timeline import Site


@dataclass(frozen=True, slots=True)
class Signing:
    """Both ends of a slip, inside a write."""

    acting: Acting

    def send(self, write: Write, sending: Sending, ask: Ask) -> Signed:
        known = ask.answered(write, sending.agency)
        if known is not None:
            return Signed.read(known)
        day = self._check(write, sending)
        origin, to = Site(sending.agency, sending.unit), Site(sending.to, sending.to_unit)
        number = write.next_in_book(sending.agency, BOOK_OF_SLIPS, day.year)
        name = SlipName(sending.agency, day.year, number)
        numbered = enumerate(sending.parcels, start=1)
        for item, parcel in sorted(numbered, key=lambda one: _in_order(one[1].ref)):

            def decide(_: Write, scene: Scene, item: int = item, parcel: Parcel = parcel) -> Draft:
                drafted = slips.send(scene, parcel, origin, to, name)
                return replace(drafted, rows=(_item_row(scene, name, item, parcel),))

            self.acting.within(write, parcel.ref, ask.by, decide)
        signed = Signed(name, len(sending.parcels), len(sending.parcels))
        row = _slip_row(name, origin, to) | {"sent_at": write.moment, "sent_by": ask.by.id}
        kept = ask.remember(sending.agency, signed.facts())
        write_rows(write, (Insert(transit_slip, row),), kept)
        return signed

    def _check(self, write: Write, sending: Sending) -> date:
        """Refuse a slip that says nothing, or the same twice; the office day of it."""
        what = [(one.ref, one.what) for one in sending.parcels]
        if not what or len(set(what)) != len(what):
            raise BadInput("Phiếu trống, hoặc ghi một hồ sơ hai lần.", code="empty_or_twice")
        if (sending.agency, sending.unit) == (sending.to, sending.to_unit):
            raise BadInput("Nơi gửi và nơi nhận là một.", code="nowhere_to_go")
        day = self.acting.office.calendar_of(sending.agency).local_day(write.moment)
        for site in (Site(sending.agency, sending.unit), Site(sending.to, sending.to_unit)):
            slips.check_site(self.acting.office, site, day)
        return day

    def take(self, write: Write, taking: Taking, ask: Ask) -> Signed:
        name, found = taking.slip, _ends(write, taking.slip)
        if found is None or not _works_at_either(ask.by, found):
            raise NotFound("Không có phiếu luân chuyển này.", code="unknown_slip")
        at = _site(found, taking.at)
        known = ask.answered(write, at.agency)
        if known is not None:
            return Signed.read(known)
        day = self.acting.office.calendar_of(at.agency).local_day(write.moment)
        slips.must_carry(ask.by, at, day, "take")
        listed = items(write.connection, Scope(ask.by, day), name.agency, name.year, name.number)
        for item, arrival in _answered(listed, taking.arrivals):

            def decide(_: Write, scene: Scene, item: Item = item, said: Arrival = arrival) -> Draft:
                sent = _sent(scene, name, item)
                drafted = slips.take(sent, said, at)
                return replace(drafted, rows=(_said(scene, name, said),))

            self.acting.within(write, item.ref, ask.by, decide, voided=True)
        signed = Signed(name, *count_items(write.connection, name.agency, name.year, name.number))
        write_rows(write, (), ask.remember(at.agency, signed.facts()))
        return signed


def _in_order(ref: DossierRef) -> tuple[str, str]:
    return ref.agency, ref.id.hex


def _slip_row(name: SlipName, origin: Site, to: Site) -> dict[str, object]:
    return {
        "agency_id": name.agency,
        "year": name.year,
        "no": name.number,
        "from_unit": origin.unit,
        "to_agency": to.agency,
        "to_unit": to.unit,
    }


def _item_row(scene: Scene, name: SlipName, item: int, parcel: Parcel) -> Insert:
    return Insert(
        transit_item,
        {
            **_key(name, item),
            "dossier_agency": scene.ref.agency,
            "dossier_id": scene.ref.id,
            "what": parcel.what,
            "sent_seq": scene.seq,
        },
    )


def _key(name: SlipName, item: int) -> dict[str, object]:
    return {"agency_id": name.agency, "year": name.year, "slip": name.number, "no": item}


def _said(scene: Scene, name: SlipName, arrival: Arrival) -> Change:
    said = {"said_at": scene.at, "said_by": scene.by.id, "arrived": arrival.arrived}
    return Change(transit_item, _key(name, arrival.item), said)


def _ends(write: Write, name: SlipName) -> Ends | None:
    return ends(write.connection, name.agency, name.year, name.number)


def _works_at_either(by: Actor, found: Ends) -> bool:
    return any(grant.agency in {found.agency, found.to_agency} for grant in by.grants)


def _site(found: Ends, at: str | None) -> Site:
    """Which end signs now: the receiver unless the sender is named."""
    if at is None or at == found.to_agency:
        return Site(found.to_agency, found.to_unit)
    if at != found.agency:
        raise BadInput("Chỉ nơi gửi hoặc nơi nhận ký phiếu này.", code="not_an_end", agency=at)
    return Site(found.agency, found.unit)


def _answered(listed: Sequence[Item], arrivals: Sequence[Arrival]) -> list[tuple[Item, Arrival]]:
    """Each item with what is said of it, in the order in which dossiers are locked.

    Of an item that nobody has said anything of yet, something must be said.
    """
    by_number = {item.number: item for item in listed}
    said = {one.item: one for one in arrivals}
    if not said or len(said) != len(arrivals) or not said.keys() <= by_number.keys():
        raise BadInput("Mục không có trong phiếu, hoặc ghi hai lần.", code="unknown_item")
    if any(item.arrived is None and item.number not in said for item in listed):
        raise BadInput("Phải xác nhận từng mục của phiếu.", code="items_unanswered")
    pairs = [(by_number[number], one) for number, one in said.items()]
    return sorted(pairs, key=lambda pair: (_in_order(pair[0].ref), pair[0].number))


def _sent(scene: Scene, name: SlipName, item: Item) -> Facts:
    """What the entry that sent the item says; refused if the item is not on its way any more."""
    going = (where := scene.line.whereabouts.get(item.what)) and where.going
    if not going or (going.agency, going.year, going.number) != (
        name.agency,
        name.year,
        name.number,
    ):
        raise NotNow("Mục này đã được xác nhận.", code="already_taken", item=item.number)
    return scene.entries[item.sent_seq - 1].facts
