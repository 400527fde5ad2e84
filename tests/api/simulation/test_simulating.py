"""A simulated province: the same for the same seed, and a record that agrees with itself."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.settings import Settings
from api.simulation.assumptions import assumptions
from api.simulation.living import plan
from api.simulation.planning import Order
from api.simulation.simulating import simulate
from api.simulation.workers import in_turn
from api.system import System
from engine.clock import Verdict, verdict
from engine.desk import Desk, Office
from engine.errors import Conflict
from engine.fold import fold
from engine.procedure import Channel, Final
from engine.reports.online_share import online_share
from engine.reports.periods import Period
from engine.reports.timeliness import Question, timeliness
from engine.store.connect import hurried, open_database
from engine.store.files import Files
from engine.store.ledgers import ledgers
from engine.store.read import reading
from engine.timeline import Cause, Timeline
from engine.verify import verify
from workflows.published import Published, publish

PEPPER = b"a pepper of thirty-two bytes ...."
SUMMER = Order(30, date(2026, 6, 1), date(2026, 8, 14), seed=4)
TURN = Order(30, date(2025, 6, 16), date(2025, 7, 25), seed=4)

NewDatabase = Callable[[], Engine]


@dataclass(frozen=True, slots=True)
class Lived:
    """What a simulation left: the last hash of every ledger, by receipt code, and two figures."""

    heads: tuple[tuple[str, bytes], ...]
    figures: tuple[object, ...]


@pytest.fixture
def on_sqlite(sqlite_template: Path, tmp_path: Path) -> Iterator[NewDatabase]:
    opened: list[Engine] = []

    def fresh() -> Engine:
        path = shutil.copy(sqlite_template, tmp_path / f"{len(opened)}.sqlite")
        opened.append(open_database(f"sqlite:///{path}"))
        return opened[-1]

    yield fresh
    for engine in opened:
        engine.dispose()


def live(engine: Engine, office: Office, order: Order, workers: int = 1) -> None:
    desk = Desk(engine, office, PEPPER)
    with hurried(engine):
        in_turn(desk, plan(desk, assumptions(), order, workers), lambda _: None)


def timelines(engine: Engine, office: Office) -> list[Timeline]:
    with reading(engine) as snapshot:
        return [fold(office.catalogue, entries) for _, entries in ledgers(snapshot)]


def lived(engine: Engine, office: Office, order: Order, workers: int = 1) -> Lived:
    live(engine, office, order, workers)
    with reading(engine) as snapshot:
        read = [entries for _, entries in ledgers(snapshot)]
    lines = [fold(office.catalogue, entries) for entries in read]
    period = Period("kỳ", order.first, order.last)
    offered = office.catalogue.on(order.last)
    return Lived(
        tuple(sorted((str(entries[0].facts["code"]), entries[-1].hash) for entries in read)),
        (
            timeliness(lines, Question(period)).total.to_json(),
            online_share(lines, period, offered).to_json(),
        ),
    )


def differences(engine: Engine, office: Office, folder: Path) -> list[str]:
    found: Iterable[object] = verify(engine, office.catalogue, Files(folder), PEPPER)
    return [str(one) for one in found]


@pytest.mark.parametrize("order", [SUMMER, TURN], ids=["summer", "districts end"])
def test_one_seed_gives_the_same_ledgers_and_figures_in_one_share_or_several(
    on_sqlite: NewDatabase, office: Office, tmp_path: Path, order: Order
) -> None:
    """Codes, ids, moments and keys: the last hash of a ledger holds all of it."""
    engine = on_sqlite()
    whole = lived(engine, office, order)

    assert lived(on_sqlite(), office, order, workers=3) == whole
    assert len(whole.heads) >= order.dossiers
    assert differences(engine, office, tmp_path) == []


def test_postgresql_holds_the_same_ledgers(
    on_sqlite: NewDatabase, postgresql_database_url: str, office: Office
) -> None:
    engine = open_database(postgresql_database_url)

    assert lived(engine, office, SUMMER, workers=2) == lived(on_sqlite(), office, SUMMER)
    engine.dispose()


def test_nothing_is_recorded_after_the_last_day(on_sqlite: NewDatabase, office: Office) -> None:
    engine = on_sqlite()
    live(engine, office, Order(12, date(2026, 6, 1), date(2026, 6, 12), seed=9))

    with reading(engine) as snapshot:
        last = max(entries[-1].recorded_at for _, entries in ledgers(snapshot))

    assert last.astimezone(office.calendar_of("").zone).date() <= date(2026, 6, 12)


@pytest.fixture(scope="module")
def published() -> Published:
    return publish()


def test_a_seed_is_simulated_once_in_a_database(
    on_sqlite: NewDatabase, office: Office, published: Published, tmp_path: Path
) -> None:
    """Also when other days or another number are asked for: ids would repeat."""
    engine = on_sqlite()
    found = System(
        Settings(tmp_path, str(engine.url), given_pepper=PEPPER), engine, published, office
    )
    told: list[tuple[int, int | None]] = []
    made = simulate(
        found, Order(8, SUMMER.first, SUMMER.last, 5), 2, lambda *heard: told.append(heard)
    )

    with pytest.raises(Conflict) as refused:
        simulate(found, Order(4, TURN.first, TURN.last, 5), 1, lambda *_: None)

    answer = made.to_json()
    assert refused.value.code == "seed_known"
    assert told[-1] == (8, 8)
    assert (answer["dossiers"], answer["workers"], answer["seed"]) == (8, 1, 5)
    assert sum(made.after.open.values()) == answer["open"]
    assert made.after.entries == answer["entries"]


@pytest.mark.long
def test_two_thousand_dossiers_give_figures_that_one_believes(
    on_sqlite: NewDatabase, office: Office, tmp_path: Path
) -> None:
    engine = on_sqlite()
    live(engine, office, Order(2_000, date(2026, 1, 5), date(2026, 6, 30), seed=2))
    lines = timelines(engine, office)
    ended = [line for line in lines if line.final is Final.COMPLETED]
    late = sum(verdict(line) is Verdict.LATE for line in ended)
    stopped = sum(any(s.reason == "supplement" for s in line.stops) for line in lines)

    assert 0.85 < 1 - late / len(ended) < 0.97
    assert 0.05 < stopped / len(lines) < 0.15
    assert {line.final for line in lines} == {None, *Final}
    assert {line.origin.channel for line in lines} == set(Channel)
    assert {promise.cause for line in lines for promise in line.promises} >= {Cause.EXTENSION}
    assert any(item.answered_at for line in lines for item in line.items)
    assert any(line.outcome == "declined" for line in lines)
    assert len({line.state for line in lines if line.final is None}) >= 6
    assert differences(engine, office, tmp_path) == []
