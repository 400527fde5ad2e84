"""The dossiers of Sở Xây dựng An Giang behind the page that it published for 2021.

`build_an_giang` receives and drives them through the desk, day by day; the reports of that year
then print the published figures, because that is what the dossiers say. What the page leaves open,
and how we read it, stands in `api.demo.year`.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Engine

from api.demo.page import Reports
from api.demo.year import AGENCY, YEAR, year
from api.simulation.counter import Arrival, Counter
from api.simulation.days import Days, Progress
from api.simulation.people import chance
from api.simulation.walker import Walker
from engine.definitions.defects import refuse
from engine.desk import Desk, Office
from engine.procedure import Procedure
from engine.reports.known import timelines
from engine.reports.online_share import Numerator, online_share
from engine.reports.periods import Period
from engine.reports.timeliness import Question, timeliness
from engine.store.ledgers import ledgers
from engine.store.read import reading
from engine.timeline import Timeline
from workflows.kept import Kept, kept
from workflows.loader import ROOT, Files, gather
from workflows.published import Published, examine

FOLDER = ROOT / "demo" / "an-giang-2021"
PERIOD = Period(f"năm {YEAR}", date(YEAR, 1, 1), date(YEAR, 12, 31))
SEED = 1194


def published() -> Published:
    """What that office had in force: the sample procedures of the folder, and no others."""
    found = examine(_files())
    refuse(found.defects)
    return found


def texts() -> tuple[Kept, ...]:
    """The same as the texts that a database keeps (`api.changes.apply`)."""
    return tuple(kept(_files(), published()))


def build_an_giang(
    desk: Desk,
    office: Office,
    *,
    arrivals: Sequence[Arrival] | None = None,
    seed: int = SEED,
    progress: Progress | None = None,
) -> None:
    """Let the arrivals (None: those of the year) come in and go their way until the year ends.

    `office` is that of `published()`. Some ten thousand durable acts: half a minute and more.
    """
    zone = office.calendar_of(AGENCY).zone
    days = Days(datetime.combine(PERIOD.last + timedelta(days=1), time.min, zone))
    dice = chance(seed)
    counter = Counter(Walker.of(desk, days, dice))
    counter.expect(plan(office, seed) if arrivals is None else arrivals)
    days.run(progress)


def plan(office: Office, seed: int = SEED) -> tuple[Arrival, ...]:
    """The arrivals of the year and of the weeks before it."""
    return year(office, chance(seed))


def reports(engine: Engine, office: Office) -> Reports:
    """The two reports of the year over the dossiers of that department."""
    with reading(engine) as snapshot:
        read = (entries for _, entries in ledgers(snapshot, agency=AGENCY))
        return reports_of(list(timelines(office.catalogue, read)), offered(office))


def reports_of(lines: Sequence[Timeline], procedures: Iterable[Procedure]) -> Reports:
    """The same over timelines that are at hand."""
    shares = online_share(lines, PERIOD, procedures, numerator=Numerator.ONLINE_POSTAL)
    return Reports(timeliness(lines, Question(PERIOD)), shares)


def offered(office: Office) -> tuple[Procedure, ...]:
    """The procedures that the department offered at the end of the year."""
    tier = office.organisation.agency(AGENCY).tier
    return tuple(one for one in office.catalogue.on(PERIOD.last) if one.tier is tier)


def _files(folder: Path = FOLDER) -> Files:
    """The product's files without its own procedures, which are of another province."""
    files = gather((folder,))
    shown = f"{ROOT.name}/procedures/"
    for name in [name for name, one in files.definitions.items() if one[0].startswith(shown)]:
        del files.definitions[name]
    return files
