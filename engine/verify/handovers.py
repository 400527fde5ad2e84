"""The records signed with the post, held against the ledgers of the dossiers that they name.

A record of what the post brought is named by the entries that it opened; one of results that left
is not. So a list of results that is gone as a whole, and an item that was turned back, leave no
trace here.
"""

from collections.abc import Iterator
from uuid import UUID

from engine.facts import Facts
from engine.store.checks import Stored, Values, agencies
from engine.store.handover_checks import (
    Item,
    Signed,
    entries_elsewhere,
    is_brought,
    signed,
    without_record,
)
from engine.store.ledgers import Reading
from engine.store.seals import shown_code
from engine.verify.disagreement import Disagreement, noting


def brought(reading: Reading, one: Stored) -> Iterator[Disagreement]:
    """That the record by which a dossier came in still has it.

    The item of a reclassified dossier names the dossier whose place it took.
    """
    opening: Facts = next((row["facts"] for row in one.of("entry") if row["seq"] == 1), {})
    if not isinstance(opening, dict) or "replaces" in opening:
        return
    number, item = opening.get("handover_record"), opening.get("carrier_item")
    if number is not None and not is_brought(reading, one.ref, number, item):
        clause = f"biên bản bàn giao {number} với bưu chính không còn bưu gửi {item} của hồ sơ này"
        yield noting(one.ref, shown_code(reading, one.ref))("handover_missing", 1, clause)


def handovers(reading: Reading, agency: str) -> Iterator[Disagreement]:
    """The records of an agency: no item is missing, and each is as its dossier's ledger says it."""
    for one in signed(reading, agency):
        numbers = [item.item["no"] for item in one.items]
        if not numbers or numbers != list(range(1, len(numbers) + 1)):
            yield _wrong(agency, one, "handover_item_missing", "thiếu hoặc thừa bưu gửi")
        for item in one.items:
            if item.item["dossier_id"] is not None and not _is_said(reading, one, item):
                clause = f"bưu gửi {item.item['item_code']} không khớp với nhật ký hồ sơ"
                yield _wrong(agency, one, "handover_changed", clause)
    for code in without_record(reading, agency):
        message = f"Bưu gửi {code} của {agency}: không còn biên bản bàn giao."
        yield Disagreement("handover_missing", message, agency)


def _wrong(agency: str, one: Signed, what: str, clause: str) -> Disagreement:
    message = f"Biên bản bàn giao {one.record['number']} của {agency} với bưu chính: {clause}."
    return Disagreement(what, message, agency)


def _is_said(reading: Reading, one: Signed, item: Item) -> bool:
    """Whether an entry of the dossier names the item as the record has it."""
    dossier: UUID = item.item["dossier_id"]
    entries = item.entries or entries_elsewhere(reading, agencies(reading), dossier)
    return any(_says(row, one.record, item.item) for row in entries)


def _says(entry: Values, record: Values, item: Values) -> bool:
    facts: Facts = entry["facts"]
    if (facts.get("carrier_item"), entry["actor"]) != (item["item_code"], record["counter_clerk"]):
        return False
    if record["direction"] == "out":
        return bool(entry["recorded_at"] == record["signed_at"])
    if entry["happened_at"] != record["signed_at"]:
        return False
    if item["supplied"] is None:
        opened = (entry["seq"], facts.get("handover_record"))
        return opened == (1, record["number"])
    pieces = sum(sum(counts) for counts in facts.get("papers", {}).values())
    return bool(item["supplied"] == pieces)
