"""One dossier as it stands, opened by somebody: that they did is on record before it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fastapi import APIRouter
from pydantic import JsonValue
from starlette.responses import Response

from api import clock
from api.rest.caller import Signed
from api.rest.headers import etag
from api.rest.problems import problems
from api.rest.shapes import Answered, HexId, answer_of
from api.rest.strict import StrictRoute
from api.rest.subjects.dossiers import ONE
from api.rest.verbs import AgencyId, DossierId, Verb, offer
from api.telling import Dossier, Told
from api.web.house import House
from engine.actors import Actor, Seat
from engine.desk.seeing import Seen
from engine.ledger import DossierRef
from engine.procedure import Action
from engine.timeline import Child, FeeLine, Original, PromiseLine, Result, WorkItem

router = APIRouter(tags=["dossiers"], route_class=StrictRoute)
_REFUSALS = (401, 404, 405, 422, 503)


class Purpose(StrEnum):
    """Why somebody opens a dossier; it stands in the record of accesses."""

    WORK = "work"
    AUDIT = "audit"
    SUPPORT = "support"


class PossibleAction(Answered):
    """An action that the desk would accept from the caller now: the `action` of a step."""

    id: str
    label: str
    to: str


class Person(Answered):
    """Somebody of the dossier, by their number there, as they were written down."""

    no: int
    given: dict[str, JsonValue]


class OpenedDossier(Answered):
    """A dossier with what is personal in it. `version` is what If-Match is compared with."""

    agency: str
    id: HexId
    version: int
    code: str
    procedure: str
    edition: str
    channel: str
    return_by: str
    return_at: str
    place: str | None
    competent: str
    unit: str | None
    state: str
    seat: answer_of(Seat) | None  # type: ignore[valid-type]  # made from the engine's value
    officer: str | None
    final: str | None
    outcome: str | None
    opened_at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
    due: datetime | None
    stopped_since: datetime | None
    standing: str
    voided: bool
    erased: bool
    parties: list[Person]
    answers: dict[str, JsonValue]
    promises: list[answer_of(PromiseLine)]  # type: ignore[valid-type]
    fees: list[answer_of(FeeLine)]  # type: ignore[valid-type]
    consultations: list[answer_of(WorkItem)]  # type: ignore[valid-type]
    children: list[answer_of(Child)]  # type: ignore[valid-type]
    originals: list[answer_of(Original)]  # type: ignore[valid-type]
    results: list[answer_of(Result)]  # type: ignore[valid-type]
    possible: list[PossibleAction]
    verbs: list[str]
    ledger: list[answer_of(Told)]  # type: ignore[valid-type]


@router.get(
    ONE, operation_id="open_dossier", response_model=OpenedDossier, responses=problems(*_REFUSALS)
)
def open_dossier(
    who: Signed,
    agency: AgencyId,
    dossier: DossierId,
    response: Response,
    purpose: Purpose = Purpose.WORK,
) -> object:
    """Everything of a dossier. The access is recorded first; if that fails nothing is shown."""
    seen = who.house.desk.seeing.open(DossierRef(agency, dossier), who.actor, str(purpose))
    response.headers["etag"] = etag(seen.line.length)
    told = Dossier(who.house.system.published, seen.entries, seen.line, clock.now())
    return _opened(seen, told)


def _opened(seen: Seen, told: Dossier) -> dict[str, object]:
    line = seen.line
    return {
        **{name: getattr(line, name) for name in _OF_LINE},
        **{name: getattr(line.origin, name) for name in _OF_ORIGIN},
        "agency": seen.ref.agency,
        "id": seen.ref.id,
        "version": line.length,
        "due": line.current.due if line.current else None,
        "stopped_since": line.stopped.since if line.stopped else None,
        "standing": told.standing_words(),
        "parties": [{"no": no, "given": dict(one)} for no, one in enumerate(seen.parties, start=1)],
        "answers": dict(seen.answers),
        "consultations": line.items,
        "possible": _possible(seen.possible),
        "verbs": sorted(seen.verbs),
        "ledger": told.story(seen.notes),
    }


_OF_ORIGIN = ("code", "procedure", "channel", "return_by", "place")
_OF_LINE = (
    *("edition", "return_at", "competent", "unit", "state", "seat", "officer", "final", "outcome"),
    *("opened_at", "accepted_at", "ended_at", "returned_at", "voided", "erased"),
    *("promises", "fees", "children", "originals", "results"),
)


def _possible(actions: tuple[Action, ...]) -> list[PossibleAction]:
    return [PossibleAction(id=one.id, label=one.label, to=one.to) for one in actions]


@router.get(
    f"{ONE}/possible",
    operation_id="possible",
    response_model=list[PossibleAction],
    responses=problems(*_REFUSALS),
)
def possible(who: Signed, agency: AgencyId, dossier: DossierId) -> object:
    """What the desk would accept from the caller now; it shows nothing personal."""
    return _possible(who.house.desk.possible(DossierRef(agency, dossier), who.actor))


@dataclass(frozen=True, slots=True)
class PeopleOf:
    """The people of one dossier, as they were written down."""

    dossier: DossierRef
    parties: tuple[Mapping[str, object], ...]


def people(house: House, refs: tuple[DossierRef, ...], by: Actor) -> tuple[PeopleOf, ...]:
    """The people of the dossiers of a list, of those that the caller may see.

    Each that is shown is recorded first, as when it is opened.
    """
    shown = house.desk.seeing.people(refs, by)
    return tuple(PeopleOf(ref, tuple(parties)) for ref, parties in shown.items())


offer(router, Verb("/people", people, name="seeing_people"))
