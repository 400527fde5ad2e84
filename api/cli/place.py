"""`motcua place`: who decides a dossier, where it is fetched, and papers under way by slips."""

from datetime import date, datetime
from typing import Annotated

import typer

from api import clock
from api.cli.demo import desk_of
from api.cli.dossier import dossier_named
from api.cli.output import AsJson, write, write_json, write_table
from api.naming import agency_name
from api.system import System, system
from engine.canonical import moment_text
from engine.desk.places import (
    Arrival,
    Elsewhere,
    Parcel,
    Sending,
    Signed,
    SlipName,
    Taking,
    Transfer,
)
from engine.errors import BadInput
from engine.store.read import reading
from engine.store.scope import Scope
from engine.store.transit import OpenSlip, open_slips
from engine.timeline.places import PAPERS, RESULT

app = typer.Typer()

Code = Annotated[str, typer.Argument(help="Mã hồ sơ hoặc id.")]
By = Annotated[str, typer.Option("--by", help="Mã người thực hiện.")]
To = Annotated[str, typer.Option("--to", help="Mã cơ quan đến.")]
Note = Annotated[str | None, typer.Option(help="Giải thích thêm; xóa được khi xóa dữ liệu.")]


@app.command()
def transfer(
    code: Code,
    to: To,
    by: By,
    *,
    reason: Annotated[str, typer.Option(help="Mã lý do trong reasons.yaml.")] = "wrong_agency",
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Chuyển hồ sơ cho cơ quan có thẩm quyền; mã hồ sơ và ngày hẹn giữ nguyên."""
    with system() as found:
        ref, person = dossier_named(found, code), found.person(by)
        done = desk_of(found).places.transfer(ref, Transfer(to, reason, note), person)
        name = agency_name(found.published, to, _today())
    if as_json:
        write_json(done.facts())
    else:
        write(f"Hồ sơ {done.code} nay do {name} giải quyết.")


@app.command()
def fetch(code: Code, to: To, by: By, *, note: Note = None, as_json: AsJson = False) -> None:
    """Đổi nơi trả kết quả theo đề nghị của người nộp."""
    with system() as found:
        ref, person = dossier_named(found, code), found.person(by)
        done = desk_of(found).places.return_elsewhere(ref, Elsewhere(to, note), person)
        name = agency_name(found.published, to, _today())
    if as_json:
        write_json(done.facts())
    else:
        write(f"Kết quả hồ sơ {done.code} sẽ trả ở {name}.")


@app.command()
def send(  # noqa: PLR0913 -- one parameter for each option
    codes: Annotated[list[str], typer.Argument(help="Các hồ sơ đi cùng phiếu.")],
    origin: Annotated[str, typer.Option("--from", help="Mã cơ quan gửi.")],
    to: To,
    by: By,
    *,
    unit: Annotated[str | None, typer.Option(help="Đơn vị nhận.")] = None,
    result: Annotated[
        bool, typer.Option("--result", help="Gửi kết quả, không phải hồ sơ.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Ký gửi phiếu luân chuyển: giấy tờ hoặc kết quả của các hồ sơ rời nơi này."""
    with system() as found:
        what = RESULT if result else PAPERS
        parcels = tuple(Parcel(dossier_named(found, code), what) for code in codes)
        wanted = Sending(origin, to, parcels, to_unit=unit)
        done = desk_of(found).places.send(wanted, found.person(by))
    _tell(done, "đã gửi", as_json=as_json)


@app.command()
def take(  # noqa: PLR0913 -- one parameter for each option
    slip: Annotated[str, typer.Argument(help="Phiếu như dn-sxd/2026/12.")],
    by: By,
    *,
    items: Annotated[int, typer.Option(help="Số mục của phiếu, khi ký nhận cả phiếu.")] = 0,
    found: Annotated[
        list[int] | None, typer.Option("--found", help="Mục trước chưa đến, nay đã thấy.")
    ] = None,
    missing: Annotated[
        list[int] | None, typer.Option("--missing", help="Mục không đến (ghi được nhiều lần).")
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help="Nơi thấy giấy tờ, nếu ở nơi gửi.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ký nhận phiếu luân chuyển, từng mục; mục không đến thì phiếu còn để ngỏ."""
    absent = set(missing or ())
    numbers = found or range(1, items + 1)
    arrivals = tuple(Arrival(no, no not in absent) for no in numbers)
    with system() as here:
        person = here.office.person(by)
        done = desk_of(here).places.take(Taking(_slip(slip), arrivals, at), person)
    _tell(done, "đã nhận", as_json=as_json)


@app.command()
def slips(
    agency: Annotated[str, typer.Option(help="Mã cơ quan.")], by: By, *, as_json: AsJson = False
) -> None:
    """Các phiếu luân chuyển còn để ngỏ, đi và đến, lâu nhất trước."""
    with system() as found, reading(found.engine) as snapshot:
        found.office.organisation.agency(agency)
        scope = Scope(found.person(by), _today())
        listed = open_slips(snapshot, scope, agency)
        rows = [_row(found, one) for one in listed]
    if as_json:
        write_json([_json(one) for one in listed])
        return
    if rows:
        write_table(_HEADINGS, rows)
    write(f"{len(rows)} phiếu còn để ngỏ.")


_HEADINGS = ("Phiếu", "Chiều", "Nơi kia", "Gửi lúc", "Đã (ngày)", "Hồ sơ", "Báo không đến")


def _slip(text: str) -> SlipName:
    agency, _, rest = text.partition("/")
    year, _, number = rest.partition("/")
    if not (agency and year.isdecimal() and number.isdecimal()):
        raise BadInput(f"Không hiểu phiếu “{text}”. Ghi như dn-sxd/2026/12.", code="bad_slip")
    return SlipName(agency, int(year), int(number))


def _tell(done: Signed, verb: str, *, as_json: bool) -> None:
    if as_json:
        write_json(done.facts())
        return
    slip = done.slip
    left = f"còn {done.open} mục chưa đến" if done.open else "đã đến đủ"
    write(f"Phiếu {slip.agency}/{slip.year}/{slip.number} {verb}: {done.items} mục, {left}.")


def _row(found: System, one: OpenSlip) -> tuple[str, ...]:
    return (
        f"{one.agency}/{one.year}/{one.number}",
        "đi" if one.outgoing else "đến",
        agency_name(found.published, one.other, _today()),
        f"{clock.local(one.sent_at):%H:%M %d/%m/%Y}",
        str(_age(one.sent_at)),
        ", ".join(one.codes),
        str(one.lost),
    )


def _json(one: OpenSlip) -> dict[str, object]:
    return {
        "agency": one.agency,
        "year": one.year,
        "number": one.number,
        "outgoing": one.outgoing,
        "other": one.other,
        "sent_at": moment_text(one.sent_at),
        "days": _age(one.sent_at),
        "codes": list(one.codes),
        "lost": one.lost,
    }


def _age(since: datetime) -> int:
    """Whole days under way."""
    return (clock.now() - since).days


def _today() -> date:
    return clock.local(clock.now()).date()
