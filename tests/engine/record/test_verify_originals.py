"""Hands in the rows of originals, of data and of other systems' codes: each is found and named."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, Table

from engine.desk import Desk
from engine.desk.digitising import Digitising
from engine.desk.external import Milestone, Reference
from engine.desk.originals import Filing, Item, Offer
from engine.ledger import DossierRef
from engine.store.files import Files
from engine.tables.papers import external_ref, original, original_move, paper
from engine.timeline import Passage
from engine.verify import verify
from tests.engine.desk.town import (
    AGENCY,
    COLLEAGUE,
    COUNTER,
    OFFICER,
    PEPPER,
    Clock,
    Town,
    office,
)
from tests.engine.record import tampering

LATER = date(2026, 4, 1)


@pytest.fixture
def town(engine: Engine) -> Town:
    clock = Clock()
    return Town(engine, Desk(engine, office(), PEPPER, clock), clock)


@pytest.fixture
def ref(town: Town) -> DossierRef:
    """A dossier whose originals are filed, lent and called back, and which a ministry has too."""
    ref = town.examined()
    first, second = (Item(ref, one.no) for one in town.line(ref).originals)
    desk = town.desk.originals
    loan = Offer(AGENCY, (first,), OFFICER.id, Passage.LOAN, date(2026, 3, 6))
    desk.confirm(desk.offer(loan, COUNTER).list, OFFICER)
    desk.recall(desk.offer(Offer(AGENCY, (second,), COLLEAGUE.id), COUNTER).list, COUNTER)
    desk.file(ref, Filing((second.no,), "kept_in_file"), COUNTER)
    reference = Reference("land", "VN-1", (Milestone("received", town.clock.now),))
    town.desk.ministry.refer(ref, reference, OFFICER)
    name = town.line(ref).originals[0].paper
    town.desk.digitisation.enter(ref, Digitising({name: ("digitised",)}), OFFICER)
    assert found(town) == []
    return ref


def found(town: Town, tmp: Path = Path("nowhere")) -> list[str]:
    return [one.what for one in verify(town.engine, office().catalogue, Files(tmp), PEPPER)]


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        (original, "custodian", "dn-sxd-99"),
        (original, "state", "returned"),
        (original, "due_back", LATER),
        (original, "lender", "dn-sxd-99"),
        (original, "paper", "red_book"),
        (original_move, "taken_by", "dn-sxd-99"),
        (original_move, "given_by", "dn-sxd-99"),
        (original_move, "state", "missing"),
        (original_move, "list", "dn-sxd/2026/99"),
        (original_move, "kind", "back"),
        (external_ref, "code", "VN-2"),
        (external_ref, "facts", {"received": "2026-01-01T00:00:00.000000Z"}),
        (paper, "from_store", True),
        (paper, "digitised", True),
    ],
    ids=str,
)
def test_a_changed_row_is_named(
    town: Town, ref: DossierRef, table: Table, column: str, value: object
) -> None:
    tampering.change_row(town.engine, ref, table, **{column: value})

    assert f"{table.name}_changed" in found(town)


@pytest.mark.parametrize("table", [original, original_move, external_ref, paper], ids=str)
def test_a_row_that_is_gone_is_named(town: Town, ref: DossierRef, table: Table) -> None:
    tampering.remove_row(town.engine, ref, table)

    assert f"{table.name}_missing" in found(town)


def test_an_original_that_nobody_received_is_named(town: Town, ref: DossierRef) -> None:
    row = {
        "agency_id": ref.agency,
        "dossier_id": ref.id,
        "no": 99,
        "paper": "red_book",
        "custodian": COUNTER.id,
        "state": "held",
        "since": town.clock.now + timedelta(days=1),
    }
    with town.engine.begin() as connection:
        connection.execute(original.insert(), row)

    assert found(town) == ["original_added"]
