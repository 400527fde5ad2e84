"""Limits and fees by case: what the regulation lists, and no case that falls between two lines."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

import pytest

from engine.conditions import met
from engine.desk.promising import limit_for
from engine.errors import BadInput
from engine.procedure import Channel, Limit, Procedure, Unit
from tests.workflows.answering import answers as one_of_each
from tests.workflows.answering import choices
from workflows.published import publish

PROCEDURES = {one.code: one for one in publish().loaded.procedures}
ASKING = sorted(code for code, one in PROCEDURES.items() if one.questions)
Facts = Mapping[str, object]
Decided = tuple[Limit, tuple[str, ...]]


def every(choices: Mapping[str, tuple[object, ...]]) -> Iterator[dict[str, object]]:
    for values in product(*choices.values()):
        yield dict(zip(choices, values, strict=True))


def decided(procedure: Procedure, channel: Channel, answers: Facts) -> Decided:
    """The limit, and the names of the fee lines."""
    facts: dict[str, object] = {"channel": str(channel), "answers": answers}
    lines = (fee.name for fee in procedure.fees if fee.when is None or met(fee.when, facts))
    return limit_for(procedure, facts), tuple(lines)


def attempted(procedure: Procedure, answers: Facts) -> Decided | BadInput:
    """What is decided at the counter, or the refusal."""
    try:
        return decided(procedure, Channel.DIRECT, answers)
    except BadInput as refusal:
        return refusal


def amounts(code: str, channel: Channel, answers: Facts) -> dict[str, int]:
    """What is to be paid, by kind."""
    procedure = PROCEDURES[code]
    _, names = decided(procedure, channel, answers)
    due = [fee for fee in procedure.fees if fee.name in names]
    return {kind: sum(f.amount for f in due if f.kind == kind) for kind in {f.kind for f in due}}


@pytest.mark.parametrize("code", ASKING)
def test_what_is_asked_is_what_the_limit_or_a_fee_turns_on(code: str) -> None:
    procedure = PROCEDURES[code]

    assert {question.id for question in procedure.questions} <= choices(procedure).keys()
    assert all(question.label[0].isupper() for question in procedure.questions)


@pytest.mark.parametrize("code", ASKING)
def test_each_case_has_one_line_of_each_kind_at_most(code: str) -> None:
    procedure = PROCEDURES[code]
    kinds = {fee.name: fee.kind for fee in procedure.fees}

    for channel in (Channel.DIRECT, Channel.ONLINE):
        for answers in every(choices(procedure)):
            _, names = decided(procedure, channel, answers)
            due = [kinds[name] for name in names]
            assert len(due) == len(set(due)), (channel, answers, names)


@pytest.mark.parametrize("code", ASKING)
def test_an_unanswered_question_is_refused_unless_nothing_turns_on_it(code: str) -> None:
    procedure = PROCEDURES[code]
    whole = choices(procedure)
    refused = set()

    for left_out in whole:
        rest = {name: values for name, values in whole.items() if name != left_out}
        for answers in every(rest):
            without = attempted(procedure, answers)
            if isinstance(without, BadInput):
                assert f"answers.{left_out}" in without.message
                refused.add(left_out)
                continue
            for value in whole[left_out]:
                assert attempted(procedure, {**answers, left_out: value}) == without

    assert refused == set(whole)


PERSON = {"applicant_kind": "person"}
COMPANY = {"applicant_kind": "organisation"}


@pytest.mark.parametrize(
    ("code", "answers", "unit", "amount"),
    [
        ("1.012753", {"remote_area": False, "certificate": False}, Unit.WORKING_DAYS, 17),
        ("1.012753", {"remote_area": False, "certificate": True}, Unit.WORKING_DAYS, 20),
        ("1.012753", {"remote_area": True, "certificate": False}, Unit.WORKING_DAYS, 27),
        ("1.012753", {"remote_area": True, "certificate": True}, Unit.WORKING_DAYS, 30),
        ("1.012783", {"remeasured": False}, Unit.WORKING_DAYS, 5),
        ("1.012783", {"remeasured": True}, Unit.WORKING_DAYS, 10),
        ("1.012789", {"available": True}, Unit.SAME_DAY, 0),
        ("1.012789", {"available": False}, Unit.WORKING_DAYS, 10),
        ("1.013831", {"infrastructure_lease": False}, Unit.WORKING_DAYS, 8),
        ("1.013831", {"infrastructure_lease": True}, Unit.WORKING_DAYS, 4),
        ("1.013833", {"change": "information"}, Unit.WORKING_DAYS, 4),
        ("1.013833", {"change": "restriction"}, Unit.WORKING_DAYS, 5),
        ("1.013833", {"change": "boundary"}, Unit.WORKING_DAYS, 10),
        ("1.011441", {"longer": False}, Unit.SAME_DAY, 0),
        ("1.011443", {"longer": True}, Unit.WORKING_DAYS, 3),
        ("1.000894", {"verified": False}, Unit.SAME_DAY, 0),
        ("1.000894", {"verified": True}, Unit.WORKING_DAYS, 5),
        ("1.004859", {"verified": False}, Unit.WORKING_DAYS, 3),
        ("1.004859", {"verified": True}, Unit.WORKING_DAYS, 6),
    ],
)
def test_the_limit_is_the_one_of_the_case(
    code: str, answers: Facts, unit: Unit, amount: int
) -> None:
    limit = limit_for(PROCEDURES[code], {"channel": "direct", "answers": answers})

    assert (limit.unit, limit.amount) == (unit, Decimal(amount))


@pytest.mark.parametrize(
    ("code", "answers", "direct", "online"),
    [
        ("1.012753", {"object": "land"}, 1_260_000, 1_197_000),
        ("1.012753", {"object": "asset"}, 1_840_000, 1_748_000),
        ("1.012753", {"object": "both"}, 2_090_000, 1_985_500),
        ("1.012766", {**PERSON, "object": "asset"}, 470_000, 446_500),
        ("1.012766", {**COMPANY, "object": "both"}, 1_200_000, 1_140_000),
        ("1.012783", {**PERSON, "object": "both"}, 1_080_000, 1_026_000),
        ("1.012783", {**COMPANY, "object": "asset"}, 940_000, 893_000),
        ("1.012784", {**PERSON, "object": "land", "certificate_kind": "new"}, 530_000, 503_500),
        (
            "1.012784",
            {**COMPANY, "object": "both", "certificate_kind": "exchange"},
            1_260_000,
            1_197_000,
        ),
        ("1.012786", {**PERSON, "object": "land"}, 810_000, 769_500),
        (
            "1.012787",
            {**COMPANY, "object": "both", "new_certificate": True},
            2_082_000,
            2_082_000,
        ),
        ("1.013831", {**COMPANY, "object": "land", "new_certificate": False}, 950_000, 902_500),
        (
            "1.013833",
            {**COMPANY, "change": "information", "new_certificate": True},
            930_000,
            883_500,
        ),
        ("1.013988", {**PERSON, "object": "both", "new_certificate": False}, 590_000, 560_500),
        ("1.011441", {**PERSON, "object": "asset"}, 330_000, 313_500),
        ("1.011443", {**COMPANY, "object": "land"}, 590_000, 560_500),
    ],
)
def test_the_charge_follows_who_files_what_and_how(
    code: str, answers: Facts, direct: int, online: int
) -> None:
    given = {**one_of_each(PROCEDURES[code]), **answers}

    charged = [
        amounts(code, channel, given)["charge"]
        for channel in (Channel.DIRECT, Channel.POSTAL, Channel.ONLINE)
    ]

    assert charged == [direct, direct, online]


@pytest.mark.parametrize(
    ("answers", "levy"),
    [
        ({**COMPANY, "object": "land", "ward": False}, 60_000),
        ({**PERSON, "object": "land", "ward": True}, 24_000),
        ({**PERSON, "object": "both", "ward": True}, 60_000),
        ({**PERSON, "object": "land", "ward": False}, 12_000),
        ({**PERSON, "object": "asset", "ward": False}, 30_000),
    ],
)
def test_the_levy_of_a_certificate_is_waived_online(answers: Facts, levy: int) -> None:
    given = {**answers, "new_certificate": True, "infrastructure_lease": False}

    assert amounts("1.013831", Channel.DIRECT, given)["levy"] == levy
    assert "levy" not in amounts("1.013831", Channel.ONLINE, given)


def test_a_mistake_of_the_office_is_corrected_without_a_fee() -> None:
    ours = {"agency_fault": True, "object": "land"}

    assert amounts("1.012790", Channel.DIRECT, ours) == {}
    assert amounts("1.012790", Channel.DIRECT, {**ours, "agency_fault": False}) == {
        "charge": 1_348_000
    }


def test_where_the_source_names_no_amount_there_is_no_line_and_a_note_says_so() -> None:
    company = {**COMPANY, "object": "land", "new_certificate": False, "ward": False}

    assert amounts("1.013988", Channel.DIRECT, company) == {}
    assert any("tổ chức" in (source.note or "") for source in PROCEDURES["1.013988"].sources)
