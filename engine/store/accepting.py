"""What came online and no counter has accepted: a clause and a moment for whatever lists it."""

from datetime import datetime

from sqlalchemy import ScalarSelect, and_, func, select

from engine.actors import Role
from engine.ledger import Kind
from engine.procedure import Channel
from engine.store.scope import Clause
from engine.tables.record import dossier, entry


def unaccepted() -> Clause:
    """Of a row of `dossier`: it waits at a counter to be accepted."""
    return and_(
        dossier.c.channel == str(Channel.ONLINE),
        dossier.c.accepted_at.is_(None),
        dossier.c.final.is_(None),
        ~dossier.c.voided,
        dossier.c.holder_role == str(Role.COUNTER),
    )


def told_at() -> ScalarSelect[datetime]:
    """When its applicant was last told what lacks; NULL while nobody has looked.

    Before acceptance nothing but that moves a dossier and leaves it where it is.
    """
    return (
        select(func.max(entry.c.happened_at))
        .where(
            entry.c.agency_id == dossier.c.agency_id,
            entry.c.dossier_id == dossier.c.dossier_id,
            entry.c.kind == Kind.MOVED,
        )
        .scalar_subquery()
    )
