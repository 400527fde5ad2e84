"""Slips 02 and 03 at the counter: numbered in the log, printed with the name, which is not kept."""

from api import clock
from api.papers.turned_away import Visitor
from api.papers.turned_away import slip as slip_letter
from api.web.asking import Worker
from api.web.pages.intake_people import people_of
from api.web.pages.intake_typed import Typed
from engine.desk.turning_away import REASONS_OF, TurnedAway
from engine.procedure import Paper, Procedure
from engine.store.visit_log import LoggedVisit
from receipts.letters import copies, render

SUPPLEMENT = "supplement_request"


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
    published = who.house.system.published
    return render(*copies(slip_letter(published, logged, _visitor(typed), clock.now())))


def _visitor(typed: Typed) -> Visitor:
    """Whoever goes home with the slip, as far as it was typed."""
    people = people_of(typed, {})
    names = [one.name for one in people if one.role == "owner" and one.name]
    first = people[0] if people else None
    return Visitor(
        "; ".join(names),
        address=first.address if first else None,
        phone=first.phone if first else None,
        identity=first.identity if first else None,
        request=typed.one("matter"),
        remarks=tuple(filter(None, (typed.one("slip_note"),))),
    )


def printed_again(who: Worker, logged: LoggedVisit, name: str) -> bytes:
    """A slip of the log once more; the name is told anew, for the log keeps none."""
    published = who.house.system.published
    return render(*copies(slip_letter(published, logged, Visitor(name), clock.now())))
