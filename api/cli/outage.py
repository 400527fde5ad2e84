"""`motcua outage`: what an agency could not help, declared by one person, approved by another."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import typer

from api import clock
from api.cli.asking import moment
from api.cli.demo import desk_of
from api.cli.output import AsJson, write, write_json, write_lines, write_table
from api.naming import agency_name, person_name
from api.system import System, system
from engine.canonical import moment_text
from engine.desk.outages import Decided, Declaration, Outages, Touched
from engine.errors import BadInput
from engine.store.outages import Declared

app = typer.Typer()

STATES = {
    "declared": "chờ duyệt",
    "approved": "đã duyệt",
    "rejected": "không duyệt",
    "withdrawn": "đã rút",
}
Which = Annotated[str, typer.Argument(help="Mã sự cố.", metavar="ID")]
By = Annotated[str, typer.Option("--by", help="Mã người thực hiện.")]
Agency = Annotated[str, typer.Option(help="Mã cơ quan, ví dụ dn-sxd.")]


@app.command()
def declare(  # noqa: PLR0913 -- one parameter for each option
    agency: Agency,
    since: Annotated[str, typer.Option(help="Từ lúc: 2026-03-04 10:00.")],
    until: Annotated[str, typer.Option(help="Đến lúc: 2026-03-04 11:30.")],
    reason: Annotated[str, typer.Option(help="Mã lý do: power_cut, system_failure, disaster.")],
    evidence: Annotated[str, typer.Option(help="Số văn bản chứng minh, ví dụ 12/BB-DIENLUC.")],
    by: By,
    *,
    as_json: AsJson = False,
) -> None:
    """Báo một khoảng thời gian cơ quan không làm việc được; chờ người thứ hai duyệt."""
    span = (moment(since), moment(until))
    with system() as found:
        person = found.person(by)
        declaration = Declaration(agency, *span, reason, evidence)
        done = desk_of(found).outages.declare(declaration, person)
        touched = desk_of(found).outages.touched(done.id, person)
    _tell(Decided(done.id, agency, done.state, touched), as_json=as_json)


@app.command()
def approve(
    which: Which,
    by: By,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ xem sự cố chạm những hồ sơ nào, không ghi gì.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Duyệt: ghi sự cố vào nhật ký của từng hồ sơ bị chạm; không dời ngày hẹn nào."""
    with system() as found:
        person, outages = found.person(by), desk_of(found).outages
        if dry_run:
            one = _id(which)
            done = Decided(one, "", "declared", outages.touched(one, person))
        else:
            done = outages.approve(_id(which), person)
    _tell(done, as_json=as_json)


@app.command()
def reject(which: Which, by: By, *, as_json: AsJson = False) -> None:
    """Không duyệt."""
    with system() as found:
        done = desk_of(found).outages.reject(_id(which), found.person(by))
    _tell(done, as_json=as_json)


@app.command()
def withdraw(which: Which, by: By, *, as_json: AsJson = False) -> None:
    """Rút lại khi chưa duyệt; dành cho người đã báo."""
    with system() as found:
        done = desk_of(found).outages.withdraw(_id(which), found.person(by))
    _tell(done, as_json=as_json)


@app.command("list")
def list_(agency: Agency, by: By, *, as_json: AsJson = False) -> None:
    """Các sự cố của một cơ quan, mới nhất trước."""
    with system() as found:
        outages: Outages = desk_of(found).outages
        found.office.organisation.agency(agency)
        listed = outages.of_agency(agency, found.person(by))
        if as_json:
            write_json([_json(one) for one in listed])
            return
        if listed:
            write_table(_HEADINGS, [_row(found, one) for one in listed])
        day = clock.local(clock.now()).date()
        write(f"{len(listed)} sự cố của {agency_name(found.published, agency, day)}.")


_HEADINGS = (
    "Mã sự cố",
    "Từ",
    "Đến",
    "Bằng chứng",
    "Tình trạng",
    "Người báo",
    "Người duyệt",
    "Hồ sơ",
)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInput(f"“{text}” không phải mã sự cố.", code="malformed_code") from None


def _tell(done: Decided, *, as_json: bool) -> None:
    if as_json:
        write_json(done.facts())
        return
    write(f"Sự cố {done.id}: {STATES[done.state]}. Chạm {len(done.dossiers)} hồ sơ.")
    write_lines(_codes(done.dossiers))


def _codes(dossiers: Sequence[Touched]) -> list[str]:
    return [f"  {one.code}" for one in dossiers]


def _row(found: System, one: Declared) -> tuple[str, ...]:
    decided = person_name(found.published, one.decided_by) if one.decided_by else "–"
    return (
        str(one.id),
        f"{clock.local(one.since):%H:%M %d/%m/%Y}",
        f"{clock.local(one.until):%H:%M %d/%m/%Y}",
        one.evidence,
        STATES[one.state],
        person_name(found.published, one.declared_by),
        decided,
        str(one.dossiers),
    )


def _json(one: Declared) -> dict[str, object]:
    return {
        "id": one.id.hex,
        "agency": one.agency,
        "since": moment_text(one.since),
        "until": moment_text(one.until),
        "reason": one.reason,
        "evidence": one.evidence,
        "state": one.state,
        "declared_by": one.declared_by,
        "decided_by": one.decided_by,
        "dossiers": one.dossiers,
    }
