"""`python -m bench [name …] [--json]`: run the benches and print one table."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from importlib import import_module
from itertools import groupby
from pkgutil import iter_modules
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

import bench
from bench import Row

NAMES = sorted(
    module.name for module in iter_modules(bench.__path__) if not module.name.startswith("_")
)


def main(
    names: Annotated[list[str] | None, typer.Argument(help=f"Trong: {', '.join(NAMES)}")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON thay cho bảng.")] = False,
) -> None:
    """Đo tốc độ, bên cạnh những thư viện mà người ta thường dùng."""
    for name in names or ():
        if name not in NAMES:
            raise typer.BadParameter(f"không có phép đo “{name}”; có: {', '.join(NAMES)}")
    results = {name: list(import_module(f"bench.{name}").measure()) for name in names or NAMES}
    if as_json:
        rows = [{"bench": name, **asdict(row)} for name, found in results.items() for row in found]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        Console().print(_table(row for found in results.values() for row in found))


def _table(rows: Iterable[Row]) -> Table:
    table = Table("Câu hỏi", "Trả lời bởi", "Đáp án")
    table.add_column("µs mỗi lần", justify="right")
    table.add_column("so với ta", justify="right")
    for _, group in groupby(rows, key=lambda row: row.question):
        ours, *others = group
        table.add_section()
        table.add_row(ours.question, ours.by, ours.answer, f"{ours.micros:,.2f}", "")
        for row in others:
            ratio = f"× {row.micros / ours.micros:,.1f}"
            table.add_row("", row.by, row.answer, f"{row.micros:,.2f}", ratio)
    return table


if __name__ == "__main__":
    typer.run(main)
