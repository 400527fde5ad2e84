"""What the commands that import definitions share: where they write, and how they answer."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import progress, write, write_json, write_lines, write_table
from api.sheets import why
from engine.errors import BadInput, NotFound
from engine.imports.imported import Imported
from engine.imports.office import Home, Needs
from engine.procedure import Tier
from workflows.brought_in import ACCEPTED, TO_MEND, Folder, folder_of, lay_down

Out = Annotated[Path, typer.Option("--out", help="Thư mục nhận các tệp của chúng ta.")]
Force = Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có mà khác.")]
Name = Annotated[str, typer.Option(help="Tên cơ quan áp dụng các quy trình này.")]
AtTier = Annotated[Tier, typer.Option(help="Cấp của cơ quan.")]
Province = Annotated[str, typer.Option(help="Mã tỉnh của cơ quan.")]
Identifier = Annotated[str, typer.Option(help="Mã định danh của cơ quan (QĐ 20/2020).")]

_HEADINGS = ("Mã", "Tên", "Thời hạn", "Bước", "Thao tác", "Chuyển", "Dừng", "Liên thông", "Lỗi")
_LONGEST = 48  # of a name in the table
_AGENCY = re.compile(r"[a-z][a-z0-9-]*")


def contents(paths: Mapping[str, Path]) -> dict[str, bytes]:
    """The bytes of the files, by the name that problems show; a bar goes with it."""
    found = {}
    with progress("Đọc tệp") as tell:
        for number, (name, path) in enumerate(paths.items(), 1):
            try:
                found[name] = path.read_bytes()
            except OSError as error:
                raise NotFound(
                    f"Không đọc được {path}: {why(error)}. Kiểm tra đường dẫn, quyền đọc.",
                    code="unreadable_file",
                    file=name,
                ) from error
            tell(number, len(paths))
    return found


def bring_in(
    found: Sequence[Imported], needs: Needs, home: Home, system: str, out: Path, *, force: bool
) -> Folder:
    """Write what was read; the folder that came of it."""
    if not _AGENCY.fullmatch(home.agency):
        raise BadInput(
            f"“{home.agency}” không dùng làm mã cơ quan được. Ghi chữ thường, số, gạch nối.",
            code="bad_agency",
        )
    folder = folder_of(found, needs, home, system)
    lay_down(folder, out, force=force)
    return folder


def answer(found: Sequence[Imported], folder: Folder, out: Path, *, as_json: bool) -> None:
    """The procedures and their problems, for machines or for people."""
    if as_json:
        write_json({"procedures": [_procedure(one) for one in found], "totals": _totals(found)})
        return
    if found:
        write_table(_HEADINGS, [_row(one) for one in found], texts=2)
    write_lines(_lines(found))
    placed = Counter(path.partition("/")[0] for path in folder.texts)
    aside = [path.partition("/")[2] for path in folder.texts if path.startswith(f"{TO_MEND}/")]
    totals = _totals(found)
    write(
        f"{totals['procedures']} thủ tục: {totals['sound']} không có lỗi, "
        f"{totals['with_problems']} có lỗi."
    )
    write(
        f"Đã ghi vào {out}: {placed[ACCEPTED]} thủ tục áp dụng được ({ACCEPTED}/), "
        f"{placed[TO_MEND]} phải sửa trước ({TO_MEND}/), {placed['forms']} mẫu đơn (forms/)."
    )
    if aside:
        write(f"Phải sửa trước: {', '.join(name.removesuffix('.yaml') for name in aside)}.")


def _lines(found: Sequence[Imported]) -> list[str]:
    return [
        f"{one.code}  [{problem.code}] {problem.where}: {problem.message}"
        for one in found
        for problem in one.problems
    ]


def _totals(found: Sequence[Imported]) -> dict[str, int]:
    wrong = sum(bool(one.problems) for one in found)
    return {"procedures": len(found), "sound": len(found) - wrong, "with_problems": wrong}


def _procedure(one: Imported) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "limit": _days(one.limit),
        "states": one.states,
        "actions": one.actions,
        "handovers": one.handovers,
        "clock_stops": one.clock_stops,
        "inter_agency": one.inter_agency,
        "problems": [
            {"code": problem.code, "where": problem.where, "message": problem.message}
            for problem in one.problems
        ],
    }


def _days(limit: Decimal | None) -> int | float | None:
    if limit is None:
        return None
    return int(limit) if limit % 1 == 0 else float(limit)


def _row(one: Imported) -> tuple[str, ...]:
    name = one.name if len(one.name) <= _LONGEST else f"{one.name[: _LONGEST - 1]}…"
    limit = "–" if one.limit is None else f"{one.limit:f}".replace(".", ",")
    counts = (one.states, one.actions, one.handovers, one.clock_stops)
    between = "có" if one.inter_agency else ""
    return (one.code, name, limit, *map(str, counts), between, str(len(one.problems)))
