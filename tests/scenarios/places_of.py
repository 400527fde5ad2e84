"""What the scenarios of places share."""

from dataclasses import replace

from engine.desk import Outcome
from engine.desk.places import (
    Arrival,
    Parcel,
    Sending,
    Signed,
    Taking,
)
from engine.ledger import DossierRef
from engine.reports.periods import Period
from tests.engine.desk.town import (
    AGENCY,
    APPRAISAL,
    CLERICAL,
    COMMUNE,
    HEAD,
    LEADER,
    OFFICER,
    UNIT,
    Town,
    local,
    who,
)

A, B, C = COMMUNE, AGENCY, "dn25-26104"


ELSEWHERE = "dn25-26122"


COUNTER_A, COUNTER_B, COUNTER_C = who("counter", A), who("counter"), who("counter", C)


TODAY = local("2026-03-02 09:00").date()


MARCH = Period.between(local("2026-03-01").date(), local("2026-03-31").date())


WRONG = "wrong_agency"


def filed(town: Town) -> Outcome:
    """Handed in at commune A for province agency B, to be fetched at commune C."""
    return town.receive(APPRAISAL, COUNTER_A, agency=A, competent=B, return_at=C)


def decided(town: Town, ref: DossierRef) -> None:
    """From the officer of B to the seal."""
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.take(ref, "agree", HEAD)
    town.take(ref, "sign", LEADER, capacity="KT.")
    town.take(ref, "seal", CLERICAL, number="12/GP")


def sending(ref: DossierRef, **changes: object) -> Sending:
    whole = Sending(A, B, (Parcel(ref, originals={"application": 1}),), to_unit=UNIT)
    return replace(whole, **changes)  # type: ignore[arg-type]  # by the names above


def taking(signed: Signed, *arrivals: Arrival, at: str | None = None) -> Taking:
    return Taking(signed.slip, arrivals or (Arrival(1),), at)
