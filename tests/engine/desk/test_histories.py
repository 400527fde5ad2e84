"""Whatever an office does in whatever order: the record agrees with itself."""

from itertools import count, pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from engine.actors import Actor, Role
from engine.desk import Answering, Desk, Linked, Wish
from engine.desk.draft import APPLICANT
from engine.desk.seats import seat_for
from engine.errors import Refusal
from engine.fold import fold
from engine.ledger import DossierRef, Entry, first_break, standing
from engine.procedure import Action, Final
from engine.store.connect import open_database
from engine.store.files import Files
from engine.store.ledgers import ledgers
from engine.store.projection import projection
from engine.store.read import reading
from engine.tables import metadata
from engine.tables.record import dossier
from engine.timeline import Timeline
from engine.verify import verify
from tests.engine.desk.town import COUNTER, HEAD, LEADER, PEPPER, Clock, office, reception

LESSER = ("undo", "comment", "assign", "collect", "answer", "answer", "answer")
ALWAYS: dict[str, dict[str, Any]] = {
    "propose": {"outcome": "granted"},
    "open_next": {"child": Linked(answers={"work_kind": "house"})},
    "supply": {"answers": {"area": 20}},
}
MINUTES = (1, 1, 20, 60 * 24, 60 * 24 * 9)
SELDOM = ("withdraw", "end_processing")  # or no history would be long
LONGEST = 40
Book = dict[DossierRef, tuple[Timeline, list[Entry]]]


def _read(desk: Desk) -> Book:
    with reading(desk.engine) as snapshot:
        return {ref: (fold(office().catalogue, es), es) for ref, es in ledgers(snapshot)}


def _someone(ref: DossierRef, line: Timeline, action: Action, at: Clock) -> Actor:
    """Who may take the action, by the first address of the definition that leads to somebody."""
    for address in action.by:
        if address.role is Role.APPLICANT:
            return APPLICANT
        seat = seat_for(office(), ref, line, address, line.day(at.now))
        if holders := office().organisation.holders(seat, line.day(at.now)):
            return holders[-1 if action.four_eyes else 0]
    return COUNTER


def _live(desk: Desk, clock: Clock, chance: Random) -> None:
    """One verb on one of the dossiers, by whoever may; a refusal is part of life."""
    ref, (line, _) = chance.choice(sorted(_read(desk).items(), key=lambda one: one[0].id))
    seldom = chance.random() < 0.9
    actions = [
        one for one in line.procedure.leaving(line.state) if not seldom or one.id not in SELDOM
    ]
    clock.now = clock.now.fromtimestamp(
        clock.now.timestamp() + 60 * chance.choice(MINUTES), clock.now.tzinfo
    )
    try:
        if actions and chance.random() < 0.75:
            action = chance.choice(actions)
            wish: dict[str, Any] = dict(ALWAYS.get(action.id, {}))
            if action.reason_required:
                wish["reason"] = "other"
            desk.take(ref, Wish(action.id, **wish), _someone(ref, line, action, clock))
        else:
            _aside(desk, ref, line, chance)
    except Refusal:
        return


def _aside(desk: Desk, ref: DossierRef, line: Timeline, chance: Random) -> None:
    holders = office().organisation.holders(line.seat, line.day(line.last_at)) if line.seat else ()
    by = chance.choice([COUNTER, HEAD, LEADER, *holders[:1]])
    match chance.choice(LESSER):
        case "undo":
            last = standing(_read(desk)[ref][1])[-1].actor
            desk.undo(ref, office().organisation.people.get(last, APPLICANT))
        case "comment":
            desk.comment(ref, "Ghi chú", by)
        case "assign" if holders:
            desk.assign(ref, holders[0].id, HEAD)
        case "collect":
            desk.fees.collect(ref, [1], "cash", by)
        case "answer" if line.open_items:
            item = line.open_items[0]
            day = line.day(line.last_at)
            desk.answer(
                ref, Answering(item.id, "agree"), office().organisation.holders(item.seat, day)[0]
            )


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32), length=st.integers(5, LONGEST), paid=st.booleans())
def test_the_record_agrees_with_itself_after_any_history(
    tmp_path_factory: pytest.TempPathFactory, seed: int, length: int, *, paid: bool
) -> None:
    engine = open_database("sqlite://")
    metadata.create_all(engine)
    clock, numbers, chance = Clock(), count(1), Random(seed)  # noqa: S311  # a made-up history
    desk = Desk(engine, office(), PEPPER, clock, lambda size: next(numbers).to_bytes(size, "big"))
    desk.receive(reception(paid=paid), COUNTER)
    for _ in range(length):
        _live(desk, clock, chance)
    _check(desk)
    files = Files(tmp_path_factory.getbasetemp() / "files")
    assert list(verify(engine, office().catalogue, files, PEPPER)) == []
    engine.dispose()


def _check(desk: Desk) -> None:
    book = _read(desk)
    with reading(desk.engine) as snapshot:
        rows = {row.dossier_id: row._asdict() for row in snapshot.execute(select(dossier))}
    assert rows.keys() == {ref.id for ref in book}
    for ref, (line, entries) in book.items():
        row = rows[ref.id]
        assert first_break(ref, entries) is None
        assert row == projection(ref, line, entries[-1].hash, restricted=row["restricted"])
        assert row["version"] == len(entries)
        _check_time(line, entries)
        _check_family(ref, line, {ref.id.hex: line for ref, (line, _) in book.items()})


def _check_time(line: Timeline, entries: list[Entry]) -> None:
    assert all(a.recorded_at <= b.recorded_at for a, b in pairwise(entries))
    assert all(a.happened_at <= b.happened_at for a, b in pairwise(entries))
    assert all(one.happened_at <= one.recorded_at for one in entries)
    dues = [promise.due for promise in line.promises]
    assert dues == sorted(dues)


def _check_family(ref: DossierRef, line: Timeline, lines: dict[str, Timeline]) -> None:
    for child in line.children:
        there = lines[child.id]
        assert there.origin.parent == (ref.agency, ref.id.hex)
        if line.final in {Final.COMPLETED, Final.STOPPED, Final.WITHDRAWN}:
            assert there.final is not None
        assert (child.ended_at is None) is (there.final is None) or line.final is Final.WITHDRAWN
