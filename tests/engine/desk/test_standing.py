"""Whether somebody may still act costs an act one small query, and is never asked too early."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine, event

from engine.actors import Role, Seat
from engine.desk import Desk
from engine.erasure import Eraser
from engine.errors import BadInput, Conflict, NotAllowed, Refusal
from engine.store.connect import open_database
from engine.store.files import Files
from engine.store.open_work import work_of
from engine.store.scope import Scope
from tests.engine.desk.town import (
    AGENCY,
    COLLEAGUE,
    COUNTER,
    HEAD,
    LEADER,
    MONDAY,
    PEPPER,
    Clock,
    Town,
    local,
    office,
)

ADMIN = office().person("dn-quan-tri-02")


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def note(*arguments: object) -> None:
        said.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def test_an_act_asks_once_whether_the_person_may_still_act(town: Town) -> None:
    ref = town.received()
    with statements(town.engine) as said:
        town.take(ref, "forward", COUNTER)

    assert sum("role_grant" in one for one in said) == 1
    assert not any("advisory" in one for one in said)


@pytest.mark.parametrize("round_", range(3))
def test_work_and_the_end_of_an_account_do_not_cross(
    postgresql_database_url: str, round_: int
) -> None:
    """Assigned and disabled at once: one of the two is refused, whichever comes second."""
    engine = open_database(postgresql_database_url)
    town = Town(engine, Desk(engine, office(), PEPPER, Clock()), Clock())
    ref = town.examined()
    refused: list[Refusal] = []

    def attempt(first: bool) -> None:  # noqa: FBT001 -- which of the two
        try:
            if first:
                town.desk.assign(ref, COLLEAGUE.id, HEAD)
            else:
                town.desk.staff.disable(AGENCY, COLLEAGUE.id, ADMIN)
        except (BadInput, Conflict) as one:
            refused.append(one)

    both = [Thread(target=attempt, args=(order,)) for order in (round_ % 2 == 0, round_ % 2 == 1)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    with engine.connect() as connection:
        left = work_of(connection, COLLEAGUE.id, Scope(LEADER, local(MONDAY).date()))
    engine.dispose()

    assert [one.code for one in refused] in (["open_work"], ["assignee_without_role"])
    assert len(left) == (1 if refused[0].code == "open_work" else 0)


def test_who_was_disabled_neither_looks_nor_erases(town: Town, tmp_path: Path) -> None:
    ref = town.received()
    gone = office().organisation.holders(Seat(Role.LEADER, AGENCY), local(MONDAY).date())[-1]
    eraser = Eraser(town.engine, office(), Files(tmp_path), town.clock)
    looks = (
        lambda: town.desk.fees.sheets(AGENCY, local(MONDAY).date(), gone),
        lambda: town.desk.visit_log.log(AGENCY, 2026, gone),
        lambda: town.desk.outages.of_agency(AGENCY, gone),
    )
    for look in looks:
        look()
    town.desk.staff.disable(AGENCY, gone.id, ADMIN)

    for act in (*looks, lambda: eraser.erase(ref, gone, "erasure_requested")):
        assert town.refused(NotAllowed, act).code == "staff_disabled"
