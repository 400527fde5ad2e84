"""Outages and paper receipts, held against the ledgers that name them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, insert, update

from engine.desk.back_entry import PaperReceipt
from engine.desk.outages import Declaration
from engine.ledger import DossierRef
from engine.tables.office import outage
from engine.tables.record import paper_receipt
from tests.engine.record.life import (
    AGENCY,
    MONDAY,
    desk_of,
    disagreements,
    minutes,
    reception,
    who,
)

SPAN = (MONDAY, MONDAY.replace(hour=4))


@pytest.fixture
def ref(engine: Engine, tmp_path: Path) -> DossierRef:
    """A paper receipt of an approved outage."""
    desk = desk_of(engine, minutes(SPAN[1]))
    declared = desk.outages.declare(
        Declaration(AGENCY, *SPAN, "power_cut", "12/BB"), who("counter")
    )
    desk.outages.approve(declared.id, who("leader"))
    receipt = PaperReceipt(reception(happened_at=MONDAY), "15")
    ref = desk.back_entries.receive(receipt, who("counter")).ref
    assert disagreements(engine, tmp_path) == []
    return ref


def first(engine: Engine, tmp_path: Path) -> str:
    return disagreements(engine, tmp_path)[0].what


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"until": SPAN[1].replace(hour=5)}, "outage_differs"),
        ({"state": "rejected"}, "outage_differs"),
        ({"dossiers": 2}, "outage_miscounted"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("ref")
def test_a_changed_outage_is_named(
    engine: Engine, tmp_path: Path, values: dict[str, object], what: str
) -> None:
    with engine.begin() as connection:
        connection.execute(update(outage).values(values))

    assert first(engine, tmp_path) == what


@pytest.mark.usefixtures("ref")
def test_an_outage_that_is_gone_is_missed(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(delete(outage))

    assert first(engine, tmp_path) == "outage_differs"


def _gone(ref: DossierRef) -> object:
    del ref
    return delete(paper_receipt)


def _added(ref: DossierRef) -> object:
    row = {"agency_id": ref.agency, "number": "16", "dossier_id": ref.id}
    return insert(paper_receipt).values(row)


@pytest.mark.parametrize(
    ("change", "what"),
    [(_gone, "paper_receipt_missing"), (_added, "paper_receipt_added")],
)
def test_a_paper_number_that_no_opening_sealed_is_named(
    engine: Engine,
    tmp_path: Path,
    ref: DossierRef,
    change: Callable[[DossierRef], object],
    what: str,
) -> None:
    with engine.begin() as connection:
        connection.execute(change(ref))  # type: ignore[call-overload]  # a statement

    assert first(engine, tmp_path) == what
