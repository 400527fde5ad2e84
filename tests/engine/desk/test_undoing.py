"""Taking back one's own last act within the time set."""

from datetime import timedelta

import pytest

from engine.errors import NotNow, NotYourStep
from engine.ledger import Kind, first_break
from engine.store.notices import note_failed, take
from engine.store.write import writing
from engine.tables.papers import result
from engine.tables.record import outbox
from tests.engine.desk.town import (
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    Town,
)


def test_a_move_is_taken_back_and_both_entries_stay(town: Town) -> None:
    ref = town.received()
    before = town.line(ref)
    town.take(ref, "forward", COUNTER)
    outcome = town.desk.undo(ref, COUNTER)

    after = town.line(ref)
    assert (after.state, after.seat, after.visits) == (before.state, before.seat, before.visits)
    assert outcome.version == len(town.entries(ref)) == 3
    assert [one.kind for one in town.entries(ref)][1:] == [Kind.MOVED, Kind.UNDONE]
    assert first_break(ref, town.entries(ref)) is None
    assert town.take(ref, "forward", COUNTER).version == 4


def test_a_promise_that_a_move_had_set_is_taken_back_with_it(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "ask_tax", OFFICER)
    town.clock.set("2026-03-10 09:00")
    town.take(ref, "tax_paid", COUNTER)
    outcome = town.desk.undo(ref, COUNTER)

    line = town.line(ref)
    assert line.stopped is not None
    assert len(line.promises) == 1
    assert outcome.state == "tax"


def test_an_assignment_is_taken_back(town: Town) -> None:
    ref = town.examined()
    town.desk.assign(ref, OFFICER.id, HEAD)
    town.desk.undo(ref, HEAD)

    assert town.line(ref).officer is None


def test_only_ones_own_act_and_only_the_last(town: Town) -> None:
    ref = town.examined()
    refused = town.refused(NotYourStep, lambda: town.desk.undo(ref, OFFICER))
    assert refused.code == "not_your_act"
    town.desk.undo(ref, COUNTER)
    town.refused(NotNow, lambda: town.desk.undo(ref, COUNTER))


def test_a_remark_of_a_colleague_does_not_stand_in_the_way(town: Town) -> None:
    ref = town.examined()
    town.desk.comment(ref, "Chuyển nhầm phòng?", OFFICER)

    assert town.desk.undo(ref, COUNTER).state == "received"


def test_after_the_time_set_it_stays_done(town: Town) -> None:
    ref = town.examined()
    town.clock.set("2026-03-02 09:30")

    refused = town.refused(NotNow, lambda: town.desk.undo(ref, COUNTER))
    assert refused.code == "undo_too_late"


@pytest.mark.parametrize("action", ["consult", "withdraw"])
def test_what_others_may_have_acted_upon_stays_done(town: Town, action: str) -> None:
    ref = town.examined()
    by, wish = {
        "consult": (OFFICER, {}),
        "withdraw": (COUNTER, {"reason": "applicant_wish"}),
    }[action]
    town.take(ref, action, by, **wish)

    refused = town.refused(NotNow, lambda: town.desk.undo(ref, by))
    assert refused.code == "undo_has_effects"


def test_answers_that_came_with_a_supplement_stay(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="declaration_wrong")
    town.take(ref, "supply", COUNTER, answers={"area": 20})

    refused = town.refused(NotNow, lambda: town.desk.undo(ref, COUNTER))
    assert refused.code == "undo_has_effects"


def test_the_receipt_itself_is_not_taken_back(town: Town) -> None:
    ref = town.received()

    town.refused(NotNow, lambda: town.desk.undo(ref, COUNTER))


def test_a_notice_that_has_not_left_does_not_go_out(town: Town) -> None:
    ref = town.signing()
    town.take(ref, "sign", LEADER, capacity="KT.")
    town.take(ref, "seal", CLERICAL, number="1/GP")
    town.desk.undo(ref, CLERICAL)
    assert {row.kind: row.error for row in town.rows(outbox)} == {
        "received": None,
        "ready": "undone",
    }
    town.take(ref, "seal", CLERICAL, number="2/GP")

    rows = sorted((row.no, row.state, row.number) for row in town.rows(result))
    assert [row[1:] for row in rows] == [("undone", "1/GP"), ("ready", "2/GP")]


def test_what_the_citizen_was_told_is_not_taken_back(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    with town.engine.begin() as connection:
        connection.execute(outbox.update().values(delivered_at=town.clock.now))

    refused = town.refused(NotNow, lambda: town.desk.undo(ref, OFFICER))
    assert refused.code == "undo_has_effects"


def test_a_notice_that_a_sender_has_taken_may_be_told_already(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    with writing(town.engine, town.clock) as write:
        assert take(write, town.clock.now + timedelta(minutes=5), 10)

    refused = town.refused(NotNow, lambda: town.desk.undo(ref, OFFICER))
    assert refused.code == "undo_has_effects"


def test_a_notice_that_was_given_up_has_told_nobody(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    with writing(town.engine, town.clock) as write:
        for one in take(write, town.clock.now + timedelta(minutes=5), 10):
            note_failed(write, one, "LineDead", again=None)

    assert town.desk.undo(ref, OFFICER).state == "examining"
