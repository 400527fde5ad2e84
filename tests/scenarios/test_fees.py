"""Money of a working day: assessed, reduced, taken, struck out, given back, counted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.tenant import office_of
from engine.actors import Actor
from engine.desk import Desk, Wish
from engine.desk.fees import Assessment, Refund, Relief, VoidReceipt
from engine.desk.requests import Claim, Evidence
from engine.errors import (
    BadInput,
    FourEyes,
    GuardFailed,
    NotFound,
    NotNow,
    NotYourStep,
)
from engine.fold import fold
from engine.ledger import Kind
from engine.store.files import Files
from engine.store.ledgers import entries_of
from engine.tables.papers import fee_receipt, fee_receipt_line, fee_refund
from engine.verify import verify
from tests.engine.desk.town import (
    CLERICAL,
    COUNTER,
    LEADER,
    OFFICER,
    PEPPER,
    Clock,
    Town,
    office,
    reception,
    who,
)
from tests.scenarios.clean import assert_clean
from tests.scenarios.money import (
    FEE,
    POOR,
    SERIES,
    SHOWN,
    TARIFF,
    fees,
    open_sums,
    receipt,
    through,
)
from workflows.published import publish


@pytest.fixture
def tenant(engine: Engine, tmp_path: Path) -> Desk:
    """An office whose tariff counts pages, and leaves one fee to the officer."""
    folder = tmp_path / "tenant" / "procedures"
    folder.mkdir(parents=True)
    (folder / "9.900001.yaml").write_text(TARIFF, encoding="utf-8")
    return Desk(engine, office_of(publish(folder.parent)), PEPPER, Clock())


def test_a_reduction_needs_its_evidence_and_the_entry_says_what_was_reduced(town: Town) -> None:
    for claim in (Claim("hộ nghèo"), Claim("hộ nghèo", Evidence())):
        wanted = {FEE: claim}
        refused = town.refused(BadInput, lambda asked=wanted: town.received(reductions=asked))  # type: ignore[misc]
        assert refused.code == "reduction_without_evidence"

    ref = town.received(reductions={FEE: POOR})

    (line,) = town.last(ref)["fees"]
    assert (line["tariff"], line["ground"], line["amount"]) == (75000, "hộ nghèo", 0)
    assert line["evidence"] == "document"
    assert "12/GCN" not in str(town.entries(ref))
    assert town.rows(fee_receipt) == []
    assert_clean(town)


def test_a_fee_is_reduced_later_on_a_paper_that_was_handed_in(town: Town) -> None:
    ref = town.received(paid=False)

    def reduce(evidence: Evidence) -> None:
        claim = Relief(1, Claim("hộ nghèo", evidence))
        town.desk.fees.reduce(ref, claim, COUNTER)

    missing = (Evidence(paper="passport"), Evidence(file="0" * 64))
    codes = {town.refused(BadInput, lambda e=e: reduce(e)).code for e in missing}  # type: ignore[misc]
    assert codes == {"evidence_not_there"}
    twice = Evidence(paper="report", document="12/GCN")
    assert town.refused(BadInput, lambda: reduce(twice)).code == "evidence_twice"
    reduce(Evidence(paper="report"))

    (line,) = fees(town, ref)
    assert (line.tariff, line.amount, line.evidence) == (75000, 0, "paper:report")
    assert town.entries(ref)[-1].kind is Kind.ASSESSED
    assert town.line(ref).unpaid == ()
    refused = town.refused(BadInput, lambda: reduce(Evidence(paper="report")))
    assert refused.code == "fee_not_owed"
    assert_clean(town)


def test_a_reduction_of_a_fee_that_is_not_due_is_not_lost_in_silence(town: Town) -> None:
    other = {"Phí thẩm định (trực tuyến)": Claim("hộ nghèo", SHOWN)}

    refused = town.refused(BadInput, lambda: town.received(reductions=other))

    assert refused.code == "reduction_not_due"


def test_a_fee_by_the_page_and_one_that_the_officer_finds_out(tenant: Desk) -> None:
    asked = replace(reception(), procedure="9.900001", papers={}, answers={"pages": 3})
    ref = tenant.receive(asked, COUNTER).ref
    through(tenant, ref)
    with pytest.raises(GuardFailed) as refused:
        tenant.take(ref, Wish("hand_over"), COUNTER)
    assert refused.value.code == "fee_undecided"
    said = Assessment("Lệ phí trước bạ", 150_000, "by_examination")
    with pytest.raises(NotYourStep):
        tenant.fees.assess(ref, said, CLERICAL)
    tenant.fees.assess(ref, said, OFFICER)
    corrected = Assessment("Lệ phí trước bạ", 120_000, "by_tax_notice")
    tenant.fees.assess(ref, corrected, OFFICER)
    with pytest.raises(GuardFailed, match="chưa nộp"):
        tenant.take(ref, Wish("hand_over"), COUNTER)
    tenant.fees.collect(ref, [2], "transfer", COUNTER)
    with pytest.raises(NotNow) as paid:
        tenant.fees.assess(ref, said, OFFICER)
    assert paid.value.code == "fee_collected"

    assert tenant.take(ref, Wish("hand_over"), COUNTER).state == "returned"
    with tenant.engine.connect() as connection:
        line = fold(tenant.office.catalogue, entries_of(connection, ref))
    told = [(fee.name, fee.amount, fee.basis) for fee in line.fees]
    assert told == [
        ("Phí sao chụp", 6000, None),
        ("Lệ phí trước bạ", 120_000, "by_tax_notice"),
    ]
    found = verify(tenant.engine, tenant.office.catalogue, Files(Path("none")), PEPPER)
    assert [one.message for one in found] == []


def test_every_collection_gives_the_next_receipt_of_the_book(town: Town) -> None:
    town.received()
    ref = town.received(paid=False)
    town.refused(BadInput, lambda: town.desk.fees.collect(ref, [1], "barter", COUNTER))
    town.desk.fees.collect(ref, [1], "card", COUNTER)

    rows = [(row.series, row.number, row.method, row.total) for row in town.rows(fee_receipt)]
    assert rows == [(SERIES, 1, "cash", 75000), (SERIES, 2, "card", 75000)]
    (line,) = fees(town, ref)
    assert (line.receipt, line.collected_by) == (receipt(2), COUNTER.id)
    assert_clean(town)


def test_one_receipt_covers_the_dossiers_that_were_paid_for_together(town: Town) -> None:
    refs = [town.received(paid=False) for _ in range(3)]
    wanted = {ref: [1] for ref in refs}
    key = "pay-all"
    first = town.desk.fees.collect_together(wanted, "cash", COUNTER, key=key)

    assert town.desk.fees.collect_together(wanted, "cash", COUNTER, key=key) == first
    (row,) = town.rows(fee_receipt)
    assert (row.total, len(town.rows(fee_receipt_line))) == (225_000, 3)
    assert {fees(town, ref)[0].receipt for ref in refs} == {receipt(1)}
    assert [one.ref for one in first] == refs
    again = {refs[0]: [1]}
    town.refused(BadInput, lambda: town.desk.fees.collect_together(again, "cash", COUNTER))
    assert_clean(town)


def test_who_typed_the_wrong_method_strikes_the_receipt_out_that_day(town: Town) -> None:
    ref = town.received(paid=False)
    town.desk.fees.collect(ref, [1], "card", COUNTER)
    wrong = VoidReceipt(receipt(1), "receipt_mistyped")
    town.refused(NotYourStep, lambda: town.desk.fees.void_receipt(wrong, OFFICER))
    unknown = VoidReceipt(receipt(9), "receipt_mistyped")
    town.refused(NotFound, lambda: town.desk.fees.void_receipt(unknown, COUNTER))
    town.refused(NotYourStep, lambda: town.desk.fees.void_receipt(unknown, OFFICER))
    odd = VoidReceipt(receipt(1), "workload")
    assert town.refused(BadInput, lambda: town.desk.fees.void_receipt(odd, COUNTER)).code == (
        "unknown_reason"
    )
    town.desk.fees.void_receipt(wrong, COUNTER, key="void")
    town.desk.fees.void_receipt(wrong, COUNTER, key="void")

    assert [fee.no for fee in town.line(ref).unpaid] == [1]
    assert open_sums(town) == {}
    town.refused(NotNow, lambda: town.desk.fees.void_receipt(wrong, COUNTER))
    town.desk.fees.collect(ref, [1], "cash", COUNTER)
    assert [row.number for row in town.rows(fee_receipt)] == [1, 2]
    assert open_sums(town) == {"cash": 75000}
    assert_clean(town)


def test_a_receipt_is_replaced_by_another_in_one_act_even_after_the_return(town: Town) -> None:
    ref = town.ready()
    town.take(ref, "hand_over", COUNTER)
    bare = VoidReceipt(receipt(1), "receipt_mistyped")
    refused = town.refused(NotNow, lambda: town.desk.fees.void_receipt(bare, COUNTER))
    assert refused.code == "receipt_of_returned"
    town.desk.fees.void_receipt(
        VoidReceipt(receipt(1), "receipt_mistyped", method="transfer"), COUNTER
    )

    first, second = town.rows(fee_receipt)
    assert (first.voided_by, first.replaced_by, second.total) == (COUNTER.id, 2, 75000)
    assert open_sums(town) == {"transfer": 75000}
    assert town.line(ref).unpaid == ()
    assert_clean(town)


def test_the_next_day_a_head_strikes_a_receipt_out_and_the_counter_no_more(town: Town) -> None:
    ref = town.received()
    town.clock.set("2026-03-03 09:00")
    wrong = VoidReceipt(receipt(1), "payment_failed")
    town.refused(NotYourStep, lambda: town.desk.fees.void_receipt(wrong, COUNTER))
    town.desk.fees.void_receipt(wrong, LEADER)

    assert [fee.no for fee in town.line(ref).unpaid] == [1]
    assert_clean(town)


def test_money_is_given_back_by_a_second_person_on_the_sheet_of_that_day(town: Town) -> None:
    ref = town.received()
    town.clock.set("2026-03-03 09:00")
    back = Refund((1,), "fee_overpaid", note="Ông Ánh đã nộp hai lần")
    town.refused(NotYourStep, lambda: town.desk.fees.refund(ref, back, COUNTER))
    stranger = Refund((1,), "fee_overpaid", counter=OFFICER.id)
    assert town.refused(BadInput, lambda: town.desk.fees.refund(ref, stranger, LEADER)).code == (
        "refund_counter"
    )
    town.desk.fees.refund(ref, back, LEADER)

    (row,) = town.rows(fee_refund)
    assert (row.amount, row.day, row.decided_by) == (75000, date(2026, 3, 3), LEADER.id)
    assert open_sums(town) == {"cash": 75000}
    assert open_sums(town, date(2026, 3, 3)) == {"cash": -75000}
    assert town.line(ref).unpaid == ()
    again = town.refused(BadInput, lambda: town.desk.fees.refund(ref, back, LEADER))
    assert again.code == "fee_not_taken"
    void = VoidReceipt(receipt(1), "receipt_mistyped")
    refused = town.refused(NotNow, lambda: town.desk.fees.void_receipt(void, LEADER))
    assert refused.code == "receipt_refunded"
    assert_clean(town)


def test_who_took_the_money_does_not_decide_to_give_it_back(engine: Engine) -> None:
    """At a commune one person may sit at the counter and head the unit as well."""
    agency = "dn25-26017"
    both = Actor("both", "Kiêm nhiệm", (*who("counter", agency).grants, *LEADER.grants))
    people = {**office().organisation.people, both.id: both}
    town = Town(engine, Desk(engine, office(), PEPPER, Clock()), Clock())
    assert both.id in people
    ref = town.received(return_at=agency, paid=False)
    town.desk.fees.collect(ref, [1], "cash", both)

    town.refused(FourEyes, lambda: town.desk.fees.refund(ref, Refund((1,), "fee_overpaid"), both))
    assert_clean(town)
