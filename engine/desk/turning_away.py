"""Turning somebody away at the counter: slip 02 or 03, a line in the log of visits, no dossier.

Nothing of the person is kept: neither name nor number, nor what the slip says in free words.
The slip itself goes home with them; the log serves figures (why people come in vain), and for
that a reason, a procedure and the papers that lacked are enough.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from engine.actors import Actor, Role
from engine.canonical import moment_text, read_moment
from engine.desk.acting import Acting, ask_of
from engine.desk.authority import of_office
from engine.desk.backdating import check_backdating
from engine.desk.draft import happened
from engine.desk.office import Office
from engine.desk.papers import check_papers
from engine.desk.requests import PaperCount
from engine.desk.standing import admitted
from engine.desk.texts import tidy
from engine.desk.writing import Ask
from engine.errors import BadInput, NotAllowed
from engine.store.act import Insert
from engine.store.beside import write_rows
from engine.store.held import database_moment
from engine.store.read import reading
from engine.store.visit_log import BOOKED, LoggedVisit, log
from engine.store.write import Write
from engine.tables.office import visit_log

# The forms by what they say (02, 03 in both TT 01/2018 and TT 03/2025), with the verb of the
# definition whose reasons fit: an incomplete file, or one that is not taken at all.
REASONS_OF = {"supplement_request": "ask_first", "refusal": "reject"}


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """What is noted of somebody who leaves without a dossier.

    `slip` is supplement_request (02) or refusal (03); `papers` are the ids of those that lack, from
    the list of the procedure.
    """

    agency: str
    slip: str
    reason: str
    procedure: str | None = None
    papers: tuple[str, ...] = ()
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class VisitLog:
    """The verbs of the log of visits."""

    acting: Acting

    def turn_away(self, request: TurnedAway, by: Actor, *, key: str | None = None) -> LoggedVisit:
        """Give a slip: numbered in its agency and year, without gap or duplicate."""
        wanted = tidy(request)
        ask = ask_of(by, key, "turn_away", asdict(wanted))
        return self.acting.durably(ask, lambda write: self._give(write, wanted, ask))

    def log(self, agency: str, year: int, by: Actor) -> list[LoggedVisit]:
        """The slips of an agency in a year; refused to whoever has no work there."""
        office = self.acting.office
        with reading(self.acting.engine) as snapshot:
            now = self.acting.clock() if self.acting.clock else database_moment(snapshot)
            today = office.calendar_of(agency).local_day(now)
            if agency not in admitted(snapshot, by, today).agencies(today):
                raise NotAllowed("Sổ lượt khách này của cơ quan khác.", code="log_of_others")
            return log(snapshot, agency, year)

    def _give(self, write: Write, request: TurnedAway, ask: Ask) -> LoggedVisit:
        known = ask.answered(write, request.agency)
        if known is not None:
            return _read(known)
        at = self._check(write, request, ask.by)
        year = self.acting.office.calendar_of(request.agency).local_day(at).year
        slip = LoggedVisit(
            request.agency,
            year,
            write.next_in_book(request.agency, BOOKED, year),
            at,
            request.slip,
            request.procedure,
            request.reason,
            request.papers,
            ask.by.id,
        )
        write_rows(write, (_row(slip),), ask.remember(request.agency, _facts(slip)))
        return slip

    def _check(self, write: Write, request: TurnedAway, by: Actor) -> datetime:
        office, agency = self.acting.office, request.agency
        calendar = office.calendar_of(agency)
        today = calendar.local_day(write.moment)
        of_office(office, agency, today, by, (Role.COUNTER,))  # the post never refuses
        at = happened(request.happened_at, write.moment, None)
        check_backdating(office, by, agency, today, wished=request.happened_at, now=write.moment)
        if request.slip not in REASONS_OF:
            choices = ", ".join(REASONS_OF)
            raise BadInput(f"Loại phiếu phải là một trong: {choices}.", code="unknown_slip")
        office.check_reason(request.reason, REASONS_OF[request.slip])
        _check_papers(office, request, calendar.local_day(at))
        return at


def _check_papers(office: Office, request: TurnedAway, day: date) -> None:
    """Refuse a procedure that is not offered, and papers that it does not list."""
    if request.procedure is None:
        if request.papers:
            raise BadInput("Ghi giấy tờ còn thiếu thì phải chọn thủ tục.", code="procedure_missing")
        return
    procedure = office.catalogue.current(request.procedure, day)
    check_papers(procedure, dict.fromkeys(request.papers, PaperCount()))


def _row(slip: LoggedVisit) -> Insert:
    values = {
        "agency_id": slip.agency,
        "year": slip.year,
        "no": slip.no,
        "at": slip.at,
        "slip": slip.slip,
        "procedure": slip.procedure,
        "reason": slip.reason,
        "papers": list(slip.papers),
        "staff_id": slip.staff,
    }
    return Insert(visit_log, values)


def _facts(slip: LoggedVisit) -> dict[str, object]:
    return {**asdict(slip), "at": moment_text(slip.at), "papers": list(slip.papers)}


def _read(known: Mapping[str, Any]) -> LoggedVisit:
    return LoggedVisit(
        **{**known, "at": read_moment(known["at"]), "papers": tuple(known["papers"])}
    )
