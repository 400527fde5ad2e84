"""Received at one place, decided at another, fetched at a third; and papers on their way."""

from engine.actors import APPLICANT_ID, Actor, Role, Seat
from engine.desk.draft import APPLICANT
from engine.desk.places import (
    Elsewhere,
    Parcel,
    Sending,
    Transfer,
)
from engine.errors import BadInput, KeyReused, NotFound, NotNow, NotYourStep, OutOfScope
from engine.ledger import Kind
from engine.store import lists
from engine.store.read import reading
from engine.store.scope import Scope
from tests.engine.desk.town import (
    AGENCY,
    HEAD,
    LAND,
    LEADER,
    OFFICER,
    PEPPER,
    UNIT,
    Town,
    local,
    papers,
    who,
)
from tests.scenarios.clean import assert_clean
from tests.scenarios.places_of import (
    COUNTER_A,
    COUNTER_B,
    COUNTER_C,
    ELSEWHERE,
    TODAY,
    WRONG,
    A,
    B,
    C,
    decided,
    filed,
    taking,
)


def test_a_dossier_is_received_at_one_commune_decided_at_the_province_fetched_at_another(
    town: Town,
) -> None:
    outcome = filed(town)
    ref = outcome.ref
    assert outcome.code.startswith("H19.101-")  # the code is of the agency that received
    town.take(ref, "forward", COUNTER_A)
    assert (town.line(ref).seat, town.line(ref).competent) == (Seat(Role.OFFICER, B, UNIT), B)
    decided(town, ref)

    line = town.line(ref)
    assert line.state == "ready"
    assert line.seat is not None
    assert (line.seat.role, line.seat.agency) == (Role.COUNTER, C)
    town.refused(NotYourStep, lambda: town.take(ref, "hand_over", COUNTER_A))
    town.refused(OutOfScope, lambda: town.take(ref, "hand_over", who("counter", ELSEWHERE)))
    assert town.take(ref, "hand_over", COUNTER_C).state == "returned"
    assert_clean(town)


def test_through_commune_and_province_the_result_comes_to_the_commune_of_return(
    town: Town,
) -> None:
    ref = town.receive(
        LAND,
        COUNTER_A,
        agency=A,
        competent=A,
        return_at=C,
        papers=papers(LAND),
        answers={"available": False},
    ).ref
    at_commune = who("officer", A, "cadastre")
    land = who("officer", "dn-vpdkdd", "land")
    town.take(ref, "forward", COUNTER_A)
    town.take(ref, "send_to_province", at_commune)
    town.take(ref, "propose", land, outcome="granted")
    town.take(ref, "sign", who("leader", "dn-vpdkdd"), capacity="KT.")
    town.take(ref, "seal", who("clerical", "dn-vpdkdd"), number="7/CV")
    result = Sending("dn-vpdkdd", C, (Parcel(ref, "result"),))
    signed = town.desk.places.send(result, land)
    town.desk.places.take(taking(signed), COUNTER_C)
    town.take(ref, "take_back", COUNTER_A)
    town.take(ref, "hand_over", COUNTER_C, paid=True)

    line = town.line(ref)
    assert line.final is not None
    assert line.result_at is not None
    assert line.result_at.at.agency == C
    assert_clean(town)


def test_whoever_has_to_do_with_it_sees_it_and_others_do_not(town: Town) -> None:
    outcome = filed(town)
    ref = outcome.ref
    insiders = [COUNTER_A, COUNTER_B, COUNTER_C, who("leader", A), LEADER, who("leader", C)]
    outsiders = [who("counter", ELSEWHERE), who("leader", ELSEWHERE), who("leader", "dn-pc07")]
    later = local("2026-12-31 09:00")
    with reading(town.engine) as snapshot:
        for person, seen in [*((one, 1) for one in insiders), *((one, 0) for one in outsiders)]:
            scope = Scope(person, TODAY)
            assert lists.counts(snapshot, scope, B, later).open == seen
            assert len(lists.search_by_name(snapshot, scope, "ánh")) == seen
            assert len(lists.search_by_identity(snapshot, scope, "075090123456", PEPPER)) == seen
            assert len(lists.overdue(snapshot, scope, B, later)) == seen
            assert (lists.search_by_code(snapshot, scope, outcome.code) is not None) == bool(seen)
    for person in insiders:
        town.desk.possible(ref, person)
    for person in outsiders:
        town.refused(OutOfScope, lambda person=person: town.desk.possible(ref, person))  # type: ignore[misc]
    assert_clean(town)


def test_competence_passes_to_another_agency_with_a_reason_and_code_and_promise_stay(
    town: Town,
) -> None:
    ref = town.examined()
    before = town.line(ref)
    wish = Transfer("dn-ubnd", WRONG, "Vượt thẩm quyền của Sở")
    town.desk.places.transfer(ref, wish, LEADER, key="k")
    after = town.line(ref)

    assert (after.competent, after.unit) == ("dn-ubnd", "office")
    assert after.seat is not None
    assert (after.seat.role, after.seat.agency, after.seat.unit) == (
        Role.OFFICER,
        "dn-ubnd",
        "office",
    )
    assert (after.origin.code, after.promises, after.state) == (
        before.origin.code,
        before.promises,
        before.state,
    )
    facts = town.last(ref)
    assert facts["reason"] == WRONG
    assert facts["before"]["competent"] == AGENCY
    assert facts["before"]["seat"]["unit"] == UNIT
    assert "Vượt" not in str(facts)
    town.refused(NotYourStep, lambda: town.take(ref, "propose", OFFICER, outcome="granted"))
    there = who("officer", "dn-ubnd", "office")
    town.take(ref, "propose", there, outcome="granted")
    assert_clean(town)


def test_a_repeated_transfer_is_one_transfer(town: Town) -> None:
    ref = town.examined()
    wish = Transfer("dn-ubnd", WRONG)
    first = town.desk.places.transfer(ref, wish, LEADER, key="k")
    assert town.desk.places.transfer(ref, wish, LEADER, key="k") == first
    other = Transfer("dn-pc07", WRONG)
    town.refused(KeyReused, lambda: town.desk.places.transfer(ref, other, LEADER, key="k"))
    assert [one.kind for one in town.entries(ref)].count(Kind.TRANSFERRED) == 1


def test_who_answered_for_it_still_sees_it_after_the_transfer_and_the_new_agency_does(
    town: Town,
) -> None:
    ref = town.examined()
    new = who("leader", "dn-ubnd")
    town.refused(OutOfScope, lambda: town.desk.possible(ref, new))
    town.desk.places.transfer(ref, Transfer("dn-ubnd", WRONG), HEAD)

    with reading(town.engine) as snapshot:
        for person in (new, LEADER, HEAD, OFFICER):
            town.desk.possible(ref, person)
            assert lists.search_by_name(snapshot, Scope(person, TODAY), "ánh")
    town.refused(OutOfScope, lambda: town.desk.possible(ref, who("leader", "dn-pc07")))


def test_a_dossier_is_not_left_to_whoever_is_not_competent(town: Town) -> None:
    ref = town.examined()

    def code_of(wish: Transfer, by: Actor = LEADER) -> str:
        return town.refused(BadInput, lambda: town.desk.places.transfer(ref, wish, by)).code

    assert code_of(Transfer(AGENCY, WRONG)) == "already_competent"
    assert code_of(Transfer(C, WRONG)) == "place_not_served"
    assert code_of(Transfer("ag-sxd", WRONG)) == "place_not_served"  # another province
    assert code_of(Transfer("dn-ubnd", "workload")) == "unknown_reason"
    assert code_of(Transfer("dn-stnmt", WRONG)) == "agency_not_in_force"
    unknown = Transfer("nobody", WRONG)
    town.refused(NotFound, lambda: town.desk.places.transfer(ref, unknown, LEADER))
    ok = Transfer("dn-ubnd", WRONG)
    town.refused(NotYourStep, lambda: town.desk.places.transfer(ref, ok, OFFICER))
    ready = town.ready()
    town.refused(NotNow, lambda: town.desk.places.transfer(ready, ok, LEADER))
    birth = town.receive("1.001193", COUNTER_A, agency=A, papers=papers("1.001193"), answers={}).ref
    mayor = who("leader", A)
    refused = town.refused(
        BadInput, lambda: town.desk.places.transfer(birth, Transfer(AGENCY, WRONG), mayor)
    )
    assert refused.code == "not_competent"


def test_a_transferred_dossier_at_the_counter_stays_at_the_counter(town: Town) -> None:
    ref = filed(town).ref
    town.desk.places.transfer(ref, Transfer("dn-ubnd", WRONG), LEADER)

    assert "seat" not in town.last(ref)
    town.take(ref, "forward", COUNTER_A)
    line = town.line(ref)
    assert line.seat is not None
    assert line.seat.agency == "dn-ubnd"
    assert_clean(town)


def test_the_applicant_fetches_the_result_elsewhere_while_it_is_not_there(town: Town) -> None:
    ref = filed(town).ref
    town.desk.places.return_elsewhere(ref, Elsewhere(ELSEWHERE), COUNTER_A)
    assert town.line(ref).return_at == ELSEWHERE
    town.desk.places.return_elsewhere(ref, Elsewhere(C, "gần nhà"), APPLICANT)
    assert APPLICANT.id == APPLICANT_ID
    town.desk.places.return_elsewhere(ref, Elsewhere(ELSEWHERE), COUNTER_C)

    def code_of(to: str) -> str:
        wish = Elsewhere(to)
        return town.refused(
            BadInput, lambda: town.desk.places.return_elsewhere(ref, wish, COUNTER_A)
        ).code

    assert code_of(ELSEWHERE) == "already_there"
    assert code_of("ag-sxd") == "no_counter_there"
    assert code_of("dn-stnmt") == "agency_not_in_force"
    back = Elsewhere(C)
    town.refused(NotYourStep, lambda: town.desk.places.return_elsewhere(ref, back, LEADER))
    town.take(ref, "forward", COUNTER_A)
    decided(town, ref)
    town.refused(NotNow, lambda: town.desk.places.return_elsewhere(ref, back, COUNTER_A))
    town.take(ref, "hand_over", who("counter", ELSEWHERE))
    assert_clean(town)
