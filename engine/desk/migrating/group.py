"""The verbs: foresee what a migration would do, do it in one act, take it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from engine.actors import Actor
from engine.desk.acting import Acting, ask_of
from engine.desk.draft import Draft
from engine.desk.migrating.asking import VERB, Keeper, check_states, edition_of
from engine.desk.migrating.entry import going_back, going_over
from engine.desk.migrating.fates import Fate
from engine.desk.migrating.foreseeing import Foreseer
from engine.desk.migrating.requests import Migration, Return
from engine.desk.migrating.returning import Going, all_going
from engine.desk.migrating.seen import Migrated, Returned
from engine.desk.progress import Progress, quiet, told
from engine.desk.texts import tidy
from engine.desk.writing import Ledgered
from engine.ledger import DossierRef
from engine.store.beside import answers_of, write_rows
from engine.store.held import Held, database_moment, look
from engine.store.migrations import check_named, moved_by, open_elsewhere
from engine.store.read import reading
from engine.store.write import Write


@dataclass(frozen=True, slots=True)
class Editions:
    """Open dossiers go over to another edition of their procedure, or stay, each for a reason.

    All that can move move in one act; the others are named and left as they are. A second time
    moves what has come since, and nothing twice.
    """

    acting: Acting

    def foresee(
        self, wanted: Migration, by: Actor | None = None, *, progress: Progress = quiet
    ) -> Migrated:
        """What `migrate` would do now (for that person); nothing is written."""
        said = tidy(wanted)
        with reading(self.acting.engine) as connection:
            now = self._now(connection)
            foreseer = self._foreseer(connection, said, self._keeper(connection, by, now), now)
            refs = self._elsewhere(connection, said, foreseer)
            held = (look(connection, ref) for ref in told(refs, progress))
            return Migrated.of(foreseer.new, None, _fates(connection, foreseer, held))

    def migrate(
        self, wanted: Migration, by: Actor, *, key: str | None = None, progress: Progress = quiet
    ) -> Migrated:
        """Every dossier that the new edition can carry follows it from now on."""
        said = tidy(wanted)
        states = sorted(said.states.items())
        ask = ask_of(by, key, VERB, said.procedure, said.edition, states, said.only, said.reason)

        def act(write: Write) -> Migrated:
            keeper = self._keeping(write.connection, by, write.moment)
            known = ask.answered(write, keeper.home)
            if known is not None:
                return Migrated.read(known)
            done = self._migrate(write, said, keeper, progress)
            write_rows(write, (), ask.remember(keeper.home, done.facts()))
            return done

        return self.acting.durably(ask, act)

    def _migrate(
        self, write: Write, said: Migration, keeper: Keeper, progress: Progress
    ) -> Migrated:
        self._check_reason(said.reason)
        foreseer = self._foreseer(write.connection, said, keeper, write.moment)
        refs = self._elsewhere(write.connection, said, foreseer)
        held = {ref: write.hold(ref) for ref in refs}
        fates = _fates(write.connection, foreseer, held.values())
        name = UUID(bytes=self.acting.pen.entropy(16), version=4).hex
        done = Migrated.of(foreseer.new, name, fates)
        for fate in told([fate for fate in fates if fate.moves], progress):
            draft = going_over(fate, foreseer.new, name, said.reason)
            self._enter(write, held[fate.ref], draft, keeper)
        return done

    def foresee_return(self, wanted: Return, by: Actor | None = None) -> Returned:
        """What `go_back` would do now; nothing is written."""
        said = tidy(wanted)
        with reading(self.acting.engine) as connection:
            keeper = self._keeper(connection, by, self._now(connection))
            held = [look(connection, ref) for ref in _gone(connection, said)]
            going = self._going(connection, said, keeper, held)
            return Returned.of(said.migration, going, len(held))

    def go_back(
        self, wanted: Return, by: Actor, *, key: str | None = None, progress: Progress = quiet
    ) -> Returned:
        """Take the migration back where nothing else has happened since; name the others."""
        said = tidy(wanted)
        ask = ask_of(by, key, "return_edition", said.procedure, said.migration, said.only)

        def act(write: Write) -> Returned:
            keeper = self._keeping(write.connection, by, write.moment)
            known = ask.answered(write, keeper.home)
            if known is not None:
                return Returned.read(known)
            done = self._go_back(write, said, keeper, progress)
            write_rows(write, (), ask.remember(keeper.home, done.facts()))
            return done

        return self.acting.durably(ask, act)

    def _go_back(self, write: Write, said: Return, keeper: Keeper, progress: Progress) -> Returned:
        self._check_reason(said.reason)
        held = [write.hold(ref) for ref in _gone(write.connection, said)]
        going = self._going(write.connection, said, keeper, held)
        for one in told([one for one in going if one.hindrance is None], progress):
            draft = going_back(one, said.migration, said.reason, write.moment)
            self._enter(write, one.held, draft, keeper)
        return Returned.of(said.migration, going, len(held))

    def _going(
        self, connection: Connection, said: Return, keeper: Keeper | None, held: Iterable[Held]
    ) -> list[Going]:
        return list(all_going(connection, self.acting.office, said.migration, keeper, held))

    # what both need

    def _now(self, connection: Connection) -> datetime:
        return self.acting.clock() if self.acting.clock else database_moment(connection)

    def _keeper(self, connection: Connection, by: Actor | None, now: datetime) -> Keeper | None:
        return None if by is None else self._keeping(connection, by, now)

    def _keeping(self, connection: Connection, by: Actor, now: datetime) -> Keeper:
        office = self.acting.office
        return Keeper.of(connection, office, by, office.calendar_of("").local_day(now))

    def _check_reason(self, reason: str | None) -> None:
        if reason is not None:
            self.acting.office.check_reason(reason, VERB)

    def _foreseer(
        self, connection: Connection, said: Migration, keeper: Keeper | None, now: datetime
    ) -> Foreseer:
        office = self.acting.office
        today = office.calendar_of("").local_day(now)
        new = edition_of(office.catalogue, said.procedure, said.edition, today)
        check_states(office.catalogue, new, said.states)
        check_named(connection, said.procedure, said.only)
        return Foreseer(office, new, said.states, keeper, now)

    @staticmethod
    def _elsewhere(connection: Connection, said: Migration, to: Foreseer) -> list[DossierRef]:
        return open_elsewhere(connection, said.procedure, to.new.edition, said.only)

    def _enter(self, write: Write, held: Held, draft: Draft, keeper: Keeper) -> None:
        at = max(write.moment, *(entry.happened_at for entry in held.entries))
        self.acting.pen.write(write, Ledgered.of(held), draft, at=at, by=keeper.person)


def _fates(connection: Connection, foreseer: Foreseer, held: Iterable[Held]) -> tuple[Fate, ...]:
    return tuple(foreseer.fate(one, partial(answers_of, connection, one.ref)) for one in held)


def _gone(connection: Connection, said: Return) -> list[DossierRef]:
    check_named(connection, said.procedure, said.only)
    return moved_by(connection, said.procedure, said.migration, said.only)
