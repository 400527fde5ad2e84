"""Two people at one till at the same moment, on PostgreSQL: every đồng is counted once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine

from engine.desk import Desk
from engine.desk.fees import SheetClose, VoidReceipt
from engine.errors import Conflict
from engine.store.connect import open_database
from engine.store.files import Files
from engine.tables.office import till_sheet
from engine.tables.papers import fee_receipt
from engine.timeline import ReceiptNumber
from engine.verify import verify
from tests.engine.desk.town import AGENCY, COUNTER, MONDAY, PEPPER, Town, local, office

RACES = 12


@pytest.fixture
def town(postgresql_database_url: str) -> Iterator[Town]:
    engine = open_database(postgresql_database_url)
    yield still(engine)
    engine.dispose()


def still(engine: Engine) -> Town:
    """A clock that stands: threads do not share one that moves."""
    now = local(MONDAY)
    desk = Desk(engine, office(), PEPPER, lambda: now)
    return Town(engine, desk, clock=None)  # type: ignore[arg-type]  # nobody asks it


def at_once(*verbs: Callable[[], object]) -> None:
    start = Barrier(len(verbs))

    def run(verb: Callable[[], object]) -> None:
        start.wait()
        try:
            verb()
        except Conflict:
            return

    with ThreadPoolExecutor(len(verbs)) as pool:
        list(pool.map(run, verbs))


def closing(town: Town) -> Callable[[], object]:
    wish = SheetClose(AGENCY, local(MONDAY).date(), COUNTER.id, {"cash": 0}, {"cash": "other"})
    return partial(town.desk.fees.close_sheet, wish, COUNTER)


def is_clean(town: Town, folder: Path) -> bool:
    return not list(verify(town.engine, office().catalogue, Files(folder), PEPPER))


def test_a_receipt_is_struck_out_or_counted_never_both(town: Town, tmp_path: Path) -> None:
    for _ in range(RACES):
        town.received()
        number = max(row.number for row in town.rows(fee_receipt))
        void = VoidReceipt(ReceiptNumber(AGENCY, "BL-26E", number), "receipt_mistyped")
        at_once(partial(town.desk.fees.void_receipt, void, COUNTER), closing(town))

    standing = [row for row in town.rows(fee_receipt) if row.voided_at is None]
    counted = sum(row.expected for row in town.rows(till_sheet))
    assert counted == sum(row.total for row in standing if row.sheet is not None)
    assert is_clean(town, tmp_path)


def test_money_taken_while_the_sheet_is_closed_stands_on_one_sheet(
    town: Town, tmp_path: Path
) -> None:
    for _ in range(RACES):
        town.received()
        ref = town.received(paid=False)
        at_once(partial(town.desk.fees.collect, ref, [1], "cash", COUNTER), closing(town))

    numbers = sorted(row.number for row in town.rows(fee_receipt))
    assert numbers == list(range(1, 2 * RACES + 1))
    assert is_clean(town, tmp_path)


def test_two_at_the_counter_get_two_numbers_without_a_hole(town: Town, tmp_path: Path) -> None:
    for _ in range(RACES):
        refs = [town.received(paid=False) for _ in range(2)]
        at_once(*(partial(town.desk.fees.collect, ref, [1], "cash", COUNTER) for ref in refs))

    numbers = sorted(row.number for row in town.rows(fee_receipt))
    assert numbers == list(range(1, 2 * RACES + 1))
    assert is_clean(town, tmp_path)
