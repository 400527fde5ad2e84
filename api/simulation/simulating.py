"""A province as `motcua simulate` makes it: checked, lived through, and counted."""

from collections import Counter as Tally
from collections.abc import Callable
from dataclasses import dataclass

from api.settings import Settings
from api.simulation.assumptions import assumptions
from api.simulation.entropy import tail
from api.simulation.living import Plan, plan
from api.simulation.planning import Order
from api.simulation.workers import in_turn, together
from api.system import System, system
from engine.desk import Desk
from engine.errors import Conflict
from engine.store.census import Census, census, has_id_ending
from engine.store.connect import hurried
from engine.store.read import reading

Tell = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Simulated:
    """What was made. `before` and `after` are what the database held."""

    plan: Plan
    workers: int
    before: Census
    after: Census

    def to_json(self) -> dict[str, object]:
        """Counts of the dossiers that were handed in; `linked` were opened by others of them."""
        order, arrivals = self.plan.order, self.plan.arrivals
        made = self.after.dossiers - self.before.dossiers
        open_ = Tally(self.after.open)
        open_.subtract(self.before.open)
        return {
            "dossiers": len(arrivals),
            "from": order.first.isoformat(),
            "to": order.last.isoformat(),
            "seed": order.seed,
            "workers": self.workers,
            "linked": made - len(arrivals),
            "by_channel": _sorted(Tally(str(one.channel) for one in arrivals)),
            "by_agency": _sorted(Tally(one.agency for one in arrivals)),
            "open": open_.total(),
            "open_by_state": _sorted(Tally({s: n for s, n in open_.items() if n})),
            "entries": self.after.entries - self.before.entries,
        }


@dataclass(frozen=True, slots=True)
class Opening:
    """What another process needs to live through its share of the same plan."""

    settings: Settings
    order: Order
    workers: int

    def __call__(self) -> tuple[Desk, Plan]:
        with system(self.settings) as found:  # what it closes opens again when it is asked
            desk = Desk(found.engine, found.office, found.pepper())
        return desk, plan(desk, assumptions(), self.order, self.workers)


def simulate(found: System, order: Order, workers: int, tell: Tell) -> Simulated:
    """Make the province; refused if the database has one of the same seed already.

    SQLite has one writer: there every share is lived through by this process.
    """
    sqlite = found.engine.dialect.name == "sqlite"
    desk = Desk(found.engine, found.office, found.pepper())
    planned = plan(desk, assumptions(), order, 1 if sqlite else workers)
    before = _before(found, order)
    done = [0]

    def heard(count: int) -> None:
        done[0] += count
        tell(done[0], order.dossiers)

    if len(planned.shares) > 1:
        together(desk, planned, Opening(found.settings, order, workers), heard)
    elif sqlite and before.dossiers:  # what is there already may not be put at risk
        in_turn(desk, planned, heard)
    else:
        with hurried(found.engine):
            in_turn(desk, planned, heard)
    with reading(found.engine) as snapshot:
        return Simulated(planned, len(planned.shares), before, census(snapshot))


def _before(found: System, order: Order) -> Census:
    with reading(found.engine) as snapshot:
        if has_id_ending(snapshot, tail(order.seed_of(1))):
            raise Conflict(
                f"Cơ sở dữ liệu này đã có tỉnh dựng từ mầm {order.seed}. Chọn --seed khác, hoặc "
                "đặt MOTCUA_DATABASE_URL khác.",
                code="seed_known",
                seed=order.seed,
            )
        return census(snapshot)


def _sorted(counts: Tally[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
