"""How commands print: tables for people, JSON for machines, progress on long work."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, TypeAlias

import typer
from rich.console import Console
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

# What long work calls to say how far it is: done, and of how many (None: unknown).
Told: TypeAlias = Callable[[int, int | None], None]

AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho máy đọc (machine-readable).")]

_NARROW = 100  # columns of a page that is no terminal


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

    A sheet wider than the page is turned on its side if that makes it narrower.
    """
    upright = _table(headings, rows, title, texts)
    console = _console()
    if _width(upright, console) > console.width and len(rows) < len(headings):
        turned = [(heading, *cells) for heading, *cells in zip(headings, *rows, strict=True)]
        upright = _table(turned[0], turned[1:], title, 1)
    console.width = max(console.width, _width(upright, console))
    console.print(upright)


def _table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], title: str, texts: int
) -> Table:
    table = Table(title=title or None, title_justify="left", title_style="bold", box=None)
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="left" if place < texts else "right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table


def _width(table: Table, console: Console) -> int:
    endless = console.options.update(width=10_000)
    return Measurement.get(console, endless, table).maximum


def _console() -> Console:
    wide = sys.stdout.isatty()
    return Console(
        markup=False, highlight=False, emoji=False, soft_wrap=False, width=None if wide else _NARROW
    )


@contextmanager
def progress(label: str) -> Iterator[Told]:
    """A bar on stderr while the block runs, where somebody is looking at a terminal."""
    console = Console(stderr=True, markup=False)
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)

        def tell(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        yield tell


def counted(items: Sequence[Mapping[str, object]], one: str) -> str:
    """`12 hồ sơ`, or that there is none."""
    return f"{len(items)} {one}" if items else f"Không có {one} nào."
