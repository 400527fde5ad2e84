"""The records signed with the post are held against the ledgers of the dossiers that they name."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import Table, delete, update

from engine.desk import HandOver, HandOverItem, PaperCount
from engine.desk.posting import Posting, PostingItem
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.store.files import Files
from engine.tables.office import handover_item, handover_record
from engine.verify import verify
from tests.engine.desk.town import (
    AGENCY,
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    MONDAY,
    OFFICER,
    PEPPER,
    Town,
    local,
    office,
    reception,
)
from tests.scenarios.clean import NOWHERE, assert_clean

LATER = local(MONDAY) + timedelta(days=2)


@pytest.fixture
def ref(town: Town) -> DossierRef:
    """The dossier that the post brought, beside one that it completed and one that it took."""
    leaving = town.received(return_by=Channel.POSTAL)
    town.take(leaving, "forward", COUNTER)
    town.take(leaving, "propose", OFFICER, outcome="granted")
    town.take(leaving, "agree", HEAD)
    town.take(leaving, "sign", LEADER)
    town.take(leaving, "seal", CLERICAL)
    item = PostingItem(leaving, "RR1VN")
    town.desk.postings.sign(Posting(AGENCY, "09/BBGN", "Lê Bưu Tá", (item,)), COUNTER)

    lacking = town.receive()
    town.take(lacking.ref, "forward", COUNTER, officer=OFFICER.id)
    town.take(lacking.ref, "ask_more", OFFICER, reason="paper_missing")
    brought = (
        HandOverItem("EA1VN", reception()),
        HandOverItem("EA2VN", None, remark="paper_missing"),
        HandOverItem("EA3VN", None, supplies=lacking.code, papers={"report": PaperCount(1)}),
    )
    town.clock.now += timedelta(minutes=30)
    record = HandOver(AGENCY, "07/BBBG", town.clock.now, "bưu tá 5", brought)
    opened, _ = town.desk.receive_from_post(record, COUNTER)
    assert_clean(town)
    return opened.ref


def found(town: Town) -> list[tuple[str, str | None]]:
    wrong = verify(town.engine, office().catalogue, Files(NOWHERE), PEPPER)
    return [(one.what, one.dossier) for one in wrong]


@pytest.mark.usefixtures("ref")
@pytest.mark.parametrize(
    ("table", "which", "values"),
    [
        (handover_record, {"direction": "in"}, {"signed_at": LATER}),
        (handover_record, {"direction": "out"}, {"signed_at": LATER}),
        (handover_record, {"direction": "out"}, {"counter_clerk": OFFICER.id}),
        (handover_item, {"item_code": "EA3VN"}, {"supplied": 9}),
        (handover_item, {"item_code": "EA3VN"}, {"item_code": "EA9VN"}),
        (handover_item, {"item_code": "RR1VN"}, {"item_code": "RR9VN"}),
    ],
    ids=str,
)
def test_a_record_that_says_something_else_than_the_ledger_is_named(
    town: Town, table: Table, which: Mapping[str, object], values: Mapping[str, object]
) -> None:
    condition = [table.c[name] == value for name, value in which.items()]
    with town.engine.begin() as connection:
        connection.execute(update(table).where(*condition).values(values))

    assert {what for what, _ in found(town)} == {"handover_changed"}


def test_items_that_are_gone_are_named(town: Town, ref: DossierRef) -> None:
    with town.engine.begin() as connection:
        connection.execute(delete(handover_item))

    records = [("handover_item_missing", None)] * 2
    assert found(town) == [("handover_missing", ref.id.hex), *records]


def test_records_that_are_gone_are_named(town: Town, ref: DossierRef) -> None:
    with town.engine.begin() as connection:
        connection.execute(delete(handover_record))

    items = [("handover_missing", None)] * 4
    assert found(town) == [("handover_missing", ref.id.hex), *items]


def test_a_record_that_is_gone_with_its_items_is_named_by_the_dossier_it_brought(
    town: Town, ref: DossierRef
) -> None:
    with town.engine.begin() as connection:
        connection.execute(delete(handover_item))
        connection.execute(delete(handover_record))

    assert found(town) == [("handover_missing", ref.id.hex)]


@pytest.mark.usefixtures("ref")
def test_an_item_that_was_turned_back_is_missed_in_its_place(town: Town) -> None:
    with town.engine.begin() as connection:
        connection.execute(delete(handover_item).where(handover_item.c.item_code == "EA2VN"))

    assert found(town) == [("handover_item_missing", None)]
