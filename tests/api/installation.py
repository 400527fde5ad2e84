"""A database and a tenant's folder whose texts are applied again and again, in a test's time."""

from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from api import changes
from api.changes import Plan
from api.tenant import applied, office_of
from engine.actors import Role, Seat
from engine.definitions.defects import refuse
from engine.desk import Desk, Office, Outcome, Party, Reception, Wish
from engine.fold import fold
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.store.ledgers import entries_of
from engine.store.read import reading
from engine.timeline import Timeline
from tests.api.conftest import Tenant
from workflows.kept import Kept, kept
from workflows.loader import ROOT, Files, gather
from workflows.published import examine

CODE, AGENCY = "9.900001", "dn-sxd"
RECEIVED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday, 09:00 in the office
DUE = datetime(2026, 3, 16, 10, 0, tzinfo=UTC)  # Monday two weeks later, at closing
DAYS = (ROOT / "calendars" / "vietnam-days.yaml").read_text(encoding="utf-8")
ANCHOR = "      2026-01-01: Tết Dương lịch\n"


@cache
def shipped() -> Files:
    return gather()


def one_department() -> Files:
    """The product's files without its procedures and forms, which take time to judge."""
    files = deepcopy(shipped())
    for name in [name for name, (shown, _) in files.definitions.items() if "/base/" not in shown]:
        del files.definitions[name]
    del files.shelves["forms"], files.shelves["calendars"]["vietnam-saturday-counter"]
    del files.shelves["agencies"]["an-giang-2021"]
    return files


class Installation:
    """A database and a folder of files; time is what the test says."""

    def __init__(self, engine: Engine, tenant: Tenant) -> None:
        self.engine = engine
        self.tenant = tenant
        self.now = RECEIVED
        self._office: Office | None = None

    def clock(self) -> datetime:
        return self.now

    def apply(self) -> Plan:
        texts = self.texts()
        with reading(self.engine) as snapshot:
            planned = changes.plan(snapshot, texts, self.now)
        done = changes.apply(self.engine, texts, clock=self.clock)
        self._office = None
        assert planned.changes == done.changes
        assert planned.shifts == done.shifts
        return done

    def texts(self) -> tuple[Kept, ...]:
        files = one_department()
        files.add_folder(self.tenant.folder)
        published = examine(files)
        refuse(published.defects)
        return tuple(kept(files, published))

    def close(self, *days: str) -> None:
        """Correct the calendar: these days of 2026 are off."""
        lines = "".join(f"      {day}: Nghỉ do bão\n" for day in days)
        self.tenant.write("calendars/vietnam-days.yaml", DAYS.replace(ANCHOR, ANCHOR + lines))

    def office(self) -> Office:
        if self._office is None:
            with reading(self.engine) as snapshot:
                self._office = office_of(applied(snapshot))
        return self._office

    def desk(self) -> Desk:
        return Desk(self.engine, self.office(), b"p" * 32, self.clock)

    def receive(self, agency: str = AGENCY) -> Outcome:
        office = self.office()
        counter = office.organisation.holders(Seat(Role.COUNTER, agency), self.now.date())[0]
        parties = (Party("owner", "Nguyễn Văn Ánh"),)
        wish = Reception(agency, CODE, Channel.DIRECT, parties)
        return self.desk().receive(wish, counter)

    def withdraw(self, ref: DossierRef) -> None:
        office = self.office()
        counter = office.organisation.holders(Seat(Role.COUNTER, AGENCY), self.now.date())[0]
        self.desk().take(ref, Wish("withdraw", reason="applicant_wish"), counter)

    def line(self, ref: DossierRef) -> Timeline:
        with reading(self.engine) as snapshot:
            return fold(self.office().catalogue, entries_of(snapshot, ref))


def installed(engine: Engine, tmp_path: Path) -> Installation:
    """With one procedure of ten days applied."""
    (tmp_path / "tenant").mkdir()
    tenant = Tenant(tmp_path / "tenant")
    tenant.procedure(CODE, days=10)
    assert ANCHOR in DAYS
    found = Installation(engine, tenant)
    found.apply()
    return found
