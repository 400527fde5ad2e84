"""Fees: assessed, reduced, taken, given back, counted."""

from dataclasses import dataclass

from fastapi import APIRouter

from api.rest.strict import StrictRoute
from api.rest.subjects.dossiers import ONE
from api.rest.verbs import Verb, offer
from api.web.house import House
from engine.actors import Actor
from engine.desk import Outcome
from engine.errors import BadInput
from engine.ledger import DossierRef

router = APIRouter(tags=["fees"], route_class=StrictRoute)


@dataclass(frozen=True, slots=True)
class OwedLines:
    """Fee lines of one dossier."""

    dossier: DossierRef
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Lines of several dossiers that are paid under one receipt, by `method`."""

    dossiers: tuple[OwedLines, ...]
    method: str


def collect_together(
    house: House, wish: Together, by: Actor, *, key: str | None = None
) -> tuple[Outcome, ...]:
    """Take the money for lines of several dossiers under one receipt."""
    wanted = {one.dossier: one.lines for one in wish.dossiers}
    if len(wanted) != len(wish.dossiers):
        raise BadInput("Mỗi hồ sơ chỉ nêu một lần.", code="given_twice", field="dossiers")
    return house.desk.fees.collect_together(wanted, wish.method, by, key=key)


offer(
    router,
    Verb(f"{ONE}/fees/assessments", "fees.assess"),
    Verb(f"{ONE}/fees/reductions", "fees.reduce"),
    Verb(f"{ONE}/fees/payments", "fees.collect", 200, {"lines": [1], "method": "cash"}),
    Verb(f"{ONE}/fees/refunds", "fees.refund"),
    Verb("/fee-payments", collect_together, name="fees_collect_together"),
    Verb("/fee-receipts/voiding", "fees.void_receipt"),
    Verb("/cash-sheets", "fees.close_sheet", 201),
    Verb("/cash-sheets/countersignature", "fees.countersign_sheet"),
)
