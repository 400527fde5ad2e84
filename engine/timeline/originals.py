"""The original papers of a dossier: each is an item that somebody answers for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Custody(StrEnum):
    """Where an original is. The first three lie with the office, the last two are accounted for."""

    HELD = "held"
    LENT = "lent"
    WAITING = "waiting"  # the dossier is over; it lies at the counter until it is fetched
    RETURNED = "returned"
    ARCHIVED = "archived"


HERE = frozenset({Custody.HELD, Custody.LENT, Custody.WAITING})  # somebody answers for it


class Passage(StrEnum):
    """How an original goes from one custodian to another."""

    HAND_OVER = "hand_over"
    LOAN = "loan"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Offered:
    """A list on which the original stands, not confirmed yet.

    `by` put it there; `to` is a staff id or an agency.
    """

    list: str
    kind: Passage
    by: str
    to: str
    due_back: date | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """One original: `custodian` is the staff id of who answers for it, `since` for how long.

    `lender` is who lent it, while it is lent; `moves` counts the passages that were begun.
    """

    no: int
    paper: str
    custodian: str
    state: Custody
    received_at: datetime
    since: datetime
    due_back: date | None = None
    lender: str | None = None
    offered: Offered | None = None
    moves: int = 0

    @property
    def is_here(self) -> bool:
        """Whether somebody of the office answers for it."""
        return self.state in HERE

    @property
    def is_out(self) -> bool:
        """Whether somebody of the office has it in hand."""
        return self.state in {Custody.HELD, Custody.LENT}
