"""Who sees a dossier because an original paper of it is with them: one rule, asked both ways."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import Engine, select

from engine.actors import Actor
from engine.desk import Desk
from engine.desk.originals import Item, Offer
from engine.errors import BadInput
from engine.ledger import DossierRef
from engine.store.originals import originals_held
from engine.store.read import reading
from engine.store.scope import Scope
from engine.tables.record import dossier
from engine.timeline import Passage
from tests.engine.desk.town import (
    ADOPTION,
    AGENCY,
    APPRAISAL,
    COMMUNE,
    COUNTER,
    PEPPER,
    Clock,
    Town,
    office,
    who,
)

TODAY = date(2026, 3, 2)
BORROWER = who("officer", COMMUNE, "justice")
NEIGHBOUR = who("officer", COMMUNE, "cadastre")


@pytest.fixture
def town(engine: Engine) -> Town:
    clock = Clock()
    return Town(engine, Desk(engine, office(), PEPPER, clock), clock)


def sees(town: Town, ref: DossierRef, by: Actor, *, restricted: bool = False) -> bool:
    """By the dossier and by the query, which must agree."""
    scope = Scope(by, TODAY)
    one = scope.sees(ref, town.line(ref), town.entries(ref), restricted=restricted)
    with town.engine.connect() as connection:
        of_it = select(dossier.c.dossier_id).where(
            dossier.c.agency_id == ref.agency, dossier.c.dossier_id == ref.id
        )
        other = connection.execute(of_it.where(scope.clause())).first() is not None
    assert one == other
    return one


def lend(town: Town, ref: DossierRef, to: str, by: Actor = COUNTER) -> str:
    items = tuple(Item(ref, one.no) for one in town.line(ref).originals)
    wish = Offer(by.grants[0].agency, items, to, Passage.LOAN, date(2026, 3, 6))
    return town.desk.originals.offer(wish, by).list


def test_a_borrower_sees_the_dossier_from_the_offer_until_it_goes_back(town: Town) -> None:
    ref = town.examined()
    assert not sees(town, ref, BORROWER)
    number = lend(town, ref, BORROWER.id)
    assert sees(town, ref, BORROWER)
    assert not sees(town, ref, NEIGHBOUR)
    town.desk.originals.confirm(number, BORROWER)
    assert sees(town, ref, BORROWER)
    items = tuple(Item(ref, one.no) for one in town.line(ref).originals)
    back = Offer(COMMUNE, items, COUNTER.id, Passage.BACK)
    town.desk.originals.confirm(town.desk.originals.offer(back, BORROWER).list, COUNTER)

    assert not sees(town, ref, BORROWER)


def test_a_list_to_an_agency_shows_the_dossier_there_until_it_is_called_back(town: Town) -> None:
    ref = town.examined()
    number = lend(town, ref, COMMUNE)
    assert sees(town, ref, NEIGHBOUR)
    town.desk.originals.recall(number, COUNTER)

    assert not sees(town, ref, NEIGHBOUR)


def test_the_originals_of_a_restricted_dossier_are_offered_to_nobody_who_does_not_see_it(
    town: Town,
) -> None:
    clerk = who("counter", COMMUNE)
    ref = town.receive(ADOPTION, clerk, agency=COMMUNE, place="26017").ref
    outside = who("officer", unit="construction")
    for to in (AGENCY, outside.id):
        refused = town.refused(BadInput, partial(lend, town, ref, to, clerk))
        assert refused.code == "recipient_not_concerned"

    assert not sees(town, ref, outside, restricted=True)
    assert sees(town, ref, clerk, restricted=True)


def test_the_list_of_originals_shows_a_restricted_dossier_to_nobody_outside(town: Town) -> None:
    clerk = who("counter", COMMUNE)
    town.receive(ADOPTION, clerk, agency=COMMUNE, place="26017")
    town.received(procedure=APPRAISAL)

    with reading(town.engine) as snapshot:
        unseen = originals_held(snapshot, Scope(who("officer"), TODAY), agency=COMMUNE)
        named = originals_held(snapshot, Scope(clerk, TODAY), custodian=clerk.id)

    assert unseen == []
    assert {one.custodian for one in named} == {clerk.id}
