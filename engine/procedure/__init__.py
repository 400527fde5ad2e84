"""An administrative procedure as frozen values: what the regulation says, ready to be followed.

A definition is not an instance: nothing here knows a dossier. Values are made by
`engine.definitions` from YAML; the language is described in `workflows/schema/`.
"""

from engine.procedure.limits import Budget, BudgetUnit, Counting, Limit, LimitCase, Unit
from engine.procedure.offer import (
    DECISION,
    Channel,
    FeeRule,
    Paper,
    Question,
    QuestionKind,
    Reduction,
    ResultRule,
    Source,
    Tier,
)
from engine.procedure.procedure import Procedure
from engine.procedure.steps import (
    START,
    Action,
    Ask,
    ClockMode,
    Expiry,
    Final,
    Instant,
    OnReturn,
    OnSilence,
    Opens,
    State,
)

__all__ = [
    "DECISION",
    "START",
    "Action",
    "Ask",
    "Budget",
    "BudgetUnit",
    "Channel",
    "ClockMode",
    "Counting",
    "Expiry",
    "FeeRule",
    "Final",
    "Instant",
    "Limit",
    "LimitCase",
    "OnReturn",
    "OnSilence",
    "Opens",
    "Paper",
    "Procedure",
    "Question",
    "QuestionKind",
    "Reduction",
    "ResultRule",
    "Source",
    "State",
    "Tier",
    "Unit",
]
