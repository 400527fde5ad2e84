"""Form 06 (07 since 2025): the register of an agency for some days of a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from api.naming import agency_name, procedure_name, words
from api.papers.facts import ZONE, head_of
from api.papers.opening import Printer
from api.papers.people import GONE
from engine.errors import BadInput
from engine.ledger import DossierRef
from engine.store.book import BookLine, BookSpan, book
from engine.store.read import reading
from engine.store.scope import Scope
from receipts.letters import Register, RegisterLine
from workflows.published import Published

_VOID = "Hủy do tiếp nhận nhầm"
_HIDDEN = "(không thuộc phạm vi được xem)"
MOST = 20_000  # lines of one print: more than a counter takes in a year
People: TypeAlias = Mapping[DossierRef, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Days:
    """The days that are printed, both included; of one year, for each year has its own book."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if not self.first <= self.last or self.first.year != self.last.year:
            raise BadInput(
                "Sổ in theo từng năm: từ ngày phải trước đến ngày, trong cùng một năm.",
                code="register_days",
            )

    @property
    def span(self) -> str:
        return f"Từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y}"

    @property
    def part(self) -> BookSpan:
        """The days as instants, and where their year begins."""
        after = self.last + timedelta(days=1)
        return BookSpan(_begin(date(self.first.year, 1, 1)), _begin(self.first), _begin(after))


def register(printer: Printer, agency: str, days: Days) -> Register:
    """The lines that the person may see; each opening of a name is recorded first."""
    printer.published.organisation.agency(agency)
    scope = Scope(printer.by, printer.now.astimezone(ZONE).date())
    with reading(printer.desk.engine) as snapshot:
        lines = book(snapshot, scope, agency, days.part, limit=MOST)
    people = printer.desk.seeing.people([one.ref for one in lines], printer.by)
    return register_of(printer.published, agency, days, lines, people, printer.now)


def register_of(
    published: Published,
    agency: str,
    days: Days,
    lines: Sequence[BookLine],
    people: People,
    now: datetime,
) -> Register:
    """The paper of lines that were read already, with the people that may be named in them."""
    issued_at = min(days.part.until - timedelta(seconds=1), now)
    rows = tuple(_line(published, one, people) for one in lines)
    return Register(head_of(published, agency, issued_at, now), days.span, rows)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def _line(published: Published, one: BookLine, people: People) -> RegisterLine:
    """One dossier; somebody whose data were erased, or that may not be seen, is not named."""
    parties = people.get(one.ref)
    owners = [party for party in parties or () if party["role"] == "owner"]
    first: Mapping[str, Any] = owners[0] if owners else {}
    names = "; ".join(str(owner["name"]) for owner in owners)
    returned = words(published, "channels").get(one.return_by) if one.returned_at else None
    return RegisterLine(
        one.no,
        one.code,
        procedure_name(published, one.procedure),
        names or (_HIDDEN if parties is None else GONE),
        first.get("address"),
        first.get("phone"),
        agency_name(published, one.competent, one.received_at.astimezone(ZONE).date()),
        one.received_at,
        one.due,
        returned_at=one.returned_at,
        returned_by=returned,
        note=_VOID if one.voided else None,
    )
