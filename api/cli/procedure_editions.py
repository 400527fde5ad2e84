"""`motcua workflow editions`: every edition of a procedure that was applied, the last first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import typer
from sqlalchemy import Connection

from api.cli.output import AsJson, write_json, write_table
from api.clock import local
from api.system import system
from engine.canonical import moment_text
from engine.catalogue import Catalogue
from engine.errors import NotFound
from engine.store import editions as store
from engine.store.read import reading
from workflows.kept import PROCEDURE

Code = Annotated[str, typer.Argument(help="Mã thủ tục, ví dụ 1.009972.")]
_SHORT = 12  # characters that tell an edition from others
_HEADINGS = ("Bản quy trình", "Áp dụng từ", "Đến", "Nạp lần đầu", "Hiện nay", "Hồ sơ")


@dataclass(frozen=True, slots=True)
class _Known:
    """An edition: the days on which dossiers begin with it, and how many are still open."""

    edition: str
    applied_at: datetime
    days: tuple[date, date] | None  # None: no dossier begins with it any more
    in_force: bool
    dossiers: int


def editions(code: Code, *, as_json: AsJson = False) -> None:
    """Các bản quy trình của một thủ tục: áp dụng từ ngày nào, còn bao nhiêu hồ sơ theo bản đó."""
    with system() as found, reading(found.engine) as snapshot:
        known = _known(snapshot, found.office.catalogue, code)
    if not known:
        raise NotFound(f"Chưa áp dụng thủ tục {code} bao giờ.", code="unknown_procedure")
    if as_json:
        write_json([_as_json(one) for one in known])
    else:
        write_table(_HEADINGS, [_row(one) for one in known])


def _known(snapshot: Connection, catalogue: Catalogue, code: str) -> list[_Known]:
    offered = {one.edition: one for one in catalogue.offered.get(code, ())}
    days: Mapping[str, tuple[date, date]] = {
        edition: (one.valid_from, one.valid_to) for edition, one in offered.items()
    }
    now = store.current(snapshot).get((PROCEDURE, code))
    following = {edition: count for _, edition, count in store.in_flight(snapshot)}
    return [
        _Known(
            one.edition,
            one.applied_at,
            days.get(one.edition),
            one.edition == now,
            following.get(one.edition, 0),
        )
        for one in store.texts(snapshot, (PROCEDURE,))
        if one.code == code
    ]


def _row(one: _Known) -> tuple[str, ...]:
    first, last = one.days or (None, None)
    now = "đang áp dụng" if one.in_force else "bản cũ"
    applied = f"{local(one.applied_at):%H:%M %d/%m/%Y}"
    return (one.edition[:_SHORT], _day(first), _day(last), applied, now, str(one.dossiers))


def _day(day: date | None) -> str:
    return "–" if day in {None, date.min, date.max} else f"{day:%d/%m/%Y}"


def _as_json(one: _Known) -> dict[str, object]:
    first, last = one.days or (None, None)
    return {
        "edition": one.edition,
        "from": None if first in {None, date.min} else str(first),
        "to": None if last in {None, date.max} else str(last),
        "applied_at": moment_text(one.applied_at),
        "in_force": one.in_force,
        "offered": one.days is not None,
        "open_dossiers": one.dossiers,
    }
