from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier

from sqlalchemy import Engine, select, update

from engine.desk import Desk, Wish
from engine.ledger import DossierRef, Kind
from engine.store.ledgers import entries_of
from engine.tables.record import dossier, outbox, remembered
from engine.timers import Ticked, tick
from tests.engine.record.life import (
    MONDAY,
    desk_of,
    disagreements,
    examined,
    line_of,
    minutes,
    office,
    reception,
    returned,
    who,
)

OFFICER = "dn-sxd:construction/officer"
HEAD = "dn-sxd:construction/unit_head"
LEADER = "dn-sxd:/leader"


def ticked(engine: Engine, at: datetime) -> Ticked:
    return tick(engine, office(), lambda: at)


def events(engine: Engine, ref: DossierRef) -> list[tuple[str, object, object]]:
    """What time has entered in the ledger: kind, what, about."""
    with engine.connect() as connection:
        return [
            (str(one.kind), one.facts["what"], one.facts["about"])
            for one in entries_of(connection, ref)
            if one.kind in {Kind.PROPOSED, Kind.WARNED}
        ]


def told(engine: Engine, kind: str) -> list[str]:
    with engine.connect() as connection:
        found = select(outbox.c.receiver).where(outbox.c.kind == kind)
        return sorted(connection.execute(found).scalars())


def supplementing(desk: Desk) -> DossierRef:
    """A dossier that waits for the applicant."""
    ref = examined(desk)
    officer = who("officer", unit="construction")
    desk.take(ref, Wish("ask_more", reason="paper_missing"), officer)
    return ref


def days(number: float) -> datetime:
    return MONDAY + timedelta(days=number)


def test_time_has_nothing_to_say_of_a_dossier_that_goes_well(engine: Engine) -> None:
    ref = examined(desk_of(engine))

    assert ticked(engine, days(1)) == Ticked({}, 0, 0, ())
    assert events(engine, ref) == []


def test_a_supplement_that_never_comes_makes_time_propose_the_end(engine: Engine) -> None:
    ref = supplementing(desk_of(engine))
    assert ticked(engine, days(30)).entered == {}

    assert ticked(engine, days(31.5)).entered == {"expired": 1}

    line = line_of(engine, ref)
    assert (line.state, line.proposal) == ("supplement", "end_processing")
    assert told(engine, "proposed") == [LEADER]


def test_what_time_proposes_a_person_decides(engine: Engine) -> None:
    desk = desk_of(engine)
    ref = supplementing(desk)
    ticked(engine, days(31.5))

    later = desk_of(engine, minutes(days(32)))
    later.take(ref, Wish("end_processing", reason="no_supplement"), who("leader"))

    assert line_of(engine, ref).state == "ended"
    assert ticked(engine, days(200)).entered == {}


def test_a_promise_that_is_near_is_told_to_who_holds_the_step(engine: Engine) -> None:
    ref = examined(desk_of(engine))
    promise = line_of(engine, ref).current
    assert promise is not None
    two_days_before = promise.due - timedelta(days=3)

    entered = ticked(engine, two_days_before).entered

    assert entered["due_soon"] == 1
    assert told(engine, "due_soon") == [OFFICER]


def test_a_promise_that_has_passed_goes_up_to_the_head_of_the_unit(engine: Engine) -> None:
    ref = examined(desk_of(engine))
    promise = line_of(engine, ref).current
    assert promise is not None

    entered = ticked(engine, promise.due + timedelta(minutes=1)).entered

    assert entered["overdue"] == 1
    assert "due_soon" not in entered
    assert told(engine, "overdue") == [OFFICER, HEAD]


def test_a_step_that_outlasts_its_budget_goes_up_to_the_head(engine: Engine) -> None:
    desk = desk_of(engine)
    ref = desk.receive(reception(), who("counter")).ref

    assert ticked(engine, days(1.5)).entered == {"over_budget": 1}

    assert events(engine, ref) == [("warned", "over_budget", "1")]
    assert told(engine, "over_budget") == [LEADER]  # a counter has no head of a unit


def test_a_stopped_clock_is_never_late(engine: Engine) -> None:
    ref = supplementing(desk_of(engine))

    ticked(engine, days(200))

    assert {what for _, what, _ in events(engine, ref)} == {"expired"}


def test_a_silent_consultation_that_the_dossier_waits_for_is_reminded(engine: Engine) -> None:
    desk = desk_of(engine)
    ref = examined(desk)
    desk.take(ref, Wish("consult"), who("officer", unit="construction"))
    waited_for, passed_over = line_of(engine, ref).open_items
    assert (waited_for.proceeds, passed_over.proceeds) == (False, True)

    entered = ticked(engine, days(12)).entered

    assert entered["silent"] == 1
    assert told(engine, "reminder") == ["dn-pc07:fire_police/officer"]
    silent = [about for _, what, about in events(engine, ref) if what == "silent"]
    assert silent == [waited_for.id]


def test_each_event_is_entered_once_however_often_time_looks(
    engine: Engine, tmp_path: Path
) -> None:
    ref = examined(desk_of(engine))
    first = ticked(engine, days(60))
    length = line_of(engine, ref).length

    assert sum(first.entered.values()) == length - 2
    assert ticked(engine, days(60)).entered == {}
    assert ticked(engine, days(61)).entered == {}
    assert line_of(engine, ref).length == length
    assert disagreements(engine, tmp_path) == []


def test_a_promise_made_anew_can_come_near_again(engine: Engine) -> None:
    desk = desk_of(engine)
    ref = examined(desk)
    first = line_of(engine, ref).current
    assert first is not None
    ticked(engine, first.due - timedelta(days=3))
    late = desk_of(engine, minutes(first.due - timedelta(days=2)))
    officer = who("officer", unit="construction")
    late.take(ref, Wish("ask_more", reason="paper_missing"), officer)
    late.take(ref, Wish("supply"), who("counter"))
    second = line_of(engine, ref).current
    assert second is not None

    entered = ticked(engine, second.due - timedelta(days=3)).entered

    assert entered["due_soon"] == 1


def test_ticks_at_once_do_not_double(engine: Engine, tmp_path: Path) -> None:
    desk = desk_of(engine)
    refs = [examined(desk) for _ in range(6)]
    start = Barrier(4)

    def one(_: int) -> Ticked:
        start.wait()
        return ticked(engine, days(60))

    with ThreadPoolExecutor(4) as pool:
        ticks = list(pool.map(one, range(4)))

    assert sum(t.entered.get("overdue", 0) for t in ticks) == len(refs)
    for ref in refs:
        known = events(engine, ref)
        assert len(known) == len(set(known))
    assert disagreements(engine, tmp_path) == []


def test_a_dossier_that_is_over_is_left_alone(engine: Engine) -> None:
    returned(desk_of(engine))

    assert ticked(engine, days(300)).entered == {}


def test_a_dossier_that_cannot_be_read_does_not_stop_the_others(engine: Engine) -> None:
    desk = desk_of(engine)
    broken, whole = examined(desk), examined(desk)
    with engine.begin() as connection:
        mine = dossier.c.dossier_id == broken.id
        connection.execute(update(dossier).where(mine).values(head=b"x" * 32))

    result = ticked(engine, days(60))

    assert result.unreadable == (broken,)
    assert events(engine, whole) != []


def test_answers_are_remembered_for_thirty_days(engine: Engine) -> None:
    desk_of(engine).receive(reception(), who("counter"), key="mot")
    assert ticked(engine, days(29)).forgotten == 0

    assert ticked(engine, days(31)).forgotten == 1

    with engine.connect() as connection:
        assert connection.execute(select(remembered)).all() == []


def test_without_a_clock_time_is_the_database_s(engine: Engine) -> None:
    assert tick(engine, office()) == Ticked({}, 0, 0, ())
