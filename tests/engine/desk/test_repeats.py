"""The same request again, two at once, a stale page, and the order of time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, update

from engine.desk import Desk, HandOver, HandOverItem, Outcome, Wish
from engine.errors import BadInput, Conflict, KeyReused, Outrun, RecordBroken, UnknownDossier
from engine.ledger import DossierRef
from engine.store.connect import open_database
from engine.store.write import writing
from engine.tables.record import code, dossier, remembered
from tests.engine.desk.town import (
    AGENCY,
    COUNTER,
    OFFICER,
    PEPPER,
    Clock,
    Town,
    local,
    office,
    reception,
)


def test_the_same_key_gives_the_same_answer_and_one_act(town: Town) -> None:
    first = town.desk.receive(reception(), COUNTER, key="phieu-1")
    assert town.desk.receive(reception(), COUNTER, key="phieu-1") == first
    moved = town.desk.take(first.ref, Wish("forward"), COUNTER, key="chuyen-1")
    assert town.desk.take(first.ref, Wish("forward"), COUNTER, key="chuyen-1") == moved
    said = town.desk.comment(first.ref, "Ghi chú", COUNTER, key="ghi-1")
    assert town.desk.comment(first.ref, "Ghi chú", COUNTER, key="ghi-1") == said

    assert len(town.rows(code)) == 1
    assert len(town.entries(first.ref)) == 3


def test_the_same_key_with_another_body_is_refused(town: Town) -> None:
    first = town.desk.receive(reception(), COUNTER, key="phieu-1")
    other = reception(place="26017")

    town.refused(KeyReused, lambda: town.desk.receive(other, COUNTER, key="phieu-1"))
    town.refused(
        KeyReused, lambda: town.desk.take(first.ref, Wish("forward"), COUNTER, key="phieu-1")
    )


def test_a_key_belongs_to_the_person_who_sent_it(town: Town) -> None:
    ref = town.examined()
    one = town.desk.comment(ref, "Ghi chú", COUNTER, key="1")
    two = town.desk.comment(ref, "Ghi chú", OFFICER, key="1")

    assert (one.version, two.version) == (3, 4)


def test_a_refused_request_leaves_its_key_free(town: Town) -> None:
    ref = town.received()
    with pytest.raises(BadInput):
        town.desk.take(ref, Wish("withdraw"), COUNTER, key="rut")

    assert town.rows(remembered) == []
    wish = Wish("withdraw", reason="applicant_wish")
    assert town.desk.take(ref, wish, COUNTER, key="rut").state == "withdrawn"


def test_a_key_is_short_and_says_something(town: Town) -> None:
    for key in ("", "  ", "k" * 129, "k\x00"):
        town.refused(BadInput, lambda k=key: town.desk.receive(reception(), COUNTER, key=k))  # type: ignore[misc]


def test_a_stale_page_is_told_that_somebody_acted(town: Town) -> None:
    ref = town.received()
    town.take(ref, "forward", COUNTER)
    wish = Wish("withdraw", reason="applicant_wish")

    town.refused(Outrun, lambda: town.desk.take(ref, wish, COUNTER, version=1))
    assert town.desk.take(ref, wish, COUNTER, version=2).state == "withdrawn"


def test_an_act_happens_neither_before_the_one_it_follows_nor_in_the_future(town: Town) -> None:
    ref = town.received()
    town.clock.set("2026-03-02 14:00")

    def code_of(text: str) -> str:
        wish = {"happened_at": local(text)}
        return town.refused(BadInput, lambda: town.take(ref, "forward", COUNTER, **wish)).code

    assert code_of("2026-03-02 08:59") == "before_previous_entry"
    assert code_of("2026-03-02 23:00") == "future_moment"
    naive = {"happened_at": local("2026-03-02 10:00").replace(tzinfo=None)}
    refused = town.refused(BadInput, lambda: town.take(ref, "forward", COUNTER, **naive))
    assert refused.code == "naive_moment"
    town.take(ref, "forward", COUNTER, happened_at=local("2026-03-02 10:00"))
    entry = town.entries(ref)[-1]
    assert entry.happened_at == local("2026-03-02 10:00")
    assert entry.recorded_at > local("2026-03-02 14:00")


def test_a_clock_that_goes_behind_does_not_turn_the_ledger_round(town: Town) -> None:
    ref = town.received()
    town.clock.set("2026-03-02 08:00")
    town.take(ref, "forward", COUNTER)

    first, second = town.entries(ref)
    assert second.happened_at >= first.happened_at
    assert second.recorded_at >= first.recorded_at


def test_there_is_no_act_on_a_dossier_that_there_is_not(town: Town) -> None:
    ref = town.received()
    elsewhere = DossierRef("dn-pc07", ref.id)

    refused = town.refused(UnknownDossier, lambda: town.take(elsewhere, "forward", COUNTER))
    assert refused.code == "unknown_dossier"


def test_a_ledger_that_disagrees_with_its_head_is_not_written_on(town: Town) -> None:
    ref = town.received()
    with town.engine.begin() as connection:
        connection.execute(update(dossier).values(head=b"\1" * 32))

    town.refused(RecordBroken, lambda: town.take(ref, "forward", COUNTER))


def test_the_databases_own_clock_serves_where_none_is_given(town: Town) -> None:
    desk = Desk(town.engine, office(), PEPPER)
    outcome = desk.receive(reception(), COUNTER)
    desk.take(outcome.ref, Wish("forward"), COUNTER)

    first, second = town.entries(outcome.ref)
    assert first.recorded_at <= second.recorded_at
    assert [action.id for action in desk.possible(outcome.ref, OFFICER)]


def together(engine: Engine, act: Any, clients: int = 4) -> list[Any]:  # noqa: ANN401
    """The act by several at once, each at a desk of its own; a refusal is an answer too."""
    gate = Barrier(clients)

    def one(_: int) -> object:
        desk = Desk(engine, office(), PEPPER, Clock())
        gate.wait()
        try:
            return act(desk)
        except Conflict as refused:
            return refused

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(one, range(clients)))


def test_one_key_sent_several_times_at_once_is_one_receipt(town: Town) -> None:
    answers = together(town.engine, lambda desk: desk.receive(reception(), COUNTER, key="mot"))

    assert len(set(answers)) == 1
    assert isinstance(answers[0], Outcome)
    assert len(town.rows(code)) == 1


def test_one_record_sent_several_times_at_once_is_one_record(town: Town) -> None:
    record = HandOver(
        AGENCY, "9/BB", local("2026-03-02 08:30"), "bưu tá", (HandOverItem("E1", reception()),)
    )
    answers = together(town.engine, lambda desk: desk.receive_from_post(record, COUNTER, key="mot"))

    assert len(set(answers)) == 1
    assert len(town.rows(code)) == 1


def test_one_key_sent_several_times_at_once_is_one_step(town: Town) -> None:
    ref = town.received()
    answers = together(
        town.engine, lambda desk: desk.take(ref, Wish("forward"), COUNTER, key="mot")
    )

    assert len(set(answers)) == 1
    assert isinstance(answers[0], Outcome)
    assert len(town.entries(ref)) == 2


def test_of_several_who_decide_at_once_one_wins(town: Town) -> None:
    ref = town.examined()
    answers = together(
        town.engine,
        lambda desk: desk.take(ref, Wish("propose", outcome="granted"), OFFICER, version=2),
    )

    assert [type(one) for one in answers if isinstance(one, Outcome)] == [Outcome]
    assert {type(one) for one in answers} == {Outcome, Outrun}


def test_a_deadlock_is_told_as_being_busy(postgresql_database_url: str) -> None:
    engine = open_database(postgresql_database_url)
    desk = Desk(engine, office(), PEPPER, Clock())
    first, second = (desk.receive(reception(), COUNTER).ref for _ in range(2))
    gate = Barrier(2)

    def one(refs: tuple[DossierRef, DossierRef]) -> str:
        try:
            with writing(engine) as write:
                write.hold(refs[0])
                gate.wait()
                write.hold(refs[1])
        except Conflict as refused:
            return refused.code
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, [(first, second), (second, first)])) == ["busy", "done"]
    engine.dispose()
