"""`motcua dossier`: what became of one, and the register of an agency."""

from datetime import datetime, time
from typing import Annotated
from uuid import UUID

import typer

from api import clock
from api.cli.output import AsJson, write, write_json, write_lines, write_table
from api.cli.system import System, system
from api.cli.telling import Dossier
from api.tenant import schemes_of
from engine.canonical import moment_text
from engine.errors import BadInput, NotFound
from engine.fold import fold
from engine.ledger import DossierRef
from engine.store.ledgers import Reading, entries_of
from engine.store.lists import Listed, find_by_code, find_by_id, register
from engine.store.read import reading
from receipts.codes import recognise

app = typer.Typer()


@app.command()
def show(
    code: Annotated[str, typer.Argument(help="Mã hồ sơ như in trên giấy, hoặc id của hồ sơ.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Diễn biến một hồ sơ, vì sao hẹn ngày này, ai giữ bao lâu."""
    with system() as found, reading(found.engine) as snapshot:
        entries = entries_of(snapshot, named(found, snapshot, code))
        line = fold(found.office.catalogue, entries)
        told = Dossier(found.published, entries, line, clock.now())
    if as_json:
        write_json(told.as_json())
    else:
        write_lines(told.page())


@app.command("list")
def list_(
    agency: Annotated[str, typer.Option(help="Mã cơ quan, ví dụ dn-sxd.")],
    *,
    overdue: Annotated[bool, typer.Option("--overdue", help="Chỉ hồ sơ quá hạn.")] = False,
    as_json: AsJson = False,
) -> None:
    """Sổ hồ sơ của một cơ quan."""
    with system() as found, reading(found.engine) as snapshot:
        found.office.organisation.agency(agency)
        today = datetime.combine(clock.local(clock.now()).date(), time.min, clock.ZONE)
        listed = register(snapshot, agency, overdue_before=today if overdue else None)
    if as_json:
        write_json([_json(one) for one in listed])
        return
    if listed:
        write_table(_HEADINGS, [_row(found, one) for one in listed])
    write(f"{len(listed)} hồ sơ.")


_HEADINGS = ("Mã hồ sơ", "Thủ tục", "Bước", "Từ lúc", "Hẹn trả")


def named(found: System, snapshot: Reading, text: str) -> DossierRef:
    """The dossier of a code as people type it, or of an id; NotFound."""
    try:
        ref = find_by_id(snapshot, UUID(text))
    except ValueError:
        ref = find_by_code(snapshot, _canonical(found, text))
    if ref is None:
        raise NotFound(f"Không có hồ sơ “{text}”. Kiểm tra lại mã.", code="unknown_dossier")
    return ref


def _canonical(found: System, text: str) -> str:
    """The code as it was issued; one of an older system stays as typed."""
    try:
        return recognise(schemes_of(found.published), text).text
    except BadInput as refusal:
        if refusal.code == "unknown_code_shape":
            return text
        raise


def _row(found: System, one: Listed) -> tuple[str, ...]:
    due = f"{clock.local(one.due):%d/%m/%Y}" if one.due else "–"
    offered = found.office.catalogue.offered.get(one.procedure)
    state = offered[0].states.get(one.state) if offered else None
    since = f"{clock.local(one.since):%H:%M %d/%m/%Y}"
    return one.code, one.procedure, state.label if state else one.state, since, due


def _json(one: Listed) -> dict[str, object]:
    return {
        "code": one.code,
        "agency": one.ref.agency,
        "dossier": one.ref.id.hex,
        "procedure": one.procedure,
        "channel": one.channel,
        "state": one.state,
        "since": moment_text(one.since),
        "officer": one.officer,
        "due": moment_text(one.due) if one.due else None,
        "stop": one.stop,
        "final": one.final,
    }
