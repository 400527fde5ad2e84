"""People of the office: stand-ins, acting heads, work taken over, accounts that end."""

from engine.desk.staff.group import Staff
from engine.desk.staff.requests import (
    Delegation,
    Given,
    Granting,
    Recorded,
    Redistributed,
    Redistribution,
    ToHandOver,
)

__all__ = [
    "Delegation",
    "Given",
    "Granting",
    "Recorded",
    "Redistributed",
    "Redistribution",
    "Staff",
    "ToHandOver",
]
