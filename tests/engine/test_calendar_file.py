"""What a calendar file may say, and what an office may add to the days of the nation."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from engine.calendar_file import Shift, merge, parse
from engine.errors import DefinitionFault
from engine.working_calendar import WorkingCalendar

NATION: dict[str, Any] = {
    "years": {
        2026: {
            "status": "official",
            "source": "s",
            "confidence": "verified",
            "closed": {date(2026, 1, 1): "Tết Dương lịch", date(2026, 1, 2): "Nghỉ hoán đổi"},
        }
    }
}


def week(**changes: object) -> dict[str, Any]:
    return {
        "zone": "Asia/Ho_Chi_Minh",
        "counting": {"monday..friday": ["07:30-11:30", "13:30-17:00"]},
        "years": {2026: {"status": "official"}},
        **changes,
    }


def year(**days: object) -> dict[str, Any]:
    return {"years": {2026: {"status": "official", "source": "s", "confidence": "verified"} | days}}


def test_hours_hold_from_one_weekday_to_another() -> None:
    plan = parse(week(counter={"friday..saturday": ["08:00-11:00"]}, nominal_day="7.5h"))
    assert [bool(shifts) for shifts in plan.counting] == [True] * 5 + [False] * 2
    assert plan.counter[5] == (Shift(time(8), time(11)),)
    assert plan.nominal_day == timedelta(hours=7.5)


def test_a_day_takes_the_source_of_its_year_unless_it_names_its_own() -> None:
    own = {"name": "Nghỉ", "source": "văn bản", "confidence": "recalled"}
    plan = parse(week(**year(closed={"2026-01-01": "Tết", "2026-01-02": own})))
    assert [(day.source, day.confidence) for day in plan.named.values()] == [
        ("s", "verified"),
        ("văn bản", "recalled"),
    ]


def test_an_edition_follows_the_content_and_not_its_order() -> None:
    data = week()
    same = dict(reversed(data.items())) | {"years": {"2026": {"status": "official"}}}
    other = week(counting={"monday": ["07:30-11:30"]})
    editions = [WorkingCalendar.from_mapping(each, "x").edition for each in (data, same, other)]
    assert editions[0] == editions[1] != editions[2]


def test_the_day_of_an_office_wins_over_that_of_the_nation() -> None:
    note = {"name": "Ngày truyền thống", "source": "s", "confidence": "assumption"}
    own = {"years": {2026: {"closed": {date(2026, 3, 10): note, date(2026, 1, 1): None}}}}
    calendar = WorkingCalendar.from_mapping(merge(week() | own, NATION), "own")
    assert not calendar.is_counted(date(2026, 3, 10))
    assert calendar.is_counted(date(2026, 1, 1))
    assert not calendar.is_counted(date(2026, 1, 2))


@pytest.mark.parametrize(
    "faulty",
    [
        week(colour="blue"),
        week(zone="Asia/Atlantis"),
        week(counting={}),
        week(counting={"someday": ["07:30-11:30"]}),
        week(counting={"monday": "07:30-11:30"}),
        week(counting={"monday": ["7h30-11h30"]}),
        week(counting={"monday": ["13:30-17:00", "07:30-11:30"]}),
        week(counting={"monday": ["11:30-11:30"]}),
        week(nominal_day="eight"),
        week(years={}),
        week(years={2024: {"status": "official"}, 2026: {"status": "official"}}),
        week(years={2026: {"status": "perhaps"}}),
        week(years={"next": {"status": "official"}}),
        week(years={2026: {"status": "official", "holidays": {}}}),
        week(years={2026: {"status": "official", "closed": {"2026-01-01": "Tết"}}}),
        week(**year(closed={"01/01/2026": "Tết"})),
        week(**year(closed={"2025-01-01": "Tết"})),
        week(**year(closed={"2026-01-01": {"name": "Tết", "confidence": "sure"}})),
        week(**year(closed={"2026-01-01": {"name": "Tết", "as": "monday"}})),
        week(**year(open={"2026-01-10": "Làm bù"})),
        week(**year(open={"2026-01-10": {"name": "Làm bù", "as": "sunday"}})),
        week(
            **year(
                closed={"2026-01-10": "Nghỉ"},
                open={"2026-01-10": {"name": "Làm bù", "as": "monday"}},
            )
        ),
    ],
)
def test_a_faulty_file_is_refused(faulty: dict[str, Any]) -> None:
    with pytest.raises(DefinitionFault, match="Tệp lịch"):
        WorkingCalendar.from_mapping(faulty, "faulty")
