"""Who may do what: role × action × scope, from the definition and the grants alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.actors import Actor, Grant, Role
from engine.desk import Wish
from engine.desk.draft import APPLICANT
from engine.errors import NotAllowed, NotFound, NotNow, NotYourStep, OutOfScope, Refusal
from engine.ledger import DossierRef
from engine.procedure import Channel
from tests.engine.desk.town import (
    ADOPTION,
    AGENCY,
    APPRAISAL,
    CLERICAL,
    COLLEAGUE,
    COMMUNE,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    OUTSIDER,
    Town,
    local,
    office,
    reception,
    who,
)

EVERYBODY = {
    "counter": COUNTER,
    "officer": OFFICER,
    "colleague": COLLEAGUE,
    "unit head": HEAD,
    "leader": LEADER,
    "clerical": CLERICAL,
    "officer of another unit": OUTSIDER,
    "counter elsewhere": who("counter", "dn-pc07"),
    "officer elsewhere": who("officer", "dn-pc07", "fire_police"),
    "commune officer": who("officer", COMMUNE, "construction"),
    "applicant": APPLICANT,
    "auditor": Actor("auditor-1", "Thanh tra", (Grant(Role.AUDITOR, AGENCY),)),
    "administrator": Actor("admin-1", "Quản trị", (Grant(Role.SYSTEM_ADMIN, AGENCY),)),
}


def submitted(town: Town) -> DossierRef:
    return town.receive(channel=Channel.ONLINE, by=APPLICANT).ref


def supplement(town: Town) -> DossierRef:
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    return ref


def tax(town: Town) -> DossierRef:
    ref = town.examined()
    town.take(ref, "ask_tax", OFFICER)
    return ref


def reviewing(town: Town) -> DossierRef:
    ref = town.examined()
    town.take(ref, "propose", OFFICER, outcome="granted")
    return ref


def sealing(town: Town) -> DossierRef:
    ref = town.signing()
    town.take(ref, "sign", LEADER)
    return ref


STATES: dict[str, Callable[[Town], DossierRef]] = {
    "submitted": submitted,
    "received": lambda town: town.received(),
    "examining": lambda town: town.examined(),
    "supplement": supplement,
    "tax": tax,
    "reviewing": reviewing,
    "signing": lambda town: town.signing(),
    "sealing": sealing,
    "ready": lambda town: town.ready(),
}
WISHES: dict[str, dict[str, Any]] = {
    "propose": {"outcome": "granted"},
    "ask_first": {"reason": "other"},
    "ask_more": {"reason": "other"},
    "reject": {"reason": "other"},
    "send_back": {"reason": "other"},
    "withdraw": {"reason": "other"},
    "end_processing": {"reason": "other"},
    "hand_over": {"paid": True},
}


def possible(town: Town, ref: DossierRef, by: Actor) -> set[str]:
    """What the desk offers; nothing to whom the dossier does not exist."""
    try:
        return {action.id for action in town.desk.possible(ref, by)}
    except OutOfScope:
        return set()


@pytest.mark.parametrize("state", STATES)
def test_what_is_offered_is_what_is_taken(town: Town, state: str) -> None:
    make = STATES[state]
    actions = office().catalogue.current(APPRAISAL, local("2026-03-02 09:00").date()).actions
    for by in EVERYBODY.values():
        ref = make(town)
        offered = possible(town, ref, by)
        leaving = {action.id for action in actions.values() if state in action.sources}
        assert offered <= leaving
        for action in leaving:
            fresh = make(town)
            wish = Wish(action, **WISHES.get(action, {}))
            if action in offered:
                assert not _is_refused(town, fresh, wish, by)
            else:
                assert _is_refused(town, fresh, wish, by)


def _is_refused(town: Town, ref: DossierRef, wish: Wish, by: Actor) -> bool:
    """Whether for want of authority; another refusal (a guard, an answer) is none."""
    try:
        town.desk.take(ref, wish, by)
    except (NotAllowed, OutOfScope):
        return True
    except Refusal:
        pass
    return False


TABLE = {
    ("submitted", "counter"): {"accept", "ask_first", "reject", "withdraw"},
    ("submitted", "applicant"): {"withdraw"},
    ("received", "counter"): {"forward", "withdraw"},
    ("received", "officer"): set(),
    ("examining", "officer"): {"propose", "ask_more", "consult", "ask_tax", "open_next"},
    ("examining", "colleague"): {"propose", "ask_more", "consult", "ask_tax", "open_next"},
    ("examining", "counter"): {"withdraw"},
    ("supplement", "applicant"): {"supply", "withdraw"},
    ("supplement", "leader"): {"end_processing"},
    ("tax", "counter"): {"tax_paid", "withdraw"},
    ("reviewing", "unit head"): {"agree", "send_back"},
    ("signing", "leader"): {"sign", "send_back"},
    ("signing", "unit head"): {"send_back"},
    ("sealing", "clerical"): {"seal"},
    ("ready", "counter"): {"hand_over"},
    ("ready", "clerical"): set(),
    ("examining", "auditor"): set(),
}


@pytest.mark.parametrize(("state", "person"), TABLE, ids=" by ".join)
def test_the_definition_says_who_takes_what(town: Town, state: str, person: str) -> None:
    assert possible(town, STATES[state](town), EVERYBODY[person]) == TABLE[state, person]


@pytest.mark.parametrize(
    "person",
    ["officer of another unit", "counter elsewhere", "officer elsewhere", "administrator"],
)
def test_to_an_outsider_the_dossier_does_not_exist(town: Town, person: str) -> None:
    ref, by = town.examined(), EVERYBODY[person]

    town.refused(OutOfScope, lambda: town.desk.possible(ref, by))
    town.refused(OutOfScope, lambda: town.desk.comment(ref, "Xin xem", by))
    town.refused(OutOfScope, lambda: town.take(ref, "propose", by, outcome="granted"))
    town.refused(OutOfScope, lambda: town.take(ref, "sign", by))


def test_whoever_oversees_the_agency_looks_on(town: Town) -> None:
    ref = town.examined()

    assert town.desk.possible(ref, EVERYBODY["auditor"]) == ()
    assert town.desk.possible(ref, LEADER) == ()


def test_a_grant_that_is_over_gives_nothing(town: Town) -> None:
    ref = town.received()
    former = Actor("cũ", "Người cũ", (Grant(Role.COUNTER, AGENCY, valid_to=date(2026, 3, 1)),))
    town.refused(OutOfScope, lambda: town.take(ref, "forward", former))

    leaving = Actor(
        "sắp", "Người sắp đi", (Grant(Role.COUNTER, AGENCY, valid_to=date(2026, 3, 2)),)
    )
    town.clock.set("2026-03-03 09:00")
    yesterday = {"happened_at": local("2026-03-02 16:00")}
    town.refused(OutOfScope, lambda: town.take(ref, "forward", leaving, **yesterday))
    moved = Actor("sang", "Sang thanh tra", (*leaving.grants, Grant(Role.AUDITOR, AGENCY)))
    town.refused(NotYourStep, lambda: town.take(ref, "forward", moved, **yesterday))
    assert town.take(ref, "forward", COUNTER, **yesterday).version == 2


def test_a_step_given_to_one_is_offered_to_that_one_alone(town: Town) -> None:
    ref = town.examined()
    town.desk.assign(ref, COLLEAGUE.id, HEAD)

    assert possible(town, ref, OFFICER) == set()
    assert "propose" in possible(town, ref, COLLEAGUE)


def test_who_proposed_is_not_offered_the_signature(town: Town) -> None:
    both = Actor(OFFICER.id, OFFICER.name, (*OFFICER.grants, *LEADER.grants))
    ref = town.signing()

    assert possible(town, ref, both) == {"send_back"}


def test_looking_at_what_is_possible_locks_nobody_out(town: Town) -> None:
    ref = town.received()
    with town.engine.connect() as other, other.begin():
        town.take(ref, "forward", COUNTER)
        assert possible(town, ref, OFFICER)


def test_a_restricted_dossier_is_for_those_who_have_it_and_the_leader(town: Town) -> None:
    counter, other = (who("counter", COMMUNE, nth=n) for n in (0, 1))
    officer, head = (who(role, COMMUNE, "justice") for role in ("officer", "unit_head"))
    leader, clerical = who("leader", COMMUNE), who("clerical", COMMUNE)
    ref = town.desk.receive(reception(ADOPTION, agency=COMMUNE, answers={}), counter).ref
    town.take(ref, "forward", counter)
    town.take(ref, "assign", head, officer=officer.id)

    auditor = Actor("auditor-1", "Thanh tra", (Grant(Role.AUDITOR, COMMUNE),))
    for nobody in (other, clerical, auditor):
        town.refused(OutOfScope, lambda by=nobody: town.desk.possible(ref, by))  # type: ignore[misc]
    for somebody in (counter, officer, head, leader):
        town.desk.possible(ref, somebody)


def test_an_address_that_leads_nowhere_is_nobodys(town: Town) -> None:
    ref = town.examined()
    known = office().organisation
    left = {name: one for name, one in known.agencies.items() if "26008" not in one.serves}
    ruled = replace(office(), organisation=replace(known, agencies=left))
    after = replace(town, desk=replace(town.desk, office=ruled))

    assert "consult" in possible(after, ref, OFFICER)
    refused = after.refused(NotFound, lambda: after.take(ref, "consult", OFFICER))
    assert refused.code == "no_agency"


def test_an_action_out_of_turn_is_a_matter_of_time_not_of_right(town: Town) -> None:
    ref = town.received()

    town.refused(NotNow, lambda: town.take(ref, "propose", OFFICER, outcome="granted"))
