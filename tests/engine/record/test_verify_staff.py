"""Whatever is done to the staff acts, or to the rows that follow from them, is named."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, insert, select, update

from engine.actors import Role
from engine.desk import Desk
from engine.desk.staff import Delegation, Granting
from engine.store.files import Files
from engine.tables.people import delegation, role_grant, staff, staff_act, staff_chain
from engine.verify import verify
from tests.engine.desk.town import (
    AGENCY,
    CLERICAL,
    COLLEAGUE,
    HEAD,
    MONDAY,
    OFFICER,
    PEPPER,
    UNIT,
    Clock,
    local,
    office,
)

TODAY = local(MONDAY).date()
ADMIN = office().person("dn-quan-tri-02")
FRIDAY = TODAY + timedelta(days=4)


@pytest.fixture
def decided(engine: Engine) -> Engine:
    """One act of every kind that leaves a row."""
    verbs = Desk(engine, office(), PEPPER, Clock()).staff
    verbs.delegate(Delegation(AGENCY, COLLEAGUE.id, OFFICER.id, TODAY, FRIDAY, "on_leave"), HEAD)
    acting = Granting(AGENCY, OFFICER.id, Role.UNIT_HEAD, UNIT, last=FRIDAY, decision="1/QĐ")
    verbs.revoke(AGENCY, verbs.grant(acting, ADMIN).id, ADMIN)
    for again in (False, True):
        verbs.disable(AGENCY, CLERICAL.id, ADMIN)
        if not again:
            verbs.enable(AGENCY, CLERICAL.id, ADMIN)
    assert wrong(engine) == []
    return engine


def wrong(engine: Engine) -> list[str]:
    found = verify(engine, office().catalogue, Files(Path("no-files")), PEPPER)
    return [one.what for one in found]


def copied(connection: Connection) -> None:
    (row,) = connection.execute(select(delegation)).mappings().all()
    other = {"delegation_id": role_id(connection), "to_staff": "dn-sxd-99"}
    connection.execute(insert(delegation), {**row, **other})


def role_id(connection: Connection) -> Any:  # noqa: ANN401 -- a UUID that stands in the database
    return connection.execute(select(role_grant.c.grant_id)).scalar_one()


CHANGES: dict[str, tuple[Callable[[Connection], object], str]] = {
    "who decided is changed": (
        lambda c: c.execute(update(staff_act).where(staff_act.c.seq == 2).values(actor="x")),
        "staff_chain_broken",
    ),
    "an act in the middle is gone": (
        lambda c: c.execute(delete(staff_act).where(staff_act.c.seq == 3)),
        "staff_chain_broken",
    ),
    "the last act is gone": (
        lambda c: c.execute(delete(staff_act).where(staff_act.c.seq == 6)),
        "staff_chain_cut",
    ),
    "all acts are gone": (lambda c: c.execute(delete(staff_act)), "staff_chain_cut"),
    "the acts and their end are gone": (
        lambda c: (c.execute(delete(staff_act)), c.execute(delete(staff_chain))),
        "staff_grant_added",
    ),
    "a kind that there is not": (
        lambda c: c.execute(update(staff_act).where(staff_act.c.seq == 2).values(kind="x")),
        "staff_unreadable",
    ),
    "a role lives again": (
        lambda c: c.execute(update(role_grant).values(revoked_at=None)),
        "staff_grant_changed",
    ),
    "a stand-in is longer": (
        lambda c: c.execute(update(delegation).values(valid_to=FRIDAY + timedelta(days=30))),
        "staff_delegation_changed",
    ),
    "a stand-in is gone": (lambda c: c.execute(delete(delegation)), "staff_delegation_missing"),
    "a stand-in is slipped in": (copied, "staff_delegation_added"),
    "somebody is let in": (
        lambda c: c.execute(update(staff).values(disabled_at=None)),
        "staff_account_changed",
    ),
    "an account is gone": (lambda c: c.execute(delete(staff)), "staff_account_missing"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_it_is_found_that(decided: Engine, what: str) -> None:
    change, code = CHANGES[what]
    with decided.begin() as connection:
        change(connection)

    assert code in wrong(decided)
