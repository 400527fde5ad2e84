"""`motcua export register`: the book of a counter (form 06), to be read by people or by us."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any

import typer

from api import clock
from api.cli import asking
from api.cli.demo import desk_of
from api.cli.output import Told, progress
from api.naming import agency_name, procedure_name, words
from api.sheets import XLSX, Row, write_csv, write_rows
from api.system import System, system
from engine.errors import BadInput
from engine.exports.register import HEADINGS, Names, booked, row
from engine.fold import fold
from engine.ledger import DossierRef, Entry
from engine.store.ledgers import Reading, ledgers
from engine.store.read import reading
from engine.store.scope import Scope
from engine.timeline import Timeline

_AT_ONCE = 500  # dossiers whose people are opened, and the opening recorded, in one write


class Shape(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


def register(
    *,
    agency: Annotated[str | None, typer.Option(help="Chỉ sổ của cơ quan này.")] = None,
    first: asking.First = None,
    last: asking.Last = None,
    shape: Annotated[Shape, typer.Option("--format", help="CSV hay XLSX.")] = Shape.CSV,
    out: Annotated[Path | None, typer.Option(help="Ghi vào tệp này; XLSX thì phải có.")] = None,
    by: Annotated[
        str | None,
        typer.Option(help="Mã người lấy sổ: có tên người nộp, và việc xem được ghi lại."),
    ] = None,
) -> None:
    """Sổ theo dõi hồ sơ (mẫu 06), nhập lại được bằng workflows/imports/so-theo-doi.yaml."""
    days = _span(first, last)
    if shape is Shape.XLSX and (out is None or out.suffix.lower() != XLSX):
        raise BadInput("Ghi tên tệp .xlsx bằng --out.", code="out_missing")
    with system() as found, reading(found.engine) as snapshot:
        if agency is not None:
            found.office.organisation.agency(agency)
        printed = chain((HEADINGS,), _rows(found, snapshot, agency, days, by))
        if out is None:
            write_csv(sys.stdout, printed)
        else:
            write_rows(out, printed)


def _span(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """The days as typed; BadInput (`empty_span`) where the first is after the last."""
    begins, ends = (asking.day(text) if text else None for text in (first, last))
    if begins and ends and begins > ends:
        raise BadInput(
            f"Ngày đầu {begins:%d/%m/%Y} ở sau ngày cuối {ends:%d/%m/%Y}. Đổi lại --from và --to.",
            code="empty_span",
        )
    return begins, ends


def _rows(
    found: System,
    snapshot: Reading,
    agency: str | None,
    days: tuple[date | None, date | None],
    by: str | None,
) -> Iterator[Row]:
    """The dossiers that the person may see; without one, all that are not restricted."""
    scope = Scope(found.person(by), clock.local(clock.now()).date()) if by else None
    names, now = _names(found), clock.now()
    hidden: set[DossierRef] = set()

    def lines(tell: Told) -> Iterator[tuple[DossierRef, Timeline]]:
        for number, (ref, entries) in enumerate(ledgers(snapshot, agency=agency), start=1):
            line = fold(found.office.catalogue, entries)
            if not _sees(scope, ref, line, entries):
                hidden.add(ref)
            tell(number, None)
            yield ref, line

    with progress("Ghi sổ") as tell:
        book = (one for one in booked(lines(tell), *days) if one.ref not in hidden)
        while some := list(islice(book, _AT_ONCE)):
            people = _people(found, [one.ref for one in some], by)
            yield from (row(one, people.get(one.ref, ()), names, now) for one in some)


def _sees(scope: Scope | None, ref: DossierRef, line: Timeline, entries: list[Entry]) -> bool:
    restricted = line.procedure.restricted
    if scope is None:
        return not restricted
    return scope.sees(ref, line, entries, restricted=restricted)


def _people(
    found: System, refs: Sequence[DossierRef], by: str | None
) -> Mapping[DossierRef, Sequence[Mapping[str, Any]]]:
    """The people of the dossiers; that somebody looked is recorded before they are shown."""
    return desk_of(found).seeing.people(refs, found.person(by)) if by else {}


def _names(found: System) -> Names:
    published = found.published
    channels = words(published, "channels")
    return Names(
        lambda code: procedure_name(published, code),
        lambda agency, day: agency_name(published, agency, day),
        lambda channel: channels.get(channel, channel),
    )
