"""An office to act in: the shipped files, its people by seat, and a day that passes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, Table, func, select

from api.tenant import office_of
from engine.actors import Actor, Role, Seat
from engine.desk import Desk, Office, Outcome, PaperCount, Party, Reception, Wish
from engine.errors import Refusal
from engine.fold import fold
from engine.ledger import DossierRef, Entry
from engine.procedure import Channel
from engine.store.ledgers import entries_of
from engine.tables import metadata
from engine.timeline import Timeline
from workflows.published import publish

PEPPER = b"p" * 32
AGENCY = "dn-sxd"
UNIT = "construction"
COMMUNE = "dn25-26017"
APPRAISAL = "1.009972"  # every construct of the language: consults, tax, a child dossier
ADOPTION = "2.001263"  # restricted
LAND = "1.012789"  # through commune and province; fee at the return
OWNER = Party(
    "owner",
    "Nguyễn Văn Ánh",
    identity_kind="citizen",
    identity="075090123456",
    phone="0913 456 789",
)
MONDAY = "2026-03-02 09:00"


@cache
def office() -> Office:
    """The shipped catalogue; read once."""
    return office_of(publish())


def local(text: str) -> datetime:
    """A moment as the wall of the office shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class Clock:
    """Moves on by a minute each time it is asked."""

    def __init__(self, text: str = MONDAY) -> None:
        self.now = local(text)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def set(self, text: str) -> None:
        self.now = local(text)


def who(role: str, agency: str = AGENCY, unit: str | None = None, nth: int = 0) -> Actor:
    """Somebody who sits there on the first Monday of March 2026."""
    seat = Seat(Role(role), agency, unit)
    return office().organisation.holders(seat, local(MONDAY).date())[nth]


COUNTER = who("counter")
OFFICER = who("officer", unit=UNIT)
COLLEAGUE = who("officer", unit=UNIT, nth=1)
HEAD = who("unit_head", unit=UNIT)
LEADER = who("leader")
CLERICAL = who("clerical")
OUTSIDER = who("officer", unit="planning")


def papers(procedure: str) -> dict[str, PaperCount]:
    """All that the procedure asks for."""
    listed = office().catalogue.current(procedure, local(MONDAY).date()).papers
    return {one.id: PaperCount(max(1, one.originals), one.copies) for one in listed}


def reception(procedure: str = APPRAISAL, **changes: object) -> Reception:
    given: dict[str, object] = {
        "agency": AGENCY,
        "procedure": procedure,
        "channel": Channel.DIRECT,
        "parties": (OWNER,),
        "papers": papers(procedure),
        "answers": {"applicant_kind": "person"},
        "place": "26008",
        "paid": True,
    }
    return Reception(**(given | changes))  # type: ignore[arg-type]  # by the names above


@dataclass(frozen=True, slots=True)
class Town:
    """The desk over a database of its own, and what the tests look at."""

    engine: Engine
    desk: Desk
    clock: Clock

    def receive(
        self, procedure: str = APPRAISAL, by: Actor = COUNTER, **changes: object
    ) -> Outcome:
        return self.desk.receive(reception(procedure, **changes), by)

    def received(self, **changes: object) -> DossierRef:
        return self.receive(**changes).ref  # type: ignore[arg-type]  # of a reception

    def take(self, ref: DossierRef, action: str, by: Actor, **wish: Any) -> Outcome:  # noqa: ANN401
        return self.desk.take(ref, Wish(action, **wish), by)

    def examined(self, **changes: object) -> DossierRef:
        """On the officer's table."""
        ref = self.received(**changes)
        self.take(ref, "forward", COUNTER)
        return ref

    def signing(self) -> DossierRef:
        """Before the leader."""
        ref = self.examined()
        self.take(ref, "propose", OFFICER, outcome="granted")
        self.take(ref, "agree", HEAD)
        return ref

    def ready(self) -> DossierRef:
        """The result waits at the counter."""
        ref = self.signing()
        self.take(ref, "sign", LEADER, capacity="KT.")
        self.take(ref, "seal", CLERICAL, number="12/GP")
        return ref

    def entries(self, ref: DossierRef) -> list[Entry]:
        with self.engine.connect() as connection:
            return entries_of(connection, ref)

    def line(self, ref: DossierRef) -> Timeline:
        return fold(office().catalogue, self.entries(ref))

    def last(self, ref: DossierRef) -> Any:  # noqa: ANN401  # facts as they stand
        return self.entries(ref)[-1].facts

    def rows(self, table: Table) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(select(table)))

    def sizes(self) -> dict[str, int]:
        """How many rows every table has."""
        with self.engine.connect() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in metadata.tables.items()
            }

    def refused(self, kind: type[Refusal], act: Callable[[], object]) -> Refusal:
        """The refusal, of exactly this kind; nothing was written."""
        before = self.sizes()
        with pytest.raises(kind) as raised:
            act()
        assert type(raised.value) is kind
        assert self.sizes() == before
        return raised.value
