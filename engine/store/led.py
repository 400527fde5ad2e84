"""What officers have to do, as who heads their unit or leads their agency sees it."""

from sqlalchemy import and_, false, func, or_, select, true

from engine.actors import Role
from engine.store.ledgers import Reading
from engine.store.lists import PAGE
from engine.store.results import put_away
from engine.store.scope import Clause, Scope
from engine.store.worklist import Waiting, columns
from engine.tables.record import dossier


def led(reading: Reading, scope: Scope, agency: str, officer: str = "") -> list[Waiting]:
    """A page of what officers below the person have: one officer's, or what nobody was given."""
    whose = dossier.c.officer == officer if officer else dossier.c.officer.is_(None)
    wanted = (
        select(*columns())
        .where(_led(scope, agency), whose)
        .order_by(dossier.c.due.is_(None), dossier.c.due, dossier.c.dossier_id)
        .limit(PAGE)
    )
    return [Waiting.of(row) for row in reading.execute(wanted)]


def led_by_officer(reading: Reading, scope: Scope, agency: str) -> dict[str, int]:
    """How many of them each officer has; those of nobody under the empty name."""
    whose = func.coalesce(dossier.c.officer, "")
    wanted = select(whose, func.count()).where(_led(scope, agency)).group_by(whose)
    return {str(officer): count for officer, count in reading.execute(wanted)}


def _led(scope: Scope, agency: str) -> Clause:
    """What officers have to do in the units that the person heads, in the agency that they lead."""
    below = [
        and_(
            dossier.c.holder_agency == grant.agency,
            true() if grant.role is Role.LEADER else dossier.c.holder_unit == grant.unit,
        )
        for grant in scope.grants
        if grant.agency == agency and grant.role in {Role.LEADER, Role.UNIT_HEAD}
    ]
    at_work = and_(dossier.c.final.is_(None), ~dossier.c.voided, ~put_away())
    at_officers = dossier.c.holder_role == Role.OFFICER
    return and_(or_(false(), *below), at_work, at_officers, scope.clause())
