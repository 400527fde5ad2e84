"""The verbs of an outage: declare, look at what it touches, approve, reject, withdraw."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from engine.actors import OVERSEERS, Actor, Role
from engine.desk.acting import Acting, ask_of
from engine.desk.codes import check_code
from engine.desk.draft import happened
from engine.desk.outages.requests import Decided, Declaration, Touched
from engine.desk.outages.touching import saying, touches
from engine.desk.standing import admitted
from engine.desk.texts import tidy
from engine.desk.writing import Ledgered
from engine.errors import BadInput, FourEyes, NotFound, NotNow, NotYourStep
from engine.fold import fold
from engine.store.beside import write_rows
from engine.store.held import Held, database_moment, look
from engine.store.outages import (
    Declared,
    candidates,
    decide,
    hold_outage,
    look_at_outage,
    note,
    outages_of,
)
from engine.store.read import reading
from engine.store.scope import Scope
from engine.store.write import Write
from engine.timeline import Timeline

# Assumption: whoever answers for a counter or a unit of the agency, or keeps its system running.
MAY_DECLARE = (Role.COUNTER, Role.UNIT_HEAD, Role.LEADER, Role.SYSTEM_ADMIN)
MAY_LOOK = (*MAY_DECLARE, *OVERSEERS)
DECLARED, APPROVED, REJECTED, WITHDRAWN = "declared", "approved", "rejected", "withdrawn"


@dataclass(frozen=True, slots=True)
class Outages:
    """A declaration touches nothing until the leader of the agency, a second person, approves it.

    Then the ledger of each dossier that it touches says so, all in one act; it moves no promise.
    """

    acting: Acting

    def declare(self, wanted: Declaration, by: Actor, *, key: str | None = None) -> Decided:
        """Say that the agency could not work, and by which paper that is proved."""
        said = tidy(wanted)
        ask = ask_of(by, key, "declare_outage", asdict(said))

        def act(write: Write) -> Decided:
            known = ask.answered(write, said.agency)
            if known is not None:
                return Decided.read(known)
            self._check(write, said, by)
            found = UUID(bytes=self.acting.pen.entropy(16), version=4)
            span = (said.since, said.until, said.reason, said.evidence)
            note(write, Declared(said.agency, found, *span, DECLARED, by.id, write.moment))
            done = Decided(found, said.agency, DECLARED)
            write_rows(write, (), ask.remember(said.agency, done.facts()))
            return done

        return self.acting.durably(ask, act)

    def _check(self, write: Write, said: Declaration, by: Actor) -> None:
        office = self.acting.office
        office.organisation.agency(said.agency)
        self._must_be(said.agency, self._day(said.agency, write), by, MAY_DECLARE)
        office.check_reason(said.reason, "outage")
        check_code(said.evidence, "evidence")
        happened(said.since, write.moment, None)
        happened(said.until, write.moment, None)
        if said.until <= said.since:
            raise BadInput("Sự cố phải kết thúc sau khi bắt đầu.", code="span_reversed")

    def approve(self, outage: UUID, by: Actor, *, key: str | None = None) -> Decided:
        """Enter the outage into the ledger of every dossier that it touches."""

        def work(write: Write, found: Declared) -> Decided:
            self._must_be(found.agency, self._day(found.agency, write), by, (Role.LEADER,))
            if found.declared_by == by.id:
                raise FourEyes(
                    "Người báo sự cố không được tự duyệt.", first="declare", second="approve"
                )
            seen: list[Touched] = []
            count = 0
            for held, line in self._touched(write, found):
                seen += self._shown(held, line, by, self._day(found.agency, write))
                before = Ledgered.of(held)
                at = max(write.moment, line.last_at)
                self.acting.pen.write(write, before, saying(found), at=at, by=by)
                count += 1
            decide(write, found, APPROVED, by.id, count)
            return Decided(found.id, found.agency, APPROVED, tuple(seen))

        return self._decided(outage, by, key, APPROVED, work)

    def reject(self, outage: UUID, by: Actor, *, key: str | None = None) -> Decided:
        """The leader does not take it for an outage."""

        def work(write: Write, found: Declared) -> Decided:
            self._must_be(found.agency, self._day(found.agency, write), by, (Role.LEADER,))
            return _closed(write, found, REJECTED, by)

        return self._decided(outage, by, key, REJECTED, work)

    def withdraw(self, outage: UUID, by: Actor, *, key: str | None = None) -> Decided:
        """Whoever declared it takes it back before it is decided."""

        def work(write: Write, found: Declared) -> Decided:
            if found.declared_by != by.id:
                raise NotYourStep("Chỉ người báo sự cố mới rút lại được.", verb="withdraw")
            return _closed(write, found, WITHDRAWN, by)

        return self._decided(outage, by, key, WITHDRAWN, work)

    def _decided(
        self,
        outage: UUID,
        by: Actor,
        key: str | None,
        what: str,
        work: Callable[[Write, Declared], Decided],
    ) -> Decided:
        ask = ask_of(by, key, f"outage_{what}", outage.hex)

        def act(write: Write) -> Decided:
            found = hold_outage(write, outage)
            known = ask.answered(write, found.agency)
            if known is not None:
                return Decided.read(known)
            if not self._sees(found, by, write.connection):
                raise _unknown()
            if found.state != DECLARED:
                raise NotNow("Sự cố này đã được xử lý.", code="outage_decided", state=found.state)
            done = work(write, found)
            write_rows(write, (), ask.remember(found.agency, done.facts()))
            return done

        return self.acting.durably(ask, act)

    def touched(self, outage: UUID, by: Actor) -> tuple[Touched, ...]:
        """What it would touch if it were approved now; a pure read of what the person may see."""
        with reading(self.acting.engine) as connection:
            found = look_at_outage(connection, outage)
            day = self._local(found.agency, connection)
            person = admitted(connection, by, day)
            if not self._sees(found, person, connection):
                raise _unknown()
            refs = candidates(connection, found.agency, found.since, found.until)
            seen = []
            for ref in refs:
                held = look(connection, ref)
                line = fold(self.acting.office.catalogue, held.entries)
                if touches(line, found):
                    seen += self._shown(held, line, person, day)
            return tuple(seen)

    def of_agency(self, agency: str, by: Actor) -> list[Declared]:
        """What was declared for an agency, for whoever works there; nothing for others."""
        with reading(self.acting.engine) as connection:
            person = admitted(connection, by, self._local(agency, connection))
            found = outages_of(connection, agency)
            return [one for one in found if self._sees(one, person, connection)]

    def _touched(self, write: Write, found: Declared) -> Iterator[tuple[Held, Timeline]]:
        """Each dossier that it touches, under its lock."""
        for ref in candidates(write.connection, found.agency, found.since, found.until):
            held = write.hold(ref)
            line = fold(self.acting.office.catalogue, held.entries)
            if touches(line, found):
                yield held, line

    @staticmethod
    def _shown(held: Held, line: Timeline, by: Actor, day: date) -> list[Touched]:
        sees = Scope(by, day).sees(held.ref, line, held.entries, restricted=held.restricted)
        return [Touched(held.ref, line.origin.code)] if sees else []

    def _sees(self, found: Declared, by: Actor, connection: Connection) -> bool:
        day = self._local(found.agency, connection)
        return any(by.has(role, found.agency, day) for role in MAY_LOOK)

    def _local(self, agency: str, connection: Connection) -> date:
        clock = self.acting.clock
        now = clock() if clock else database_moment(connection)
        return self.acting.office.calendar_of(agency).local_day(now)

    def _day(self, agency: str, write: Write) -> date:
        return self.acting.office.calendar_of(agency).local_day(write.moment)

    def _must_be(self, agency: str, day: date, by: Actor, roles: tuple[Role, ...]) -> None:
        if not any(by.has(role, agency, day) for role in roles):
            names = self.acting.office.say(roles)
            raise NotYourStep(f"Việc này dành cho: {names} của cơ quan.", verb="outage")


def _closed(write: Write, found: Declared, state: str, by: Actor) -> Decided:
    decide(write, found, state, by.id, 0)
    return Decided(found.id, found.agency, state)


def _unknown() -> NotFound:
    return NotFound("Không có sự cố nào mang mã này.", code="unknown_outage")
