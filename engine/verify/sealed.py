"""The ledgers held against an earlier seal: what was written anew as a whole is found here."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine

from engine.canonical import read_moment
from engine.seals import Leaf, Seal
from engine.store.checks import agencies, last_entry
from engine.store.ledgers import Reading
from engine.store.read import reading
from engine.store.seals import leaves, shown_code
from engine.store.unreadable import Undecoded, decoding, ledgers_of
from engine.verify.disagreement import Disagreement, noting

_END = ("\U0010ffff", 0)  # after every agency


def against_seal(
    engine: Engine, seal: Seal, sealed: Iterator[Leaf], agency: str | None = None
) -> Iterator[Disagreement]:
    """What the ledgers of then (of one agency) are no longer as the seal has them.

    A day is sealed once it is settled, so no later act can be meant by it.
    """
    day = f"{seal.day:%d/%m/%Y}"
    with reading(engine) as snapshot:
        now = leaves_now(snapshot, read_moment(seal.until), agency)
        asked = (leaf for leaf in sealed if agency in {None, leaf.ref.agency})
        for then, found in _paired(asked, now):
            if then != found:
                yield _told(snapshot, day, then, found)


def leaves_now(reading: Reading, until: datetime, agency: str | None) -> Iterator[Leaf]:
    """The leaves as they would be sealed now; entries under an id that is none are left out.

    From the first of them on, the ledgers of their agency are read one at a time.
    """
    for owner in [agency] if agency else agencies(reading):
        last = -1
        try:
            with decoding():
                for leaf in leaves(reading, until, owner):
                    yield leaf
                    last = leaf.ref.id.int
        except Undecoded:
            for ref in ledgers_of(reading, owner):
                head = last_entry(reading, ref, until) if ref.id.int > last else None
                if head is not None:
                    yield Leaf(ref, *head)


def _paired(then: Iterator[Leaf], now: Iterator[Leaf]) -> Iterator[tuple[Leaf | None, Leaf | None]]:
    """Both in their order, side by side; None stands where one of them lacks the dossier."""
    left, right = next(then, None), next(now, None)
    while left or right:
        first = min(left.place if left else _END, right.place if right else _END)
        mine = left if left and left.place == first else None
        theirs = right if right and right.place == first else None
        yield mine, theirs
        left = next(then, None) if mine else left
        right = next(now, None) if theirs else right


def _told(reading: Reading, day: str, then: Leaf | None, now: Leaf | None) -> Disagreement:
    ref = (then or now).ref  # type: ignore[union-attr]  # one of them is there
    note = noting(ref, shown_code(reading, ref))
    if now is None:
        return note("sealed_missing", None, f"có trong niêm phong ngày {day} nhưng nay không còn")
    if then is None:
        clause = f"ghi là có từ trước khi niêm phong ngày {day} nhưng không có trong niêm phong"
        return note("sealed_added", None, clause)
    if now.entries != then.entries:
        clause = (
            f"nhật ký đến hết ngày {day} nay có {now.entries} dòng, niêm phong ghi {then.entries}"
        )
        return note("sealed_length", min(now.entries, then.entries) + 1, clause)
    clause = f"nhật ký đã bị viết lại: mã băm cuối ngày {day} không khớp niêm phong"
    return note("sealed_differs", then.entries, clause)
