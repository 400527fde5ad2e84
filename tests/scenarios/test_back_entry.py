"""Receipts written by hand while the power was down, entered afterwards."""

from datetime import date, timedelta

from engine.desk import Outcome
from engine.desk.back_entry import PaperReceipt, Permit
from engine.desk.outages import Declaration
from engine.errors import BadInput, Conflict, FourEyes, NotYourStep
from engine.procedure import Channel
from engine.reports.mistakes import LATE_ENTERED
from engine.store.paper_receipts import find_by_paper_number
from engine.store.read import reading
from engine.tables.record import code, paper_receipt
from tests.engine.desk.town import (
    AGENCY,
    APPRAISAL,
    COMMUNE,
    COUNTER,
    HEAD,
    LEADER,
    Town,
    local,
    reception,
    who,
)
from tests.scenarios.clean import assert_clean

WRITTEN = local("2026-03-02 10:15")  # by hand, on Monday
TUESDAY, NEXT_WEEK = "2026-03-03 08:00", "2026-03-10 08:00"


def receipt(number: str = "0015/QUYEN-3", **changes: object) -> PaperReceipt:
    given: dict[str, object] = {"happened_at": WRITTEN} | changes
    return PaperReceipt(reception(APPRAISAL, **given), number)


def enter(town: Town, number: str = "0015/QUYEN-3", **changes: object) -> Outcome:
    return town.desk.back_entries.receive(receipt(number, **changes), COUNTER)


def test_a_paper_receipt_takes_the_serial_and_the_promise_of_its_reception_day(town: Town) -> None:
    town.clock.set(TUESDAY)
    today = town.receive()
    outcome = enter(town)
    at_once = town.receive(happened_at=WRITTEN)

    line = town.line(outcome.ref)
    assert (line.opened_at, line.accepted_at) == (WRITTEN, WRITTEN)
    assert outcome.due == at_once.due == local("2026-03-30 17:00")
    scopes = {row.dossier_id: (row.scope, row.serial) for row in town.rows(code)}
    assert scopes[outcome.ref.id][0] == scopes[at_once.ref.id][0]
    assert scopes[outcome.ref.id] != scopes[today.ref.id]
    assert line.back_entry is not None
    assert (line.back_entry.by, line.back_entry.reason) == (COUNTER.id, "power_cut")
    assert line.marks[LATE_ENTERED] == 1
    assert_clean(town)


def test_the_paper_number_is_searched_for_and_stands_for_one_dossier_of_the_agency(
    town: Town,
) -> None:
    town.clock.set(TUESDAY)
    outcome = enter(town)
    again = town.refused(Conflict, lambda: enter(town, " 0015/quyen-3 "))
    assert again.code == "paper_number_known"
    commune = town.desk.back_entries.receive(
        PaperReceipt(
            reception(
                "1.013225",
                agency=COMMUNE,
                papers={},
                answers={"work_kind": "house"},
                happened_at=WRITTEN,
            ),
            "0015/QUYEN-3",
        ),
        who("counter", COMMUNE),
    )

    with reading(town.engine) as now:
        assert find_by_paper_number(now, "0015/quyen-3", AGENCY) == [outcome.ref]
        assert {one.agency for one in find_by_paper_number(now, "0015/QUYEN-3")} == {
            AGENCY,
            COMMUNE,
        }
    assert commune.agency == COMMUNE
    assert "0015" not in str([one.facts for one in town.entries(outcome.ref)])
    assert_clean(town)


def test_an_older_receipt_is_entered_by_one_and_approved_by_another(town: Town) -> None:
    town.clock.set(NEXT_WEEK)
    refused = town.refused(BadInput, lambda: enter(town))
    assert refused.code == "back_entry_needs_approval"
    asked = Permit(AGENCY, ("0015/QUYEN-3", "0016/QUYEN-3"), date(2026, 3, 2))
    town.refused(NotYourStep, lambda: town.desk.back_entries.permit(asked, HEAD))
    town.desk.back_entries.permit(asked, LEADER)
    town.refused(FourEyes, lambda: town.desk.back_entries.receive(receipt(), LEADER))

    line = town.line(enter(town).ref)

    assert line.back_entry is not None
    assert line.back_entry.approved_by == LEADER.id
    wrong_day = local("2026-03-03 10:00")
    town.refused(BadInput, lambda: enter(town, "0016/QUYEN-3", happened_at=wrong_day))
    town.refused(Conflict, lambda: town.desk.back_entries.permit(asked, LEADER))
    assert_clean(town)


def test_what_was_received_in_an_approved_outage_bears_it_too(town: Town) -> None:
    town.clock.set(TUESDAY)
    span = (local("2026-03-02 09:30"), local("2026-03-02 16:00"))
    cut = Declaration(AGENCY, *span, "power_cut", "12/BB-DIENLUC")
    one = town.desk.outages.declare(cut, COUNTER).id
    town.desk.outages.approve(one, LEADER)

    line = town.line(enter(town).ref)

    assert [outage.id for outage in line.outages] == [one.hex]
    assert_clean(town)


def test_only_what_came_on_paper_is_entered_so(town: Town) -> None:
    town.clock.set(TUESDAY)

    def code_of(said: PaperReceipt) -> str:
        enter_it = town.desk.back_entries.receive
        return town.refused(BadInput, lambda: enter_it(said, COUNTER)).code

    assert code_of(receipt(happened_at=None)) == "reception_time_missing"
    assert code_of(receipt(channel=Channel.ONLINE)) == "not_on_paper"
    assert code_of(receipt("số của bà Hoa")) == "malformed_code"
    assert code_of(receipt(happened_at=WRITTEN + timedelta(days=9))) == "future_moment"
    assert town.rows(paper_receipt) == []


def test_a_repeat_under_the_same_key_enters_one_dossier(town: Town) -> None:
    town.clock.set(TUESDAY)
    first = town.desk.back_entries.receive(receipt(), COUNTER, key="giay-15")

    assert town.desk.back_entries.receive(receipt(), COUNTER, key="giay-15") == first
    assert len(town.rows(paper_receipt)) == 1


def test_an_ordinary_reception_written_down_on_a_later_day_is_marked(town: Town) -> None:
    same_day = town.line(town.receive().ref)
    town.clock.set(TUESDAY)
    later = town.line(town.receive(happened_at=WRITTEN).ref)

    assert LATE_ENTERED not in same_day.marks
    assert later.marks[LATE_ENTERED] == 1
