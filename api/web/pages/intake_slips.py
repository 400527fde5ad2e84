"""Slips 02 and 03 at the counter: numbered in the log, printed with the name, which is not kept."""

from api import clock
from api.naming import person_name, reason_words, words
from api.papers.facts import ZONE
from api.web.asking import Worker
from api.web.pages.intake_people import people_of
from api.web.pages.intake_typed import Typed
from engine.desk import Party
from engine.desk.turning_away import REASONS_OF, TurnedAway
from engine.procedure import Paper, Procedure
from engine.store.visit_log import LoggedVisit
from receipts.letters import (
    Applicant,
    Head,
    Letterhead,
    PaperLine,
    Refusal,
    SupplementRequest,
    copies,
    render,
)

SUPPLEMENT = "supplement_request"
NOBODY = Party("owner", "……………………………………")  # a line to write the name on


def reasons(who: Worker, slip: str) -> tuple[str, ...]:
    """The reasons that fit a slip, in the order of their file."""
    known = who.house.system.office.reasons
    return tuple(code for code, fits in known.items() if REASONS_OF[slip] in fits)


def slip_of(
    who: Worker, agency: str, typed: Typed, procedure: Procedure | None, lacking: tuple[Paper, ...]
) -> bytes:
    """Enter the slip in the log of visits and print it; the same key gives the same slip."""
    slip = typed.one("slip", SUPPLEMENT)
    papers = tuple(one.id for one in lacking) if slip == SUPPLEMENT else ()
    wanted = TurnedAway(
        agency, slip, typed.one(f"reason.{slip}"), procedure.code if procedure else None, papers
    )
    key = typed.one("key")
    logged = who.house.desk.visit_log.turn_away(
        wanted, who.actor, key=f"{key}-{slip}" if key else None
    )
    return _printed(who, logged, typed, procedure, lacking)


def _printed(
    who: Worker,
    logged: LoggedVisit,
    typed: Typed,
    procedure: Procedure | None,
    lacking: tuple[Paper, ...],
) -> bytes:
    published = who.house.system.published
    reason = "; ".join(
        part for part in (reason_words(published)(logged.reason), typed.one("slip_note")) if part
    )
    applicant = _applicant(typed)
    matter = procedure.name if procedure else typed.one("matter") or "…"
    clerk = person_name(published, logged.staff)
    if logged.slip == SUPPLEMENT:
        missing = tuple(PaperLine(o.name, originals=o.originals, copies=o.copies) for o in lacking)
        head = _head(who, logged)
        letter = SupplementRequest(head, applicant, matter, reason, clerk, missing)
        return render(*copies(letter))
    refusal = Refusal(_head(who, logged), applicant, matter, (reason,), clerk, applicant.owners[0])
    return render(*copies(refusal))


def _applicant(typed: Typed) -> Applicant:
    people = people_of(typed, {}) or (NOBODY,)
    owners = tuple(one.name or NOBODY.name for one in people if one.role == "owner")
    first = people[0]
    return Applicant(
        owners=owners or (NOBODY.name,),
        address=first.address,
        phone=first.phone,
        identity=first.identity,
    )


def _head(who: Worker, logged: LoggedVisit) -> Head:
    published = who.house.system.published
    agency = published.organisation.agency(logged.agency)
    return Head(
        Letterhead.receiving(agency, clock.local(logged.at).date()),
        place=words(published, "provinces").get(agency.province, ""),
        issued_at=logged.at,
        rendered_at=clock.now(),
        zone=ZONE,
        number=logged.number,
    )
