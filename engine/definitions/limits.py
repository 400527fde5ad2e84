"""How limits, budgets and cases are written, and read."""

import re
from collections.abc import Iterable
from decimal import Decimal

from engine.counting import default_counting
from engine.definitions.defects import Path
from engine.definitions.readers import (
    CLOCK_TIME,
    NUMBER,
    TEXT,
    Field,
    Reader,
    Record,
    choice,
    items,
    shown,
    wrong,
)
from engine.definitions.records import exactly_one, record
from engine.procedure import Budget, BudgetUnit, Counting, Limit, LimitCase, Unit

_COUNTED = (Unit.WORKING_DAYS, Unit.WORKING_HOURS, Unit.CALENDAR_DAYS, Unit.HALF_DAYS)
_CUTOFF = record({"cutoff": Field(CLOCK_TIME, says="Nhận sau giờ này thì trả ngày làm việc sau")})
_VARIANTS = {
    **{str(unit): Field(NUMBER, says=f"Thời hạn tính bằng {unit}") for unit in _COUNTED},
    str(Unit.SAME_DAY): Field(_CUTOFF, says="Trả trong ngày"),
}
COUNTING = Field(choice(Counting), says="Cách đếm: same_moment, end_of_day hoặc half_day")
WHEN = Field(TEXT, says="Điều kiện (biểu thức CEL)")

_MEASURE = exactly_one(_VARIANTS, {"counting": COUNTING})
_CASE = exactly_one(_VARIANTS, {"counting": COUNTING, "when": WHEN})
_CASES = record({"cases": Field(items(_CASE), required=True)})


def _limit(given: Record, counting: Counting | None = None) -> Limit:
    """A checked record as a limit: its own policy, else the procedure's, else the unit's."""
    unit = next(unit for unit in Unit if str(unit) in given)
    policy = given.get("counting") or counting or default_counting(unit)
    if unit is Unit.SAME_DAY:
        return Limit(unit, policy, cutoff=given[unit].get("cutoff"))
    return Limit(unit, policy, given[unit])


LIMIT = _MEASURE.then(_limit)


def _cases(value: object, path: Path) -> tuple[Record, ...]:
    if value == Unit.NONE:
        return ({},)
    if isinstance(value, dict) and "cases" in value:
        return tuple(_CASES.read(value, path)["cases"])
    return (_MEASURE.read(value, path),)


CASES = Reader(_cases, {"anyOf": [{"const": str(Unit.NONE)}, _MEASURE.schema, _CASES.schema]})


def limits(cases: Iterable[Record], counting: Counting | None) -> tuple[LimitCase, ...]:
    """The cases that `CASES` read, under the policy that the procedure names, if it does."""
    return tuple(
        LimitCase(_limit(given, counting), given.get("when")) if given else _UNLIMITED
        for given in cases
    )


_UNLIMITED = LimitCase(Limit(Unit.NONE, default_counting(Unit.NONE)))

_BUDGET = re.compile(r"^([0-9]+(?:\.[0-9]+)?)([hd])$")


def _budget(value: object, path: Path) -> Budget:
    if value == BudgetUnit.REST:
        return Budget(BudgetUnit.REST)
    written = _BUDGET.fullmatch(value) if isinstance(value, str) else None
    if written is None:
        fix = "Ghi số giờ (4h), số ngày (0.5d) hoặc rest."
        raise wrong(path, f"“{shown(value)}” không phải là phần thời gian.", fix, "wrong_form")
    return Budget(BudgetUnit(written[2]), Decimal(written[1]))


BUDGET = Reader(
    _budget, {"anyOf": [{"const": "rest"}, {"type": "string", "pattern": _BUDGET.pattern}]}
)
