"""Which dossiers of a migration can go back: those in which nothing else has happened since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from engine.desk.migrating.asking import Keeper
from engine.desk.migrating.fates import Hindrance
from engine.desk.office import Office
from engine.errors import NotFound
from engine.fold import fold
from engine.ledger import ASIDE, Entry, Kind, standing
from engine.store.beside import is_told
from engine.store.held import Held
from engine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Going:
    """A dossier that went over by the entry `moved`; `hindrance` says why it cannot go back."""

    held: Held
    code: str  # the id where the dossier is restricted
    moved: Entry
    hindrance: Hindrance | None


def all_going(
    connection: Connection,
    office: Office,
    migration: str,
    keeper: Keeper | None,
    held: Iterable[Held],
) -> Iterator[Going]:
    """The dossiers that still follow the migration; NotFound if there never was such a one."""
    known = False
    for one in held:
        known = True
        moved = _entry(one, migration)
        if moved is not None:
            line = fold(office.catalogue, one.entries)
            told = is_told(connection, one.ref, moved.seq)
            against = _against(office, keeper, one, line, moved, told=told)
            code = one.ref.id.hex if one.restricted else line.origin.code
            yield Going(one, code, moved, against)
    if not known:
        raise NotFound(
            f"Thủ tục này không có lần chuyển nào mang mã “{migration}”.",
            code="unknown_migration",
        )


def _entry(held: Held, migration: str) -> Entry | None:
    """The entry of the migration, if it was not taken back already."""
    entries = (one for one in standing(held.entries) if one.kind is Kind.EDITION_CHANGED)
    return next((one for one in entries if one.facts.get("migration") == migration), None)


def _against(
    office: Office,
    keeper: Keeper | None,
    held: Held,
    line: Timeline,
    moved: Entry,
    *,
    told: bool,
) -> Hindrance | None:
    if keeper is not None and not keeper.keeps(office, line.competent):
        return Hindrance("not_your_agency", f"thuộc {line.competent}, ngoài phạm vi quản trị")
    nothing = ASIDE | {Kind.UNDONE}
    later = [one for one in standing(held.entries) if one.seq > moved.seq]
    if any(one.kind not in nothing for one in later):
        return Hindrance("acted_since", "đã được xử lý tiếp theo bản mới")
    if told:
        return Hindrance("applicant_told", "người dân đã được báo ngày hẹn mới")
    return None
