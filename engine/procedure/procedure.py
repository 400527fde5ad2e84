"""One procedure, resolved."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.procedure.limits import LimitCase
from engine.procedure.offer import (
    DECISION,
    Channel,
    FeeRule,
    Paper,
    Question,
    ResultRule,
    Source,
    Tier,
)
from engine.procedure.steps import START, Action, Instant, State


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure, resolved: everything inherited stands in it.

    `edition` is the SHA-256 of its canonical form; a dossier follows the edition it began with.
    """

    code: str
    name: str
    field: str
    tier: Tier
    level: int
    scope: str  # full | partial | information
    workflow: str
    starts: Mapping[Channel, str]
    clock_end: Instant
    limits: tuple[LimitCase, ...]
    states: Mapping[str, State]
    actions: Mapping[str, Action]
    channels: tuple[Channel, ...]
    returns: tuple[Channel, ...]
    papers: tuple[Paper, ...] = ()
    fees: tuple[FeeRule, ...] = ()
    questions: tuple[Question, ...] = ()
    results: tuple[ResultRule, ...] = ()
    correction: str | None = None  # the procedure that corrects a wrong result; None: this one
    restricted: bool = False
    imported: bool = False  # of dossiers that an older system decided; nobody may begin one by it
    valid_from: date = date.min
    valid_to: date = date.max
    sources: tuple[Source, ...] = ()
    edition: str = dataclasses.field(default="", compare=False)

    def opening(self, channel: Channel) -> Action:
        """The action that opens a dossier by this channel; lint makes sure that there is one."""
        first = self.starts[channel]
        return next(a for a in self.actions.values() if START in a.sources and a.to == first)

    @property
    def given(self) -> tuple[ResultRule, ...]:
        """The results that the procedure gives: one decision unless the definition lists them."""
        return self.results or (DECISION,)

    def leaving(self, state: str) -> tuple[Action, ...]:
        """The actions that leave `state`, in the order of the definition."""
        return tuple(action for action in self.actions.values() if state in action.sources)
