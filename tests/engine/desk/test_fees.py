"""Fees: assessed by the tariff, reduced on grounds, taken, owed."""

from engine.desk.fees import Assessment
from engine.desk.requests import Claim, Evidence
from engine.errors import BadInput, GuardFailed, NotYourStep
from engine.ledger import Kind
from engine.tables.papers import fee_line
from tests.engine.desk.town import (
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    Town,
    who,
)

POOR = {"Phí thẩm định": Claim("hộ nghèo", Evidence(document="12/GCN-HN ngày 05/01/2026"))}


def test_a_fee_is_taken_at_receipt(town: Town) -> None:
    town.received()

    (row,) = town.rows(fee_line)
    assert (row.tariff, row.amount, row.moment) == (75000, 75000, "receipt")
    assert row.collected_at is not None


def test_a_reduction_to_nothing_owes_nothing(town: Town) -> None:
    ref = town.received(paid=False, reductions=POOR)

    (row,) = town.rows(fee_line)
    assert (row.amount, row.ground) == (0, "hộ nghèo")
    assert town.line(ref).unpaid == ()


def test_a_fee_that_is_owed_blocks_the_hand_over_until_it_is_taken(town: Town) -> None:
    ref = town.examined(paid=False)
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.take(ref, "agree", HEAD)
    town.take(ref, "sign", LEADER)
    town.take(ref, "seal", CLERICAL)
    refused = town.refused(GuardFailed, lambda: town.take(ref, "hand_over", COUNTER))
    assert refused.facts["unmet"] == ["fees.paid"]
    town.desk.fees.collect(ref, [1], "transfer", COUNTER)

    assert town.entries(ref)[-1].kind is Kind.COLLECTED
    assert [row.method for row in town.rows(fee_line)] == ["transfer"]
    assert town.take(ref, "hand_over", COUNTER).state == "returned"


def test_only_what_is_owed_is_taken_by_the_counter_in_a_known_way(town: Town) -> None:
    ref = town.examined(paid=False)

    def code_of(lines: list[int], method: str = "cash") -> str:
        collect = town.desk.fees.collect
        return town.refused(BadInput, lambda: collect(ref, lines, method, COUNTER)).code

    assert {code_of([]), code_of([2]), code_of([1, 1]), code_of([1, 2])} == {"fee_not_owed"}
    assert code_of([1], "barter") == "unknown_method"
    town.refused(NotYourStep, lambda: town.desk.fees.collect(ref, [1], "cash", OFFICER))
    town.desk.fees.collect(ref, [1], "cash", COUNTER)
    assert code_of([1]) == "fee_not_owed"


def test_the_counter_where_the_result_is_fetched_takes_the_money_too(town: Town) -> None:
    ref = town.examined(paid=False, return_at="dn25-26017")
    town.desk.fees.collect(ref, [1], "cash", who("counter", "dn25-26017"))

    assert town.line(ref).unpaid == ()


def test_a_fee_bears_a_name_of_a_list_since_it_outlives_an_erasure(town: Town) -> None:
    ref = town.received()

    def assess(name: str) -> None:
        wish = Assessment(name, 5000, "by_quantity", "charge", "return")
        town.desk.fees.assess(ref, wish, COUNTER)

    named = town.refused(BadInput, lambda: assess("Phí của ông Nguyễn Văn Ánh"))
    assert (named.code, "Ánh" in named.message) == ("unknown_fee", False)
    assess("Phí sao chụp")
    assert [fee.name for fee in town.line(ref).fees] == ["Phí thẩm định", "Phí sao chụp"]
