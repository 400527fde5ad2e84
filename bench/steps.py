"""Steps and receipts on PostgreSQL: the desk with all that it owes, beside bare SQL.

The floor is what a step costs without an engine: BEGIN, SELECT … FOR UPDATE, UPDATE, INSERT,
COMMIT through psycopg, on the same server in the same run. `fsync` is on for both. A row says
the wall time divided by the steps of all clients.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from time import perf_counter

import psycopg
from sqlalchemy import create_engine

from api.tenant import office_of
from bench import Row, timed
from engine.actors import Actor, Role, Seat
from engine.desk import Desk, Outcome, PaperCount, Party, Reception, Wish
from engine.fold import fold
from engine.procedure import Channel
from engine.store.connect import open_database
from engine.store.ledgers import entries_of
from engine.tables import metadata
from tests.postgresql import temporary_server
from workflows.published import publish

PROCEDURE, AGENCY, UNIT = "1.013228", "dn-sxd", "construction"
ROUNDS = 12  # dossiers a client
CLIENTS = (4, 16)
WAY = (
    (Wish("forward"), Role.COUNTER),
    (Wish("assign"), Role.UNIT_HEAD),
    (Wish("propose", outcome="granted"), Role.OFFICER),
    (Wish("agree"), Role.UNIT_HEAD),
    (Wish("sign"), Role.LEADER),
    (Wish("seal"), Role.CLERICAL),
)
FLOOR_TABLES = """
    CREATE TABLE floor_dossier (id int PRIMARY KEY, state text, version int);
    CREATE TABLE floor_entry (dossier int REFERENCES floor_dossier, seq int, facts jsonb,
                              PRIMARY KEY (dossier, seq));
    INSERT INTO floor_dossier SELECT n, 'received', 0 FROM generate_series(1, 1000) n;
"""
FACTS = '{"action": "forward", "from": "received", "to": "examining", "note": "' + "x" * 250 + '"}'


def measure() -> Iterator[Row]:
    """Steps and receipts by 4 and by 16 clients, each beside its floor; then one fold."""
    with temporary_server(fsync=True) as url:
        engine = open_database(url)
        metadata.create_all(engine)
        with psycopg.connect(_plain(url), autocommit=True) as connection:
            connection.execute(FLOOR_TABLES)
        desk = Desk(engine, office_of(publish()), b"bench" * 8)
        for clients in CLIENTS:
            yield from _receipts(desk, clients)
            yield from _steps(desk, url, clients)
        yield _folded(desk)
        engine.dispose()


def _plain(url: str) -> str:
    return create_engine(url).url.set(drivername="postgresql").render_as_string(hide_password=False)


def _person(desk: Desk, role: Role) -> Actor:
    seat = Seat(role, AGENCY, UNIT)
    return desk.office.organisation.holders(seat, datetime.now(UTC).date())[0]  # noqa: TID251


def _receive(desk: Desk) -> Outcome:
    procedure = next(iter(desk.office.catalogue.offered[PROCEDURE]))
    papers = {one.id: PaperCount(one.originals or 1, one.copies) for one in procedure.papers}
    owner = Party("owner", "Nguyễn Văn Mẫu")
    request = Reception(AGENCY, PROCEDURE, Channel.DIRECT, (owner,), papers, paid=True)
    return desk.receive(request, _person(desk, Role.COUNTER))


def _together(clients: int, work: Callable[[int], object]) -> float:
    """Seconds of wall time that the clients take, all at once."""
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(work, range(clients)))  # open the connections
        begun = perf_counter()
        list(pool.map(work, range(clients)))
        return perf_counter() - begun


def _receipts(desk: Desk, clients: int) -> Iterator[Row]:
    seconds = _together(clients, lambda _: [_receive(desk) for _ in range(ROUNDS)])
    each = seconds / (clients * ROUNDS) * 1e6
    yield Row(f"tiếp nhận, một quầy, {clients} máy", "motcua", each, f"{1e6 / each:,.0f}/s")


def _steps(desk: Desk, url: str, clients: int) -> Iterator[Row]:
    people = {role: _person(desk, role) for _, role in WAY}

    def ours(batch: list[Outcome]) -> None:
        for outcome in batch:
            for wish, role in WAY:
                desk.take(outcome.ref, wish, people[role])

    batches = [[_receive(desk) for _ in range(ROUNDS)] for _ in range(2 * clients)]
    waiting = iter(batches)
    seconds = _together(clients, lambda _: ours(next(waiting)))
    steps = clients * ROUNDS * len(WAY)
    question = f"một bước xử lý, {clients} máy"
    yield Row(question, "motcua", seconds / steps * 1e6, f"{steps / seconds:,.0f}/s")
    floor = _together(clients, lambda n: _floor(_plain(url), n, ROUNDS * len(WAY)))
    yield Row(question, "SQL trần, 5 câu lệnh", floor / steps * 1e6, f"{steps / floor:,.0f}/s")


def _floor(url: str, client: int, steps: int) -> None:
    with psycopg.connect(url) as connection:
        for step in range(steps):
            dossier = client * 50 + step % 50 + 1
            row = connection.execute(
                "SELECT version FROM floor_dossier WHERE id = %s FOR UPDATE", [dossier]
            ).fetchone()
            version = row[0] if row else 0
            connection.execute(
                "UPDATE floor_dossier SET state = 's', version = %s WHERE id = %s",
                [version + 1, dossier],
            )
            connection.execute(
                "INSERT INTO floor_entry VALUES (%s, %s, %s)", [dossier, version + 1, FACTS]
            )
            connection.commit()


def _folded(desk: Desk) -> Row:
    outcome = _receive(desk)
    for wish, role in WAY:
        desk.take(outcome.ref, wish, _person(desk, role))
    for _ in range(13):
        desk.comment(outcome.ref, "Đã gọi điện cho người nộp.", _person(desk, Role.COUNTER))
    with desk.engine.connect() as connection:
        entries = entries_of(connection, outcome.ref)
    question = f"đọc nhật ký {len(entries)} mục"
    return timed(question, "motcua", lambda: fold(desk.office.catalogue, entries), "một hồ sơ")
