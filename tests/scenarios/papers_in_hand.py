"""What the scenarios of originals share."""

from engine.desk.originals import Item, Offer
from engine.ledger import DossierRef
from tests.engine.desk.town import (
    AGENCY,
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    Town,
    who,
)

ELSEWHERE = who("officer", "dn25-26017", "justice")


def items(town: Town, ref: DossierRef) -> tuple[Item, ...]:
    return tuple(Item(ref, one.no) for one in town.line(ref).originals)


def states(town: Town, ref: DossierRef) -> set[str]:
    return {str(one.state) for one in town.line(ref).originals}


def hand_over(town: Town, ref: DossierRef, **changes: object) -> str:
    wish = Offer(AGENCY, items(town, ref), OFFICER.id, **changes)  # type: ignore[arg-type]
    return town.desk.originals.offer(wish, COUNTER).list


def resolved(town: Town, ref: DossierRef) -> None:
    """On to the counter, from the officer's table."""
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.take(ref, "agree", HEAD)
    town.take(ref, "sign", LEADER, capacity="KT.")
    town.take(ref, "seal", CLERICAL, number="12/GP")
