"""What is no free text: codes of the post, numbers of papers, places, how a signer signs.

These stand in the ledger in clear and for good, so nobody may write a person's data into them.
"""

import re
from collections.abc import Mapping

from engine.actors import APPLICANT_ID, Actor
from engine.desk.requests import Reception, Wish
from engine.errors import BadInput

CAPACITIES = ("TM.", "KT.", "TL.", "TUQ.", "Q.")  # NĐ 30/2020, phụ lục I, mục chức vụ người ký
_KEY = re.compile(r"[A-Za-z0-9./_:-]+")
_CODE = re.compile(r"[A-Za-z0-9Đ./_:-]+")  # as in 12/QĐ-UBND
_PLACE = re.compile(r"[0-9]{2,6}")
# What only the office says of an act: when it was, who goes on with it, what it bears.
_OF_THE_OFFICE = (
    "happened_at",
    "officer",
    "capacity",
    "number",
    "carrier_item",
    "handover_record",
    "external",
)


def check_key(key: str) -> None:
    """Refuse an idempotency key that could be words."""
    _check(_KEY, key, "key")


def check_code(code: str, field: str) -> None:
    """Refuse a code or number with spaces or with letters that no numbering uses."""
    _check(_CODE, code, field)


def check_reception(by: Actor, request: Reception) -> None:
    """Refuse words where a reception bears codes, and what an applicant may not say."""
    _check_applicant(by, request)
    _check_codes({"carrier_item": request.carrier_item, "handover_record": request.handover_record})
    if request.place is not None:
        _check(_PLACE, request.place, "place")


def check_wish_codes(by: Actor, wish: Wish) -> None:
    """The same of an action; a signer's capacity is one that the law on papers knows."""
    _check_applicant(by, wish)
    _check_codes({"number": wish.number, "carrier_item": wish.carrier_item})
    if wish.capacity is not None and wish.capacity not in CAPACITIES:
        choices = ", ".join(CAPACITIES)
        raise BadInput(f"Hình thức ký phải là một trong: {choices}.", code="unknown_capacity")


def _check_applicant(by: Actor, request: Reception | Wish) -> None:
    if by.id != APPLICANT_ID:
        return
    for field in _OF_THE_OFFICE:
        if getattr(request, field, None) is not None:
            raise BadInput(
                "Mục này do cơ quan ghi, người nộp không ghi.",
                code="not_for_applicant",
                field=field,
            )


def _check_codes(codes: Mapping[str, str | None]) -> None:
    for field, code in codes.items():
        if code is not None:
            check_code(code, field)


def _check(pattern: re.Pattern[str], text: object, field: str) -> None:
    if not (isinstance(text, str) and pattern.fullmatch(text)):
        raise BadInput(
            "Mã, số chỉ gồm chữ cái không dấu, chữ số và . / - _ : và không có khoảng trắng.",
            code="malformed_code",
            field=field,
        )
