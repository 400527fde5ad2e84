"""One share of a province lived through, from its first day to its last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from api.simulation.assumptions import Assumptions
from api.simulation.counter import Arrival, Counter, Received
from api.simulation.days import Days
from api.simulation.entropy import Entropy
from api.simulation.people import chance
from api.simulation.planning import Order, Planner
from api.simulation.reform import carry_out, turn
from api.simulation.shares import Ties, shares
from api.simulation.staff import Staff
from api.simulation.walker import Walker
from engine.desk import Desk


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen, in shares that do not touch each other.

    `turn` is when districts end, if that lies within the span; then every share has to wait.
    """

    order: Order
    shares: tuple[tuple[Arrival, ...], ...]
    until: datetime
    turn: datetime | None

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        return tuple(one for share in self.shares for one in share)


def plan(desk: Desk, taken: Assumptions, order: Order, workers: int) -> Plan:
    """The same dossiers for any number of workers."""
    planner = Planner(desk.office, taken, order)
    arrivals = planner.plan()
    groups = Ties(desk.office, planner.matters.territory, order.last).groups(arrivals)
    until, when = order.until(desk.office.calendar_of("")), turn(desk.office)
    first = arrivals[0].at
    return Plan(
        order,
        tuple(shares(arrivals, groups, workers)),
        until,
        when if first < when < until else None,
    )


class Life:
    """One share under way: first up to the day on which districts end, then to the last day."""

    def __init__(
        self, desk: Desk, plan: Plan, share: Sequence[Arrival], received: Received
    ) -> None:
        self._days = Days(plan.until)
        self._turn = plan.turn
        dice = chance(plan.order.seed)
        walker = Walker.of(desk, self._days, dice, turn(desk.office))
        Counter(walker, f"-MP{plan.order.seed}", received).expect(share)

    def up_to_the_turn(self) -> None:
        """If there is one within the span."""
        if self._turn is not None:
            self._days.run(before=self._turn)

    def to_the_end(self) -> None:
        self._days.run()


def end_districts(desk: Desk, plan: Plan) -> None:
    """Carry out the succession of 1/7/2025, with nothing else going on."""
    dice, at = chance(f"{plan.order.seed}/reform"), turn(desk.office)
    carry_out(replace(desk, clock=lambda: at, entropy=Entropy(dice)), Staff(desk.office, dice))
