"""Words where codes belong: what stands in the ledger in clear says nothing of a person."""

from dataclasses import replace
from typing import Any

import pytest

from engine.desk import HandOver, HandOverItem
from engine.errors import BadInput
from engine.procedure import Channel
from tests.engine.desk.town import AGENCY, CLERICAL, COUNTER, LEADER, Town, local, reception

WORDS = ("Nguyễn Văn A", "EA 1", "", " ", "12\n", "Án")
RECORD = HandOver(
    AGENCY,
    "07/BBGNĐ-BC",
    local("2026-03-02 08:30"),
    "bưu tá 5",
    (HandOverItem("EA123456789VN", reception()), HandOverItem("EA1VN", None, "paper_missing")),
)


@pytest.mark.parametrize("words", WORDS)
def test_a_reception_bears_codes_and_no_words(town: Town, words: str) -> None:
    for field in ("carrier_item", "handover_record", "place"):
        changes: dict[str, Any] = {field: words}
        refused = town.refused(BadInput, lambda c=changes: town.receive(**c))  # type: ignore[misc]
        assert (refused.code, refused.facts["field"]) == ("malformed_code", field)


@pytest.mark.parametrize("place", ["1", "1234567", "26.08", "٢٦"])
def test_a_place_is_the_code_of_an_administrative_unit(town: Town, place: str) -> None:
    assert town.refused(BadInput, lambda: town.receive(place=place)).code == "malformed_code"


def test_a_result_bears_a_number_and_the_capacity_of_its_signer(town: Town) -> None:
    ref = town.signing()
    refused = town.refused(
        BadInput, lambda: town.take(ref, "sign", LEADER, capacity="Nguyễn Văn A")
    )
    assert refused.code == "unknown_capacity"
    town.take(ref, "sign", LEADER, capacity="TUQ.")
    refused = town.refused(BadInput, lambda: town.take(ref, "seal", CLERICAL, number="12 của A"))
    assert refused.code == "malformed_code"

    town.take(ref, "seal", CLERICAL, number="12/QĐ-UBND")

    assert town.last(ref)["number"] == "12/QĐ-UBND"


def test_a_record_of_the_post_bears_codes_and_known_remarks(town: Town) -> None:
    def code_of(record: HandOver) -> str:
        return town.refused(BadInput, lambda: town.desk.receive_from_post(record, COUNTER)).code

    spoken = HandOverItem("EA2VN", None, "thiếu của Nguyễn Văn B")
    assert code_of(replace(RECORD, number="biên bản 7")) == "malformed_code"
    assert code_of(replace(RECORD, items=(replace(spoken, item_code="bà A"),))) == "malformed_code"
    assert code_of(replace(RECORD, items=(spoken,))) == "unknown_reason"

    (outcome,) = town.desk.receive_from_post(RECORD, COUNTER)

    assert town.line(outcome.ref).origin.channel is Channel.POSTAL


@pytest.mark.parametrize("key", ["bàn giao 7", "a b", "k" * 129, "k\n"])
def test_a_key_is_no_sentence(town: Town, key: str) -> None:
    town.refused(BadInput, lambda: town.desk.receive(reception(), COUNTER, key=key))
