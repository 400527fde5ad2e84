"""The office itself: who was turned away, outages, people and what they may do."""

from fastapi import APIRouter

from api.rest.strict import StrictRoute
from api.rest.verbs import Verb, offer

router = APIRouter(tags=["office"], route_class=StrictRoute)

offer(
    router,
    Verb("/turned-away", "visit_log.turn_away", 201),
    Verb("/outages", "outages.declare", 201),
    Verb("/outages/{outage}/approval", "outages.approve"),
    Verb("/outages/{outage}/rejection", "outages.reject"),
    Verb("/outages/{outage}/withdrawal", "outages.withdraw"),
    Verb("/staff/delegations", "staff.delegate", 201),
    Verb("/staff/grants", "staff.grant", 201),
    Verb("/staff/revocations", "staff.revoke"),
    Verb("/staff/redistributions", "staff.redistribute"),
    Verb("/staff/disabling", "staff.disable"),
    Verb("/staff/enabling", "staff.enable"),
)
