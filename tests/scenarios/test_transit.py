"""Papers in transit, by a slip that both ends sign; and what figures make of places."""

import pytest
from sqlalchemy import delete, update

from engine.actors import Actor, Grant, Role
from engine.desk import Linked
from engine.desk.places import (
    Arrival,
    Parcel,
    Sending,
    Signed,
    SlipName,
    Taking,
    Transfer,
)
from engine.errors import BadInput, NotFound, NotNow, NotYourStep
from engine.reports.grouping import By
from engine.reports.ii06 import ii06
from engine.reports.known import timelines
from engine.reports.timeliness import Question, timeliness
from engine.store.files import Files
from engine.store.ledgers import ledgers
from engine.store.read import reading
from engine.store.scope import Scope
from engine.store.transit import open_slips
from engine.tables.office import transit_item, transit_slip
from engine.verify import verify
from tests.engine.desk.town import (
    LEADER,
    OFFICER,
    PEPPER,
    UNIT,
    Town,
    office,
    who,
)
from tests.scenarios.clean import NOWHERE, assert_clean
from tests.scenarios.places_of import (
    COUNTER_A,
    COUNTER_B,
    ELSEWHERE,
    MARCH,
    TODAY,
    WRONG,
    A,
    B,
    C,
    filed,
    sending,
    taking,
)


def test_papers_leave_under_a_slip_that_both_ends_sign(town: Town) -> None:
    ref = filed(town).ref
    sent = town.desk.places.send(sending(ref), COUNTER_A, key="s")
    assert sent == Signed(SlipName(A, 2026, 1), 1, 1)
    assert town.desk.places.send(sending(ref), COUNTER_A, key="s") == sent
    line = town.line(ref)
    assert line.papers_at is not None
    assert (line.papers_at.at.agency, line.papers_at.going is not None) == (A, True)
    assert line.papers_at.in_transit_since == line.last_at
    town.refused(NotNow, lambda: town.desk.places.send(sending(ref), COUNTER_A))
    with reading(town.engine) as snapshot:
        (out,) = open_slips(snapshot, Scope(COUNTER_A, TODAY), A)
        (into,) = open_slips(snapshot, Scope(COUNTER_B, TODAY), B)
        assert (out.outgoing, out.other, into.outgoing, into.other) == (True, B, False, A)
        assert into.codes == (line.origin.code,)
    assert_clean(town)


def test_the_other_end_signs_and_the_papers_are_there(town: Town) -> None:
    ref = filed(town).ref
    sent = town.desk.places.send(sending(ref), COUNTER_A)
    town.refused(NotYourStep, lambda: town.desk.places.take(taking(sent), COUNTER_A))
    done = town.desk.places.take(taking(sent), OFFICER, key="t")
    assert town.desk.places.take(taking(sent), OFFICER, key="t") == done
    assert (done.items, done.open) == (1, 0)
    there = town.line(ref).papers_at
    assert there is not None
    assert (there.at.agency, there.at.unit, there.going) == (B, UNIT, None)
    town.refused(NotNow, lambda: town.desk.places.take(taking(sent), OFFICER))
    with reading(town.engine) as snapshot:
        assert open_slips(snapshot, Scope(COUNTER_A, TODAY), A) == []
    assert_clean(town)


def test_what_did_not_arrive_is_named_and_stays_open_until_it_is_found(town: Town) -> None:
    refs = [filed(town).ref for _ in range(3)]
    parcels = tuple(Parcel(ref, originals={"application": 1}) for ref in refs)
    sent = town.desk.places.send(Sending(A, B, parcels), COUNTER_A)
    some = taking(sent, Arrival(1), Arrival(2, missing={"application": 1}))
    unanswered = town.refused(BadInput, lambda: town.desk.places.take(some, COUNTER_B))
    assert unanswered.code == "items_unanswered"
    town.refused(NotYourStep, lambda: town.desk.places.take(some, COUNTER_A))
    every = taking(sent, *some.arrivals, Arrival(3, arrived=False))
    assert town.desk.places.take(every, COUNTER_B).open == 1

    short, lost = town.line(refs[1]).papers_at, town.line(refs[2]).papers_at
    assert short is not None
    assert lost is not None
    assert short.missing == (("application", 1),)
    assert (lost.at.agency, lost.going is not None) == (A, True)
    with reading(town.engine) as snapshot:
        (slip,) = open_slips(snapshot, Scope(COUNTER_B, TODAY), B)
        assert (slip.lost, len(slip.codes)) == (1, 1)
    assert_clean(town)
    found = taking(sent, Arrival(3), at=A)
    assert town.desk.places.take(found, COUNTER_A).open == 0
    there = town.line(refs[2]).papers_at
    assert there is not None
    assert (there.at.agency, there.going) == (A, None)
    assert_clean(town)


def test_slips_are_numbered_by_agency_and_year_without_a_gap(town: Town) -> None:
    refs = [filed(town).ref for _ in range(4)]
    first = town.desk.places.send(sending(refs[0]), COUNTER_A)
    twice = sending(refs[1], parcels=(Parcel(refs[1]), Parcel(refs[1])))
    town.refused(BadInput, lambda: town.desk.places.send(twice, COUNTER_A))
    unheld = sending(refs[1], parcels=(Parcel(refs[1]), Parcel(refs[2], originals={"map": 1})))
    town.refused(BadInput, lambda: town.desk.places.send(unheld, COUNTER_A))
    second = town.desk.places.send(sending(refs[1]), COUNTER_A)
    town.desk.places.take(taking(first), COUNTER_B)
    back = town.desk.places.send(Sending(B, A, (Parcel(refs[0]),)), COUNTER_B)
    town.clock.set("2027-01-04 09:00")
    next_year = town.desk.places.send(sending(refs[2]), COUNTER_A)

    numbers = [(one.slip.agency, one.slip.year, one.slip.number) for one in (first, second, back)]
    assert numbers == [(A, 2026, 1), (A, 2026, 2), (B, 2026, 1)]
    assert next_year.slip == SlipName(A, 2027, 1)
    assert_clean(town)


def test_papers_do_not_go_where_nobody_has_to_do_with_them(town: Town) -> None:
    ref = filed(town).ref

    def refused(wish: Sending, by: Actor = COUNTER_A) -> str:
        with pytest.raises((BadInput, NotNow, NotFound, NotYourStep)) as raised:
            town.desk.places.send(wish, by)
        return raised.value.code

    before = town.sizes()
    assert refused(sending(ref, to=ELSEWHERE, to_unit=None)) == "agency_not_concerned"
    assert refused(sending(ref, agency=C)) == "not_your_step"
    assert refused(sending(ref, agency=B, to=A, to_unit=None), COUNTER_B) == "papers_elsewhere"
    assert refused(sending(ref, parcels=())) == "empty_or_twice"
    assert refused(sending(ref, to=A, to_unit=None)) == "nowhere_to_go"
    assert refused(sending(ref, to_unit="moon")) == "unknown_unit"
    assert refused(sending(ref, parcels=(Parcel(ref, "lunch"),))) == "unknown_parcel"
    assert refused(sending(ref, parcels=(Parcel(ref, "result"),))) == "no_result_yet"
    lots = Parcel(ref, originals={"application": 2})
    assert refused(sending(ref, parcels=(lots,))) == "originals_not_there"
    assert refused(sending(ref), who("counter", ELSEWHERE)) == "unknown_dossier"
    assert town.sizes() == before
    sent = town.desk.places.send(sending(ref), COUNTER_A)
    outsider = who("counter", ELSEWHERE)
    unknown = town.refused(NotFound, lambda: town.desk.places.take(taking(sent), outsider))
    nothing = Taking(SlipName(A, 2026, 99), (Arrival(1),))
    same = town.refused(NotFound, lambda: town.desk.places.take(nothing, outsider))
    assert (unknown.code, unknown.message) == (same.code, same.message)


def test_an_act_whose_papers_have_left_is_not_undone(town: Town) -> None:
    ref = filed(town).ref
    town.take(ref, "forward", COUNTER_A)
    town.desk.places.send(sending(ref), COUNTER_A)

    town.refused(NotNow, lambda: town.desk.undo(ref, COUNTER_A))


def test_a_slip_that_was_tampered_with_is_found(town: Town) -> None:
    ref = filed(town).ref
    town.desk.places.send(sending(ref), COUNTER_A)

    def found() -> set[str]:
        disagreements = verify(town.engine, office().catalogue, Files(NOWHERE), PEPPER)
        return {one.what for one in disagreements}

    for change, what in (
        (update(transit_slip).values(to_agency=C), "slip_changed"),
        (update(transit_slip).values(to_agency=B), None),
        (update(transit_item).values(arrived=True), "transit_item_changed"),
        (update(transit_item).values(arrived=None), None),
        (delete(transit_item), "transit_item_missing"),
        (delete(transit_slip), "slip_missing"),
    ):
        with town.engine.begin() as connection:
            connection.execute(change)
        assert what in found() if what else not found()


def test_a_dossier_counts_once_under_whoever_is_competent(town: Town) -> None:
    filed(town)
    moved = town.examined()
    town.desk.places.transfer(moved, Transfer("dn-ubnd", WRONG), LEADER)
    town.received()
    with reading(town.engine) as snapshot:
        read = (entries for _, entries in ledgers(snapshot))
        lines = list(timelines(office().catalogue, read))

    def rows(by: By) -> dict[str, int]:
        sheet = ii06(timeliness(lines, Question(MARCH, by)))
        assert sheet.total.c3 == 3
        return {row.key: row.c3 for row in sheet.rows}

    assert rows(By.COMPETENT_AGENCY) == rows(By.AGENCY) == {B: 2, "dn-ubnd": 1}
    assert rows(By.RECEIVED_AT) == {A: 1, B: 2}
    only_a = timeliness(lines, Question(MARCH, By.RECEIVED_AT, agencies=frozenset({A})))
    assert only_a.total.received == 0  # A received it and decides nothing
    assert_clean(town)


def test_a_linked_dossier_stands_in_no_row_of_places(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "open_next", OFFICER, child=Linked(answers={"work_kind": "house"}))
    with reading(town.engine) as snapshot:
        read = (entries for _, entries in ledgers(snapshot))
        lines = list(timelines(office().catalogue, read))
    assert len(lines) == 2
    for by, rows in ((By.COMPETENT_AGENCY, 1), (By.RECEIVED_AT, 1), (By.AGENCY, 2)):
        sheet = timeliness(lines, Question(MARCH, by))
        assert (sheet.total.received, sum(row.received for row in sheet.rows)) == (1, rows)


def test_a_grant_elsewhere_signs_no_slip(town: Town) -> None:
    ref = filed(town).ref
    auditor = Actor("thanh-tra", "Thanh tra", (Grant(Role.AUDITOR, A),))
    town.refused(NotYourStep, lambda: town.desk.places.send(sending(ref), auditor))
