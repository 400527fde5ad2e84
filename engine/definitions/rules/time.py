"""Limits that can be counted, and budgets that fit into them."""

from collections.abc import Iterator
from datetime import timedelta

from engine.counting import check, nominal_span
from engine.definitions.defects import Flaw, Path, Severity
from engine.definitions.graph import ends_clock, is_completed
from engine.definitions.known import Known
from engine.definitions.load import Definition
from engine.definitions.ways import counted_ways, fixed, is_rest
from engine.errors import BadInput
from engine.procedure import (
    START,
    BudgetUnit,
    Instant,
    Limit,
    LimitCase,
    Procedure,
    State,
    Unit,
)


def countable(definition: Definition, _: Known) -> Iterator[Flaw]:
    """Every limit has a defined pair of unit and policy, and an amount that it can count."""
    for path, limit in _limits(definition.procedure):
        try:
            check(limit)
        except BadInput as refusal:
            fix = "Đổi đơn vị, cách đếm (counting) hoặc con số."
            yield Flaw(path, refusal.code, refusal.message, fix)


def _limits(procedure: Procedure) -> Iterator[tuple[Path, Limit]]:
    for number, case in enumerate(procedure.limits):
        yield ("limit", "cases", number), case.limit
    for state in procedure.states.values():
        if state.within:
            yield ("states", state.id, "within"), state.within
        if state.expires:
            yield ("states", state.id, "expires", "after"), state.expires.after
    for action in procedure.actions.values():
        for number, ask in enumerate(action.asks):
            yield ("actions", action.id, "asks", number, "limit"), ask.limit
    yield from _of_phases(procedure)


def _of_phases(procedure: Procedure) -> Iterator[tuple[Path, Limit]]:
    for number, result in enumerate(procedure.results):
        if result.limit:
            yield ("results", number, "limit"), result.limit


def cases(definition: Definition, _: Known) -> Iterator[Flaw]:
    """The cases of a limit cover every dossier, and each can be come to."""
    limits = definition.procedure.limits
    path = ("limit",)
    if definition.is_workflow:
        return
    if not limits or limits[-1].when is not None:
        message = "Có hồ sơ không rơi vào trường hợp thời hạn nào."
        yield Flaw(path, "limit_gap", message, "Thêm trường hợp cuối cùng không có “when”.")
    if any(case.when is None for case in limits[:-1]):
        message = "Trường hợp thời hạn không có “when” phải đứng cuối cùng."
        yield Flaw(path, "limit_order", message, "Chuyển trường hợp đó xuống cuối.")
    if any(case.limit.unit is Unit.NONE for case in limits):
        message = "Thủ tục không có thời hạn giải quyết."
        fix = "Ghi thời hạn theo quyết định công bố, nếu có."
        yield Flaw(path, "no_limit", message, fix, Severity.WARNING)


def clock_ends(definition: Definition, _: Known) -> Iterator[Flaw]:
    """The instant that ends the clock happens on every way to a completed dossier."""
    procedure = definition.procedure
    path = ("clock_end",)
    wanted = procedure.clock_end
    if not any(ends_clock(procedure, action) for action in procedure.actions.values()):
        says = "“clock: ended” ở bước có kết quả" if wanted is Instant.AT_COUNTER else "“marks”"
        message = f"Không có thao tác nào ghi thời điểm “{wanted}”."
        fix = f"Thêm {says}, hoặc đổi clock_end."
        yield Flaw(path, "clock_never_ends", message, fix)
    elif _completes_unmarked(procedure):
        message = f"Có đường hoàn thành hồ sơ mà không qua thời điểm “{wanted}”."
        fix = "Cho mọi đường đến kết quả đi qua thao tác ghi thời điểm đó."
        yield Flaw(path, "clock_never_ends", message, fix)


def _completes_unmarked(procedure: Procedure) -> bool:
    seen = {START}
    waiting = [START]
    while waiting:
        for action in procedure.leaving(waiting.pop()):
            if action.to not in seen and not ends_clock(procedure, action):
                seen.add(action.to)
                waiting.append(action.to)
    return any(is_completed(procedure, state) for state in seen)


def budgets(definition: Definition, known: Known) -> Iterator[Flaw]:
    """For each case of the limit and each straight way, the budgets and the limit agree."""
    procedure = definition.procedure
    ways = list(counted_ways(procedure))
    yield from _rests(ways)
    for case in procedure.limits:
        if any(state.budget for way in ways for state in way):
            yield from _case(case, ways, known.nominal_day)


def _rests(ways: list[tuple[State, ...]]) -> Iterator[Flaw]:
    doubled = {tuple(s.id for s in way if is_rest(s)) for way in ways}
    for rests in sorted(doubled):
        if rests[1:]:
            message = f"Trên một đường có nhiều bước “rest”: {', '.join(rests)}."
            fix = "Chỉ để “rest” ở một bước."
            yield Flaw(("states", rests[1], "budget"), "two_rests", message, fix)


def _case(case: LimitCase, ways: list[tuple[State, ...]], day: timedelta) -> Iterator[Flaw]:
    whole = nominal_span(case.limit, day)
    rests = [state for way in ways for state in way if is_rest(state)]
    if whole is None:
        if rests:
            message = f"Bước “{rests[0].id}” dùng “rest” nhưng thủ tục không có thời hạn."
            fix = "Ghi số giờ hoặc số ngày, hoặc null."
            yield Flaw(("states", rests[0].id, "budget"), "rest_of_nothing", message, fix)
        return
    given, way = max(((fixed(way, day), way) for way in ways), key=_first)
    if given > whole:
        yield _over(given, whole, way)
    elif not rests and given < whole:
        message = f"Các bước chỉ dùng {_hours(given)} trong {_hours(whole)} của thời hạn."
        fix = "Ghi “budget: rest” ở bước thụ lý, hoặc tăng thời gian các bước."
        yield Flaw(("limit",), "budgets_under_limit", message, fix, Severity.WARNING)


def _over(given: timedelta, whole: timedelta, way: tuple[State, ...]) -> Flaw:
    steps = ", ".join(f"{s.id} {_written(s)}" for s in way if s.budget)
    fix = f"Giảm thời gian trên đường: {steps}."
    rest = next((state for state in way if is_rest(state)), None)
    if rest is not None:
        message = f"Phần còn lại của bước “{rest.id}” âm: các bước khác đã dùng {_hours(given)}"
        path: Path = ("states", rest.id, "budget")
        return Flaw(path, "rest_under_zero", f"{message}, thời hạn là {_hours(whole)}.", fix)
    message = f"Các bước dùng {_hours(given)}, quá thời hạn {_hours(whole)}."
    return Flaw(("limit",), "budgets_over_limit", message, fix)


def _first(pair: tuple[timedelta, tuple[State, ...]]) -> timedelta:
    return pair[0]


def _hours(span: timedelta) -> str:
    return f"{span / timedelta(hours=1):g} giờ".replace(".", ",")


def _written(state: State) -> str:
    budget = state.budget
    if budget is None or budget.unit is BudgetUnit.REST:
        return "rest"
    return f"{budget.amount}{budget.unit}"


RULES = (countable, cases, clock_ends, budgets)
