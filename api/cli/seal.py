"""`motcua seal`: the anchor of a day, to be kept where nobody of the system can write."""

from pathlib import Path
from typing import Annotated

import typer

from api import sealing
from api.cli import asking
from api.cli.dossier import dossier_named
from api.cli.output import AsJson, progress, write, write_json
from api.database import opened
from api.settings import Settings
from api.system import system


def command(
    day: Annotated[str, typer.Option("--day", help="Ngày đã qua, ví dụ 2026-03-31.")],
    *,
    out: Annotated[
        Path | None, typer.Option("--out", help="Tệp niêm phong; mặc định seal-NGÀY.jsonl.")
    ] = None,
    ledgers: Annotated[
        Path | None,
        typer.Option("--ledgers", help="Kèm tệp nhật ký (không có dữ liệu cá nhân) để đối chiếu."),
    ] = None,
    proof: Annotated[
        str | None,
        typer.Option("--proof", help="Không ghi tệp: in chứng minh cho riêng hồ sơ có mã này."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Niêm phong một ngày: một dấu chung cho nhật ký của mọi hồ sơ đến hết ngày đó.

    Giữ tệp và dấu ở nơi khác; docs/check_seal.py kiểm tra lại mà không cần phần mềm này.
    """
    sealed_day = asking.day(day)
    if proof is not None:
        with system() as found:
            write_json(sealing.proof(found.engine, sealed_day, dossier_named(found, proof.strip())))
        return
    target = out or Path(f"seal-{sealed_day}.jsonl")
    exported = 0
    with opened(Settings.read()) as engine:
        with progress("Niêm phong hồ sơ") as tell:
            seal, is_new = sealing.write_seal(engine, sealed_day, target, tell)
        if ledgers is not None:
            with progress("Ghi nhật ký") as tell:
                exported = sealing.write_ledgers(engine, sealed_day, ledgers, tell)
    if as_json:
        entered = {"ledgers": str(ledgers), "exported": exported} if ledgers else {}
        write_json({"file": str(target), "new": is_new, **seal.to_json(), **entered})
        return
    write(f"Ngày {sealed_day:%d/%m/%Y}: {seal.dossiers} hồ sơ, {seal.entries} dòng nhật ký.")
    write(f"Dấu: {seal.digest}")
    write(f"Tệp: {target}" + ("" if is_new else " (đã có từ trước, giống hệt)"))
    if ledgers is not None:
        write(f"Nhật ký: {ledgers} ({exported} dòng)")
