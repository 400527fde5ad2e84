"""Several people at once on PostgreSQL, each on a connection of their own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select

from engine.desk import Desk, Outcome, Wish
from engine.errors import Conflict, NotNow, Outrun
from engine.ledger import DossierRef
from engine.tables.record import code
from tests.engine.record.life import desk_of, examined, line_of, opened, reception, signing, who

RACES = 60
Verb = Callable[[], Outcome]


@pytest.fixture
def engine(postgresql_database_url: str) -> Iterator[Engine]:
    with opened(postgresql_database_url) as engine:
        yield engine


def race(*verbs: Verb) -> list[Outcome | Conflict]:
    """All at the same moment; what each was answered, or by what it was refused."""
    start = Barrier(len(verbs))

    def run(verb: Verb) -> Outcome | Conflict:
        start.wait()
        try:
            return verb()
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


def one_won(answers: list[Outcome | Conflict]) -> bool:
    refused = [answer for answer in answers if isinstance(answer, Conflict)]
    return len(refused) == 1 and isinstance(refused[0], NotNow | Outrun)


def prepared(engine: Engine, make: Callable[[Desk], DossierRef]) -> tuple[Desk, list[DossierRef]]:
    desk = desk_of(engine)
    return desk, [make(desk) for _ in range(RACES)]


def test_of_two_leaders_deciding_at_once_one_decides(engine: Engine) -> None:
    desk, refs = prepared(engine, signing)
    sign = partial(desk.take, wish=Wish("sign", capacity="TM."), by=who("leader"))
    back = Wish("send_back", reason="content_to_correct")
    send_back = partial(desk.take, wish=back, by=who("leader"))

    won = 0
    for ref in refs:
        won += one_won(race(partial(sign, ref), partial(send_back, ref)))
        assert line_of(engine, ref).state in {"sealing", "examining"}

    assert won == RACES


def test_of_two_officers_taking_the_same_action_one_takes_it(engine: Engine) -> None:
    desk, refs = prepared(engine, examined)
    officer = who("officer", unit="construction")
    ask = Wish("ask_more", reason="paper_missing")

    won = 0
    for ref in refs:
        take = partial(desk.take, ref, ask, officer)
        won += one_won(race(take, take))
        assert line_of(engine, ref).state == "supplement"

    assert won == RACES


def test_a_version_that_was_outrun_is_refused(engine: Engine) -> None:
    desk, (ref, *_) = prepared(engine, examined)
    officer = who("officer", unit="construction")
    seen = line_of(engine, ref).length
    desk.take(ref, Wish("ask_more", reason="paper_missing"), officer)

    with pytest.raises(Outrun):
        desk.take(ref, Wish("supply"), who("counter"), version=seen)


def test_the_same_key_twice_at_once_is_one_act_with_two_equal_answers(engine: Engine) -> None:
    receiving = partial(desk_of(engine).receive, reception(), who("counter"))

    for number in range(RACES):
        receive = partial(receiving, key=f"phieu-{number}")
        first, second = race(receive, receive)
        assert isinstance(first, Outcome)
        assert first == second

    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(code)).scalar_one() == RACES


def test_the_same_key_twice_at_once_on_one_dossier_is_one_act(engine: Engine) -> None:
    desk, refs = prepared(engine, examined)
    officer = who("officer", unit="construction")
    ask = Wish("ask_more", reason="paper_missing")

    for ref in refs:
        take = partial(desk.take, ref, ask, officer, key=ref.id.hex)
        first, second = race(take, take)
        assert isinstance(first, Outcome)
        assert first == second
        assert line_of(engine, ref).length == first.version
