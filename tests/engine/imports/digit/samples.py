"""A BusinessService as the public documentation describes one: a suggestion of a citizen."""

import json
from typing import Any

DAY = 86_400_000


def action(name: str, to: str | None, *roles: str, **more: object) -> dict[str, Any]:
    return {"action": name, "nextState": to, "roles": list(roles), **more}


def state(name: str | None, *actions: dict[str, Any], **more: object) -> dict[str, Any]:
    given: dict[str, Any] = {"sla": None, "state": name, "applicationStatus": name}
    given |= {"docUploadRequired": False, "isStartState": name is None, "isTerminateState": False}
    return {**given, "actions": list(actions) or None, **more}


OPEN = state(None, action("APPLY", "PENDINGFORASSIGNMENT", "CITIZEN", "CSR"))
WAITING = state(
    "PENDINGFORASSIGNMENT",
    action("COMMENT", "PENDINGFORASSIGNMENT", "CITIZEN"),
    action("ASSIGN", "PENDINGATLME", "GRO"),
    action("REJECT", "REJECTED", "GRO"),
    sla=DAY,
)
WORKING = state(
    "PENDINGATLME",
    action("COMMENT", "PENDINGATLME", "CITIZEN"),
    action("RESOLVE", "RESOLVED", "LME"),
    action("REASSIGN", "PENDINGFORASSIGNMENT", "LME", "AUTO_ESCALATE"),
    sla=2 * DAY,
)
DONE = state("RESOLVED", isTerminateState=True)
REJECTED = state("REJECTED", isTerminateState=True)
STATES = (OPEN, WAITING, WORKING, DONE, REJECTED)


def service(*states: dict[str, Any], **more: object) -> dict[str, Any]:
    given: dict[str, Any] = {"tenantId": "pb", "businessService": "GOPY", "business": "gop-y"}
    return {**given, "businessServiceSla": 5 * DAY, "states": list(states), **more}


def answer(*services: dict[str, Any]) -> bytes:
    """As the server answers a search, and as it is asked to create."""
    return json.dumps({"ResponseInfo": {}, "BusinessServices": list(services)}).encode()


SOUND = answer(service(*STATES))
