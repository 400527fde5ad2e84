"""Files of rows: CSV and XLSX, read line by line and written with the cells as they stand.

A text that a spreadsheet would compute (`=…`) is written behind an apostrophe, which reading
takes away again.
"""

import csv
import errno
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, TypeAlias
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

from engine.errors import BadInput, Conflict
from engine.imports.register.columns import Cell, Line
from engine.imports.register.mapping import Sheet

XLSX = ".xlsx"
_LONGEST_FIELD = 1024 * 1024
_FORMULA = ("=", "+", "-", "@", "\t")  # how a text begins that a spreadsheet would compute
_QUOTED = tuple(f"'{sign}" for sign in _FORMULA)
_TROUBLES = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "không có tệp hoặc thư mục này",
    errno.EISDIR: "đó là thư mục",
    errno.EACCES: "không có quyền đọc hoặc ghi ở đó",
    errno.EPERM: "không có quyền đọc hoặc ghi ở đó",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "hết chỗ trên ổ đĩa",
    errno.ENAMETOOLONG: "tên tệp quá dài",
}

Row: TypeAlias = Sequence[Cell]


@contextmanager
def opened(path: Path, sheet: Sheet) -> Iterator[Iterator[Line]]:
    """The lines of a file, each with its number; BadInput (`unreadable_file`) says why not."""
    try:
        if path.suffix.lower() == XLSX:
            with closing(_xlsx(path, sheet.name)) as lines:
                yield lines
            return
        with path.open(newline="", encoding=sheet.encoding) as file:
            yield _csv(file, sheet.delimiter)
    except (OSError, BadZipFile, InvalidFileException, UnicodeDecodeError, csv.Error) as broken:
        raise unreadable(path, broken) from broken


def unreadable(path: Path, broken: Exception) -> BadInput:
    """The refusal of a file that cannot be read."""
    return BadInput(
        f"Không đọc được tệp {path.name}: {why(broken)}. Kiểm tra đường dẫn, loại tệp (CSV hoặc "
        "XLSX) và bảng mã trong tệp ánh xạ.",
        code="unreadable_file",
        file=path.name,
    )


def why(broken: Exception) -> str:
    """What is wrong with a file, in words; an error of the system has none of ours."""
    match broken:
        case UnicodeDecodeError():
            return f"không đúng bảng mã {broken.encoding}"
        case BadZipFile() | InvalidFileException():
            return "không phải tệp XLSX, hoặc tệp bị hỏng"
        case csv.Error():
            return "không phải tệp CSV, hoặc tệp bị hỏng"
        case OSError():
            return _TROUBLES.get(broken.errno or 0, "hệ thống tệp báo lỗi")
    return "tệp bị hỏng"


def check_unwritten(path: Path, *others: Path) -> None:
    """Refuse to write over a file; Conflict (`would_overwrite`), also for one of `others`.

    BadInput (`unwritable_file`) where the folder is not there.
    """
    if path.resolve() in {other.resolve() for other in others}:
        raise Conflict(
            f"Tệp {path} là tệp đang đọc, ghi vào sẽ mất dữ liệu. Chọn tên khác.",
            code="would_overwrite",
        )
    if path.exists() or path.is_symlink():
        raise Conflict(
            f"Đã có {path}. Chọn tên khác, hoặc chuyển tệp ấy đi trước.",
            code="would_overwrite",
        )
    if not path.parent.is_dir():
        raise BadInput(f"Không có thư mục {path.parent}.", code="unwritable_file")


def _csv(file: Iterable[str], delimiter: str) -> Iterator[Line]:
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.reader(file, delimiter=delimiter)
    begins = 1
    for row in rows:
        yield begins, [cell[1:] if cell.startswith(_QUOTED) else cell for cell in row]
        begins = rows.line_num + 1


def _xlsx(path: Path, name: str | None) -> Generator[Line]:
    with closing(_book(path)) as book:
        if name is not None and name not in book.sheetnames:
            raise BadInput(f"Tệp {path.name} không có trang “{name}”.", code="no_such_sheet")
        sheet = book[name] if name is not None else book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_bare(cell) for cell in row]


def _book(path: Path) -> Workbook:
    try:
        return load_workbook(path, read_only=True, data_only=True)
    except (KeyError, ValueError, SyntaxError) as broken:  # an archive, but of something else
        raise InvalidFileException from broken


def _bare(cell: object) -> Cell:
    if isinstance(cell, str):
        return cell[1:] if cell.startswith(_QUOTED) else cell
    return cell if isinstance(cell, int | float | datetime | date) else None


def write_rows(path: Path, rows: Iterable[Row], delimiter: str = ",") -> None:
    """A file of these rows, XLSX or CSV by its name; nothing of it is seen until it is whole."""
    fresh = path.with_name(f".{path.name}.part")
    try:
        if path.suffix.lower() == XLSX:
            _write_xlsx(fresh, rows)
        else:
            with fresh.open("w", newline="", encoding="utf-8-sig") as file:
                write_csv(file, rows, delimiter)
        fresh.replace(path)
    except OSError as error:
        raise BadInput(
            f"Không ghi được tệp {path}: {why(error)}.", code="unwritable_file"
        ) from error
    finally:
        fresh.unlink(missing_ok=True)


def write_csv(file: IO[str], rows: Iterable[Row], delimiter: str = ",") -> None:
    """The rows as CSV; days as officials write them."""
    out = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    out.writerows([_text(cell) for cell in row] for row in rows)


def _write_xlsx(path: Path, rows: Iterable[Row]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_safe(cell) if isinstance(cell, str) else cell for cell in row])
    book.save(path)


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M:%S}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case str():
            return _safe(cell)
    return str(cell)


def _safe(text: str) -> str:
    bare = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{bare}" if bare.startswith(_FORMULA) else bare
