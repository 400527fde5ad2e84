"""Which open dossiers follow which edition of a procedure, and which of them a migration moved."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, select, true

from engine.errors import UnknownDossier
from engine.ledger import DossierRef, Kind
from engine.tables.record import dossier, entry


def check_named(connection: Connection, procedure: str, codes: Sequence[str]) -> None:
    """Refuse a code that no dossier of the procedure has."""
    wanted = select(dossier.c.code).where(dossier.c.procedure == procedure, _one_of(codes))
    known = set(connection.execute(wanted).scalars()) if codes else set()
    if unknown := [code for code in codes if code not in known]:
        raise UnknownDossier(f"Thủ tục {procedure} không có hồ sơ {', '.join(unknown)}.")


def open_elsewhere(
    connection: Connection, procedure: str, edition: str, only: Sequence[str]
) -> list[DossierRef]:
    """The open dossiers of a procedure (of these codes) that follow another edition.

    In the order in which locks are taken.
    """
    wanted = (
        select(dossier.c.agency_id, dossier.c.dossier_id)
        .where(
            dossier.c.procedure == procedure,
            dossier.c.edition != edition,
            dossier.c.final.is_(None),
            dossier.c.voided.is_(False),
            _one_of(only),
        )
        .order_by(dossier.c.agency_id, dossier.c.dossier_id)
    )
    return [DossierRef(*row) for row in connection.execute(wanted)]


def moved_by(
    connection: Connection, procedure: str, migration: str, only: Sequence[str]
) -> list[DossierRef]:
    """The dossiers (of these codes) in which a migration made an entry, in the order of locks."""
    wanted = (
        select(entry.c.agency_id, entry.c.dossier_id)
        .join(
            dossier,
            (dossier.c.agency_id == entry.c.agency_id)
            & (dossier.c.dossier_id == entry.c.dossier_id),
        )
        .where(
            dossier.c.procedure == procedure,
            entry.c.kind == Kind.EDITION_CHANGED,
            entry.c.facts["migration"].as_string() == migration,
            _one_of(only),
        )
        .order_by(entry.c.agency_id, entry.c.dossier_id)
    )
    return [DossierRef(*row) for row in connection.execute(wanted)]


def _one_of(codes: Sequence[str]) -> ColumnElement[bool]:
    return dossier.c.code.in_(codes) if codes else true()
