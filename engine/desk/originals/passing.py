"""Originals from one pair of hands to another: offered on a list, confirmed, or called back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.desk.custody import rows
from engine.desk.custody.hands import chosen, is_at_hand, is_of_counter, must_have, who
from engine.desk.draft import Draft, Scene
from engine.desk.originals.behalf import (
    Behalf,
    answers_for_originals,
    must_answer_for_originals,
)
from engine.desk.originals.receiving import check_recipient
from engine.errors import BadInput, FourEyes, NotNow, NotYourStep
from engine.ledger import Kind
from engine.store.act import Change
from engine.timeline import Custody, Offered, Original, Passage

MISSING = "original_missing"  # counted: what stood on a list and was not there


def offer(
    scene: Scene, numbers: Sequence[int], what: Offered, behalf: Behalf | None = None
) -> Draft:
    """Put originals on a list; they stay with who gives them until the other side confirms."""
    items = chosen(scene, numbers)
    if behalf is not None:
        must_answer_for_originals(scene, behalf.staff)
    must_have(scene, items, behalf.staff if behalf else None)
    _check_kind(scene, items, what)
    check_recipient(scene, what)
    facts: dict[str, object] = {
        "act": "offered",
        "items": list(numbers),
        "list": what.list,
        "kind": str(what.kind),
        "to": what.to,
        **(behalf.facts() if behalf else {}),
    }
    if what.due_back is not None:
        facts["due_back"] = what.due_back.isoformat()
    made = tuple(rows.offered(scene.key, items, what, scene.at))
    return Draft(Kind.ENTRUSTED, facts, rows=made)


def _check_kind(scene: Scene, items: Iterable[Original], what: Offered) -> None:
    for one in items:
        if one.state is Custody.WAITING:
            raise BadInput(
                "Hồ sơ đã kết thúc, bản chính chỉ còn trả cho người nộp.",
                code="original_to_be_fetched",
                item=one.no,
            )
        lent = one.state is Custody.LENT
        if lent != (what.kind is Passage.BACK):
            raise BadInput(
                "Bản chính đang mượn chỉ được trả lại bên cho mượn; bản chính không mượn thì bàn "
                "giao hoặc cho mượn.",
                code="original_lent" if lent else "original_not_lent",
                item=one.no,
            )
        if one.lender is not None and not _is_of_lender(scene, one.lender, what.to):
            raise BadInput(
                f"Bản chính số {one.no} do {who(scene, one.lender)} cho mượn, phải trả bên đó.",
                code="not_the_lender",
                item=one.no,
                lender=one.lender,
            )
    if what.due_back is not None and what.due_back < scene.today:
        raise BadInput("Hạn trả lại không thể đã qua.", code="due_back_passed")


def _is_of_lender(scene: Scene, lender: str, to: str) -> bool:
    """Whoever lent it, or somebody of the same agency: the lender may have left."""
    people = scene.office.organisation.people
    ours, theirs = (people[one] for one in (lender, to))
    return lender == to or not {g.agency for g in ours.grants}.isdisjoint(
        theirs.agencies(scene.today)
    )


@dataclass(frozen=True, slots=True)
class OfList:
    """What one dossier has on a list, for who acts on it."""

    list: str
    items: tuple[Original, ...]

    @classmethod
    def of(cls, scene: Scene, number: str) -> "OfList":
        on_it = [o for o in scene.line.originals if o.offered and o.offered.list == number]
        if not on_it:
            raise NotNow(f"Danh mục {number} đã ký nhận hoặc đã thu hồi.", code="list_settled")
        return cls(number, tuple(on_it))


def take(scene: Scene, number: str, missing: Sequence[int]) -> Draft:
    """Confirm a list: the items are now with this person, but for those that were not there."""
    listed = OfList.of(scene, number)
    for one in listed.items:
        if one.offered is not None:
            _must_be_addressed(scene, one.offered)
    there = [one for one in listed.items if one.no not in missing]
    absent = [one for one in listed.items if one.no in missing]
    facts: dict[str, object] = {
        "act": "taken",
        "items": [one.no for one in there],
        "list": number,
    }
    if absent:
        facts |= {"missing": [one.no for one in absent], "marks": [MISSING]}
    changes = [row for one in there for row in _taken(scene, one)]
    changes += [rows.settled(scene.key, one, "missing", scene.at) for one in absent]
    return Draft(Kind.ENTRUSTED, facts, rows=tuple(changes))


def _taken(scene: Scene, one: Original) -> Iterable[Change]:
    kind = one.offered.kind if one.offered else Passage.HAND_OVER
    lent = kind is Passage.LOAN
    return rows.passed(
        scene.key,
        one,
        to=scene.by.id,
        state=Custody.LENT if lent else Custody.HELD,
        at=scene.at,
        lender=one.custodian if lent else None,
        due_back=one.offered.due_back if one.offered else None,
    )


def _must_be_addressed(scene: Scene, offered: Offered) -> None:
    """It is for a person, whose counter may sign for them, or for anybody of an agency."""
    by = scene.by
    mine = offered.to in {by.id, *by.stands_in_for, *by.agencies(scene.today)}
    if not mine and not is_of_counter(scene, offered.to):
        raise NotYourStep("Danh mục này bàn giao cho người khác.", code="not_your_list")
    if offered.by == by.id:
        raise FourEyes(
            "Người giao không tự ký nhận danh mục của mình.", first="offer", second="confirm"
        )


def recall(scene: Scene, number: str) -> Draft:
    """Call a list back before it was confirmed: everything is where it was.

    Whoever gives does so, or who answers for their papers: the giver may have left.
    """
    listed = OfList.of(scene, number)
    mine = (
        is_at_hand(scene, one) or answers_for_originals(scene, one.custodian)
        for one in listed.items
    )
    if not all(mine):
        raise NotYourStep("Chỉ bên giao thu hồi được danh mục.", code="not_your_list")
    facts = {"act": "recalled", "items": [one.no for one in listed.items], "list": number}
    changes = tuple(rows.settled(scene.key, one, "recalled", scene.at) for one in listed.items)
    return Draft(Kind.ENTRUSTED, facts, rows=changes)
