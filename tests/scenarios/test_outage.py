"""Power or network were down: declared with evidence, approved by a second person."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from engine.actors import Role, Seat
from engine.clock import attribution
from engine.desk.outages import Decided, Declaration
from engine.errors import BadInput, FourEyes, NotFound, NotNow, NotYourStep
from engine.ledger import Kind
from engine.reports.known import known
from engine.tables.office import outage
from tests.engine.desk.town import (
    ADOPTION,
    AGENCY,
    COMMUNE,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    Town,
    local,
    who,
)
from tests.scenarios.clean import assert_clean

TEN, NOON = local("2026-03-04 10:00"), local("2026-03-04 11:30")
AFTERWARDS = "2026-03-04 14:00"
OTHERS = who("leader", COMMUNE)


def cut(**changes: object) -> Declaration:
    given: dict[str, object] = {
        "agency": AGENCY,
        "since": TEN,
        "until": NOON,
        "reason": "power_cut",
        "evidence": "12/BB-DIENLUC",
    }
    return Declaration(**(given | changes))  # type: ignore[arg-type]  # by the names above


def declared(town: Town, **changes: object) -> UUID:
    return town.desk.outages.declare(cut(**changes), COUNTER).id


def test_an_outage_is_approved_by_a_second_person_who_sees_what_it_touches(town: Town) -> None:
    ref = town.examined()
    town.clock.set(AFTERWARDS)
    one = town.desk.outages.declare(cut(), HEAD)
    promise = town.line(ref).current
    assert town.line(ref).outages == ()
    (touched,) = town.desk.outages.touched(one.id, LEADER)
    assert (touched.ref, touched.code) == (ref, town.line(ref).origin.code)

    done = town.desk.outages.approve(one.id, LEADER)

    assert done.dossiers == (touched,)
    assert town.entries(ref)[-1].kind is Kind.OUTAGE
    line = town.line(ref)
    assert line.current == promise  # an outage moves no promise by itself
    held = attribution(line, local("2026-03-04 17:00"))
    assert held[Seat(Role.OUTAGE, AGENCY)] == timedelta(hours=1, minutes=30)
    assert_clean(town)


def test_who_declared_it_does_not_approve_it(town: Town) -> None:
    town.clock.set(AFTERWARDS)
    one = town.desk.outages.declare(cut(), LEADER).id

    town.refused(FourEyes, lambda: town.desk.outages.approve(one, LEADER))
    town.refused(NotYourStep, lambda: town.desk.outages.approve(one, HEAD))


def test_dossiers_that_were_over_or_not_there_yet_are_not_touched(town: Town) -> None:
    over = town.ready()
    there = town.examined()
    town.clock.set(AFTERWARDS)
    later = town.examined()
    town.desk.outages.approve(declared(town), LEADER)

    assert [len(town.line(ref).outages) for ref in (over, there, later)] == [0, 1, 0]


def test_a_dossier_of_the_span_is_touched_though_it_is_over_by_now(town: Town) -> None:
    ref = town.signing()
    town.clock.set(AFTERWARDS)
    town.take(ref, "sign", LEADER)
    town.take(ref, "seal", who("clerical"))
    town.desk.outages.approve(declared(town), LEADER)

    assert len(town.line(ref).outages) == 1
    assert_clean(town)


def test_overlapping_outages_are_not_counted_twice(town: Town) -> None:
    ref = town.examined()
    town.clock.set(AFTERWARDS)
    for until in (NOON, NOON - timedelta(minutes=30)):
        town.desk.outages.approve(declared(town, until=until), LEADER)

    held = attribution(town.line(ref), local("2026-03-04 17:00"))
    assert held[Seat(Role.OUTAGE, AGENCY)] == timedelta(hours=1, minutes=30)
    assert_clean(town)


def test_what_was_known_before_the_approval_does_not_change(town: Town) -> None:
    ref = town.examined()
    town.clock.set(AFTERWARDS)
    one = declared(town)
    before = town.clock.now
    town.desk.outages.approve(one, LEADER)

    assert Kind.OUTAGE not in {entry.kind for entry in known(town.entries(ref), before)}


def test_a_declaration_is_rejected_withdrawn_or_decided_once(town: Town) -> None:
    town.clock.set(AFTERWARDS)
    rejected, withdrawn, approved = (declared(town) for _ in range(3))
    town.desk.outages.reject(rejected, LEADER)
    town.refused(NotYourStep, lambda: town.desk.outages.withdraw(withdrawn, HEAD))
    town.desk.outages.withdraw(withdrawn, COUNTER)
    first = town.desk.outages.approve(approved, LEADER, key="duyet-1")

    assert town.desk.outages.approve(approved, LEADER, key="duyet-1") == first
    for one in (rejected, withdrawn, approved):
        refused = town.refused(NotNow, partial(town.desk.outages.approve, one, LEADER))
        assert refused.code == "outage_decided"
    states = {row.outage_id: row.state for row in town.rows(outage)}
    assert states == {rejected: "rejected", withdrawn: "withdrawn", approved: "approved"}
    assert_clean(town)


def test_a_declaration_needs_evidence_a_reason_and_a_span_that_is_over(town: Town) -> None:
    town.clock.set("2026-03-04 11:00")

    def code_of(**changes: object) -> str:
        return town.refused(BadInput, lambda: town.desk.outages.declare(cut(**changes), HEAD)).code

    assert code_of(evidence="") == "malformed_code"
    assert code_of(until=NOON) == "future_moment"
    assert code_of(since=TEN, until=TEN) == "span_reversed"
    assert code_of(reason="workload") == "unknown_reason"
    town.refused(NotYourStep, lambda: town.desk.outages.declare(cut(until=TEN), OFFICER))


def test_an_outage_of_one_agency_is_nothing_to_another(town: Town) -> None:
    ref = town.examined()
    town.clock.set(AFTERWARDS)
    one = town.desk.outages.declare(cut(agency=COMMUNE), who("counter", COMMUNE)).id
    town.refused(NotFound, lambda: town.desk.outages.approve(one, LEADER))
    assert town.desk.outages.of_agency(COMMUNE, LEADER) == []
    town.desk.outages.approve(one, OTHERS)

    assert town.line(ref).outages == ()
    assert [found.state for found in town.desk.outages.of_agency(COMMUNE, OTHERS)] == ["approved"]


def test_a_declaration_sent_twice_is_one(town: Town) -> None:
    town.clock.set(AFTERWARDS)
    first: Decided = town.desk.outages.declare(cut(), COUNTER, key="mat-dien")

    assert town.desk.outages.declare(cut(), COUNTER, key="mat-dien") == first
    assert len(town.rows(outage)) == 1


def test_who_may_not_see_a_restricted_dossier_is_not_told_that_it_is_touched(town: Town) -> None:
    clerk = who("counter", COMMUNE)
    ref = town.receive(ADOPTION, clerk, agency=COMMUNE, answers={}, paid=False).ref
    town.clock.set(AFTERWARDS)
    head = who("unit_head", COMMUNE, "construction")
    one = town.desk.outages.declare(cut(agency=COMMUNE), head).id

    assert town.desk.outages.touched(one, head) == ()
    assert [touched.ref for touched in town.desk.outages.touched(one, OTHERS)] == [ref]
    town.desk.outages.approve(one, OTHERS)
    assert len(town.line(ref).outages) == 1
    assert_clean(town)


def test_an_outage_does_not_keep_anybody_from_undoing_their_last_act(town: Town) -> None:
    ref = town.received()
    town.clock.set(AFTERWARDS)
    town.take(ref, "forward", COUNTER)
    town.desk.outages.approve(declared(town), LEADER)

    assert town.desk.undo(ref, COUNTER).state == "received"
    assert len(town.line(ref).outages) == 1
    assert_clean(town)
