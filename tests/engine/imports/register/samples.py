"""Small files of an older system, and the office that takes them in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from api.sheets import opened
from engine.catalogue import Catalogue
from engine.definitions.naming import CALENDAR, PROCEDURE
from engine.imports.register import Brought, Importing, Mapping
from engine.imports.register.columns import Line
from engine.imports.register.gathering import Gathered
from engine.store import editions
from engine.store.files import Files
from engine.store.read import reading
from engine.verify import verify
from tests.engine.desk.town import PEPPER, office
from workflows.kept import Kept
from workflows.loader import ROOT, read

AGENCY = "dn-sxd"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SAMPLES = ROOT.parent / "docs" / "imports"
LOG: dict[str, Any] = {
    "import": "old",
    "rows": "event",
    "agency": AGENCY,
    "zone": "Asia/Ho_Chi_Minh",
    "formats": ["%d/%m/%Y %H:%M", "%d/%m/%Y"],
    "procedure": {"code": "1.013225"},
    "columns": {
        "case": "id",
        "channel": "channel",
        "received": "start",
        "result": {"header": "end", "optional": True},
        "deadline": "due",
        "planned": {"header": "new due", "optional": True},
        "event": "event",
        "at": "at",
        "resource": "who",
        "owner": {"header": "name", "optional": True},
        "phone": {"header": "phone", "optional": True},
    },
    "channels": {"desk": "direct", "web": "online"},
    "promise": {"first": "deadline", "current": "planned"},
    "closes": "result",
}
HEADER = "id;channel;start;end;due;new due;event;at;who;name;phone"


def mapping(**changes: object) -> Mapping:
    """The mapping of the small log; a change of None takes a key out."""
    told = {key: value for key, value in {**LOG, **changes}.items() if value is not None}
    return Mapping.read(told, "map.yaml")


def shipped(name: str) -> Mapping:
    path = ROOT / "imports" / name
    return Mapping.read(read(path).value, path.name)


def lines(*rows: str, header: str = HEADER) -> list[Line]:
    return [(n, row.split(";")) for n, row in enumerate((header, *rows), start=1)]


def of_file(path: Path, told: Mapping) -> list[Line]:
    with opened(path, told.sheet) as found:
        return list(found)


class Minutes:
    """The database's clock: each write is a minute after the one before."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@dataclass(frozen=True, slots=True)
class Archive:
    """The office of an import."""

    engine: Engine

    def importing(self, told: Mapping, clock: Callable[[], datetime] | None = None) -> Importing:
        known = office()
        return Importing(
            self.engine, known.catalogue, known.organisation, told, PEPPER, clock or Minutes()
        )

    def gather(self, told: Mapping, rows: Iterable[Line]) -> Gathered:
        return self.importing(told).gather(rows, NOW)

    def bring(self, told: Mapping, rows: Iterable[Line]) -> Brought:
        importing = self.importing(told)
        importing.check()
        return importing.land(importing.gather(rows, NOW))

    def catalogue(self) -> Catalogue:
        """The shipped files, and the editions that imports have kept."""
        with reading(self.engine) as snapshot:
            texts = editions.texts(snapshot, (PROCEDURE, CALENDAR))
        kept = [Kept(one.kind, one.code, one.edition, one.content) for one in texts]
        known = office().catalogue
        past = [one.procedure() for one in kept if one.kind == PROCEDURE]
        calendars = [one.calendar() for one in kept if one.kind == CALENDAR]
        return Catalogue.of(
            (one for many in known.offered.values() for one in many),
            known.kept.values(),
            past=past,
            past_calendars=calendars,
        )

    def wrong(self, folder: Path) -> list[str]:
        """What `verify` finds."""
        found = verify(self.engine, self.catalogue(), Files(folder), PEPPER)
        return [one.message for one in found]
