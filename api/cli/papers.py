"""`motcua papers`: what is held as data, and what ministries' systems have of a dossier."""

from typing import Annotated

import typer

from api import clock
from api.cli.asking import moment
from api.cli.demo import desk_of
from api.cli.dossier import dossier_named
from api.cli.output import AsJson, write, write_json, write_table
from api.paper_trail import system_name
from api.system import system
from engine.desk.digitising import Digitising
from engine.desk.external import Milestone, Reference
from engine.desk.standing import actor_of
from engine.errors import BadInput, UnknownDossier
from engine.store.external import search_by_external
from engine.store.read import reading
from engine.store.scope import Scope

app = typer.Typer()

By = Annotated[str, typer.Option("--by", help="Mã người thực hiện.")]
Code = Annotated[str, typer.Argument(help="Mã hồ sơ.", metavar="CODE")]
SystemCode = Annotated[str, typer.Option("--system", help="Mã hệ thống, xem papers systems.")]


@app.command()
def digitise(
    code: Code,
    by: By,
    *,
    paper: Annotated[
        list[str] | None,
        typer.Option(help="GIẤY-TỜ=CÁCH, cách là digitised, reused, from_store."),
    ] = None,
    result: Annotated[bool, typer.Option("--result", help="Kết quả điện tử đã cấp.")] = False,
) -> None:
    """Ghi nhận giấy tờ, kết quả đã có bản điện tử (QĐ 766, nhóm 4)."""
    ways: dict[str, tuple[str, ...]] = {}
    for text in paper or ():
        name, way = _pair(text)
        ways[name] = (*ways.get(name, ()), way)
    with system() as found:
        ref = dossier_named(found, code)
        wish = Digitising(ways, result)
        done = desk_of(found).digitisation.enter(ref, wish, found.person(by))
    write(f"Đã ghi nhận số hóa của hồ sơ {done.code}.")


@app.command()
def refer(
    code: Code,
    system_code: SystemCode,
    number: Annotated[str, typer.Option("--code", help="Mã hồ sơ ở hệ thống đó.")],
    by: By,
    *,
    time: Annotated[
        list[str] | None, typer.Option(help="MỐC=THỜI-ĐIỂM, ví dụ received=2026-03-02T10:00.")
    ] = None,
) -> None:
    """Ghi mã và các mốc thời gian của hồ sơ ở hệ thống của bộ, ngành."""
    times = tuple(Milestone(name, moment(at)) for name, at in map(_pair, time or ()))
    with system() as found:
        ref = dossier_named(found, code)
        wish = Reference(system_code, number, times)
        done = desk_of(found).ministry.refer(ref, wish, found.person(by))
        name = system_name(found.published, system_code)
    write(f"Hồ sơ {done.code} có mã ở {name}.")


@app.command()
def find(
    system_code: SystemCode,
    number: Annotated[str, typer.Option("--code", help="Mã hồ sơ ở hệ thống đó.")],
    by: By,
    *,
    as_json: AsJson = False,
) -> None:
    """Tìm hồ sơ theo mã ở hệ thống của bộ, ngành; chỉ trong phạm vi của người tìm."""
    today = clock.local(clock.now()).date()
    with system() as found, reading(found.engine) as snapshot:
        scope = Scope(actor_of(snapshot, found.office, by, today), today)
        one = search_by_external(snapshot, scope, system_code, number)
    if one is None:
        raise UnknownDossier
    if as_json:
        write_json({"code": one.code, "agency": one.ref.agency, "dossier": one.ref.id.hex})
    else:
        write(one.code)


@app.command()
def systems(*, as_json: AsJson = False) -> None:
    """Các hệ thống của bộ, ngành mà hồ sơ có thể mang mã."""
    with system() as found:
        known = found.office.systems
    if as_json:
        write_json(
            {code: {"name": one.name, "times": dict(one.times)} for code, one in known.items()}
        )
    else:
        rows = [(code, one.name, ", ".join(one.times)) for code, one in known.items()]
        write_table(("Mã", "Hệ thống", "Mốc"), rows)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not (sign and name and value):
        raise BadInput(f"Không hiểu “{text}”. Ghi TÊN=GIÁ-TRỊ.", code="malformed_pair")
    return name, value
