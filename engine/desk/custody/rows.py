"""The rows of an original and of its moves, as each act leaves them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from engine.store.act import Change, Insert
from engine.tables.papers import original, original_move
from engine.timeline import Custody, Offered, Original

Key = Mapping[str, object]


def moved_to(key: Key, one: Original, state: Custody, at: datetime) -> Change:
    """Where the original is from now on, with the same custodian."""
    return Change(original, {**key, "no": one.no}, {"state": str(state), "since": at})


def left(
    key: Key, items: Iterable[Original], state: Custody, taker: str, at: datetime
) -> Iterator[Insert | Change]:
    """Each leaves the office's hands, or is filed, in one step."""
    for one in items:
        yield moved_to(key, one, state, at)
        yield _move(key, one, str(state), "taken", taker, at, confirmed_at=at)


def offered(
    key: Key, items: Iterable[Original], what: Offered, at: datetime
) -> Iterator[Insert | Change]:
    """On a list, and still with who gives it."""
    for one in items:
        values = _move(key, one, str(what.kind), "offered", what.to, at).values
        yield Insert(original_move, {**values, "list": what.list})


def _move(  # noqa: PLR0913 -- the columns of a move
    key: Key,
    one: Original,
    kind: str,
    state: str,
    taker: str,
    at: datetime,
    *,
    confirmed_at: datetime | None = None,
) -> Insert:
    values = {
        **key,
        "no": one.no,
        "move": one.moves + 1,
        "given_by": one.custodian,
        "taken_by": taker,
        "given_at": at,
        "confirmed_at": confirmed_at,
        "list": None,
        "kind": kind,
        "state": state,
    }
    return Insert(original_move, values)


def settled(key: Key, one: Original, state: str, at: datetime, by: str | None = None) -> Change:
    """The move that was begun last: taken by somebody, found missing, or recalled."""
    values: dict[str, object] = {"state": state, "confirmed_at": at}
    if by is not None:
        values["taken_by"] = by
    return Change(original_move, {**key, "no": one.no, "move": one.moves}, values)


def passed(  # noqa: PLR0913 -- what a passage changes
    key: Key,
    one: Original,
    *,
    to: str,
    state: Custody,
    at: datetime,
    lender: str | None,
    due_back: date | None,
) -> tuple[Change, Change]:
    """In the hands of whoever confirmed it."""
    values = {
        "custodian": to,
        "state": str(state),
        "since": at,
        "lender": lender,
        "due_back": due_back,
    }
    held = Change(original, {**key, "no": one.no}, values)
    return held, settled(key, one, "taken", at, to)
