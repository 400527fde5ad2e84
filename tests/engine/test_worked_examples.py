"""The published table of worked examples is what the engine computes, row by row."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.calendar_file import merge
from engine.counting import (
    PAIRS,
    Promise,
    after_extension,
    after_stop,
    due,
    move_off_closed,
)
from engine.procedure import Counting, Limit, OnReturn, Unit
from engine.working_calendar import WorkingCalendar

ROOT = Path(__file__).parents[2]
TABLE = yaml.safe_load((ROOT / "docs/time/worked-examples.yaml").read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = TABLE["examples"]


def _file(name: str) -> dict[str, Any]:
    path = ROOT / "workflows" / "calendars" / f"{name}.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


OFFICE = _file(TABLE["calendar"])
DAYS = merge(OFFICE, _file(OFFICE["days"]))
CALENDAR = WorkingCalendar.from_mapping(DAYS, TABLE["calendar"])


def _limit(row: Mapping[str, Any]) -> Limit:
    ((unit, amount),) = row["limit"].items()
    counting = Counting(row["counting"])
    if unit == Unit.NONE:
        return Limit(Unit.NONE, counting)
    if unit == Unit.SAME_DAY:
        cutoff = amount.get("cutoff")
        return Limit(Unit(unit), counting, cutoff=time.fromisoformat(cutoff) if cutoff else None)
    return Limit(Unit(unit), counting, Decimal(str(amount)))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


def _corrected(step: Mapping[str, Any]) -> WorkingCalendar:
    note = {"name": "Sửa lịch", "source": "ví dụ", "confidence": "assumption"}
    kind = "closed" if "closed" in step else "open"
    entry = note if kind == "closed" else {**note, "as": "monday"}
    day = step.get("closed") or step["opened"]
    own = {"years": {day.year: {kind: {day: entry}}}}
    return WorkingCalendar.from_mapping(merge({**OFFICE, **own}, DAYS), "sửa")


def _then(limit: Limit, step: Mapping[str, Any], current: Promise) -> Promise:
    if "stop" in step:
        return after_stop(
            CALENDAR,
            limit,
            OnReturn(step["on_return"]),
            stopped_at=_at(step["stop"]),
            returned_at=_at(step["return"]),
            current=current,
        )
    if "extend_to" in step:
        return after_extension(CALENDAR, limit, _at(step["extend_to"]), current)
    return move_off_closed(_corrected(step), limit, current)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{ROWS.index(row):03} {row['note']}")
def test_each_row_is_what_the_office_promises(row: dict[str, Any]) -> None:
    limit = _limit(row)
    promise = due(CALENDAR, limit, _at(row["start"]))
    if row["due"] is None:
        assert promise is None
        return
    assert promise is not None
    assert promise.due == _at(row["due"])
    assert promise.raw == _at(row.get("raw", row["due"]))
    for step in row.get("then", ()):
        promise = _then(limit, step, promise)
        assert promise.due == _at(step["due"])


def _kinds(row: Mapping[str, Any]) -> Iterator[str]:
    yield "due"
    for step in row.get("then", ()):
        if "stop" in step:
            yield step["on_return"]
        else:
            yield "extension" if "extend_to" in step else "correction"


@pytest.mark.parametrize("kind", ["due", "restart", "resume", "extension", "correction"])
def test_the_table_has_every_defined_pair(kind: str) -> None:
    shown = {(_limit(row).unit, _limit(row).counting) for row in ROWS if kind in set(_kinds(row))}
    assert shown >= {pair for pair in PAIRS if kind == "due" or pair[0] is not Unit.NONE}


def test_every_row_explains_itself() -> None:
    assert all(row["note"] for row in ROWS)
    assert len(ROWS) >= 60


@pytest.mark.parametrize("pair", sorted(pair for pair in PAIRS if pair[0] is not Unit.NONE))
def test_the_guide_names_every_pair(pair: tuple[Unit, Counting]) -> None:
    guide = (ROOT / "docs/time/README.md").read_text(encoding="utf-8")
    assert f"| `{pair[0]}` | `{pair[1]}`" in guide
