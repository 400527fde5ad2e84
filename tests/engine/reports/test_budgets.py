"""What a step may use of the limit."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from engine.procedure import Action, Budget, BudgetUnit, Counting, Limit, State, Unit
from engine.reports.budgets import Budgets
from tests.engine.reports.office import PERMIT, Book, at

LINE = Book(at("2026-01-05 08:00")).line()


def test_a_step_of_another_way_takes_nothing_from_the_rest() -> None:
    express = State("express", "Làm ngay", budget=Budget(BudgetUnit.DAYS, Decimal(4)))
    shortcut = {
        "hurry": Action("hurry", "hurry", ("received",), "express", ()),
        "done": Action("done", "done", ("express",), "ready", ()),
    }
    branched = replace(
        PERMIT,
        states={**PERMIT.states, "express": express},
        actions={**PERMIT.actions, **shortcut},
        edition="branched",
    )
    line = replace(LINE, procedure=branched)
    budgets = Budgets()

    assert budgets.of(line, branched.states["examining"]) == timedelta(hours=(5 * 8 - 4) * 7.5 / 8)
    assert budgets.of(line, express) == timedelta(hours=4 * 7.5)


def test_a_step_with_a_limit_of_its_own_may_use_that() -> None:
    eight_hours = Limit(Unit.WORKING_HOURS, Counting.SAME_MOMENT, Decimal(8))
    submitted = replace(PERMIT.states["submitted"], within=eight_hours)

    assert Budgets().of(LINE, submitted) == timedelta(hours=8)


def test_a_step_without_either_has_no_budget() -> None:
    assert Budgets().of(LINE, PERMIT.states["ready"]) is None
