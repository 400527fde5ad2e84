"""By which authority somebody signs: the grant that covers the day, and its decision."""

from datetime import date

from engine.actors import Grant
from engine.desk.authority import seats, without_authority
from engine.desk.draft import Scene
from engine.desk.requests import Wish
from engine.procedure import Action, Instant

ON_BEHALF = frozenset({"TUQ.", "Q."})  # signed by a written authority (NĐ 30/2020, Đ13; recalled)
WITHOUT_DECISION = "capacity_without_decision"


def authority(scene: Scene, action: Action) -> dict[str, object] | None:
    """What the entry keeps of the signer's authority; refused if none covers the day of signing.

    None where the action signs nothing, or where the grant is open and names no decision.
    """
    if action.marks is not Instant.SIGNED:
        return None
    grant = _grant(scene, action)
    kept = {
        "decision": grant.decision,
        "from": _day(grant.valid_from),
        "to": _day(grant.valid_to),
    }
    return {name: value for name, value in kept.items() if value is not None} or None


def marks(action: Action, wish: Wish, kept: dict[str, object] | None) -> list[str]:
    """A capacity that needs a written authority, where none is known: accepted, and counted."""
    needed = action.marks is Instant.SIGNED and wish.capacity in ON_BEHALF
    return [WITHOUT_DECISION] if needed and "decision" not in (kept or {}) else []


def _grant(scene: Scene, action: Action) -> Grant:
    """The one that covers the day of signing; one with a decision before one without."""
    mine = list(seats(scene, action))
    covering = [one for one in scene.by.grants if any(one.covers(seat, scene.day) for seat in mine)]
    if not covering:
        raise without_authority(scene, action)
    return min(covering, key=lambda one: (one.decision is None, one.valid_from))


def _day(day: date) -> str | None:
    return None if day in {date.min, date.max} else day.isoformat()
