"""The facts of entries: how values are written into JSON, and read again."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

from engine.actors import Role, Seat
from engine.canonical import decimal_text, moment_text, read_moment
from engine.counting import Promise
from engine.ledger import Entry
from engine.procedure import Channel, Counting, Limit, Unit
from engine.timeline import (
    BackEntry,
    Cause,
    Child,
    Origin,
    Other,
    PartyLine,
    PromiseLine,
    Site,
    WorkItem,
)

# JSON as it stands in an entry; each reader takes what it needs.
Facts: TypeAlias = Mapping[str, Any]


def seat_facts(seat: Seat) -> dict[str, object]:
    return {"role": str(seat.role), "agency": seat.agency, "unit": seat.unit}


def seat_from(facts: Facts | None) -> Seat | None:
    """The seat written as `{"role", "agency", "unit"}`."""
    if facts is None:
        return None
    return Seat(Role(facts["role"]), facts["agency"], facts.get("unit"))


def site_facts(site: Site) -> dict[str, object]:
    return {"agency": site.agency, "unit": site.unit}


def site_from(facts: Facts) -> Site:
    """The place of papers written as `{"agency", "unit"}`."""
    return Site(facts["agency"], facts["unit"])


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
        visit=facts.get("visit"),
        received_at=facts.get("received_at", facts["competent"]),
        assisted=facts.get("assisted"),
        corrects=facts.get("corrects", False),
    )


def parties_from(facts: Facts) -> list[PartyLine]:
    """The people that an entry brings in, by their numbers in the dossier."""
    return [
        PartyLine(
            one["no"],
            one["role"],
            tuple(one.get("scope", ())),
            date.fromisoformat(one["expires_on"]) if one.get("expires_on") else None,
            tuple(one.get("warnings", ())),
        )
        for one in facts.get("parties", ())
    ]


def other_from(facts: Facts | None) -> Other | None:
    """Another dossier written as `{"agency", "id", "code"}`."""
    return Other(facts["agency"], facts["id"], facts["code"]) if facts else None


def back_entry_from(opening: Entry) -> BackEntry | None:
    """That a dossier was received on paper before it was entered, if its opening says so."""
    facts: Facts | None = opening.facts.get("back_entered")  # type: ignore[assignment]  # JSON
    if facts is None:
        return None
    return BackEntry(opening.recorded_at, opening.actor, facts["reason"], facts["approved_by"])


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
