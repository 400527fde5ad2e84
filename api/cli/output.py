"""How commands print: tables for people, JSON for machines, progress on long work."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from textwrap import wrap
from typing import Annotated, TypeAlias

import typer
from rich.console import Console
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from engine.reports.format import Table as Sheet

# What long work calls to say how far it is: done, and of how many (None: unknown).
Told: TypeAlias = Callable[[int, int | None], None]

AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho máy đọc (machine-readable).")]

_PAGE = 120  # columns where there is no terminal to ask
_NARROW = 10


def write(text: str) -> None:
    """Text as it is, ended by one line break."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_json(value: object) -> None:
    write(json.dumps(value, ensure_ascii=False, indent=2))


def write_lines(lines: Sequence[str]) -> None:
    if lines:
        write("\n".join(lines))


def write_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "", texts: int = 99
) -> None:
    """A table; the first `texts` columns are words, the others numbers. Nothing is cut off.

    A sheet of numbers wider than the page is turned on its side if that makes it fit.
    """
    if title:
        write(title)
    console = _console()
    table = _table(headings, rows, texts)
    if texts == 1 and _width(table, console) > console.width:
        turned = [(heading, *cells) for heading, *cells in zip(headings, *rows, strict=True)]
        sideways = _table(turned[0], turned[1:], 1)
        table = sideways if _width(sideways, console) <= console.width else table
    console.width = max(console.width, _width(table, console))
    console.print(table)


def write_sheet(sheet: Sheet) -> None:
    """A printed sheet with the notes at its foot."""
    write_table(sheet.headings, sheet.rows, title=sheet.title, texts=sheet.text_columns)
    write_lines(sheet.notes)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> Table:
    table = Table(box=None, pad_edge=False)
    for place, heading in enumerate(headings):
        if place < texts:
            table.add_column(heading, no_wrap=True)
        else:
            table.add_column(_broken(heading), justify="right", no_wrap=True, vertical="bottom")
    for row in rows:
        table.add_row(*row)
    return table


def _broken(heading: str) -> str:
    """A heading over numbers, in lines about as narrow as they are."""
    return "\n".join(wrap(heading, _NARROW, break_long_words=False))


def _width(table: Table, console: Console) -> int:
    endless = console.options.update(width=10_000)
    return Measurement.get(console, endless, table).maximum


def _console() -> Console:
    width = None if sys.stdout.isatty() else _PAGE
    return Console(markup=False, highlight=False, emoji=False, width=width)


@contextmanager
def progress(label: str) -> Iterator[Told]:
    """A bar on stderr while the block runs, where somebody is looking at a terminal."""
    console = Console(stderr=True, markup=False)
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(label, total=None)

        def tell(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        yield tell
