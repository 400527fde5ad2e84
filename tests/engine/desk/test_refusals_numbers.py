"""Values that two databases would keep differently never reach the record."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.canonical import canonical
from engine.desk import PaperCount, Wish
from engine.desk.back_entry import Permit
from engine.desk.originals import Item, Offer
from engine.desk.places import Parcel, Sending
from engine.desk.requests import Extension
from engine.desk.texts import DEEPEST, tidy
from engine.errors import BadInput
from engine.store.finding import search_key
from engine.tables.people import private_record
from engine.timeline import Passage
from forms.amounts import read_number
from tests.engine.desk.town import (
    AGENCY,
    COMMUNE,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    OWNER,
    Town,
    local,
    reception,
)
from tests.engine.record.life import disagreements
from tests.scenarios.people_at_work import ADMIN, acting

KEPT = (-0.0, 0.1, 1e-7, 5.0, 5e-324, 123456789012345.6, 999999999999999.9, 2**53, -(2**53))
LOST = (1e15, 1e16, -1e22, float("nan"), float("inf"), 2**53 + 1, 10**40)


def odd(**changes: Any) -> Any:  # noqa: ANN401 -- values that no type allows
    return changes


def test_the_numbers_that_are_kept_come_back_as_they_were_sealed(
    town: Town, tmp_path: Path
) -> None:
    for number in KEPT:
        answers = {"applicant_kind": "person", "area": number}
        ref = town.received(answers=answers)
        (content,) = (
            row.content
            for row in town.rows(private_record)
            if row.slot == "answers" and row.dossier_id == ref.id
        )
        assert canonical(content) == canonical(tidy(answers))

    assert disagreements(town.engine, tmp_path) == []


@pytest.mark.parametrize("number", LOST)
def test_a_number_that_a_database_would_rewrite_is_refused(town: Town, number: float) -> None:
    answers = {"applicant_kind": "person", "area": number}

    refused = town.refused(BadInput, lambda: town.receive(answers=answers))

    assert refused.code == "unreadable"


def test_zero_has_no_sign() -> None:
    assert canonical(tidy([-0.0, 0.0, 0])) == b"[0,0,0]"
    assert [str(read_number(raw)[0]) for raw in ("-0", -0.0)] == ["0", "0.0"]


@pytest.mark.parametrize(
    "value", [Decimal(1), date(2026, 1, 1), {"a"}, b"x", object(), {5: 1}, {True: 1}]
)
def test_an_answer_is_of_a_kind_that_json_knows(town: Town, value: object) -> None:
    answers = {"applicant_kind": "person", "area": value}

    assert town.refused(BadInput, lambda: town.receive(answers=answers)).code == "unreadable"


def test_an_answer_is_not_endlessly_deep_and_no_name_comes_twice(town: Town) -> None:
    deep: object = 1
    for _ in range(DEEPEST * 200):
        deep = [deep]
    for answers, code in (
        ({"applicant_kind": "person", "area": deep}, "too_deep"),
        ({"a\u0323": 1, "\u1ea1": 2}, "given_twice"),
    ):
        refused = town.refused(BadInput, lambda a=answers: town.receive(answers=a))  # type: ignore[misc]
        assert refused.code == code


@pytest.mark.parametrize("count", [1.0, 1.5, True, "1", 10_001, -1, None])
def test_papers_are_counted_in_whole_numbers(town: Town, count: Any) -> None:  # noqa: ANN401
    papers = {"report": PaperCount(count, 0)}

    refused = town.refused(BadInput, lambda: town.receive(papers=papers))

    assert refused.code == "impossible_count"


@pytest.mark.parametrize(
    "moment",
    [
        "2026-03-02T08:00",
        date(2026, 3, 2),
        datetime(1999, 12, 31, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-5))),
    ],
)
def test_an_act_happened_at_a_moment_of_this_age(town: Town, moment: object) -> None:
    ref = town.received()
    wish = Wish("forward", **odd(happened_at=moment))
    for act in (
        lambda: town.receive(happened_at=moment),
        lambda: town.desk.receive(reception(happened_at=moment), COUNTER, key="k"),
        lambda: town.desk.take(ref, wish, COUNTER, key="k"),
    ):
        assert town.refused(BadInput, act).code == "impossible_moment"


def test_a_later_day_is_a_day(town: Town) -> None:
    ref = town.received()
    wish = Extension(local("2026-04-09 08:00"), "workload")

    refused = town.refused(BadInput, lambda: town.desk.extend(ref, wish, HEAD))

    assert refused.code == "not_a_day"


def test_what_is_no_text_is_refused_where_a_text_belongs(town: Town) -> None:
    ref = town.received()
    for changes in (odd(name=5), odd(identity=75090123456), odd(expires_on="2026-01-01")):
        owner = replace(OWNER, **changes)
        refused = town.refused(BadInput, lambda o=owner: town.receive(parties=(o,)))  # type: ignore[misc]
        assert refused.code == "unreadable"
    town.refused(BadInput, lambda: town.desk.comment(ref, **odd(text=None), by=COUNTER))
    town.refused(BadInput, lambda: town.desk.comment(ref, "x", COUNTER, **odd(key=5)))


def test_a_name_of_any_script_is_found_by_a_key_that_fits_its_column(town: Town) -> None:
    for name in ("한" * 200, "İ" * 200, "ﷺ" * 200):
        assert 0 < len(search_key(name)) <= len(name)
        town.received(parties=(replace(OWNER, name=name),))
    assert search_key("Nguyễn Văn Ánh") == "nguyen van anh"


def test_nothing_is_taken_for_what_it_is_not(town: Town) -> None:
    """What is of the wrong kind is refused, and a refusal says little of what it was given."""
    ref, desk = town.received(paid=False), town.desk
    item = (Item(ref, 1),)
    acts: tuple[Callable[[], object], ...] = (
        lambda: desk.fees.collect(ref, odd(lines=[True])["lines"], "cash", COUNTER),
        lambda: desk.fees.collect(ref, odd(lines=[1.0])["lines"], "cash", COUNTER),
        lambda: desk.places.send(
            Sending(AGENCY, COMMUNE, (Parcel(ref, **odd(originals={"report": 0.5})),)), COUNTER
        ),
        lambda: desk.back_entries.permit(
            Permit(AGENCY, **odd(numbers="007"), received_on=date(2026, 3, 1)), LEADER
        ),
        lambda: desk.mistakes.void(ref, **odd(reason=["received_twice"]), by=COUNTER),
        lambda: desk.assign(ref, **odd(officer=[OFFICER.id]), by=HEAD),
        lambda: desk.originals.offer(Offer(AGENCY, item, OFFICER.id, **odd(kind="gift")), COUNTER),
        lambda: desk.originals.offer(
            Offer(AGENCY, item, OFFICER.id, Passage.LOAN, **odd(due_back="2026-03-09")), COUNTER
        ),
        lambda: desk.staff.grant(acting(role="king", unit=None), ADMIN),
        lambda: desk.mistakes.void(ref, "x" * 100_000, COUNTER),
        lambda: desk.mistakes.void(ref, "a\0b", COUNTER),
    )
    for number, act in enumerate(acts):
        refused = town.refused(BadInput, act)
        assert len(refused.message) < 200, number
        assert "\0" not in f"{refused.message}{refused.facts}", number
