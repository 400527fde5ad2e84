"""The verbs of original papers: hand over, lend, confirm, call back, give back, file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from engine.actors import Actor
from engine.desk.acting import Acting, ask_of
from engine.desk.draft import Draft, Scene
from engine.desk.originals import leaving, passing
from engine.desk.originals.behalf import Behalf
from engine.desk.originals.requests import Filing, GivingBack, Item, Listed, Offer
from engine.desk.requests import Outcome
from engine.desk.texts import tidy, tidy_text
from engine.desk.writing import Ask
from engine.errors import BadInput, NotFound, NotYourStep
from engine.ledger import DossierRef
from engine.store.beside import write_rows
from engine.store.originals import items_on_list
from engine.store.write import Write
from engine.timeline import Offered, Passage

BOOK = "originals"  # the hand-over lists of an agency, numbered by years
LONGEST = 128
OnItems = Callable[[Scene, Sequence[int]], Draft]  # an act on some originals of one dossier


@dataclass(frozen=True, slots=True)
class Originals:
    """What may be done with original papers. One list may hold those of many dossiers."""

    acting: Acting

    def offer(self, wish: Offer, by: Actor, *, key: str | None = None) -> Listed:
        """Put originals on a numbered list for somebody; nothing moves until they confirm it."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "originals.offer", wanted.agency, _spelled(wanted))
        return self.acting.durably(ask, lambda write: self._offer(write, wanted, ask))

    def confirm(
        self, number: str, by: Actor, *, missing: Sequence[Item] = (), key: str | None = None
    ) -> Listed:
        """Sign for a list: everything on it is now with this person, but for what is missing."""
        number = tidy_text(number, "list", LONGEST)
        absent = [one.facts() for one in missing]
        ask = ask_of(by, key, "originals.confirm", number, absent)
        return self.acting.durably(ask, lambda write: self._confirm(write, number, missing, ask))

    def recall(self, number: str, by: Actor, *, key: str | None = None) -> Listed:
        """Call a list back that nobody has confirmed yet."""
        number = tidy_text(number, "list", LONGEST)
        ask = ask_of(by, key, "originals.recall", number)
        return self.acting.durably(ask, lambda write: self._recall(write, number, ask))

    def give_back(
        self, ref: DossierRef, wish: GivingBack, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Back to the applicant, who signs; also once the dossier is over."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "originals.give_back", ref, asdict(wanted))
        return self.acting.on(
            ref, ask, lambda _, scene: leaving.give_back(scene, wanted), voided=True
        )

    def file(self, ref: DossierRef, wish: Filing, by: Actor, *, key: str | None = None) -> Outcome:
        """Kept by the office for good (lưu theo quy định)."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "originals.file", ref, asdict(wanted))
        return self.acting.on(ref, ask, lambda _, scene: leaving.file(scene, wanted), voided=True)

    def _offer(self, write: Write, wish: Offer, ask: Ask) -> Listed:
        known = ask.answered(write, wish.agency)
        if known is not None:
            return Listed.read(known)
        day = self.acting.office.calendar_of(wish.agency).local_day(write.moment)
        self._check(wish, ask.by)
        if wish.agency not in ask.by.agencies(day):
            raise NotYourStep("Bạn không làm việc ở cơ quan lập danh mục.", code="not_your_agency")
        serial = write.next_in_book(wish.agency, BOOK, day.year)
        number = f"{wish.agency}/{day.year}/{serial}"
        what = Offered(number, wish.kind, ask.by.id, wish.to, wish.due_back)
        behalf = Behalf.of(self.acting.office, wish)

        def offer(scene: Scene, numbers: Sequence[int]) -> Draft:
            return passing.offer(scene, numbers, what, behalf)

        self._each(write, ask.by, wish.items, offer)
        return _answered(write, ask, Listed(number, wish.items))

    def _check(self, wish: Offer, by: Actor) -> None:
        """Refuse a list without items, to oneself, or to somebody that there is not."""
        office = self.acting.office
        if not wish.items:
            raise BadInput("Danh mục chưa có bản chính nào.", code="originals_missing")
        if (wish.kind is Passage.LOAN) != (wish.due_back is not None):
            raise BadInput("Cho mượn thì phải ghi hạn trả; việc khác thì không.", code="due_back")
        if wish.to == by.id:
            raise BadInput("Không bàn giao cho chính mình.", code="handed_to_self")
        lent_to_agency = wish.kind is Passage.LOAN and wish.to in office.organisation.agencies
        if not lent_to_agency:
            office.person(wish.to)

    def _confirm(self, write: Write, number: str, missing: Sequence[Item], ask: Ask) -> Listed:
        known = ask.answered(write, agency_of(number))
        if known is not None:
            return Listed.read(known)
        listed = _listed(write, number)
        if not set(listed).issuperset(missing):
            raise BadInput("Bản chính báo thiếu không có trong danh mục.", code="unknown_original")

        def take(scene: Scene, _: Sequence[int]) -> Draft:
            absent = [one.no for one in missing if one.ref == scene.ref]
            return passing.take(scene, number, absent)

        self._each(write, ask.by, listed, take)
        there = tuple(one for one in listed if one not in missing)
        return _answered(write, ask, Listed(number, there, tuple(missing)))

    def _recall(self, write: Write, number: str, ask: Ask) -> Listed:
        known = ask.answered(write, agency_of(number))
        if known is not None:
            return Listed.read(known)
        listed = _listed(write, number)
        self._each(write, ask.by, listed, lambda scene, _: passing.recall(scene, number))
        return _answered(write, ask, Listed(number, tuple(listed)))

    def _each(self, write: Write, by: Actor, items: Iterable[Item], act: OnItems) -> None:
        """The act on every dossier, in the order in which all writes lock them."""
        for ref, numbers in _by_dossier(items):
            self.acting.within(write, ref, by, _deciding(act, numbers), voided=True)


def _deciding(act: OnItems, numbers: Sequence[int]) -> Callable[[Write, Scene], Draft]:
    return lambda _, scene: act(scene, numbers)


def agency_of(number: str) -> str:
    """Whose list it is: the number of a list begins with its agency."""
    return number.rsplit("/", 2)[0]


def _listed(write: Write, number: str) -> list[Item]:
    found = [Item(ref, no) for ref, no in items_on_list(write.connection, number)]
    if not found:
        raise NotFound(
            f"Không có danh mục {number} nào đang chờ ký nhận.", code="unknown_list", list=number
        )
    return found


def _answered(write: Write, ask: Ask, listed: Listed) -> Listed:
    write_rows(write, (), ask.remember(agency_of(listed.list), listed.facts()))
    return listed


def _by_dossier(items: Iterable[Item]) -> list[tuple[DossierRef, list[int]]]:
    """Dossiers in the order in which every write locks them, each with its items."""
    ordered = sorted(items, key=_place)
    return [
        (ref, [one.no for one in same]) for ref, same in groupby(ordered, key=lambda one: one.ref)
    ]


def _place(item: Item) -> tuple[str, str, int]:
    return item.ref.agency, item.ref.id.hex, item.no


def _spelled(wish: Offer) -> list[object]:
    until = wish.due_back.isoformat() if wish.due_back else None
    parts: list[object] = [[one.facts() for one in wish.items], wish.to, str(wish.kind), until]
    behalf = [wish.on_behalf_of, wish.reason]
    return [*parts, *behalf] if wish.on_behalf_of or wish.reason else parts
