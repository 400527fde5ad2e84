"""`motcua dossier`: what became of one, and the register of an agency."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Annotated
from uuid import UUID

import typer

from api import clock
from api.cli.output import AsJson, write, write_json, write_lines, write_table
from api.cli.telling import Dossier
from api.naming import state_label
from api.system import System, system
from api.tenant import schemes_of
from engine.canonical import moment_text
from engine.errors import BadInput, UnknownDossier
from engine.fold import fold
from engine.ledger import DossierRef
from engine.store.held import Held, look
from engine.store.ledgers import Reading
from engine.store.lists import Listed, find_by_code, find_by_id, register
from engine.store.read import reading
from engine.store.scope import Scope
from engine.timeline import Timeline
from receipts.codes import recognise

app = typer.Typer()

Asker = Annotated[
    str | None, typer.Option("--by", help="Mã người hỏi: chỉ thấy hồ sơ trong phạm vi người ấy.")
]


@app.command()
def show(
    code: Annotated[str, typer.Argument(help="Mã hồ sơ như in trên giấy, hoặc id của hồ sơ.")],
    *,
    by: Asker = None,
    as_json: AsJson = False,
) -> None:
    """Diễn biến một hồ sơ, vì sao hẹn ngày này, ai giữ bao lâu."""
    with system() as found, reading(found.engine) as snapshot:
        held = look(snapshot, named(found, snapshot, code))
        entries, line = held.entries, fold(found.office.catalogue, held.entries)
        if not _is_shown(found, held, line, by):
            raise UnknownDossier
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
    by: Asker = None,
    as_json: AsJson = False,
) -> None:
    """Sổ hồ sơ của một cơ quan: cho người hỏi, những hồ sơ trong phạm vi của người ấy."""
    with system() as found, reading(found.engine) as snapshot:
        found.office.organisation.agency(agency)
        today = datetime.combine(clock.local(clock.now()).date(), time.min, clock.ZONE)
        scope = scope_of(found, by)
        listed = register(snapshot, agency, scope, overdue_before=today if overdue else None)
    if as_json:
        write_json([listed_json(one) for one in listed])
        return
    write_listed(found, listed)


def write_listed(found: System, listed: Sequence[Listed]) -> None:
    """A list of dossiers as people read it, and how many they are."""
    if listed:
        write_table(_HEADINGS, [_row(found, one) for one in listed])
    write(f"{len(listed)} hồ sơ.")


_HEADINGS = ("Mã hồ sơ", "Thủ tục", "Bước", "Từ lúc", "Hẹn trả")


def dossier_named(found: System, text: str) -> DossierRef:
    """The dossier of a code as people type it, or of an id; NotFound."""
    with reading(found.engine) as snapshot:
        return named(found, snapshot, text)


def named(found: System, snapshot: Reading, text: str) -> DossierRef:
    """The dossier of a code as people type it, or of an id; NotFound."""
    try:
        ref = find_by_id(snapshot, UUID(text))
    except ValueError:
        ref = find_by_code(snapshot, _canonical(found, text))
    if ref is None:
        raise UnknownDossier
    return ref


def scope_of(found: System, by: str | None) -> Scope | None:
    """What the asker may see today; None if nobody in particular asks."""
    return Scope(found.person(by), clock.local(clock.now()).date()) if by else None


def _is_shown(found: System, held: Held, line: Timeline, by: str | None) -> bool:
    """Whether the asker sees it; a restricted one is nothing for somebody who is not named."""
    scope = scope_of(found, by)
    if scope is None:
        return not held.restricted
    return scope.sees(held.ref, line, held.entries, restricted=held.restricted)


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
    state = state_label(found.published, one.procedure, one.state)
    since = f"{clock.local(one.since):%H:%M %d/%m/%Y}"
    return one.code, one.procedure, state, since, due


def listed_json(one: Listed) -> dict[str, object]:
    """A dossier of a list for programs."""
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
