"""The hand-over record between the post and the agency, as rows and as a remembered answer."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from engine.desk.codes import check_code
from engine.desk.requests import HandOver, HandOverItem, Outcome, Reception
from engine.errors import BadInput, OutOfScope, Refusal
from engine.store.act import Insert
from engine.store.beside import items_known, record_known
from engine.tables.office import handover_item, handover_record


def check(connection: Connection, record: HandOver, reasons: Container[str]) -> None:
    """Refuse a record that is empty, was signed before, or hands over an item twice.

    `reasons` are the codes that a remark may be.
    """
    if not record.items:
        raise BadInput("Biên bản bàn giao không có bưu gửi nào.", code="empty_record")
    codes = [item.item_code for item in record.items]
    if not record.number.strip():
        raise BadInput("Biên bản chưa ghi số.", code="record_number_missing")
    if not all(code.strip() for code in codes):
        raise BadInput("Biên bản có bưu gửi chưa ghi mã.", code="carrier_item_missing")
    _check_codes(record, reasons)
    if record_known(connection, record.agency, record.number):
        raise BadInput(
            f"Biên bản số {record.number} đã được ký nhận.",
            code="record_known",
            number=record.number,
        )
    twice = [code for code, times in Counter(codes).items() if times > 1]
    if repeated := twice or items_known(connection, record.agency, codes):
        raise BadInput(
            f"Bưu gửi {repeated[0]} đã được giao nhận.", code="item_known", item=repeated[0]
        )


def check_item(connection: Connection, request: Reception) -> None:
    """Refuse an item that a record has already handed over, received once more by itself."""
    item = request.carrier_item
    if item and items_known(connection, request.agency, [item]):
        raise BadInput(f"Bưu gửi {item} đã được giao nhận.", code="item_known", item=item)


@contextmanager
def naming_item(item_code: str) -> Iterator[None]:
    """A refusal of an act over many items says which of them it is about."""
    try:
        yield
    except OutOfScope:
        raise
    except Refusal as refused:
        refused.message = f"Bưu gửi {item_code}: {refused.message}"
        refused.facts["item"] = item_code
        raise


def _check_codes(record: HandOver, reasons: Container[str]) -> None:
    check_code(record.number, "number")
    for item in record.items:
        check_code(item.item_code, "item_code")
        if item.remark is not None and item.remark not in reasons:
            raise BadInput(
                "Ghi chú của bưu gửi phải là một mã lý do.",
                code="unknown_reason",
                item=item.item_code,
            )
        if item.supplies is not None and (item.reception or item.remark):
            raise BadInput(
                f"Bưu gửi {item.item_code} hoặc bổ sung hồ sơ đã có, hoặc là hồ sơ mới, hoặc trả "
                "lại: chỉ chọn một.",
                code="item_of_two_kinds",
                item=item.item_code,
            )


def rows(
    record: HandOver, counter_clerk: str, dossiers: Mapping[str, UUID], entropy: bytes
) -> tuple[Insert, ...]:
    """The record that both sides signed, and its items in order; `dossiers` by their codes."""
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
            "dossier_id": dossiers.get(item.item_code),
            "remark": item.remark,
            "supplied": _pieces(item) if item.supplies is not None else None,
        }
        for no, item in enumerate(record.items, start=1)
    )
    return (Insert(handover_record, head), *(Insert(handover_item, item) for item in items))


def _pieces(item: HandOverItem) -> int:
    return sum(count.handed_in for count in item.papers.values())


def answer(outcomes: Sequence[Outcome]) -> dict[str, object]:
    return {"outcomes": [one.facts() for one in outcomes]}


def read_answer(known: Mapping[str, Any]) -> tuple[Outcome, ...]:
    return tuple(Outcome.read(one) for one in known["outcomes"])
