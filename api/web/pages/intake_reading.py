"""From the page to what is asked of the desk, or to complaints at the inputs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from api.web.asking import Worker
from api.web.pages.intake_answers import Answered, answers_of, forms_of, inputs_missing
from api.web.pages.intake_confirming import noted
from api.web.pages.intake_people import Complaints, people_of, presenter, rows_of
from api.web.pages.intake_places import with_codes
from api.web.pages.intake_sheet import places_of
from api.web.pages.intake_typed import Typed
from engine.desk import PaperCount, Reception
from engine.desk.competence import needs_place
from engine.desk.papers import WAYS, as_listed, lacking
from engine.desk.requests import Claim, Evidence
from engine.errors import Refusal
from engine.procedure import Channel, FeeRule, Procedure

COUNTS = {"o": "originals", "t": "certified", "c": "copies"}  # by the names of the inputs
SHARED = "u"  # before a paper that lies in an earlier dossier of the visit
_AT: Mapping[str, str] = {
    "owner_missing": "p.0.name",
    "place_missing": "place",
    "unknown_place": "place",
    "carrier_item_missing": "carrier_item",
    "item_known": "carrier_item",
    "not_competent": "competent",
    "agency_not_in_force": "competent",
    "channel_not_offered": "channel",
    "return_not_offered": "return_by",
    "signer_missing": "signer",
    "signer_without_authority": "signer",
    "signer_not_asked": "signer",
}
_OF_PERSON = {
    "name_missing": "name",
    "scope_missing": "scope",
    "outside_authorisation": "scope",
    "authorisation_expired": "expires_on",
    "scope_not_asked": "role",
}


@dataclass(frozen=True, slots=True)
class Read:
    """What the page asks for; it may go to the desk when there is no complaint."""

    reception: Reception
    answered: Answered
    complaints: Complaints


def channel_of(procedure: Procedure, typed: Typed) -> Channel:
    """The channel that was chosen, if the procedure offers it; else its first."""
    chosen = typed.one("channel")
    return Channel(chosen) if chosen in procedure.channels else procedure.channels[0]


def read(who: Worker, agency: str, procedure: Procedure, typed: Typed) -> Read:
    """The reception that the page describes."""
    complaints: Complaints = {}
    channel = channel_of(procedure, typed)
    people = people_of(typed, complaints)
    forms = forms_of(who.house.system.published.forms, procedure)
    coded = with_codes(typed, places_of(who, agency)) if forms else typed
    answered = answers_of(forms, procedure, coded, who.today, complaints)
    if people and needs_place(procedure) and not typed.one("place"):
        complaints["place"] = "Chọn nơi có vụ việc (xã, phường)."
    back = typed.one("return_by")
    papers = papers_of(procedure, typed, complaints)
    reception = Reception(
        agency,
        procedure.code,
        channel,
        people,
        papers=papers,
        answers=answered.facts,
        place=typed.one("place") or None,
        competent=typed.one("competent") or None,
        return_at=typed.one("return_at") or None,
        return_by=Channel(back) if back in procedure.returns else procedure.returns[0],
        paid=typed.one("paid") == "1",
        method=typed.one("method") or None,
        reductions=_claims(procedure, typed),
        carrier_item=typed.one("carrier_item") or None if channel is Channel.POSTAL else None,
        note=noted(lacking(procedure, papers), typed),
        presented_by=presenter(people) if channel is Channel.DIRECT else None,
    )
    return Read(reception, answered, complaints)


def papers_of(procedure: Procedure, typed: Typed, complaints: Complaints) -> dict[str, PaperCount]:
    """The checklist: what was handed in of each paper, and how it is held as data."""
    given: dict[str, PaperCount] = {}
    for one in procedure.papers:
        counts = {k: _count(typed, f"{at}.{one.id}", complaints) for at, k in COUNTS.items()}
        way = typed.one(f"d.{one.id}")
        ways = {way: True} if way in WAYS else {}
        if not any(counts.values()) and typed.one(f"{SHARED}.{one.id}"):
            ways = {"reused": True}
        if any(counts.values()) or ways:
            given[one.id] = replace(PaperCount.of(counts), **ways)
    return given


def _count(typed: Typed, name: str, complaints: Complaints) -> int:
    text = typed.one(name)
    if text and not (text.isdecimal() and len(text) < 6):  # noqa: PLR2004 -- digits of a count
        complaints[name] = "Ghi số bản bằng chữ số."
        return 0
    return int(text or 0)


def all_papers(procedure: Procedure, typed: Typed) -> Typed:
    """The checklist as the list asks for it, where nothing was typed yet."""
    wanted: dict[str, str] = {}
    for one in procedure.papers:
        if one.required and not any(typed.one(f"{at}.{one.id}") for at in COUNTS):
            listed = as_listed(one)
            wanted |= {f"{at}.{one.id}": str(getattr(listed, k) or "") for at, k in COUNTS.items()}
    return typed.filled(wanted)


def reducible(procedure: Procedure) -> tuple[tuple[int, FeeRule], ...]:
    """The fees that somebody may have reduced at receipt, with their numbers on the page."""
    rules = enumerate(procedure.fees)
    return tuple((no, one) for no, one in rules if one.reductions and one.moment == "receipt")


def _claims(procedure: Procedure, typed: Typed) -> dict[str, Claim]:
    claims: dict[str, Claim] = {}
    for no, rule in reducible(procedure):
        ground, document = typed.one(f"r.{no}.ground"), typed.one(f"r.{no}.document")
        if ground:
            claims[rule.name] = Claim(ground, Evidence(document=document) if document else None)
    return claims


def complaints_of(
    who: Worker, procedure: Procedure, typed: Typed, refusal: Refusal
) -> dict[str, str]:
    """The inputs that a refusal of the desk is about; none if it is about the whole."""
    rows, no = rows_of(typed), refusal.facts.get("party")
    field = _OF_PERSON.get(refusal.code)
    if field and isinstance(no, int) and 0 < no <= len(rows):
        return {f"p.{rows[no - 1]}.{field}": refusal.message}
    if refusal.code in _AT:
        return {_AT[refusal.code]: refusal.message}
    if refusal.code == "reduction_without_evidence":
        grounds = [f"r.{n}.document" for n, _ in reducible(procedure) if typed.one(f"r.{n}.ground")]
        return dict.fromkeys(grounds, refusal.message)
    forms = forms_of(who.house.system.published.forms, procedure)
    return inputs_missing(refusal, forms, procedure)
