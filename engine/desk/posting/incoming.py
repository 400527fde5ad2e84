"""What the post brings: a record that both sides sign; its items open dossiers or complete them.

QĐ 45/2016/QĐ-TTg Đ7, Đ8: the signing is the submission, also of what was still missing.
"""

from dataclasses import dataclass
from datetime import datetime

from engine.actors import Actor, Role
from engine.desk import moving, post
from engine.desk.acting import Acting
from engine.desk.authority import of_office
from engine.desk.draft import Draft, Scene
from engine.desk.receiving import Receiving
from engine.desk.representing import errand_of
from engine.desk.requests import HandOver, HandOverItem, Outcome, Wish
from engine.desk.writing import Ask
from engine.errors import NotNow, UnknownDossier
from engine.ledger import DossierRef
from engine.procedure import Action
from engine.store.beside import write_rows
from engine.store.ledgers import Reading
from engine.store.lists import find_by_code
from engine.store.write import Write

_SIGNERS = (Role.COUNTER, Role.POSTAL_COUNTER)


@dataclass(frozen=True, slots=True)
class Incoming:
    """Signs hand-over records inside a write."""

    acting: Acting
    receiving: Receiving

    def sign(self, write: Write, record: HandOver, ask: Ask) -> tuple[Outcome, ...]:
        """All of the record, or what was answered to this key before."""
        known = ask.answered(write, record.agency)
        if known is not None:
            return post.read_answer(known)
        self._check(write, record, ask.by)
        done = self._supplied(write, record, ask.by)
        for item in record.items:
            if outcome := self._opened(write, record, item, ask.by):
                done[item.item_code] = outcome
        outcomes = tuple(done[one.item_code] for one in record.items if one.item_code in done)
        dossiers = {code: outcome.ref.id for code, outcome in done.items()}
        rows = post.rows(record, ask.by.id, dossiers, self.receiving.entropy(16))
        write_rows(write, rows, ask.remember(record.agency, post.answer(outcomes)))
        return outcomes

    def _check(self, write: Write, record: HandOver, by: Actor) -> None:
        office = self.receiving.office
        calendar = office.calendar_of(record.agency)
        self.receiving.check_moment(write, record.agency, record.signed_at, by)
        of_office(office, record.agency, calendar.local_day(write.moment), by, _SIGNERS)
        post.check(write.connection, record, office.reasons)

    def _opened(
        self, write: Write, record: HandOver, item: HandOverItem, by: Actor
    ) -> Outcome | None:
        reception = record.reception(item)
        if reception is None:
            return None
        with post.naming_item(item.item_code):
            return Outcome.of(*self.receiving.open(write, reception, by))

    def _supplied(self, write: Write, record: HandOver, by: Actor) -> dict[str, Outcome]:
        """What the items that complete a dossier did to it, in the order in which all are locked.

        No money is taken with them: so the series of receipts is not locked before that of codes.
        """
        named = [(_named(write, one), one) for one in record.items if one.supplies]
        named.sort(key=lambda pair: (pair[0].agency, pair[0].id.hex))
        return {
            item.item_code: self._supply(write, ref, item, record.signed_at, by)
            for ref, item in named
        }

    def _supply(
        self, write: Write, ref: DossierRef, item: HandOverItem, at: datetime, by: Actor
    ) -> Outcome:
        def decide(_: Write, scene: Scene) -> Draft:
            action = _completing(scene).id
            wish = Wish(action, papers=item.papers, carrier_item=item.item_code)
            return moving.draft(scene, wish, self.receiving.entropy)

        with post.naming_item(item.item_code):
            return self.acting.within(write, ref, by, decide, at=at)


def _named(write: Write, item: HandOverItem) -> DossierRef:
    ref = find_by_code(Reading(write.connection), item.supplies or "")
    if ref is None:
        with post.naming_item(item.item_code):
            raise UnknownDossier
    return ref


def _completing(scene: Scene) -> Action:
    """The action by which the papers that a dossier waits for are handed in."""
    fits = [
        one
        for one in Acting.open_to(scene)
        if one.opens is None and errand_of(scene, one) == "supplement"
    ]
    if len(fits) != 1:
        raise NotNow(
            f"Hồ sơ {scene.line.origin.code} không chờ bổ sung giấy tờ.",
            code="not_waiting_for_papers",
        )
    return fits[0]
