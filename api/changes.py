"""From files to the database: what would change, and the one transaction that changes it."""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine

from api.clock import local
from api.tenant import applied, defects_of, owners_of
from engine.catalogue import Catalogue
from engine.definitions.defects import refuse
from engine.definitions.diff import Change as Line
from engine.definitions.diff import compare
from engine.definitions.texts import parse
from engine.desk.correcting import Correction, Shift, shift
from engine.desk.taken_away import Obstacle, TakenAway
from engine.desk.taken_away import check as check_taken_away
from engine.errors import DefinitionFault, NotFound
from engine.fold import fold
from engine.imports.register.edition import is_imported
from engine.organisation import Organisation
from engine.store import editions
from engine.store.ledgers import entries_of
from engine.store.prefixes import save_owners
from engine.store.write import writing
from workflows.kept import CALENDAR, PROCEDURE, Kept, kept
from workflows.loader import gather
from workflows.published import examine

AGENCIES = "agencies"  # the shelf of agencies, units, people and their roles


class Verb(StrEnum):
    """What becomes of one text."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    RESTORED = "restored"  # the same edition, whose stored text was changed behind our back


@dataclass(frozen=True, slots=True)
class Change:
    """One text that is not in force as the files have it; `lines` say what differs."""

    verb: Verb
    kind: str
    code: str
    before: str | None
    after: str | None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Follower:
    """How many open dossiers finish under an edition that is not, or will not be, in force."""

    procedure: str
    edition: str
    dossiers: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What the files would change: texts, dossiers under old editions, promises that move.

    While there are obstacles, `apply` is refused.
    """

    changes: tuple[Change, ...]
    followers: tuple[Follower, ...]
    shifts: tuple[Shift, ...]
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        return not self.changes and not self.shifts


def wanted(folders: Sequence[Path]) -> tuple[Kept, ...]:
    """The texts of the product's files and these folders; FaultyText if they do not lint."""
    files = gather(folders)
    published = examine(files)
    refuse(defects_of(published))
    return tuple(kept(files, published))


def plan(connection: Connection, texts: Sequence[Kept], at: datetime) -> Plan:
    """What `apply` would do at that moment; nothing is written."""
    catalogue = _with(_catalogue(connection, texts), texts)
    return Plan(
        changes=tuple(_changes(connection, texts)),
        followers=tuple(_followers(connection, texts)),
        shifts=tuple(_shifts(connection, catalogue, at)),
        obstacles=tuple(_obstacles(connection, texts, local(at).date())),
    )


def apply(
    engine: Engine,
    texts: Sequence[Kept],
    *,
    clock: Callable[[], datetime] | None = None,
    entropy: Callable[[int], bytes] = secrets.token_bytes,
) -> Plan:
    """Put the texts in force and the open dossiers on their calendars: all of it, or nothing."""
    with writing(engine, clock) as write:
        changes = tuple(_changes(write.connection, texts))
        today = local(write.moment).date()
        check_taken_away(tuple(_obstacles(write.connection, texts, today)))
        for text in texts:
            editions.save(write, text.kind, text.code, text.edition, text.content)
        for change in changes:
            if change.after is None:
                editions.retire(write, change.kind, change.code)
            else:
                editions.put_in_force(write, change.kind, change.code, change.after)
        published = applied(write.connection, texts)
        save_owners(write, owners_of(published), today)
        catalogue = published.catalogue
        correction = Correction(catalogue, entropy)
        others = editions.counting_by_others(write.connection, _current(catalogue))
        shifts = [correction.follow(write, ref) for ref in others]
        followers = tuple(_followers(write.connection, texts))
        return Plan(changes, followers, tuple(one for one in shifts if one))


def _changes(connection: Connection, texts: Iterable[Kept]) -> Iterator[Change]:
    before = {(one.kind, one.code): one for one in editions.applied(connection)}
    after = {(text.kind, text.code): text for text in texts}
    for key in sorted(before.keys() | after.keys(), key=_by_weight):
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            yield Change(Verb.ADDED, *key, None, new.edition)
        elif new is None and old is not None:
            yield Change(Verb.RETIRED, *key, old.edition, None)
        elif old and new and old.edition != new.edition:
            yield Change(Verb.CHANGED, *key, old.edition, new.edition, _lines(old, new))
        elif old and new and not old.intact:
            yield Change(Verb.RESTORED, *key, old.edition, new.edition, _lines(old, new))


def _lines(old: editions.Stored, new: Kept) -> tuple[Line, ...]:
    """What differs; nothing can be said of a stored text that cannot be read any more."""
    try:
        before = _said(old.kind, old.content)
    except (DefinitionFault, ValueError, LookupError, TypeError):
        return ()
    return tuple(compare(before, _said(new.kind, new.content)))


def _by_weight(key: editions.Key) -> tuple[bool, bool, editions.Key]:
    """Procedures first, then calendars, then the rest."""
    return key[0] != PROCEDURE, key[0] != CALENDAR, key


def _said(kind: str, content: str) -> object:
    """What a text says, for a comparison."""
    if kind == PROCEDURE:
        whole = json.loads(content)
        forms = {"forms": whole["forms"]} if whole["forms"] else {}
        return {**whole["procedure"], **forms}
    return parse(content, kind).value


def _obstacles(connection: Connection, texts: Iterable[Kept], today: date) -> Iterator[Obstacle]:
    """What the new files of agencies would take away from open work."""
    stored = [one for one in editions.applied(connection) if one.kind == AGENCIES]
    wanted = {text.code: text for text in texts if text.kind == AGENCIES}
    same = {one.code: one.edition for one in stored} == {
        code: text.edition for code, text in wanted.items()
    }
    if stored and not same and all(one.intact for one in stored):
        before, after = _organisation(stored), _organisation(wanted.values())
        yield from TakenAway(connection, before, after, today).obstacles()


def _organisation(texts: Iterable[editions.Stored | Kept]) -> Organisation:
    files = {f"{AGENCIES}/{one.code}.yaml": one.content for one in texts}
    return Organisation.from_mappings(
        {name: parse(text, name).value for name, text in files.items()}
    )


def _followers(connection: Connection, texts: Iterable[Kept]) -> Iterator[Follower]:
    current = {text.edition for text in texts if text.kind == PROCEDURE}
    for code, edition, dossiers in editions.in_flight(connection):
        if edition not in current:
            yield Follower(code, edition, dossiers)


def _shifts(connection: Connection, catalogue: Catalogue, at: datetime) -> Iterator[Shift]:
    for ref in editions.counting_by_others(connection, _current(catalogue)):
        line = fold(catalogue, entries_of(connection, ref))
        found = shift(ref, line, catalogue.calendar_of(line.calendar.id), at)
        if found is not None:
            yield found


def _current(catalogue: Catalogue) -> list[str]:
    """The calendars that nothing has to be put right by: those in force, and of imported days."""
    others = (one for one in catalogue.calendars.values() if is_imported(one))
    return [calendar.edition for calendar in (*catalogue.kept.values(), *others)]


def _catalogue(connection: Connection, texts: Sequence[Kept]) -> Catalogue:
    try:
        return applied(connection, texts).catalogue
    except NotFound:
        return Catalogue.of((), ())


def _with(catalogue: Catalogue, texts: Iterable[Kept]) -> Catalogue:
    """The catalogue as it would be counted by after these texts."""
    known = catalogue.calendars
    fresh = {
        text.code: known.get(text.edition) or text.calendar()
        for text in texts
        if text.kind == CALENDAR
    }
    editions_too = {calendar.edition: calendar for calendar in fresh.values()}
    return replace(catalogue, kept=fresh, calendars={**known, **editions_too})
