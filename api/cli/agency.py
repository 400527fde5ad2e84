"""`motcua agency`: names and heirs of an agency, and what becomes of dossiers when one ends."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from api import clock
from api.cli import handing_on
from api.cli.demo import desk_of
from api.cli.output import AsJson, progress, write, write_json, write_lines
from api.naming import agency_name
from api.system import system
from engine.desk.succession import read_plan
from engine.errors import BadInput
from engine.organisation import Agency, DatedName
from workflows.loader import read
from workflows.published import Published

app = typer.Typer()


@app.command()
def succeed(
    plan: Annotated[Path, typer.Argument(help="Kế hoạch sắp xếp.", metavar="PLAN.yaml")],
    *,
    by: Annotated[
        str | None,
        typer.Option("--by", help="Mã người thực hiện (lãnh đạo, quản trị của cấp trên)."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ xem từng hồ sơ về đâu, không ghi gì.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Sáp nhập, chia tách, đổi tên, chuyển lĩnh vực: hồ sơ đang giải quyết về nơi mới."""
    wanted = read_plan(read(plan).value, str(plan))
    with system() as found:
        succession = desk_of(found).succession
        with progress("Xem hồ sơ" if dry_run else "Chuyển hồ sơ") as tell:
            if dry_run:
                done = succession.foresee(wanted, progress=tell)
            else:
                done = succession.carry_out(wanted, found.person(_named(by)), progress=tell)
        told = handing_on.Told(found.published, max(wanted.day, _today()))
    if as_json:
        write_json(told.as_json(wanted, done, carried_out=not dry_run))
    else:
        told.page(done, carried_out=not dry_run)
    return 1 if done.stranded else 0


def _named(by: str | None) -> str:
    if by is None:
        raise BadInput("Ghi người thực hiện bằng --by, hoặc xem thử bằng --dry-run.", code="no_by")
    return by


@app.command()
def show(
    agency: Annotated[str, typer.Argument(help="Mã cơ quan, ví dụ dn-26008.")],
    *,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Ngày xem: 2025-07-01.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Các tên của cơ quan theo ngày, và ai kế thừa nó."""
    day = on.date() if on else _today()
    with system() as found:
        published = found.published
    one = published.organisation.agency(agency)
    heirs = [heir.id for heir in published.organisation.successors(agency, day)]
    if as_json:
        write_json(_as_json(one, heirs, day))
        return
    write(f"{one.id}: {one.name_on(day)}; {one.office_on(day)}")
    write_lines([f"  {_span(name)}: {name.name}" for name in one.names])
    for step in one.lineage:
        heir = agency_name(published, step.successor, step.day)
        write(f"  {_KINDS[step.kind]} {heir} ({step.successor}) từ {step.day:%d/%m/%Y}")
    write(f"  Ngày {day:%d/%m/%Y}: {_answering(published, one, heirs, day)}.")


def _answering(published: Published, one: Agency, heirs: list[str], day: date) -> str:
    if heirs == [one.id]:
        return "đang hoạt động" if one.in_force(day) else "chưa hoạt động"
    names = ", ".join(agency_name(published, heir, day) for heir in heirs)
    return f"đã chấm dứt; nơi kế thừa: {names or 'chưa ghi'}"


_KINDS = {"merge": "nhập vào", "split": "chia cho", "succeed": "kế thừa bởi"}


def _span(name: DatedName) -> str:
    first = "" if name.valid_from == date.min else f"từ {name.valid_from:%d/%m/%Y} "
    last = "" if name.valid_to == date.max else f"đến {name.valid_to:%d/%m/%Y}"
    return (first + last).strip() or "từ trước đến nay"


def _as_json(one: Agency, heirs: list[str], day: date) -> dict[str, object]:
    return {
        "agency": one.id,
        "tier": str(one.tier),
        "in_force": one.in_force(day),
        "name": one.name_on(day),
        "office": one.office_on(day),
        "names": [
            {"name": name.name, "from": _day(name.valid_from), "to": _day(name.valid_to)}
            for name in one.names
        ],
        "becomes": [
            {"kind": str(step.kind), "agency": step.successor, "from": step.day.isoformat()}
            for step in one.lineage
        ],
        "successors": heirs,
        "on": day.isoformat(),
    }


def _day(day: date) -> str | None:
    return None if day in {date.min, date.max} else day.isoformat()


def _today() -> date:
    return clock.local(clock.now()).date()
