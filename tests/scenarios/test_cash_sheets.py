"""The day's money: counted, closed, looked over; any day adds up."""

from datetime import timedelta
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from engine.actors import Actor
from engine.desk import Desk
from engine.desk.fees import Refund, SheetClose, VoidReceipt
from engine.desk.fees.sheets import Sheet
from engine.erasure import Eraser
from engine.errors import (
    BadInput,
    FourEyes,
    NotFound,
    NotNow,
    NotYourStep,
    Refusal,
)
from engine.store.connect import open_database
from engine.store.files import Files
from engine.store.tills import Till
from engine.tables import metadata
from tests.engine.desk.town import (
    AGENCY,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    PEPPER,
    Clock,
    Town,
    office,
    who,
)
from tests.scenarios.clean import assert_clean
from tests.scenarios.money import FEE, MONDAY, POOR, adds_up, fees, live, open_sums, receipt, sheet


def test_the_day_is_counted_and_a_difference_has_its_reason(town: Town) -> None:
    town.received()
    ref = town.received(paid=False)
    town.desk.fees.collect(ref, [1], "card", COUNTER)
    close = town.desk.fees.close_sheet

    def closing(**given: object) -> SheetClose:
        return SheetClose(AGENCY, MONDAY, COUNTER.id, **given)  # type: ignore[arg-type]

    def code_of(wish: SheetClose, by: Actor = COUNTER) -> str:
        return town.refused(BadInput, lambda: close(wish, by)).code

    assert code_of(closing()) == "cash_not_counted"
    assert code_of(closing(counted={"cash": 70000})) == "reason_missing"
    assert code_of(closing(counted={"shells": 1})) == "unknown_method"
    even = closing(counted={"cash": 75000}, reasons={"cash": "cash_short"})
    assert code_of(even) == "reason_not_asked"
    short = closing(counted={"cash": 70000}, reasons={"cash": "cash_short"})
    town.refused(NotYourStep, lambda: close(short, OFFICER))
    closed = close(short, COUNTER, key="close")

    assert close(short, COUNTER, key="close") == closed
    assert (closed.no, closed.differences) == (1, {"cash": -5000})
    told = [(one.method, one.expected, one.counted, one.reason) for one in sheet(town)]
    assert told == [("card", 75000, None, None), ("cash", 75000, 70000, "cash_short")]
    assert_clean(town)


def test_what_comes_after_the_closing_stands_on_a_supplementary_sheet(town: Town) -> None:
    town.received()
    counted = SheetClose(AGENCY, MONDAY, COUNTER.id, {"cash": 75000})
    town.desk.fees.close_sheet(counted, COUNTER)
    void = VoidReceipt(receipt(1), "receipt_mistyped")
    refused = town.refused(NotNow, lambda: town.desk.fees.void_receipt(void, COUNTER))
    assert refused.code == "sheet_closed"
    nothing = SheetClose(AGENCY, MONDAY, COUNTER.id)
    empty = town.refused(NotNow, lambda: town.desk.fees.close_sheet(nothing, COUNTER))
    assert empty.code == "nothing_to_close"
    town.received()

    assert open_sums(town) == {"cash": 75000}
    assert town.desk.fees.close_sheet(counted, COUNTER).no == 2
    assert [(one.no, one.expected) for one in sheet(town)] == [(1, 75000), (2, 75000)]
    assert_clean(town)


def test_a_second_person_looks_the_sheet_over_once(town: Town) -> None:
    town.received()
    town.desk.fees.close_sheet(SheetClose(AGENCY, MONDAY, COUNTER.id, {"cash": 75000}), HEAD)
    till = Till(AGENCY, MONDAY, COUNTER.id)
    sign = town.desk.fees.countersign_sheet
    town.refused(FourEyes, lambda: sign(till, 1, HEAD))
    town.refused(NotYourStep, lambda: sign(till, 1, COUNTER))
    town.refused(NotFound, lambda: sign(till, 2, LEADER))
    sign(till, 1, LEADER)

    assert [one.countersigned_by for one in sheet(town)] == [LEADER.id]
    town.refused(NotNow, lambda: sign(till, 1, LEADER))
    assert_clean(town)


def test_only_the_agency_sees_its_sheets(town: Town) -> None:
    stranger = who("leader", "dn25-26017")

    town.refused(NotYourStep, lambda: town.desk.fees.sheets(AGENCY, MONDAY, stranger))
    town.refused(NotYourStep, lambda: town.desk.fees.sheets(AGENCY, MONDAY, OFFICER))


def test_an_erased_dossier_keeps_its_money_and_loses_what_was_shown(
    town: Town, tmp_path: Path
) -> None:
    ref = town.received(reductions={FEE: POOR})
    before = fees(town, ref)
    files = Files(tmp_path)
    Eraser(town.engine, office(), files, town.clock).erase(ref, LEADER, "erasure_requested")

    assert fees(town, ref) == before
    with town.engine.connect() as connection:
        for table in metadata.tables.values():
            told = str(list(connection.execute(select(table))))
            assert "12/GCN" not in told, table.name
    assert_clean(town, files)


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32), length=st.integers(5, 25))
def test_the_lines_taken_come_to_what_the_receipts_say_after_any_day(
    seed: int, length: int
) -> None:
    engine = open_database("sqlite://")
    metadata.create_all(engine)
    clock, chance = Clock(), Random(seed)  # noqa: S311  # a made-up day
    town = Town(engine, Desk(engine, office(), PEPPER, clock), clock)
    refs = [town.received(paid=chance.random() < 0.5)]
    for _ in range(length):
        try:
            live(town, refs, chance)
        except Refusal:
            continue
    adds_up(town, refs)
    assert_clean(town)
    engine.dispose()


def test_a_drawer_that_paid_back_more_than_it_took_is_closed_as_it_stands(town: Town) -> None:
    ref = town.received()
    town.desk.fees.close_sheet(SheetClose(AGENCY, MONDAY, COUNTER.id, {"cash": 75000}), COUNTER)
    town.clock.set("2026-03-03 09:00")
    town.desk.fees.refund(ref, Refund((1,), "fee_overpaid"), LEADER)
    tuesday = MONDAY + timedelta(days=1)

    def close(amount: int, method: str = "cash") -> Sheet:
        wish = SheetClose(AGENCY, tuesday, COUNTER.id, {"cash": -75000, method: amount})
        return town.desk.fees.close_sheet(wish, COUNTER)

    assert town.refused(BadInput, lambda: close(-1, "card")).code == "impossible_amount"
    assert town.refused(BadInput, lambda: close(-80000)).code == "reason_missing"
    closed = close(-75000)

    assert (closed.expected, closed.differences) == ({"cash": -75000}, {})
    assert_clean(town)
