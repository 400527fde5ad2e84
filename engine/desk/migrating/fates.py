"""What would become of one dossier under another edition, before anything moves."""

from dataclasses import dataclass
from datetime import datetime

from engine.counting import Promise
from engine.ledger import DossierRef
from engine.procedure import Limit, Procedure, State


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a dossier stays where it is: a stable code, and a sentence for people."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Anew:
    """The limit by the new edition, if it is another one, and the promise, if it moves later."""

    limit: Limit | None = None
    promise: Promise | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """One open dossier and the edition that it should follow.

    It moves unless `hindrances` say why not. `state` is where it would stand, None if there is no
    such step; `ahead` are the steps from there to the result. `due` is the promise that holds,
    which a move never brings forward; `anew.promise` the later one, if it moves.
    """

    ref: DossierRef
    code: str  # the id where the dossier is restricted
    before: Procedure
    stood: str
    state: State | None
    due: datetime | None
    anew: Anew
    ahead: tuple[State, ...]
    hindrances: tuple[Hindrance, ...]

    @property
    def moves(self) -> bool:
        return not self.hindrances
