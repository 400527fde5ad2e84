"""1/7/2025: districts end and communes merge, with dossiers in flight."""

import pytest

from engine.actors import Actor, Role, Seat
from engine.clock import attribution
from engine.desk import Wish
from engine.desk.succession import Foreseen, NoHeir
from engine.errors import NotNow, NotYourStep, OutOfScope
from engine.ledger import DossierRef, Kind
from engine.procedure import Final
from engine.store.lists import asked, inbox, search_by_code
from engine.store.read import reading
from engine.store.scope import Scope
from engine.tables.office import work_item
from tests.engine.desk.town import ADOPTION, Town, office
from tests.scenarios.clean import assert_clean
from tests.scenarios.reform import (
    ADMIN,
    AFTER,
    BIRTH,
    DISTRICT,
    HERE,
    JULY,
    JUNE,
    NEW,
    OLD,
    PLACE_HERE,
    PLACE_THERE,
    THERE,
    plan,
    received,
    sitting,
    walk,
)

COPY = "2.000635"  # a fee at receipt
LAND_OF_COMMUNE = "1.012812"
LAND_OF_PROVINCE = "1.012786"  # asks the commune
PERMIT = "1.013225"  # a district decided it until 30/6/2025


@pytest.fixture
def june(town: Town) -> Town:
    town.clock.set(JUNE)
    return town


def the_night_passes(town: Town) -> Foreseen:
    """The plan is carried out on the morning of 1/7/2025."""
    town.clock.set(JULY)
    return town.desk.succession.carry_out(plan(), ADMIN)


def sees(town: Town, ref: DossierRef, by: Actor) -> bool:
    """Whether the person finds the dossier: a single read and a list, which must agree."""
    line, entries = town.line(ref), town.entries(ref)
    scope = Scope(by, AFTER)
    alone = scope.sees(ref, line, entries, restricted=line.procedure.restricted)
    with reading(town.engine) as snapshot:
        listed = search_by_code(snapshot, scope, line.origin.code) is not None
    assert alone == listed
    return alone


def test_a_dossier_of_an_old_commune_is_finished_by_the_commune_that_took_it_over(
    june: Town,
) -> None:
    ref = received(june, LAND_OF_COMMUNE)
    walk(june, ref, "forward")
    before = june.line(ref)
    the_night_passes(june)

    line = june.line(ref)
    assert (line.competent, line.return_at) == (NEW, NEW)
    assert line.seat == Seat(Role.UNIT_HEAD, NEW, "cadastre")
    assert line.origin == before.origin
    assert line.promises == before.promises
    walk(june, ref, "assign", "propose", "agree", "sign", "seal", "hand_over", day=AFTER)
    assert june.line(ref).final is Final.COMPLETED
    assert_clean(june)


def test_no_past_entry_is_touched_and_time_already_used_stays_with_who_used_it(june: Town) -> None:
    refs = [received(june, LAND_OF_COMMUNE), received(june, BIRTH), received(june, ADOPTION)]
    walk(june, refs[0], "forward")
    before = {ref: (june.entries(ref), june.line(ref)) for ref in refs}
    the_night_passes(june)

    for ref, (entries, line) in before.items():
        *kept, last = june.entries(ref)
        assert kept == entries
        assert last.kind is Kind.TRANSFERRED
        assert (last.actor, last.facts["reason"]) == (ADMIN.id, "succession")
        assert june.last(ref)["before"]["competent"] == OLD
        assert attribution(june.line(ref), last.happened_at) == attribution(line, last.happened_at)
    assert_clean(june)


def test_carried_out_again_the_plan_adds_nothing(june: Town) -> None:
    received(june, LAND_OF_COMMUNE)
    assert len(the_night_passes(june).passings) == 1
    sizes = june.sizes()

    assert june.desk.succession.carry_out(plan(), ADMIN) == Foreseen((), ())
    assert june.sizes() == sizes


def test_the_dry_run_says_what_will_happen_and_writes_nothing(june: Town) -> None:
    received(june, LAND_OF_COMMUNE)
    received(june, PERMIT, DISTRICT, PLACE_THERE)
    sizes = june.sizes()
    foreseen = june.desk.succession.foresee(plan())

    assert june.sizes() == sizes
    assert {one.after.competent for one in foreseen.passings} == {NEW, THERE}
    assert the_night_passes(june) == foreseen


def test_dossiers_of_a_district_go_to_the_commune_of_their_place(june: Town) -> None:
    here = received(june, PERMIT, DISTRICT, PLACE_HERE)
    there = received(june, PERMIT, DISTRICT, PLACE_THERE)
    unplaced = received(june, PERMIT, DISTRICT, None)  # type: ignore[arg-type]  # not written down
    the_night_passes(june)

    assert [june.line(one).competent for one in (here, there, unplaced)] == [HERE, THERE, HERE]
    assert june.line(there).unit == "construction"
    assert_clean(june)


def test_nothing_is_moved_if_one_dossier_would_be_left_with_nobody(june: Town) -> None:
    ref = received(june, PERMIT, DISTRICT, PLACE_THERE)
    received(june, LAND_OF_COMMUNE)
    moves = [
        {"merge": {"from": [OLD], "into": NEW}},
        {"split": {"from": DISTRICT, "into": [{"agency": HERE, "places": [PLACE_HERE]}]}},
    ]
    june.clock.set(JULY)
    refusal = june.refused(NoHeir, lambda: june.desk.succession.carry_out(plan(moves=moves), ADMIN))

    assert [one["code"] for one in refusal.facts["dossiers"]] == [june.line(ref).origin.code]  # type: ignore[attr-defined]
    assert [one.why.code for one in june.desk.succession.foresee(plan(moves=moves)).stranded] == [
        "no_part"
    ]


def test_a_unit_and_a_person_may_be_named_who_go_along(june: Town) -> None:
    ref = received(june, LAND_OF_COMMUNE)
    walk(june, ref, "forward")
    head = sitting("unit_head", OLD, "cadastre")
    officer = sitting("officer", OLD, "cadastre")
    colleague = sitting("officer", NEW, "construction", AFTER)
    june.desk.take(ref, Wish("assign", officer=officer.id), head)
    named = plan(
        units=[{"from": f"{OLD}/cadastre", "to": f"{NEW}/construction"}],
        officers={officer.id: colleague.id},
    )
    june.clock.set(JULY)
    june.desk.succession.carry_out(named, ADMIN)

    line = june.line(ref)
    assert (line.unit, line.seat) == ("construction", Seat(Role.OFFICER, NEW, "construction"))
    assert line.officer == colleague.id
    assert_clean(june)


def test_somebody_named_who_does_not_sit_there_strands_the_dossier(june: Town) -> None:
    ref = received(june, LAND_OF_COMMUNE)
    walk(june, ref, "forward")
    officer = sitting("officer", OLD, "cadastre")
    june.desk.take(ref, Wish("assign", officer=officer.id), sitting("unit_head", OLD, "cadastre"))
    clerk = sitting("counter", NEW, day=AFTER)

    foreseen = june.desk.succession.foresee(plan(officers={officer.id: clerk.id}))
    assert [one.why.code for one in foreseen.stranded] == ["officer_without_role"]


def test_what_an_old_commune_was_asked_is_answered_by_the_new_one(june: Town) -> None:
    ref = received(june, LAND_OF_PROVINCE, "dn-vpdkdd", return_at=OLD)
    walk(june, ref, "forward", "assign", "ask_commune")
    (item,) = june.line(ref).open_items
    assert item.seat == Seat(Role.OFFICER, OLD, "cadastre")
    asked_at = june.line(ref).last_at
    the_night_passes(june)

    line = june.line(ref)
    (item,) = line.open_items
    assert item.seat == Seat(Role.OFFICER, NEW, "cadastre")
    assert item.seat_at(asked_at).agency == OLD
    assert (line.competent, line.return_at) == ("dn-vpdkdd", NEW)
    answering = sitting("officer", NEW, "cadastre", AFTER)
    assert [row.agency_id for row in june.rows(work_item)] == [NEW]
    with reading(june.engine) as snapshot:
        assert [one.ref for one in asked(snapshot, Scope(answering, AFTER))] == [ref]
    assert_clean(june)


def test_only_who_leads_or_runs_what_is_above_may_do_it_and_not_before_the_day(june: Town) -> None:
    received(june, LAND_OF_COMMUNE)
    june.refused(NotNow, lambda: june.desk.succession.carry_out(plan(), ADMIN))
    june.clock.set(JULY)
    leader = sitting("leader", NEW, day=AFTER)
    june.refused(NotYourStep, lambda: june.desk.succession.carry_out(plan(), leader))

    province = sitting("leader", "dn-ubnd")
    assert len(june.desk.succession.carry_out(plan(), province).passings) == 1


def test_people_of_the_successor_find_what_the_ended_agency_finished(june: Town) -> None:
    ref = received(june, BIRTH)
    walk(june, ref, "forward", "propose", "sign", "hand_over")
    assert june.line(ref).final is Final.COMPLETED
    old, new = sitting("counter", OLD), sitting("counter", NEW, day=AFTER)
    elsewhere = sitting("counter", THERE, day=AFTER)
    the_night_passes(june)

    assert june.entries(ref)[-1].kind is Kind.MOVED
    assert sees(june, ref, new)
    assert sees(june, ref, office().person("dn-kiem-tra-03"))
    assert not sees(june, ref, elsewhere)
    assert sees(june, ref, old) == (old.id in june.line(ref).took.values())


def test_each_heir_of_a_district_finds_its_own_places_alone(june: Town) -> None:
    here = received(june, PERMIT, DISTRICT, PLACE_HERE)
    there = received(june, PERMIT, DISTRICT, PLACE_THERE)
    june.clock.set(JULY)
    clerk_here, clerk_there = (sitting("counter", one, day=AFTER) for one in (HERE, THERE))

    assert (sees(june, here, clerk_here), sees(june, there, clerk_here)) == (True, False)
    assert (sees(june, here, clerk_there), sees(june, there, clerk_there)) == (False, True)
    june.refused(OutOfScope, lambda: june.desk.comment(there, "?", clerk_here))


def test_before_the_plan_is_carried_out_the_counter_goes_on_with_what_is_left(june: Town) -> None:
    ref = received(june, LAND_OF_COMMUNE)
    june.clock.set(JULY)
    clerk = sitting("counter", NEW, day=AFTER)

    with reading(june.engine) as snapshot:
        assert [one.ref for one in inbox(snapshot, Scope(clerk, AFTER))] == [ref]
    assert [action.id for action in june.desk.possible(ref, clerk)] == ["forward", "withdraw"]


def test_the_new_counter_takes_the_fee_and_hands_the_result_over(june: Town) -> None:
    ref = received(june, COPY, paid=False)
    walk(june, ref, "forward", "propose", "sign")
    the_night_passes(june)
    clerk = sitting("counter", NEW, day=AFTER)
    june.desk.fees.collect(ref, [1], "cash", clerk)
    walk(june, ref, "hand_over", day=AFTER)

    assert june.line(ref).final is Final.COMPLETED
    assert_clean(june)


def test_a_restricted_dossier_stays_so_with_its_heirs(june: Town) -> None:
    ref = received(june, ADOPTION)
    walk(june, ref, "forward")
    the_night_passes(june)

    assert sees(june, ref, sitting("leader", NEW, day=AFTER))
    assert not sees(june, ref, sitting("officer", NEW, "cadastre", AFTER))
    assert not sees(june, ref, sitting("leader", THERE, day=AFTER))


def test_a_dossier_of_another_agency_is_left_alone(june: Town) -> None:
    ref = received(june, LAND_OF_PROVINCE, "dn-vpdkdd")
    entries = june.entries(ref)
    the_night_passes(june)

    assert june.entries(ref) == entries


def test_a_person_whose_agency_ended_may_act_no_more(june: Town) -> None:
    ref = received(june, LAND_OF_COMMUNE)
    head = sitting("unit_head", OLD, "cadastre")
    the_night_passes(june)

    june.refused(OutOfScope, lambda: june.desk.comment(ref, "?", head))
