"""`motcua report`: the figures, as known at an instant, as a table, JSON or CSV."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

import typer

from api import clock
from api.cli import asking
from api.cli.asking import Format, When
from api.cli.output import AsJson, progress, write, write_sheet
from api.naming import key_words, person_or_agency, reason_words, unit_name
from api.system import System, system
from api.tenant import periods_of
from engine.catalogue import Catalogue
from engine.clock import Against
from engine.errors import NotFound
from engine.organisation import Organisation
from engine.procedure import Procedure
from engine.reports.digitisation import digitisation as digitisation_of
from engine.reports.digitisation_table import digitisation_table
from engine.reports.format import Sheet, Table, as_csv, as_json
from engine.reports.grouping import By, Organised
from engine.reports.ii06 import ii06 as form_of
from engine.reports.known import timelines
from engine.reports.mistakes import mistakes as mistakes_of
from engine.reports.mistakes_table import mistakes_table
from engine.reports.online_share import Numerator, Population
from engine.reports.online_share import online_share as shares_of
from engine.reports.periods import Period
from engine.reports.stays import StaysSheet
from engine.reports.stays import stays as stays_of
from engine.reports.tables import ii06_table, online_share_table, stays_table, timeliness_table
from engine.reports.timeliness import Question, TimelinessSheet
from engine.reports.timeliness import timeliness as timeliness_of
from engine.store.ledgers import ledgers
from engine.store.read import reading, settled
from engine.timeline import ByClock, Timeline
from workflows.published import Published

app = typer.Typer()


@app.command()
def timeliness(  # noqa: PLR0913 -- one parameter for each option
    *,
    period: asking.PeriodName = None,
    first: asking.First = None,
    last: asking.Last = None,
    by: asking.Rows = By.AGENCY,
    organisation: asking.Apparatus = Organised.THEN,
    by_clock: asking.Clock = ByClock.DATE,
    against: asking.Held = Against.CURRENT,
    verdict: asking.Named = None,
    agency: asking.Agencies = None,
    known_at: asking.KnownAt = None,
    shape: asking.Shape = Format.TABLE,
    machine: AsJson = False,
) -> None:
    """Đúng hạn, quá hạn trong kỳ: tiếp nhận, giải quyết, tồn (on-time report)."""
    judging = asking.judging(by_clock, against, verdict)
    when = When(period, first, last)
    with _asked(when, agency, known_at) as source:
        sheet = source.timeliness(Question(source.period, by, judging, organisation))
        words = key_words(source.system.published, by, source.named_on(organisation))
        _print(sheet, lambda: timeliness_table(sheet, words), shape, machine=machine)


@app.command()
def ii06(  # noqa: PLR0913 -- one parameter for each option
    *,
    period: asking.PeriodName = None,
    first: asking.First = None,
    last: asking.Last = None,
    by: asking.Rows = By.FIELD,
    organisation: asking.Apparatus = Organised.THEN,
    by_clock: asking.Clock = ByClock.DATE,
    against: asking.Held = Against.CURRENT,
    agency: asking.Agencies = None,
    known_at: asking.KnownAt = None,
    shape: asking.Shape = Format.TABLE,
    machine: AsJson = False,
) -> None:
    """Biểu số II.06 (TT 01/2020/TT-VPCP): mười ba cột của biểu."""
    judging = asking.judging(by_clock, against, None)
    when = When(period, first, last)
    with _asked(when, agency, known_at) as source:
        sheet = form_of(source.timeliness(Question(source.period, by, judging, organisation)))
        words = key_words(source.system.published, by, source.named_on(organisation))
        _print(sheet, lambda: ii06_table(sheet, words), shape, machine=machine)


@app.command()
def stays(  # noqa: PLR0913 -- one parameter for each option
    *,
    period: asking.PeriodName = None,
    first: asking.First = None,
    last: asking.Last = None,
    agency: asking.Agencies = None,
    known_at: asking.KnownAt = None,
    shape: asking.Shape = Format.TABLE,
    machine: AsJson = False,
) -> None:
    """Từng lượt ở từng bước: đơn vị, người, được dùng, đã dùng, kết luận (stays)."""
    when = When(period, first, last)
    with _asked(when, agency, known_at) as source:
        sheet = stays_of(source.of_agencies(), source.period, source.known_at)
        published, day = source.system.published, source.period.last
        words = person_or_agency(published, day)
        named = _with_unit_names(sheet, published, day)
        _print(sheet, lambda: stays_table(named, clock.ZONE, words), shape, machine=machine)


@app.command("online-share")
def online_share(  # noqa: PLR0913 -- one parameter for each option
    *,
    period: asking.PeriodName = None,
    first: asking.First = None,
    last: asking.Last = None,
    population: asking.Whose = Population.LEVEL34,
    numerator: asking.Counted = Numerator.ONLINE,
    agency: asking.Agencies = None,
    known_at: asking.KnownAt = None,
    shape: asking.Shape = Format.TABLE,
    machine: AsJson = False,
) -> None:
    """Tỷ lệ hồ sơ trực tuyến, nhận và trả qua bưu chính (online share)."""
    when = When(period, first, last)
    with _asked(when, agency, known_at) as source:
        sheet = shares_of(
            source.of_agencies(),
            source.period,
            source.procedures(),
            population=population,
            numerator=numerator,
        )
        _print(sheet, lambda: online_share_table(sheet), shape, machine=machine)


@app.command()
def digitisation(  # noqa: PLR0913 -- one parameter for each option
    *,
    period: asking.PeriodName = None,
    first: asking.First = None,
    last: asking.Last = None,
    agency: asking.Agencies = None,
    known_at: asking.KnownAt = None,
    shape: asking.Shape = Format.TABLE,
    machine: AsJson = False,
) -> None:
    """Số hóa hồ sơ, kết quả (QĐ 766/QĐ-TTg, nhóm 4)."""
    when = When(period, first, last)
    with _asked(when, agency, known_at) as source:
        sheet = digitisation_of(source.of_agencies(), source.period)
        _print(sheet, lambda: digitisation_table(sheet), shape, machine=machine)


@app.command()
def mistakes(  # noqa: PLR0913 -- one parameter for each option
    *,
    period: asking.PeriodName = None,
    first: asking.First = None,
    last: asking.Last = None,
    agency: asking.Agencies = None,
    known_at: asking.KnownAt = None,
    shape: asking.Shape = Format.TABLE,
    machine: AsJson = False,
) -> None:
    """Hủy nhầm, đổi thủ tục, nhập bù biên nhận giấy: theo lý do và người (mistakes)."""
    when = When(period, first, last)
    with _asked(when, agency, known_at) as source:
        sheet = mistakes_of(source.of_agencies(), source.period, source.known_at)
        published, day = source.system.published, source.period.last
        words = person_or_agency(published, day)
        table = mistakes_table(sheet, words, reason_words(published))
        _print(sheet, lambda: table, shape, machine=machine)


def _with_unit_names(sheet: StaysSheet, published: Published, day: date) -> StaysSheet:
    """The sheet for a reader: the id of a unit means something only in its agency."""
    rows = (
        replace(row, unit=unit_name(published, row.agency, row.unit, day) if row.unit else None)
        for row in sheet.rows
    )
    return replace(sheet, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class _Source:
    """What a report reads: the dossiers as they were known, and the office of the period."""

    system: System
    period: Period
    agencies: frozenset[str] | None
    known_at: datetime
    lines: Iterator[Timeline]

    @property
    def _organisation(self) -> Organisation:
        return self.system.published.organisation

    def timeliness(self, question: Question) -> TimelinessSheet:
        asked = Question(
            question.period,
            question.by,
            question.judging,
            question.organised,
            self.agencies,
            self.known_at,
            {agency.id: str(agency.tier) for agency in self._organisation.agencies.values()},
        )
        return timeliness_of(self.lines, asked, self._successor)

    def _successor(self, agency: str, place: str | None) -> str:
        return self._organisation.successor_on(agency, place, _today()).id

    def named_on(self, organised: Organised) -> date:
        """The day of the names: today's for the agencies of today."""
        return _today() if organised is Organised.NOW else self.period.last

    def of_agencies(self) -> Iterator[Timeline]:
        """The dossiers of the agencies that were competent at the end of the period."""
        for line in self.lines:
            end = self.period.ends(line.calendar.zone)
            if self.agencies is None or line.competent_at(end) in self.agencies:
                yield line

    def procedures(self) -> list[Procedure]:
        """What these agencies offered on the last day of the period."""
        catalogue: Catalogue = self.system.office.catalogue
        offered = catalogue.on(self.period.last)
        return [one for one in offered if self.agencies is None or self._handled(one)]

    def _handled(self, procedure: Procedure) -> bool:
        return any(self._handles(agency, procedure) for agency in self.agencies or ())

    def _handles(self, agency: str, procedure: Procedure) -> bool:
        if self._organisation.agency(agency).tier is not procedure.tier:
            return False
        day = self.period.last
        try:
            self._organisation.unit_for(agency, procedure.field, procedure.code, day)
        except NotFound:
            return False
        return True


def _today() -> date:
    return clock.local(clock.now()).date()


@contextmanager
def _asked(when: When, agencies: list[str] | None, known_at: str | None) -> Iterator[_Source]:
    with system() as found:
        period = when.period(periods_of(found.published))
        for agency in agencies or ():
            found.published.organisation.agency(agency)
        at = settled(found.engine, asking.instant(known_at))
        with reading(found.engine) as snapshot, progress("Đọc hồ sơ") as tell:
            read = (entries for _, entries in ledgers(snapshot, known_at=at))
            lines = _told(timelines(found.office.catalogue, read, at), tell)
            yield _Source(found, period, frozenset(agencies) if agencies else None, at, lines)


def _told(lines: Iterator[Timeline], tell: Callable[[int, int | None], None]) -> Iterator[Timeline]:
    for number, line in enumerate(lines, start=1):
        tell(number, None)
        yield line


def _print(sheet: Sheet, table: Callable[[], Table], shape: Format, *, machine: bool) -> None:
    if machine or shape is Format.JSON:
        write(as_json(sheet))
    elif shape is Format.CSV:
        write(as_csv(sheet))
    else:
        write_sheet(table())
