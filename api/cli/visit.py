"""`motcua visit`: many dossiers of one person, one resolved at once, and who was turned away."""

from pathlib import Path
from typing import Annotated

import typer

from api import clock
from api.charged import dong
from api.cli.demo import desk_of
from api.cli.dossier import Asker, listed_json, named, scope_of, write_listed
from api.cli.output import AsJson, write, write_json, write_lines, write_table
from api.cli.visit_file import at_once, visit
from api.naming import person_name, words
from api.system import system
from engine.canonical import moment_text
from engine.desk.turning_away import TurnedAway
from engine.desk.visits import Collection, Settled
from engine.errors import NotFound
from engine.store.lists import of_visit
from engine.store.read import reading
from engine.store.visit_log import LoggedVisit, log
from workflows.loader import read
from workflows.published import Published

app = typer.Typer()

By = Annotated[str, typer.Option("--by", help="Mã người thực hiện.")]
File = Annotated[Path, typer.Argument(help="Tệp khai lượt nộp.", metavar="FILE.yaml")]
Key = Annotated[str | None, typer.Option(help="Mã chống gửi trùng: chạy lại không ghi hai lần.")]
_FORMS = {"02": "supplement_request", "03": "refusal"}  # as people call them


@app.command()
def receive(file: File, by: By, *, key: Key = None, as_json: AsJson = False) -> None:
    """Tiếp nhận nhiều hồ sơ của một người trong một lượt: giấy tờ chung và phí chỉ ghi một lần."""
    wanted = visit(read(file).value, str(file))
    with system() as found:
        done = desk_of(found).visits.receive(wanted, found.person(by), key=key)
    _tell(done, f"Lượt nộp {done.visit}: {len(done.codes)} hồ sơ", as_json=as_json)


@app.command("resolve-now")
def resolve_now(file: File, by: By, *, key: Key = None, as_json: AsJson = False) -> None:
    """Giải quyết ngay: tiếp nhận, giải quyết, thu phí, trả kết quả trong một lần ghi."""
    wanted = at_once(read(file).value, str(file))
    with system() as found:
        done = desk_of(found).visits.resolve_now(wanted, found.person(by), key=key)
    _tell(done, "Đã giải quyết và trả ngay", as_json=as_json)


@app.command("hand-over")
def hand_over(
    codes: Annotated[list[str], typer.Argument(help="Mã các hồ sơ.")],
    by: By,
    *,
    paid: Annotated[bool, typer.Option("--paid", help="Thu luôn phí còn nợ.")] = False,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Trả kết quả nhiều hồ sơ cho một người trong một lần; thiếu một hồ sơ thì không trả gì."""
    with system() as found:
        with reading(found.engine) as snapshot:
            refs = tuple(named(found, snapshot, code) for code in codes)
        wanted = Collection(refs, paid=paid)
        done = desk_of(found).visits.hand_over(wanted, found.person(by), key=key)
    _tell(done, f"Đã trả kết quả {len(done.codes)} hồ sơ", as_json=as_json)


@app.command()
def show(
    visit_id: Annotated[str, typer.Argument(metavar="ID", help="Mã lượt nộp.")],
    *,
    by: Asker = None,
    as_json: AsJson = False,
) -> None:
    """Các hồ sơ của một lượt nộp và tình trạng từng hồ sơ."""
    with system() as found, reading(found.engine) as snapshot:
        listed = of_visit(snapshot, visit_id, scope_of(found, by))
        if not listed:
            raise NotFound(f"Không có lượt nộp “{visit_id}”.", code="unknown_visit")
        if as_json:
            write_json([listed_json(one) for one in listed])
        else:
            write_listed(found, listed)


@app.command("turn-away")
def turn_away(  # noqa: PLR0913 -- one parameter for each option
    form: Annotated[str, typer.Argument(help="02 (yêu cầu bổ sung) hoặc 03 (từ chối).")],
    agency: Annotated[str, typer.Option(help="Mã cơ quan, ví dụ dn-sxd.")],
    reason: Annotated[str, typer.Option(help="Mã lý do trong reasons.yaml.")],
    by: By,
    *,
    procedure: Annotated[str | None, typer.Option(help="Mã thủ tục người dân hỏi.")] = None,
    paper: Annotated[list[str] | None, typer.Option(help="Giấy tờ còn thiếu.")] = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Cấp phiếu 02, 03 cho người về không có hồ sơ: ghi sổ lượt khách, không giữ tên người."""
    wanted = TurnedAway(agency, _FORMS.get(form, form), reason, procedure, tuple(paper or ()))
    with system() as found:
        given = desk_of(found).visit_log.turn_away(wanted, found.person(by), key=key)
        form_name = words(found.published, "slips")[given.slip]
    if as_json:
        write_json(_log_json(given))
    else:
        write(f"{form_name} số {given.number}.")


@app.command("log")
def log_(
    agency: Annotated[str, typer.Option(help="Mã cơ quan, ví dụ dn-sxd.")],
    year: Annotated[int, typer.Option(help="Năm của sổ.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Sổ lượt khách: ai về không có hồ sơ, vì sao, theo số phiếu."""
    with system() as found, reading(found.engine) as snapshot:
        found.office.organisation.agency(agency)
        lines = log(snapshot, agency, year)
        rows = [_row(found.published, one) for one in lines]
    if as_json:
        write_json([_log_json(one) for one in lines])
        return
    if rows:
        write_table(("Số", "Lúc", "Phiếu", "Thủ tục", "Lý do", "Người cấp"), rows)
    write(f"{len(rows)} phiếu.")


def _tell(done: Settled, heading: str, *, as_json: bool) -> None:
    if as_json:
        write_json({**done.facts(), "total": done.total})
        return
    taken = "đã thu" if done.paid else "phải thu"
    lines = [
        f"  {code}  {dong(amount)}" for code, amount in zip(done.codes, done.amounts, strict=True)
    ]
    write_lines([f"{heading}; {taken} {dong(done.total)}.", *lines])


def _row(published: Published, one: LoggedVisit) -> tuple[str, ...]:
    reasons = published.reasons.get("reasons")
    known = reasons.get(one.reason) if isinstance(reasons, dict) else None
    return (
        one.number,
        f"{clock.local(one.at):%H:%M %d/%m/%Y}",
        words(published, "slips")[one.slip],
        one.procedure or "–",
        str(known["text"]) if isinstance(known, dict) else one.reason,
        person_name(published, one.staff),
    )


def _log_json(one: LoggedVisit) -> dict[str, object]:
    return {
        "number": one.number,
        "at": moment_text(one.at),
        "slip": one.slip,
        "procedure": one.procedure,
        "reason": one.reason,
        "papers": list(one.papers),
        "staff": one.staff,
    }
