"""`motcua mistakes`: received by mistake, wrong procedure, receipts entered later from paper."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from api.cli.asking import day
from api.cli.demo import desk_of
from api.cli.dossier import dossier_named
from api.cli.output import AsJson, write, write_json, write_lines
from api.cli.paper_file import paper_receipts
from api.system import system
from engine.desk.back_entry import Permit
from engine.desk.mistakes import Reclassify
from engine.fold import fold
from engine.store.files import Files
from engine.store.ledgers import entries_of
from engine.store.paper_receipts import find_by_paper_number
from engine.store.read import reading
from workflows.loader import read

app = typer.Typer()

Code = Annotated[str, typer.Argument(help="Mã hồ sơ hoặc id.")]
Reason = Annotated[str, typer.Option(help="Mã lý do trong reasons.yaml.")]
By = Annotated[str, typer.Option("--by", help="Mã người thực hiện.")]
Note = Annotated[str | None, typer.Option(help="Giải thích thêm; xóa được khi xóa dữ liệu.")]


@app.command()
def void(code: Code, reason: Reason, by: By, *, note: Note = None, as_json: AsJson = False) -> None:
    """Hủy một hồ sơ tiếp nhận nhầm: ra khỏi mọi số liệu, mã vẫn giữ."""
    with system() as found:
        ref = dossier_named(found, code)
        person = found.person(by)
        done = desk_of(found).mistakes.void(ref, reason, person, note=note)
    if as_json:
        write_json(done.facts())
    else:
        write(f"Đã hủy hồ sơ {done.code} do tiếp nhận nhầm.")


@app.command()
def reclassify(
    code: Code,
    procedure: Annotated[str, typer.Option(help="Mã thủ tục đúng.")],
    by: By,
    *,
    reason: Reason = "wrong_procedure",
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Đổi sang thủ tục đúng: hồ sơ mới giữ thời điểm tiếp nhận, hồ sơ cũ bị hủy."""
    with system() as found:
        ref = dossier_named(found, code)
        wanted = Reclassify(procedure, reason, note=note)
        person = found.person(by)
        files = Files(found.files)
        done = desk_of(found).mistakes.reclassify(ref, wanted, person, files=files)
    if as_json:
        write_json(done.facts())
    else:
        write(f"Hồ sơ {done.old.code} đã hủy, thay bằng {done.new.code} (thủ tục {procedure}).")


@app.command("back-enter")
def back_enter(
    file: Annotated[Path, typer.Argument(help="Các biên nhận giấy.", metavar="FILE.yaml")],
    by: By,
    *,
    as_json: AsJson = False,
) -> None:
    """Nhập bù biên nhận viết tay khi mất điện, mất mạng; chạy lại thì không nhập hai lần."""
    receipts = paper_receipts(read(file).value, str(file))
    told = []
    with system() as found:
        person, desk = found.person(by), desk_of(found)
        for one in receipts:
            text = f"{one.reception.agency}/{one.number}"
            key = f"paper:{sha256(text.encode()).hexdigest()}"
            done = desk.back_entries.receive(one, person, key=key)
            told.append((one.number, done))
    if as_json:
        write_json([{"number": number, **done.facts()} for number, done in told])
    else:
        write_lines([f"{number} → {done.code}" for number, done in told])


@app.command()
def permit(
    numbers: Annotated[list[str], typer.Argument(help="Số biên nhận giấy.")],
    agency: Annotated[str, typer.Option(help="Mã cơ quan.")],
    received_on: Annotated[str, typer.Option(help="Ngày trên biên nhận: 2026-03-02.")],
    by: By,
    *,
    reason: Reason = "power_cut",
) -> None:
    """Lãnh đạo duyệt cho nhập bù biên nhận đã quá hạn nhập."""
    on: date = day(received_on)
    with system() as found:
        wanted = Permit(agency, tuple(numbers), on, reason)
        allowed = desk_of(found).back_entries.permit(wanted, found.person(by))
    write(f"Đã duyệt cho nhập bù {len(allowed)} biên nhận: {', '.join(allowed)}.")


@app.command()
def paper(
    number: Annotated[str, typer.Argument(help="Số trên biên nhận giấy.")],
    *,
    agency: Annotated[str | None, typer.Option(help="Chỉ cơ quan này.")] = None,
    as_json: AsJson = False,
) -> None:
    """Tìm hồ sơ theo số biên nhận giấy."""
    with system() as found, reading(found.engine) as snapshot:
        refs = find_by_paper_number(snapshot, number, agency)
        lines = [fold(found.office.catalogue, entries_of(snapshot, ref)) for ref in refs]
    told = [(ref.agency, line.origin.code) for ref, line in zip(refs, lines, strict=True)]
    if as_json:
        write_json([{"agency": one, "code": code} for one, code in told])
        return
    write_lines([f"{code} ({one})" for one, code in told])
    write(f"{len(told)} hồ sơ.")
