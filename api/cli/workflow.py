"""`motcua workflow`: what the files of the catalogue say, before anything is applied."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli import procedure_editions, showing
from api.cli.output import AsJson, write, write_json, write_lines, write_table
from api.naming import words
from api.settings import Settings
from api.tenant import defects_of
from engine.definitions.defects import Defect, Severity, errors, refuse
from engine.definitions.draw import mermaid
from engine.definitions.simulate import simulate as walk
from engine.definitions.svg import svg
from engine.errors import BadInput, NotFound
from engine.procedure import Channel, Procedure
from workflows.loader import gather
from workflows.published import Published, examine
from workflows.published import lint as judge

app = typer.Typer()
app.command("editions")(procedure_editions.editions)

Code = Annotated[str, typer.Argument(help="Mã thủ tục, ví dụ 1.009972.")]


class Picture(StrEnum):
    MERMAID = "mermaid"
    SVG = "svg"


@app.command()
def lint(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Tệp hoặc thư mục; bỏ trống: toàn bộ danh mục.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> int:
    """Tìm lỗi trong các tệp: tệp, dòng, mã lỗi, cách sửa. Thoát với mã 1 nếu có lỗi."""
    missing = [str(path) for path in paths or () if not path.exists()]
    if missing:
        raise NotFound(f"Không có tệp {missing[0]}. Kiểm tra đường dẫn.", code="no_such_file")
    folders = Settings.read().catalogue
    defects = judge(paths, folders) if paths else defects_of(examine(gather(folders)))
    wrong = errors(defects)
    if as_json:
        write_json([_defect(defect) for defect in defects])
    else:
        write_lines([f"{_MARKS[defect.severity]} {defect}" for defect in defects])
        warnings = len(defects) - len(wrong)
        write(f"{len(wrong)} lỗi, {warnings} cảnh báo.")
    return 1 if wrong else 0


_MARKS = {Severity.ERROR: "LỖI     ", Severity.WARNING: "CẢNH BÁO"}


def _defect(defect: Defect) -> dict[str, object]:
    return {
        "file": defect.place.file,
        "line": defect.place.line,
        "code": defect.code,
        "severity": str(defect.severity),
        "message": defect.message,
        "fix": defect.fix,
    }


@app.command("list")
def list_(*, as_json: AsJson = False) -> None:
    """Các thủ tục trong tệp danh mục."""
    published = _published()
    found = [one for many in published.catalogue.offered.values() for one in many]
    found.sort(key=lambda one: (one.field, one.code))
    if as_json:
        write_json([showing.heading(one) for one in found])
        return
    rows = [showing.row(one, published) for one in found]
    write_table(showing.HEADINGS, rows)


@app.command()
def show(code: Code, *, as_json: AsJson = False) -> None:
    """Một thủ tục: thời hạn, giấy tờ, phí, các bước, căn cứ."""
    published = _published()
    procedure = _procedure(published, code)
    if as_json:
        write_json(showing.whole(procedure))
    else:
        write_lines(showing.page(procedure, published))


@app.command()
def draw(
    code: Code,
    picture: Annotated[Picture, typer.Option("--format", help="Dạng hình.")] = Picture.MERMAID,
    out: Annotated[Path | None, typer.Option("--out", help="Ghi vào tệp này.")] = None,
) -> None:
    """Vẽ sơ đồ các bước của một thủ tục (Mermaid, SVG)."""
    published = _published()
    procedure = _procedure(published, code)
    text = mermaid(procedure)
    if picture is Picture.SVG:
        text = svg(procedure, words(published, "roles"))
    if out is None:
        write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"Không ghi được {out}: {error.strerror}.", code="cannot_write") from error
    write(f"Đã ghi {out}.")


@app.command()
def simulate(
    code: Code,
    received: Annotated[str, typer.Option(help='Lúc nhận, giờ địa phương: "2026-03-02 08:00".')],
    channel: Annotated[Channel, typer.Option(help="Kênh nộp.")] = Channel.DIRECT,
    calendar: Annotated[str, typer.Option(help="Lịch làm việc.")] = "vietnam-office",
    *,
    as_json: AsJson = False,
) -> None:
    """Đi mọi đường của thủ tục trên lịch làm việc: bước nào đến hạn lúc nào."""
    published = _published()
    kept = published.catalogue.calendar_of(calendar)
    at = _moment(received).replace(tzinfo=kept.zone)
    simulations = walk(_procedure(published, code), kept, at, channel)
    if as_json:
        write_json([showing.simulation_json(one) for one in simulations])
        return
    for one in simulations:
        write_lines(showing.simulation_page(one, kept, published))


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise BadInput(
            f"Không hiểu thời điểm “{text}”. Ghi như 2026-03-02 08:00.", code="bad_moment"
        ) from None


def _published() -> Published:
    """What can be read of the files; one that does not lint can be looked at all the same."""
    return examine(gather(Settings.read().catalogue))


def _procedure(published: Published, code: str) -> Procedure:
    found = published.catalogue.offered.get(code)
    if not found:
        refuse(published.defects)
        raise NotFound(
            f"Không có thủ tục {code} trong danh mục. Xem: motcua workflow list",
            code="unknown_procedure",
        )
    return found[0]
