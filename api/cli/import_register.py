"""`motcua import register`: dossiers of an older system, from a register or an event log."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from api import clock
from api.cli.output import AsJson, progress, write, write_json, write_lines, write_table
from api.sheets import Row, check_unwritten, opened, unreadable, write_rows
from api.system import System, system
from engine.imports.register import Brought, Importing, Mapping
from engine.imports.register.gathering import Gathered
from workflows.loader import read

KEPT_OUT = 3  # the exit code when rows were kept out; 1 is a refusal, 2 a misuse
_SHOWN = 20  # rejected rows on the screen; --rejects has them all
_REASON = "Lý do không nhận"
_ANOMALIES = {
    "ends_before_start": "hồ sơ kết thúc trước khi bắt đầu",
    "events_before_start": "sự kiện trước khi hồ sơ bắt đầu",
    "events_after_end": "sự kiện sau khi hồ sơ kết thúc",
}


def register(
    file: Annotated[Path, typer.Argument(help="Tệp CSV hoặc XLSX của hệ thống cũ.")],
    *,
    mapping: Annotated[Path, typer.Option(help="Tệp ánh xạ: cột nào là gì (YAML).")],
    rejects: Annotated[
        Path | None,
        typer.Option(help="Ghi các dòng không nhận vào tệp mới này để sửa và nhập lại."),
    ] = None,
    agency: Annotated[
        str | None, typer.Option(help="Cơ quan nhận hồ sơ, thay cho cơ quan trong tệp ánh xạ.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Đưa hồ sơ của hệ thống cũ (sổ theo dõi, nhật ký) vào, nguyên như đã ghi.

    Thoát với mã 3 nếu có dòng không nhận.
    """
    if rejects is not None:
        check_unwritten(rejects, file, mapping)
    with system() as found:
        importing = _importing(found, mapping, agency)
        gathered = _gathered(importing, file)
        with progress("Đưa hồ sơ vào") as tell:
            brought = importing.land(gathered, tell)
    if rejects is not None and brought.gathered.rejected:
        _write_rejects(importing.mapping, file, brought.gathered, rejects)
    if as_json:
        write_json(brought.to_json())
    else:
        _tell(brought, rejects)
    return KEPT_OUT if brought.gathered.rejected else 0


def _importing(found: System, mapping: Path, agency: str | None) -> Importing:
    """The import, its mapping already checked against the office."""
    read_mapping = Mapping.read(_yaml(mapping), mapping.name)
    if agency is not None:
        read_mapping = replace(read_mapping, agency=agency)
    catalogue, organisation = found.office.catalogue, found.office.organisation
    importing = Importing(found.engine, catalogue, organisation, read_mapping, found.pepper())
    importing.check()
    return importing


def _yaml(mapping: Path) -> object:
    try:
        mapping.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as broken:
        raise unreadable(mapping, broken) from broken
    return read(mapping).value


def _gathered(importing: Importing, file: Path) -> Gathered:
    with opened(file, importing.mapping.sheet) as lines, progress("Đọc tệp") as tell:
        return importing.gather(lines, clock.now(), lambda done: tell(done, None))


def _write_rejects(mapping: Mapping, file: Path, gathered: Gathered, rejects: Path) -> None:
    """Bad rows, and the others of their cases, in the columns of the file; the reason comes last.

    The file is read once more for them, so that a long one need not be kept in memory.
    """
    reasons = {one.line: one.reason for one in gathered.rejected}
    for line, by in gathered.held.items():
        reasons[line] = f"Cùng hồ sơ với dòng {by} bị lỗi."

    header = [name for name in gathered.header if name != _REASON]

    def rows() -> Iterator[Row]:
        yield [*header, _REASON]
        with opened(file, mapping.sheet) as lines:
            for number, cells in lines:
                if number in reasons:
                    padded = [*cells, *[None] * len(header)]
                    yield [*padded[: len(header)], reasons[number]]

    write_rows(rejects, rows(), mapping.sheet.delimiter)


def _tell(brought: Brought, rejects: Path | None) -> None:
    gathered = brought.gathered
    already = f", {brought.already} hồ sơ đã có từ trước" if brought.already else ""
    write(
        f"{gathered.seen} hồ sơ, {gathered.events} sự kiện trong tệp: đưa vào {brought.landed}"
        f"{already}, {len(gathered.rejected)} dòng không nhận."
    )
    write_table(
        ("Kênh (như hệ thống cũ ghi)", "Hồ sơ"),
        [(channel, str(count)) for channel, count in brought.channels.items()],
        texts=1,
    )
    write_lines([f"Giữ nguyên: {n} {_ANOMALIES[kind]}." for kind, n in brought.anomalies.items()])
    write_lines([f"Dòng {one.line}: {one.reason}" for one in gathered.rejected[:_SHOWN]])
    if rejects is not None and gathered.rejected:
        write(f"Các dòng không nhận ở tệp {rejects}.")
    elif len(gathered.rejected) > _SHOWN:
        write("… còn nữa: ghi tất cả ra tệp bằng --rejects TỆP.")
    if gathered.held:
        write(f"{len(gathered.held)} dòng khác chờ cùng hồ sơ, vì mỗi hồ sơ vào trọn vẹn.")
