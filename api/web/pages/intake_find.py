"""Finding the procedure: by any words, with or without accents, by code or field."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from api.web.asking import Worker
from api.web.pages.intake_sheet import handles
from engine.procedure import Procedure
from engine.store.finding import search_key
from engine.store.intake import procedures_used

LOOK_BACK = timedelta(days=60)  # what an agency received lately; assumption: a season of matters
MOST = 30


@dataclass(frozen=True, slots=True)
class Offered:
    """A procedure in the list. `here`: this agency decides it; else it goes to another."""

    procedure: Procedure
    here: bool
    count: int


def used_here(who: Worker, agency: str, now: datetime) -> dict[str, int]:
    """How often each procedure was received here lately, the most frequent first."""
    with who.house.reading() as snapshot:
        used = procedures_used(snapshot, who.scope, agency, now - LOOK_BACK, limit=MOST)
    return {one.procedure: one.count for one in used}


def find(who: Worker, agency: str, text: str, used: dict[str, int]) -> list[Offered]:
    """Those whose code, name or field has all the words; the words as typed before all else.

    Of two that fit alike, the one decided here, then the one that is frequent here. Without words,
    what is frequent here, then what else the agency decides.
    """
    words = search_key(text).split()
    organisation, day = who.house.system.office.organisation, who.today
    found = [
        Offered(one, handles(organisation, agency, one, day), used.get(one.code, 0))
        for one in who.house.system.office.catalogue.on(day)
        if _has(who, one, words)
    ]
    order = {code: place for place, code in enumerate(used)}
    if not words:
        found = [one for one in found if one.count or one.here]
    usage = {one.procedure.code: order.get(one.procedure.code, MOST) for one in found}
    found.sort(key=lambda o: (_fit(o, words), not o.here, usage[o.procedure.code], _name(o)))
    return found[: MOST if words else 9]


def _fit(one: Offered, words: list[str]) -> int:
    """How the name answers: 0 as typed from its beginning, 1 as typed, 2 by each word, else 3."""
    name, typed = f" {_name(one)} ", " ".join(words)
    if name.startswith(f" {typed}"):
        return 0
    if f" {typed}" in name:
        return 1
    return 2 if all(f" {word}" in name for word in words) else 3


def _name(one: Offered) -> str:
    return search_key(one.procedure.name)


def _has(who: Worker, procedure: Procedure, words: list[str]) -> bool:
    fields = who.house.system.published.fields.get("fields")
    entry = fields.get(procedure.field) if isinstance(fields, dict) else None
    field = str(entry["name"]) if isinstance(entry, dict) else procedure.field
    text = f"{procedure.code} {procedure.name} {field}".lower()
    key = " ".join(search_key(part) for part in text.split("\n"))
    return all(word in key for word in words)
