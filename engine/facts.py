"""The facts of entries: how values are written into JSON, and read again."""

from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

from engine.actors import Role, Seat
from engine.canonical import decimal_text, moment_text, read_moment
from engine.counting import Promise
from engine.procedure import Channel, Counting, Limit, Unit
from engine.timeline import Cause, Child, FeeLine, Origin, PromiseLine, WorkItem

# JSON as it stands in an entry; each reader takes what it needs.
Facts: TypeAlias = Mapping[str, Any]


def seat_facts(seat: Seat) -> dict[str, object]:
    return {"role": str(seat.role), "agency": seat.agency, "unit": seat.unit}


def seat_from(facts: Facts | None) -> Seat | None:
    """The seat written as `{"role", "agency", "unit"}`."""
    if facts is None:
        return None
    return Seat(Role(facts["role"]), facts["agency"], facts.get("unit"))


def limit_from(facts: Facts | None) -> Limit | None:
    """The limit written as `{"unit", "counting", "amount", "cutoff"}`."""
    if facts is None:
        return None
    cutoff = facts.get("cutoff")
    return Limit(
        Unit(facts["unit"]),
        Counting(facts["counting"]),
        Decimal(facts["amount"]),
        time.fromisoformat(cutoff) if cutoff else None,
    )


def limit_facts(limit: Limit) -> dict[str, object]:
    return {
        "unit": str(limit.unit),
        "counting": str(limit.counting),
        "amount": decimal_text(limit.amount),
        "cutoff": limit.cutoff.isoformat() if limit.cutoff else None,
    }


def promise_facts(promise: Promise, cause: Cause) -> dict[str, object]:
    return {
        "due": moment_text(promise.due),
        "raw": moment_text(promise.raw),
        "cause": str(cause),
    }


def promise_from(facts: Facts, at: datetime, seq: int) -> PromiseLine:
    """The promise that the entry `seq` set at `at`."""
    due, raw = read_moment(facts["due"]), read_moment(facts["raw"])
    return PromiseLine(due, raw, Cause(facts["cause"]), at, seq)


def fees_from(facts: Facts, at: datetime) -> list[FeeLine]:
    """The fee lines that an entry assesses; `collected` says that it took the money too."""
    return [
        FeeLine(
            fee["no"],
            fee["kind"],
            fee["name"],
            fee["amount"],
            fee["moment"],
            at if fee.get("collected") else None,
        )
        for fee in facts.get("fees", ())
    ]


def origin_from(facts: Facts) -> Origin:
    """What the opening entry fixes for ever."""
    parent = facts.get("parent")
    return Origin(
        procedure=facts["procedure"],
        code=facts["code"],
        channel=Channel(facts["channel"]),
        parent=(parent["agency"], parent["dossier"]) if parent else None,
        return_at=facts["return_at"],
        return_by=Channel(facts["return_by"]),
        place=facts.get("place"),
    )


def child_from(facts: Facts, at: datetime) -> Child:
    """A dossier that the entry opened at another procedure."""
    return Child(facts["agency"], facts["dossier"], facts["procedure"], at)


def item_from(facts: Facts, at: datetime) -> WorkItem:
    """A consultation as the entry that sent it out says it."""
    seat, until = facts["seat"], facts["due"]
    return WorkItem(
        id=facts["item"],
        row=facts["row"],
        seat=Seat(Role(seat["role"]), seat["agency"], seat["unit"]),
        asked_at=at,
        due=read_moment(until) if until else None,
        proceeds=facts["proceeds"],
    )
