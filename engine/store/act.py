"""An act: everything that one verb writes, together or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Table

from engine.ledger import DossierRef, Entry
from engine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Insert:
    """A side row that comes into being with the act."""

    table: Table
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """A side row, named by its key, that the act brings up to date."""

    table: Table
    key: Mapping[str, object]
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Remove:
    """A side row, named by its key, that goes: work that another agency has from now on."""

    table: Table
    key: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told to `receiver`, once for the event; ids only, rendered at delivery."""

    id: UUID
    kind: str
    receiver: str
    event: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """An idempotency key with what it answered, so that a repeat gives the same answer."""

    agency: str
    actor: str
    key: str
    digest: bytes
    answer: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Act:
    """The new entries of one dossier, its projection after them, and all that hangs on them.

    `expected_version` is the version that was read; 0 opens the dossier.
    """

    ref: DossierRef
    expected_version: int
    entries: tuple[Entry, ...]
    timeline: Timeline
    restricted: bool
    at: datetime
    rows: tuple[Insert | Change | Remove, ...] = ()
    notices: tuple[Notice, ...] = ()
    remembered: Remembered | None = field(default=None)
