"""A household business registered at a commune: its certificate goes to the tax office too."""

from engine.actors import Actor, Seat
from engine.desk import Wish
from engine.ledger import DossierRef
from engine.tables.papers import result
from engine.timeline import Result
from tests.engine.desk.town import COMMUNE, Town, office, papers, who
from tests.workflows.answering import answers

BUSINESS = "1.001612"
UNIT = "business_registration"
CLERK = who("counter", COMMUNE)
OFFICER = who("officer", COMMUNE, UNIT)
LEADER = who("leader", COMMUNE)
CLERICAL = who("clerical", COMMUNE)


def holding(seat: Seat, town: Town) -> Actor:
    """Somebody who sits there today."""
    return office().organisation.holders(seat, town.clock.now.date())[0]


def received(town: Town, **changes: object) -> DossierRef:
    edition = office().catalogue.current(BUSINESS, town.clock.now.date())
    given: dict[str, object] = {
        "agency": COMMUNE,
        "answers": answers(edition),
        "papers": papers(BUSINESS),
        "place": None,
    }
    return town.receive(BUSINESS, CLERK, **(given | changes)).ref


def signed(town: Town, outcome: str = "granted", **changes: object) -> DossierRef:
    ref = received(town, **changes)
    town.take(ref, "forward", CLERK)
    town.take(ref, "propose", OFFICER, outcome=outcome)
    town.take(ref, "sign", LEADER, capacity="TM.")
    return ref


def ready(town: Town, outcome: str = "granted", **changes: object) -> DossierRef:
    ref = signed(town, outcome, **changes)
    town.take(ref, "seal", CLERICAL, number="41D8012345")
    return ref


def returned(town: Town, **wish: object) -> DossierRef:
    ref = ready(town)
    town.desk.take(ref, Wish("hand_over", **wish), CLERK)  # type: ignore[arg-type]  # of a wish
    return ref


def copy_of(town: Town, ref: DossierRef) -> Result:
    """The one that a related agency got."""
    (one,) = [one for one in town.line(ref).results if one.seat is not None]
    return one


def states(town: Town, ref: DossierRef) -> list[tuple[str, str, str]]:
    rows = [row for row in town.rows(result) if row.dossier_id == ref.id]
    return sorted((row.kind, row.recipient, row.state) for row in rows)
