"""The people of an intake: read from the page, filled from a card, doubted but never refused."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from api.web.asking import Worker
from api.web.pages.intake_typed import Typed
from engine.desk import Party
from engine.store.lists import Listed, search_by_identity
from forms.card import CitizenCard
from forms.days import read_day, write_day
from forms.doubts import doubts_of
from forms.remarks import Wrong

_BY_HAND = {"identity": re.compile(r"[0-9]{9}|[0-9]{12}"), "name": re.compile(r"[^\W\d_][^\d|]+")}
Complaints = dict[str, str]
_TEXTS = ("name", "identity", "identity_note", "phone", "email", "address", "document")
_DOUBTED = ("identity_kind", "identity", "identity_note", "phone", "email")
_FOR_OTHERS = frozenset({"submitter", "authorised"})
_KNOWN = 20  # earlier dossiers of one person that are looked through


def people_of(typed: Typed, complaints: Complaints) -> tuple[Party, ...]:
    """Everybody who was typed in; a row left empty is nobody."""
    rows = (no for no in typed.people if is_typed(typed, no))
    return tuple(_party(typed, no, complaints) for no in rows)


def is_typed(typed: Typed, no: int) -> bool:
    return any(typed.one(f"p.{no}.{field}") for field in _TEXTS)


def rows_of(typed: Typed) -> list[int]:
    """The row of each person of the reception, in the reception's order."""
    return [no for no in typed.people if is_typed(typed, no)]


def presenter(people: tuple[Party, ...]) -> int | None:
    """Who stands at the counter: the last who came for others, else the first owner."""
    came = [no for no, one in enumerate(people, start=1) if one.role in _FOR_OTHERS]
    return came[-1] if came else (1 if people else None)


def _party(typed: Typed, no: int, complaints: Complaints) -> Party:
    said = {field: typed.one(f"p.{no}.{field}") or None for field in _TEXTS}
    name = said.pop("name") or ""
    role = "owner" if no == 0 else typed.one(f"p.{no}.role", "submitter")
    if role != "authorised":
        said["document"] = None
    if not name:
        complaints[f"p.{no}.name"] = "Ghi họ tên hoặc tên tổ chức."
    return Party(
        role,
        name,
        kind=typed.one(f"p.{no}.kind") or "person",
        identity_kind=_identity_kind(typed, no),
        scope=typed.all(f"p.{no}.scope") if role == "authorised" else (),
        expires_on=_day(typed, f"p.{no}.expires_on", complaints) if role == "authorised" else None,
        **said,
    )


def _identity_kind(typed: Typed, no: int) -> str:
    """The kind that was chosen; a number alone tells its kind by its length."""
    chosen, number = typed.one(f"p.{no}.identity_kind"), typed.one(f"p.{no}.identity")
    if chosen:
        return chosen
    return {12: "citizen", 9: "old_card"}.get(len(number), "other") if number else "none"


def _day(typed: Typed, name: str, complaints: Complaints) -> date | None:
    text = typed.one(name)
    try:
        return read_day(text) if text else None
    except Wrong as wrong:
        complaints[name] = wrong.finding.sentence
        return None


def doubts(typed: Typed, no: int, today: date) -> tuple[str, ...]:
    """Codes of what speaks against the numbers of one person; for eyes, never a bar."""
    said = {field: typed.one(f"p.{no}.{field}") or None for field in _DOUBTED}
    if not (said["identity"] or said["phone"] or said["email"]):
        return ()
    return doubts_of({**said, "identity_kind": _identity_kind(typed, no)}, today)


def of_hand(typed: Typed, no: int) -> dict[str, str]:
    """What was typed, not scanned, into the box for the card: a name or a number, where it goes.

    Nothing where it is neither, or where the box that it belongs to is taken.
    """
    text = typed.one(f"p.{no}.card")
    field = next((field for field, shape in _BY_HAND.items() if shape.fullmatch(text)), None)
    at = f"p.{no}.{field}"
    return {at: text} if field and typed.one(at) in {"", text} else {}


def of_card(card: CitizenCard, no: int) -> dict[str, str]:
    """What a citizen card says of the person of a row, by the names of the inputs."""
    return {
        f"p.{no}.name": card.full_name,
        f"p.{no}.kind": "person",
        f"p.{no}.identity_kind": "citizen",
        f"p.{no}.identity": card.number,
        f"p.{no}.address": card.address,
    }


def earlier(who: Worker, typed: Typed, no: int) -> list[Listed]:
    """The person's dossiers within the clerk's scope, the latest first. They name nobody."""
    number = typed.one(f"p.{no}.identity")
    if not number:
        return []
    with who.house.reading() as now:
        found = search_by_identity(now, who.scope, number, who.house.desk.pepper, limit=_KNOWN)
    return sorted(found, key=lambda one: one.opened_at, reverse=True)


def duplicates(found: list[Listed], procedure: str) -> list[Listed]:
    """Those that look like the same matter brought again."""
    return [one for one in found if one.procedure == procedure and one.final is None]


def of_earlier(who: Worker, typed: Typed, no: int) -> dict[str, str]:
    """What the person's latest dossier says of them; that it was opened is recorded first."""
    found = earlier(who, typed, no)
    if not found:
        return {}
    number = "".join(typed.one(f"p.{no}.identity").split()).lower()
    seen = who.house.desk.seeing.open(found[0].ref, who.actor)
    for party in seen.parties:
        if "".join(str(party["identity"] or "").split()).lower() == number:
            return dict(said_of(party, no))
    return {}


def said_of(party: Mapping[str, object], no: int) -> Iterator[tuple[str, str]]:
    """A person of a dossier as the inputs of a row."""
    for field in ("kind", "identity_kind", *_TEXTS):
        if party.get(field):
            yield f"p.{no}.{field}", str(party[field])
    if isinstance(until := party.get("expires_on"), date):
        yield f"p.{no}.expires_on", write_day(until)
