"""A post employee at the counter: receives, scans, takes money, hands over; nothing else."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from engine.actors import Actor, Role
from engine.definitions.rules.offer import BEYOND_THE_POST
from engine.desk import Answering, Desk, Extension, PaperCount, Party, Reception
from engine.desk.authority import refusal
from engine.desk.draft import APPLICANT, Scene
from engine.desk.seats import seat_in
from engine.desk.staff import Delegation, Granting, Redistribution
from engine.errors import NotAllowed, NotFound, OutOfScope
from engine.procedure import Action, Channel, Final, Procedure
from engine.store.connect import open_database
from engine.store.held import look
from tests.engine.desk.town import (
    AGENCY,
    COLLEAGUE,
    COUNTER,
    LEADER,
    MONDAY,
    OFFICER,
    Clock,
    Town,
    local,
    office,
    who,
)
from tests.scenarios.clean import assert_clean
from tests.workflows.answering import answers

POST = who("postal_counter")
TODAY = local(MONDAY).date()
PROCEDURES = sorted(office().catalogue.offered)


@pytest.fixture
def desk(sqlite_database_url: str) -> Iterator[Desk]:
    engine: Engine = open_database(sqlite_database_url)
    yield Desk(engine, office(), b"p" * 32, Clock())
    engine.dispose()


def agency_for(procedure: Procedure) -> tuple[str, str]:
    """An agency of today that decides the procedure, with a place that it serves."""
    for one in office().organisation.in_force(TODAY):
        named = {what for unit in one.units for what in unit.handles}
        fits = one.province == "75" and one.tier is procedure.tier
        if fits and named & {procedure.code, procedure.field}:
            return one.id, "26017" if "*" in one.serves else min(one.serves)
    raise AssertionError(procedure.code)


def received(desk: Desk, procedure: Procedure) -> Scene:
    """A fresh dossier of the procedure, as its applicant sees it."""
    agency, place = agency_for(procedure)
    direct = Channel.DIRECT in procedure.channels
    outcome = desk.receive(
        Reception(
            agency,
            procedure.code,
            Channel.DIRECT if direct else Channel.ONLINE,
            (Party("owner", "Nguyễn Văn Ánh"),),
            papers={p.id: PaperCount(p.originals or 1, p.copies) for p in procedure.papers},
            answers=answers(procedure),
            place=place,
            return_by=procedure.returns[0],
        ),
        who("counter", agency) if direct else APPLICANT,
    )
    with desk.engine.connect() as connection:
        held = look(connection, outcome.ref)
        return desk._acting._scene(connection, held, APPLICANT, local(MONDAY))


def offered_to_the_post(scene: Scene) -> Iterator[Action]:
    """Whatever a post employee of every agency at once could take, in every state there is."""
    grants = tuple(
        grant
        for person in office().organisation.people.values()
        for grant in person.grants
        if grant.role is Role.POSTAL_COUNTER
    )
    everywhere = Actor("post", "Bưu điện", grants)
    for state in scene.procedure.states.values():
        if state.final is not None:
            continue
        seat = seat_in(office(), scene.ref, scene.line, state, TODAY)
        there = replace(scene, by=everywhere, line=replace(scene.line, state=state.id, seat=seat))
        for action in scene.procedure.leaving(state.id):
            if refusal(there, action) is None:
                yield action


@pytest.mark.parametrize("code", PROCEDURES)
def test_in_no_procedure_does_the_post_refuse_ask_or_stop(desk: Desk, code: str) -> None:
    procedure = office().catalogue.current(code, TODAY)
    offered = list(offered_to_the_post(received(desk, procedure)))

    assert offered  # at least the hand-over
    for action in offered:
        assert action.letter not in BEYOND_THE_POST
        assert not action.reason_required
        state = procedure.states[action.to]
        assert state.stop is None
        assert state.final in {None, Final.COMPLETED}


def test_the_post_receives_takes_the_fee_and_hands_over(town: Town) -> None:
    ref = town.receive(by=POST, paid=False).ref
    assert [action.id for action in town.desk.possible(ref, POST)] == []
    town.desk.fees.collect(ref, [1], "cash", POST)
    town.take(ref, "forward", COUNTER)
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.take(ref, "agree", who("unit_head", unit="construction"))
    town.take(ref, "sign", LEADER)
    town.take(ref, "seal", who("clerical"))
    assert town.take(ref, "hand_over", POST).state == "returned"
    assert_clean(town)


def test_the_post_hands_over_what_the_counter_received(town: Town) -> None:
    """Seen while it waits at the counter, and not before."""
    ref = town.examined()
    town.refused(OutOfScope, lambda: town.desk.possible(ref, POST))
    ready = town.ready()

    assert [action.id for action in town.desk.possible(ready, POST)] == ["hand_over"]
    assert town.take(ready, "hand_over", POST).state == "returned"
    assert_clean(town)


def test_of_the_other_verbs_the_post_has_none(town: Town) -> None:
    ref = town.receive(by=POST).ref
    staff, day = town.desk.staff, TODAY
    for act in (
        lambda: town.desk.extend(
            ref, Extension(local("2026-05-04 09:00").date(), "workload"), POST
        ),
        lambda: town.desk.assign(ref, OFFICER.id, POST),
        lambda: town.take(ref, "withdraw", POST, reason="applicant_wish"),
        lambda: staff.delegate(
            Delegation(AGENCY, COLLEAGUE.id, OFFICER.id, day, day, "on_leave"), POST
        ),
        lambda: staff.grant(Granting(AGENCY, OFFICER.id, Role.COUNTER), POST),
        lambda: staff.disable(AGENCY, COLLEAGUE.id, POST),
        lambda: staff.redistribute(
            Redistribution(AGENCY, POST.id, (OFFICER.id,), "staff_left"), POST
        ),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        town.desk.answer(ref, Answering("1", "agree"), POST)
    assert_clean(town)
