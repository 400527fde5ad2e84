"""The end of a dossier: originals at the counter go back with it, others stop it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine.actors import APPLICANT_ID
from engine.desk.custody.carried import under_way, unfound
from engine.desk.custody.hands import (
    chosen,
    counters_of,
    is_at_hand,
    lies_at_counter,
    paper_name,
    who,
)
from engine.desk.custody.reception import item_facts, item_rows, numbered
from engine.desk.custody.rows import left, moved_to
from engine.desk.draft import Scene
from engine.desk.office import Office
from engine.desk.requests import Wish
from engine.errors import BadInput, GuardFailed
from engine.ledger import DossierRef
from engine.procedure import State
from engine.store.act import Change, Insert
from engine.timeline import Custody, Original, Timeline
from engine.timeline.places import PAPERS

POST = "post"
FILED = "archived"


@dataclass(frozen=True, slots=True)
class Closing:
    """What the end of a dossier says of its originals, and the rows that follow."""

    facts: Mapping[str, object] = field(default_factory=dict)
    rows: tuple[Insert | Change, ...] = ()


def elsewhere(scene: Scene) -> list[Original]:
    """The originals that lie at no counter of the dossier, are on their way, or were missed."""
    lost = {one.no for one in (*under_way(scene), *unfound(scene))}
    return [
        one
        for one in scene.line.originals
        if one.is_out and (one.no in lost or not (_goes_back(scene, one) or _waits(scene, one)))
    ]


def _goes_back(scene: Scene, one: Original) -> bool:
    """It lies with the clerk who ends the dossier, or at the same counter."""
    return _rests(one) and bool(counters_of(scene)) and is_at_hand(scene, one)


def _waits(scene: Scene, one: Original) -> bool:
    """It lies at a counter of the dossier where who ends it does not sit: it is fetched there."""
    return _is_at_a_counter(scene.office, scene.ref, scene.line, one)


def _is_at_a_counter(office: Office, ref: DossierRef, line: Timeline, one: Original) -> bool:
    return _rests(one) and lies_at_counter(office, one, {ref.agency, line.return_at})


def left_behind(office: Office, ref: DossierRef, line: Timeline, at: datetime) -> Closing:
    """The same where nobody sits at the desk: a dossier that ends with the one that opened it."""
    waiting = [one for one in line.originals if _is_at_a_counter(office, ref, line, one)]
    if not waiting:
        return Closing()
    key: dict[str, object] = {"agency_id": ref.agency, "dossier_id": ref.id}
    rows = tuple(moved_to(key, one, Custody.WAITING, at) for one in waiting)
    return Closing({"originals_waiting": [one.no for one in waiting]}, rows)


def _rests(one: Original) -> bool:
    return one.offered is None and one.state is Custody.HELD


def of_move(scene: Scene, state: State, wish: Wish) -> Closing:
    """What a move says of originals: those that came with it, and what its end settles."""
    closing = close(scene, state, wish)
    if scene.by.id == APPLICANT_ID:  # what comes online is no original
        return closing
    came = numbered(scene.procedure, wish.papers, after=len(scene.line.originals))
    if not came:
        return closing
    rows = item_rows(scene.key, came, scene.by.id, scene.at)
    return Closing({**closing.facts, "originals": item_facts(came)}, (*rows, *closing.rows))


def close(scene: Scene, state: State, wish: Wish) -> Closing:
    """Give back what lies with who ends the dossier, but for what is filed (`originals_kept`).

    What lies at another counter of the dossier waits there to be fetched. Refused while one is
    anywhere else: lent, on a list that nobody has signed, on somebody's desk.
    """
    if state.final is None:
        if wish.originals_kept:
            raise BadInput("Thao tác này không trả bản chính.", code="originals_not_asked")
        return Closing()
    if out := elsewhere(scene):
        raise _unaccounted(scene, out)
    held = [one for one in scene.line.originals if one.is_out]
    filed = _filed(scene, wish)
    back = [one for one in held if _goes_back(scene, one) and one.no not in filed]
    kept = [one for one in held if one.no in filed]
    waiting = [one for one in held if not _goes_back(scene, one)]
    said = {
        "originals_filed": [one.no for one in kept],
        "originals_back": [one.no for one in back],
        "originals_waiting": [one.no for one in waiting],
    }
    rows = (
        *left(scene.key, kept, Custody.ARCHIVED, FILED, scene.at),
        *left(scene.key, back, Custody.RETURNED, _taker(wish), scene.at),
        *(moved_to(scene.key, one, Custody.WAITING, scene.at) for one in waiting),
    )
    return Closing({name: items for name, items in said.items() if items}, rows)


def _taker(wish: Wish) -> str:
    return POST if wish.carrier_item else APPLICANT_ID


def _filed(scene: Scene, wish: Wish) -> frozenset[int]:
    """What stays in the file; refused for what is not with the clerk who says so."""
    if not wish.originals_kept:
        return frozenset()
    for one in chosen(scene, wish.originals_kept):
        if not _goes_back(scene, one):
            raise BadInput("Bản chính này không ở quầy của bạn.", code="original_gone", item=one.no)
    return frozenset(wish.originals_kept)


def _unaccounted(scene: Scene, out: Sequence[Original]) -> GuardFailed:
    where = "; ".join(
        f"số {one.no} “{paper_name(scene.procedure, one)}” {_said(scene, one)}" for one in out
    )
    return GuardFailed(
        f"Còn bản chính chưa về quầy: {where}. Thu lại rồi mới kết thúc hồ sơ.",
        code="original_elsewhere",
        unmet=["originals.accounted"],
        originals=[
            {"no": one.no, "paper": one.paper, "custodian": one.custodian, "state": str(one.state)}
            for one in out
        ],
    )


def _said(scene: Scene, one: Original) -> str:
    if one.offered is not None:
        return f"đang bàn giao theo danh mục {one.offered.list}"
    going = (last := scene.line.whereabouts.get(PAPERS)) and last.going
    if going and one in under_way(scene):
        return f"đang chuyển theo phiếu {going.slip}"
    if one in unfound(scene):
        return "bị báo thiếu khi nhận phiếu luân chuyển"
    return f"do {who(scene, one.custodian)} {'mượn' if one.state is Custody.LENT else 'giữ'}"
