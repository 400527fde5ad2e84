"""What a believable province is taken to be like: `workflows/demo/simulation.yaml`, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from api.simulation.fate import Likelihood, Pace
from engine.errors import DefinitionFault
from engine.procedure import Channel
from workflows.loader import ROOT, read

SHIPPED = ROOT / "demo" / "simulation.yaml"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_USUAL = "usual"

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Habit:
    """When people come: a weight for each day of the week, and on each for the hours of the day."""

    days: tuple[float, ...]
    hours: tuple[Mapping[int, float], ...]

    @classmethod
    def of(cls, written: Mapping[str, Any]) -> "Habit":
        hours = {day: _by_hour(weights) for day, weights in written["hours"].items()}
        return cls(
            tuple(float(written["days"].get(day, 0)) for day in DAYS),
            tuple(hours.get(day, hours[_USUAL]) for day in DAYS),
        )


@dataclass(frozen=True, slots=True)
class Assumptions:
    """How much of what comes in, when, by which way, and how it fares.

    `order` are codes of procedures, the one most asked for first; the n-th comes
    1 / n ** `exponent` times as often. `partners` is with how many communes a province agency has
    linked dossiers.
    """

    province: str
    order: tuple[str, ...]
    exponent: float
    agencies: Weights
    channels: Mapping[Channel, float]
    postal_from: date
    online_alone: float
    counter: Habit
    online: Habit
    partners: int
    fares: Likelihood

    def popularity(self, code: str) -> float:
        """The weight of a procedure; whatever is not named comes after the last that is."""
        rank = self.order.index(code) if code in self.order else len(self.order)
        return float((rank + 1) ** -self.exponent)


def assumptions(path: Path = SHIPPED) -> Assumptions:
    """What the file says; DefinitionFault if it lacks something or says it in another form."""
    written: Any = read(path).value
    try:
        return _read(written)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DefinitionFault(
            f"Tệp giả định {path.name}: thiếu hoặc sai mục {error}.", code="bad_assumptions"
        ) from error


def _read(written: Mapping[str, Any]) -> Assumptions:
    fares = dict(written["fares"])
    fares["paces"] = {Pace(name): weight for name, weight in fares["paces"].items()}
    return Assumptions(
        province=str(written["province"]),
        order=tuple(written["popularity"]["order"]),
        exponent=float(written["popularity"]["exponent"]),
        agencies=dict(written["agencies"]),
        channels={Channel(name): weight for name, weight in written["channels"].items()},
        postal_from=_day(written["postal_from"]),
        online_alone=float(written["online_alone"]),
        counter=Habit.of(written["counter"]),
        online=Habit.of(written["online"]),
        partners=int(written["partners"]),
        fares=Likelihood(**fares),
    )


def _day(written: date | str) -> date:
    return written if isinstance(written, date) else date.fromisoformat(written)


def _by_hour(written: Mapping[Any, Any]) -> dict[int, float]:
    return {int(hour): float(weight) for hour, weight in written.items()}
