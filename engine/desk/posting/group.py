"""Handing results to the post: a record that both sides sign, one act for the whole list.

QĐ 45/2016/QĐ-TTg Đ9: agency and post sign a record for the results that are to be delivered.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from engine.actors import Actor, Role
from engine.desk import moving, post
from engine.desk.acting import Acting, ask_of
from engine.desk.authority import of_office
from engine.desk.codes import check_code
from engine.desk.draft import Draft, Scene
from engine.desk.posting.requests import Posting, PostingItem
from engine.desk.requests import Outcome, Wish
from engine.desk.results.leaving import hand
from engine.desk.results.requests import Handing
from engine.desk.texts import tidy
from engine.desk.visits.collecting import last_action, naming
from engine.desk.writing import Ask
from engine.errors import BadInput, NotNow
from engine.ledger import DossierRef
from engine.procedure import Channel, Final
from engine.store.act import Insert
from engine.store.beside import items_known, record_known, write_rows
from engine.store.write import Write
from engine.tables.office import handover_item, handover_record

OUT = "out"
_SIGNERS = (Role.COUNTER, Role.POSTAL_COUNTER)


@dataclass(frozen=True, slots=True)
class Postings:
    """A group of the desk; see `engine.desk.desk` for what its verbs have in common."""

    acting: Acting
    entropy: Callable[[int], bytes]

    def sign(self, posting: Posting, by: Actor, *, key: str | None = None) -> tuple[Outcome, ...]:
        """Sign the list: every result of it leaves with the post, or none does."""
        wanted = Posting(
            posting.agency,
            tidy(posting.number),
            tidy(posting.post_clerk),
            tuple(PostingItem(one.ref, tidy(one.item_code)) for one in posting.items),
        )
        spelled = [[one.ref.agency, one.ref.id.hex, one.item_code] for one in wanted.items]
        head = [wanted.agency, wanted.number, wanted.post_clerk]
        ask = ask_of(by, key, "sign_posting", head, spelled)
        return self.acting.durably(ask, lambda write: self._sign(write, wanted, ask))

    def _sign(self, write: Write, posting: Posting, ask: Ask) -> tuple[Outcome, ...]:
        known = ask.answered(write, posting.agency)
        if known is not None:
            return post.read_answer(known)
        self._check(write, posting, ask.by)
        done = {
            one.ref: self._post(write, one, posting.agency, ask.by) for one in _ordered(posting)
        }
        outcomes = tuple(done[one.ref] for one in posting.items)
        rows = tuple(_rows(write, posting, UUID(bytes=self.entropy(16), version=4), ask.by.id))
        write_rows(write, rows, ask.remember(posting.agency, post.answer(outcomes)))
        return outcomes

    def _check(self, write: Write, posting: Posting, by: Actor) -> None:
        office = self.acting.office
        day = office.calendar_of(posting.agency).local_day(write.moment)
        of_office(office, posting.agency, day, by, _SIGNERS)
        if not posting.items:
            raise BadInput("Chưa chọn kết quả nào để giao bưu chính.", code="empty_record")
        if not posting.post_clerk.strip():
            raise BadInput("Ghi tên người của bưu chính ký nhận.", code="post_clerk_missing")
        check_code(posting.number, "number")
        if record_known(write.connection, posting.agency, posting.number):
            raise BadInput(
                f"Biên bản số {posting.number} đã được ký nhận.",
                code="record_known",
                number=posting.number,
            )
        _check_items(write, posting)

    def _post(self, write: Write, item: PostingItem, agency: str, by: Actor) -> Outcome:
        held = write.hold(item.ref)
        with naming(str(held.entries[0].facts["code"])):
            return self.acting.within(
                write, item.ref, by, lambda _, scene: self._leave(scene, item, agency)
            )

    def _leave(self, scene: Scene, item: PostingItem, agency: str) -> Draft:
        """The last action of the dossier; of one that is over, what came back leaves again."""
        organisation, place = scene.office.organisation, scene.line.origin.place
        if organisation.successor_on(scene.line.return_at, place, scene.day).id != agency:
            raise NotNow("Kết quả không ở quầy này.", code="result_elsewhere")
        if scene.line.origin.return_by is not Channel.POSTAL:
            raise NotNow("Kết quả này không trả qua bưu chính.", code="not_by_post")
        if scene.line.final is Final.COMPLETED:
            return hand(scene, Handing(carrier_item=item.item_code))
        wish = Wish(last_action(scene).id, carrier_item=item.item_code)
        return moving.draft(scene, wish, self.entropy)


def _check_items(write: Write, posting: Posting) -> None:
    codes = [one.item_code for one in posting.items]
    for code in codes:
        check_code(code, "item_code")
    refs: Counter[DossierRef] = Counter(one.ref for one in posting.items)
    twice = [code for code, times in Counter(codes).items() if times > 1]
    if repeated := twice or items_known(write.connection, posting.agency, codes):
        raise BadInput(
            f"Bưu gửi {repeated[0]} đã được giao nhận.", code="item_known", item=repeated[0]
        )
    if max(refs.values()) > 1:
        raise BadInput("Một hồ sơ được ghi hai lần.", code="given_twice")


def _ordered(posting: Posting) -> list[PostingItem]:
    """In the order in which every write locks dossiers."""
    return sorted(posting.items, key=lambda one: (one.ref.agency, one.ref.id.hex))


def _rows(write: Write, posting: Posting, record: UUID, clerk: str) -> Iterator[Insert]:
    key: dict[str, object] = {"agency_id": posting.agency, "record_id": record}
    yield Insert(
        handover_record,
        {
            **key,
            "direction": OUT,
            "number": posting.number,
            "signed_at": write.moment,
            "post_clerk": posting.post_clerk,
            "counter_clerk": clerk,
        },
    )
    for no, one in enumerate(posting.items, start=1):
        item = {"no": no, "item_code": one.item_code, "dossier_id": one.ref.id, "remark": None}
        yield Insert(handover_item, {**key, **item})
