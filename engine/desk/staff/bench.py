"""The way of every staff act: hold the agency's chain, decide, write the act and its rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, Self, TypeVar
from uuid import UUID

from engine.actors import Actor, Seat
from engine.desk.acting import Acting
from engine.desk.office import Office
from engine.desk.standing import admitted
from engine.desk.writing import Ask
from engine.staff import StaffAct, StaffKind, Standing, present
from engine.store.act import Change, Insert
from engine.store.beside import write_rows
from engine.store.staff import disabled_among, grants, standing_of
from engine.store.staff_acts import add_act, hold_chain
from engine.store.write import Write


class Answer(Protocol):
    """What a staff act answers; remembered under its key."""

    def facts(self) -> dict[str, object]: ...

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self: ...


A = TypeVar("A", bound=Answer)


@dataclass(frozen=True, slots=True)
class Bench:
    """An agency under the lock of its staff acts: who decides, on which day, as which act."""

    office: Office
    write: Write
    agency: str
    by: Actor
    today: date
    seq: int
    fresh_id: UUID

    def person(self, staff: str, day: date | None = None) -> tuple[Actor, Standing]:
        """A member of staff with what the desk decided about them; NotFound if there is none."""
        person, standing = self.office.person(staff), standing_of(self.write.connection, staff)
        return present(person, standing, day or self.today), standing

    def holders(self, seat: Seat, but: str) -> list[str]:
        """Who else may sit there today and act."""
        given = grants(self.write.connection, agency_id=seat.agency, role=str(seat.role))
        by_desk = {
            one.staff
            for one in given
            if one.revoked_at is None and one.grant.covers(seat, self.today)
        }
        by_files = {one.id for one in self.office.organisation.holders(seat, self.today)}
        others = (by_desk | by_files) - {but}
        return sorted(others - disabled_among(self.write.connection, others))


@dataclass(frozen=True, slots=True)
class Decision:
    """What a verb decided: the act's kind and facts, and the rows that follow from it."""

    kind: StaffKind
    facts: Mapping[str, object]
    rows: tuple[Insert | Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Recording:
    """Writes staff acts, each one durable act of the desk."""

    acting: Acting
    entropy: Callable[[int], bytes]

    def act(
        self,
        agency: str,
        ask: Ask,
        decide: Callable[[Bench], tuple[Decision, A]],
        answer: type[A],
    ) -> A:
        """Hold the chain, decide, record; the same answer again for the same key."""
        self.acting.office.organisation.agency(agency)

        def record(write: Write) -> A:
            last, head = hold_chain(write.connection, agency)
            known = ask.answered(write, agency)
            if known is not None:
                return answer.read(known)
            bench = self._bench(write, agency, ask, last + 1)
            decision, answered = decide(bench)
            act = StaffAct(bench.seq, decision.kind, write.moment, ask.by.id, decision.facts)
            add_act(write.connection, agency, act, head)
            write_rows(write, decision.rows, ask.remember(agency, answered.facts()))
            return answered

        return self.acting.durably(ask, record)

    def _bench(self, write: Write, agency: str, ask: Ask, seq: int) -> Bench:
        office = self.acting.office
        today = office.calendar_of(agency).local_day(write.moment)
        by = admitted(write.connection, ask.by, today)
        fresh = UUID(bytes=self.entropy(16), version=4)
        return Bench(office, write, agency, by, today, seq, fresh)
