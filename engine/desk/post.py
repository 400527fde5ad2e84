"""The hand-over record between the post and the agency, as rows and as a remembered answer."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from engine.desk.requests import HandOver, Outcome
from engine.store.act import Insert
from engine.tables.office import handover_item, handover_record


def rows(
    record: HandOver, counter_clerk: str, dossiers: Sequence[UUID | None], entropy: bytes
) -> tuple[Insert, ...]:
    """The record that both sides signed, and its items in order."""
    key: dict[str, object] = {
        "agency_id": record.agency,
        "record_id": UUID(bytes=entropy, version=4),
    }
    head = {
        **key,
        "direction": "in",
        "number": record.number,
        "signed_at": record.signed_at,
        "post_clerk": record.post_clerk,
        "counter_clerk": counter_clerk,
    }
    items = (
        {
            **key,
            "no": no,
            "item_code": item.item_code,
            "dossier_id": dossier,
            "remark": item.remark,
        }
        for no, (item, dossier) in enumerate(zip(record.items, dossiers, strict=True), start=1)
    )
    return (Insert(handover_record, head), *(Insert(handover_item, item) for item in items))


def answer(outcomes: Sequence[Outcome]) -> dict[str, object]:
    return {"outcomes": [one.facts() for one in outcomes]}


def read_answer(known: Mapping[str, Any]) -> tuple[Outcome, ...]:
    return tuple(Outcome.read(one) for one in known["outcomes"])
