"""DIGIT's roles, which every installation names as it likes, as addresses of ours."""

import re
from collections.abc import Iterable

from engine.imports.digit.source import Service, Stage
from engine.imports.imported import word

APPLICANT, COUNTER, SYSTEM = "applicant", "counter", "system"

_CITIZEN = re.compile(r"^(CITIZEN|ANONYMOUS)$")
_COUNTER = re.compile(r"(^|_)(CEMP|CSR|COUNTER)(_|$)|COUNTER_EMPLOYEE")
_SYSTEM = re.compile(r"^(AUTO_ESCALATE|SYSTEM|SYSTEM_.*|.*_SYSTEM|INTERNAL_.*)$")


def unit_of(role: str) -> str:
    return word(role, "vai_tro")


def address(role: str) -> str:
    """Citizens and counters by the words that the documentation uses; others are a unit each."""
    name = role.upper()
    if _CITIZEN.search(name):
        return APPLICANT
    if _COUNTER.search(name):
        return COUNTER
    return SYSTEM if _SYSTEM.search(name) else f"{unit_of(role)}/officer"


def addresses(roles: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(address(role) for role in roles)) or ["officer"]


def holder(stage: Stage) -> str:
    """Who has it there: the first of the staff who can move it on, else whoever can."""
    onward = [move for move in stage.moves if move.to != stage.name]
    found = [one for move in onward or stage.moves for one in addresses(move.roles)]
    staff = [one for one in found if one not in {APPLICANT, SYSTEM}]
    return (staff or found or ["officer"])[0]


def units(service: Service) -> list[tuple[str, str]]:
    """The units that the roles stand for: key and words, in the order of the file."""
    roles = [role for _, move in service.moves for role in move.roles]
    return [(unit_of(role), role) for role in dict.fromkeys(roles) if "/" in address(role)]
