"""Random histories of an office: dossiers that go any way that the procedure allows."""

from datetime import datetime, timedelta
from random import Random

from hypothesis import strategies as st

from engine.ledger import Kind
from engine.procedure import Channel
from engine.timeline import Timeline
from tests.engine.reports.office import (
    LAND,
    OFFICE,
    OTHER,
    PERMIT,
    THREE_DAYS,
    UNLIMITED,
    Book,
    at,
    parent,
)

BEGINNING = at("2026-01-01 00:00")
LONGEST = 14  # acts of one dossier
MOST = 12  # dossiers of one office

# Whole hours of the office's wall, so that acts also fall on the midnight between two periods.
_WAITS = (0, 1, 5, 16, 24, 31, 24 * 3, 24 * 6, 24 * 15)
_SELDOM = 0.02
_SELDOM_TAKEN = {"withdraw", "turn_away", "give_up"}
_LATE = (0, 0, 0, 1, 24, 24 * 40)
_PARENTS = (*(None,) * 8, parent(OFFICE), parent(OTHER))


def _write(chance: Random) -> Book:
    """One dossier from its opening to wherever it has come after some acts."""
    moment = BEGINNING + _hours(chance.randrange(24 * 60))
    book = Book(
        moment,
        chance.choice(list(Channel)),
        chance.choice([PERMIT, THREE_DAYS, LAND, UNLIMITED]),
        agency=chance.choice([OFFICE, OTHER]),
        late=_hours(chance.choice(_LATE)),
        parent=chance.choice(_PARENTS),
        return_by=str(chance.choice(list(Channel))),
    )
    for _ in range(chance.randint(0, LONGEST)):
        moment += _hours(chance.choice(_WAITS))
        choices = _choices(book, book.line(), chance)
        if choices:
            _act(book, chance.choice(choices), moment, chance)
    return book


def _act(book: Book, act: str, moment: datetime, chance: Random) -> None:
    late = _hours(chance.choice(_LATE))
    match act:
        case "undo":
            book.undo(moment, late=late)
        case "void":
            book.void(moment, late=late)
        case "extend":
            due = max(moment, book.line().promises[-1].due)
            book.extend(moment, due + _hours(24 * chance.randint(0, 20)), late=late)
        case "transfer":
            book.act("forward", moment, late=late, competent=chance.choice([OFFICE, OTHER]))
        case "finish":
            book.act("finish", moment, late=late, outcome=chance.choice(["granted", "declined"]))
        case action:
            book.act(action, moment, late=late)


def _choices(book: Book, line: Timeline, chance: Random) -> list[str]:
    """What the desk would accept now; moving on comes up more often than the rest."""
    if line.voided:
        return []
    actions = [action.id for action in line.procedure.leaving(line.state)]
    choices = [action for action in actions if action not in _SELDOM_TAKEN] * 5 + actions
    if chance.random() < _SELDOM:
        choices = ["void"]
    elif chance.random() < _SELDOM and book.entries[-1].kind in {Kind.MOVED, Kind.EXTENDED}:
        choices = ["undo"]
    if choices and line.current is not None and line.ended_at is None:
        choices.append("extend")
    if line.state == "received":
        choices.append("transfer")
    return choices


def _hours(hours: int) -> timedelta:
    return timedelta(hours=hours)


# Offices are drawn from a generator that the example seeds: shrinking whole histories finds little
# that a failing seed does not show, and most drawn ones would end at the counter.
OFFICES = st.randoms(use_true_random=True).map(
    lambda chance: [_write(chance) for _ in range(chance.randint(1, MOST))]
)
