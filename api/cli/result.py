"""`motcua result`: what an office gave: waiting, acknowledged, come back, put away, corrected."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

import typer

from api import clock
from api.cli.demo import desk_of
from api.cli.dossier import dossier_named, named
from api.cli.output import AsJson, write, write_json, write_table
from api.naming import agency_name, unit_name
from api.results_told import STATES, result_name
from api.system import System, system
from engine.actors import Actor
from engine.canonical import moment_text
from engine.desk import Desk, Outcome
from engine.desk.results import Archiving, ComeBack, Correction, Handing
from engine.errors import BadInput
from engine.fold import fold
from engine.ledger import DossierRef
from engine.store import results
from engine.store.ledgers import Reading, entries_of
from engine.store.read import reading
from engine.store.results import Listed
from engine.store.scope import Scope

app = typer.Typer()

Code = Annotated[str, typer.Argument(help="Mã hồ sơ hoặc id.")]
By = Annotated[str, typer.Option("--by", help="Mã người thực hiện.")]
Numbers = Annotated[
    list[int] | None, typer.Option("--result", help="Số thứ tự kết quả (ghi được nhiều lần).")
]
Reason = Annotated[str, typer.Option(help="Mã lý do trong reasons.yaml.")]
Note = Annotated[str | None, typer.Option(help="Giải thích thêm; xóa được khi xóa dữ liệu.")]
Key = Annotated[str | None, typer.Option("--key", help="Mã chống gửi trùng.")]


class Waits(StrEnum):
    """For whom a result waits."""

    MINE = "mine"  # copies that the unit of the person is to acknowledge
    UNACKNOWLEDGED = "unacknowledged"
    UNCOLLECTED = "uncollected"


@app.command("list")
def list_(
    by: By,
    *,
    code: Annotated[str | None, typer.Option("--dossier", help="Chỉ một hồ sơ.")] = None,
    waits: Annotated[
        Waits, typer.Option("--waits", help="mine | unacknowledged | uncollected.")
    ] = Waits.MINE,
    agency: Annotated[str | None, typer.Option("--agency", help="Mã cơ quan.")] = None,
    days: Annotated[int | None, typer.Option(help="Đã chờ ít nhất bao nhiêu ngày.")] = None,
    as_json: AsJson = False,
) -> None:
    """Kết quả: đơn vị mình phải xác nhận, chưa ai xác nhận, hoặc chờ người đến nhận."""
    with system() as found:
        person = found.person(by)
        with reading(found.engine) as snapshot:
            if code is not None:
                listed = _of_dossier(found, snapshot, code, person)
            else:
                listed = _waiting(found, snapshot, person, waits, agency, days)
        rows = [_row(found, one) for one in listed]
    if as_json:
        write_json([_json(one) for one in listed])
        return
    if rows:
        write_table(_HEADINGS, rows)
    write(f"{len(rows)} kết quả.")


_HEADINGS = ("Mã hồ sơ", "STT", "Kết quả", "Số", "Cho", "Tình trạng", "Từ lúc")


def _of_dossier(found: System, snapshot: Reading, code: str, by: Actor) -> list[Listed]:
    ref = named(found, snapshot, code)
    desk_of(found).possible(ref, by)  # refused like any look at a dossier that is not theirs
    return results.of_dossier(snapshot, ref)


def _waiting(
    found: System,
    snapshot: Reading,
    by: Actor,
    waits: Waits,
    agency: str | None,
    days: int | None,
) -> list[Listed]:
    scope = Scope(by, clock.local(clock.now()).date())
    if waits is Waits.MINE:
        return results.to_acknowledge(snapshot, scope)
    if agency is None:
        raise BadInput("Ghi mã cơ quan: --agency dn-sxd.", code="agency_missing")
    found.office.organisation.agency(agency)
    if waits is Waits.UNACKNOWLEDGED:
        least = found.office.waiting.acknowledge if days is None else days
        return results.unacknowledged(snapshot, scope, agency, _before(least))
    return results.uncollected(snapshot, scope, agency, _before(days or 0))


def _before(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


@app.command()
def acknowledge(
    code: Code, by: By, *, result: Numbers = None, key: Key = None, as_json: AsJson = False
) -> None:
    """Đơn vị, cơ quan liên quan xác nhận đã nhận bản kết quả của mình."""
    with system() as found:
        desk, ref, person = _asked(found, code, by)
        done = desk.results.acknowledge(ref, person, results=result or (), key=key)
    _tell(done, f"Đã xác nhận bản kết quả của hồ sơ {done.code}.", as_json=as_json)


@app.command()
def hand(  # noqa: PLR0913 -- one parameter for each option
    code: Code,
    by: By,
    *,
    result: Numbers = None,
    carrier_item: Annotated[
        str | None, typer.Option("--carrier-item", help="Mã bưu gửi, nếu gửi bưu chính.")
    ] = None,
    note: Note = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Trả riêng một kết quả: của một giai đoạn, hoặc bưu chính đã trả lại, đã lưu trữ."""
    with system() as found:
        desk, ref, person = _asked(found, code, by)
        wish = Handing(tuple(result or ()), carrier_item, note)
        done = desk.results.hand(ref, wish, person, key=key)
    _tell(done, f"Đã trả kết quả của hồ sơ {done.code}.", as_json=as_json)


@app.command("come-back")
def come_back(  # noqa: PLR0913 -- one parameter for each option
    code: Code,
    by: By,
    reason: Reason,
    *,
    result: Numbers = None,
    note: Note = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Bưu chính không phát được, trả lại kết quả; số liệu đã chốt không đổi."""
    with system() as found:
        desk, ref, person = _asked(found, code, by)
        wish = ComeBack(reason, tuple(result or ()), note)
        done = desk.results.come_back(ref, wish, person, key=key)
    _tell(done, f"Kết quả của hồ sơ {done.code} đã về lại quầy.", as_json=as_json)


@app.command()
def archive(  # noqa: PLR0913 -- one parameter for each option
    code: Code,
    by: By,
    *,
    reason: Reason = "not_collected",
    result: Numbers = None,
    note: Note = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Đưa vào lưu trữ kết quả không ai đến nhận sau lần nhắc cuối; người đến sau vẫn được trả."""
    with system() as found:
        desk, ref, person = _asked(found, code, by)
        wish = Archiving(reason, tuple(result or ()), note)
        done = desk.results.archive(ref, wish, person, key=key)
    _tell(done, f"Kết quả của hồ sơ {done.code} đã đưa vào lưu trữ.", as_json=as_json)


@app.command()
def correct(  # noqa: PLR0913 -- one parameter for each option
    code: Code,
    by: By,
    reason: Reason,
    *,
    result: Numbers = None,
    note: Note = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Mở hồ sơ đính chính kết quả sai, không thu phí; xong thì hồ sơ cũ ghi đã thay thế."""
    with system() as found:
        desk, ref, person = _asked(found, code, by)
        wish = Correction(reason, tuple(result or ()), note=note)
        done = desk.results.correct(ref, wish, person, key=key)
        with reading(found.engine) as snapshot:
            line = fold(found.office.catalogue, entries_of(snapshot, ref))
            case = line.children[-1]
            opened = fold(
                found.office.catalogue,
                entries_of(snapshot, DossierRef.read(case.agency, case.id)),
            )
    if as_json:
        write_json({**done.facts(), "case": {"code": opened.origin.code, "dossier": case.id}})
        return
    due = opened.current.due if opened.current else None
    until = f", hẹn trả {clock.local(due):%d/%m/%Y}" if due else ""
    write(f"Đã mở hồ sơ đính chính {opened.origin.code}{until}.")


def _asked(found: System, code: str, by: str) -> tuple[Desk, DossierRef, Actor]:
    ref = dossier_named(found, code)
    return desk_of(found), ref, found.person(by)


def _tell(done: Outcome, told: str, *, as_json: bool) -> None:
    if as_json:
        write_json(done.facts())
    else:
        write(told)


def _row(found: System, one: Listed) -> tuple[str, ...]:
    day = clock.local(clock.now()).date()
    to = "người nộp"
    if one.recipient != results.APPLICANT:
        unit = unit_name(found.published, one.recipient, one.unit, day) if one.unit else ""
        to = f"{unit} – {agency_name(found.published, one.recipient, day)}".removeprefix(" – ")
    state = STATES[one.state] + ("; đã được thay thế" if one.replaced else "")
    if one.recipient != results.APPLICANT:
        state += ", đã xác nhận" if one.acknowledged_at else ", chưa xác nhận"
    name = result_name(found.office.catalogue.procedure(one.edition), one.kind)
    since = f"{clock.local(one.since):%H:%M %d/%m/%Y}"
    return one.code, str(one.no), name, one.number or "–", to, state, since


def _json(one: Listed) -> dict[str, object]:
    return {
        "code": one.code,
        "agency": one.ref.agency,
        "dossier": one.ref.id.hex,
        "no": one.no,
        "kind": one.kind,
        "number": one.number,
        "state": one.state,
        "recipient": one.recipient,
        "unit": one.unit,
        "since": moment_text(one.since),
        "acknowledged_at": moment_text(one.acknowledged_at) if one.acknowledged_at else None,
        "due": moment_text(one.due) if one.due else None,
        "verdict": one.verdict,
        "replaced": one.replaced,
    }
