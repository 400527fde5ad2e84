"""Forms 02 and 03: of a dossier, and of somebody who went home without one."""

from dataclasses import dataclass, replace
from datetime import datetime

from api.naming import person_name, reason_words
from api.papers.facts import ZONE, Said, head_of
from api.papers.handed_in import asked_of, missing
from api.papers.people import applicant, handed_in_by
from engine.counting import due
from engine.ledger import Entry
from engine.store.visit_log import LoggedVisit
from receipts.letters import Applicant, Letter, PaperLine, Refusal, SupplementRequest
from workflows.published import Published

UNNAMED = "………………………………"  # nobody asked for the name: it is written by hand


def supplement_request(said: Said) -> tuple[Letter, ...]:
    """Form 02: what the list lacks, then what the officer wrote to be put right."""
    asked = said.last("supplement_request")
    if asked is None:
        return ()
    lacking, reason = missing(said, asked), said.reason(asked)
    remarks = tuple(said.note(asked).splitlines())
    letter = SupplementRequest(
        said.head(asked.happened_at),
        applicant(said, asked),
        said.procedure,
        reason=reason,
        guide=said.person(asked.actor),
        missing=lacking,
        remarks=remarks if remarks or lacking else (reason,),
        until=until(said, asked),
    )
    return (letter,)


def until(said: Said, asked: Entry) -> str | None:
    """The last day of the step that waits for the supplement; None where it has none."""
    state = said.line.procedure.states.get(str(asked.facts.get("to")))
    if state is None or state.expires is None:
        return None
    promise = due(said.line.calendar, state.expires.after, asked.happened_at)
    return f"đến hết ngày {said.line.day(promise.due):%d/%m/%Y}" if promise else None


def refusal(said: Said) -> tuple[Letter, ...]:
    """Form 03."""
    refused = said.last("refusal")
    if refused is None:
        return ()
    letter = Refusal(
        said.head(refused.happened_at),
        applicant(said, refused),
        said.procedure,
        tuple(part for part in (said.reason(refused), *said.note(refused).splitlines()) if part),
        receiver=said.person(refused.actor),
        handed_in_by=handed_in_by(said, refused),
    )
    return (letter,)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who goes home with the slip: told at the counter, printed once, kept nowhere.

    `request` is what they came for in their own words, where no procedure was found; `remarks`
    are the free words of the clerk.
    """

    name: str = ""
    address: str | None = None
    phone: str | None = None
    identity: str | None = None
    request: str = ""
    remarks: tuple[str, ...] = ()


def slip(published: Published, given: LoggedVisit, to: Visitor, now: datetime) -> Letter:
    """The numbered slip of the log of visits: there is no dossier, so no code and no QR."""
    head = replace(head_of(published, given.agency, given.at, now), number=given.number)
    who = Applicant((to.name or UNNAMED,), address=to.address, phone=to.phone, identity=to.identity)
    name, papers = _asked_for(published, given, to)
    reason, clerk = reason_words(published)(given.reason), person_name(published, given.staff)
    if given.slip == "refusal":
        return Refusal(
            head,
            who,
            name,
            (reason, *to.remarks),
            receiver=clerk,
            handed_in_by=to.name or UNNAMED,
        )
    remarks = to.remarks if to.remarks or papers else (reason,)
    return SupplementRequest(
        head, who, name, reason=reason, guide=clerk, missing=papers, remarks=remarks
    )


def _asked_for(
    published: Published, given: LoggedVisit, to: Visitor
) -> tuple[str, tuple[PaperLine, ...]]:
    """The procedure by the name of that day, and those of its papers that lack."""
    if given.procedure is None:
        return to.request or UNNAMED, ()
    day = given.at.astimezone(ZONE).date()
    procedure = published.catalogue.current(given.procedure, day)
    lacking = (one for one in procedure.papers if one.id in given.papers)
    return procedure.name, tuple(asked_of(one) for one in lacking)
