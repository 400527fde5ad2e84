"""Erasing the personal data of one dossier: the record stays whole, the people are gone from it.

The entry that says so is written in the act that removes the rows. Codes, dates, staff ids and
typed values stay, so promises, verdicts and figures are what they were.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_bytes

from sqlalchemy import Engine

from engine.actors import Actor, Role
from engine.desk.draft import Draft
from engine.desk.office import Office
from engine.desk.standing import admitted
from engine.desk.writing import Ledgered, Pen
from engine.errors import NotYourStep, OutOfScope
from engine.fold import fold
from engine.ledger import DossierRef, Kind
from engine.store.erasing import erase_rows, overwrite_freed_space
from engine.store.files import Files
from engine.store.held import Held
from engine.store.scope import Scope
from engine.store.write import Write, writing
from engine.timeline import Child, Other, Timeline

# Assumption: the leader of the agency that opened the dossier, or its system administrator. No
# text that we know names who in an office carries an erasure out.
MAY_ERASE = (Role.LEADER, Role.SYSTEM_ADMIN)


@dataclass(frozen=True, slots=True)
class Erased:
    """A dossier without its people. `again`: it had been erased, and nothing came since.

    `children` are dossiers that it opened for the same people, or that stand in its place, or it in
    theirs; each is erased by its own agency.
    """

    ref: DossierRef
    code: str
    version: int
    again: bool
    children: tuple[DossierRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Eraser:
    """The verb over one database and its files; safe to repeat until it ends well."""

    engine: Engine
    office: Office
    files: Files
    clock: Callable[[], datetime] | None = None
    entropy: Callable[[int], bytes] = field(default=token_bytes)

    def erase(self, ref: DossierRef, by: Actor, reason: str) -> Erased:
        """Remove the personal data, then the files, then what the database's files still hold.

        A crash between these leaves nothing in any row: the check of the record names the files
        that are left, and a repeat (or a sweep) removes them.
        """
        with writing(self.engine, self.clock) as write:
            erased = self._erase(write, ref, by, reason)
        self.files.erase(ref)
        overwrite_freed_space(self.engine)
        return erased

    def _erase(self, write: Write, ref: DossierRef, by: Actor, reason: str) -> Erased:
        held = write.hold(ref)
        line = fold(self.office.catalogue, held.entries)
        at = max(write.moment, line.last_at)
        _check(admitted(write.connection, by, line.day(at)), held, line, at)
        self.office.check_reason(reason, "erase")
        again = held.entries[-1].kind is Kind.ERASED
        erase_rows(write, ref)
        if not again:
            line = self._enter(write, held, Draft(Kind.ERASED, {"reason": reason}), at=at, by=by)
        children = tuple(DossierRef.read(one.agency, one.id) for one in _relatives(line))
        return Erased(ref, line.origin.code, line.length, again, children)

    def _enter(
        self, write: Write, held: Held, draft: Draft, *, at: datetime, by: Actor
    ) -> Timeline:
        before = Ledgered.of(held)
        return Pen(self.office.catalogue, self.entropy).write(write, before, draft, at=at, by=by)


def _relatives(line: Timeline) -> Iterator[Child | Other]:
    """The other dossiers that have the same people."""
    yield from line.children
    if line.voiding is not None and line.voiding.replaced_by is not None:
        yield line.voiding.replaced_by
    if line.replaces is not None:
        yield line.replaces


def _check(by: Actor, held: Held, line: Timeline, at: datetime) -> None:
    day, ref = line.day(at), held.ref
    if not any(by.has(role, ref.agency, day) for role in MAY_ERASE):
        if not Scope(by, day).sees(ref, line, held.entries, restricted=held.restricted):
            raise OutOfScope
        raise NotYourStep(
            "Chỉ lãnh đạo hoặc quản trị hệ thống của cơ quan mở hồ sơ được xóa dữ liệu cá nhân.",
            verb="erase",
        )
