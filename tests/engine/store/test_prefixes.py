"""A typed code leads to its agency by how it begins, also after the prefix changed hands."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Engine, select

from engine.store import lists
from engine.store.prefixes import owners_of, save_owners
from engine.store.read import reading
from engine.store.write import writing
from engine.tables.record import code_owner
from tests.engine.desk.town import AGENCY, COMMUNE, Town

DAY = date(2026, 3, 2)


@dataclass(frozen=True, slots=True)
class Owned:
    prefix: str
    agency: str
    scheme: str = "qd20-2020"
    valid_from: date = date(2022, 9, 15)
    valid_to: date = date.max


def save(engine: Engine, *owners: Owned, day: date = DAY) -> None:
    with writing(engine) as write:
        save_owners(write, owners, day)


def rows(engine: Engine) -> list[tuple[str, str, date | None]]:
    with reading(engine) as snapshot:
        wanted = select(code_owner.c.prefix, code_owner.c.agency_id, code_owner.c.valid_to)
        return sorted((row[0], row[1], row[2]) for row in snapshot.execute(wanted))


def test_owners_are_kept_once_however_often_they_are_saved(engine: Engine) -> None:
    one, ended = Owned("H19.01-", "a"), Owned("H19.02-", "b", valid_to=date(2025, 6, 30))
    save(engine, one, ended)
    save(engine, one, ended)
    assert rows(engine) == [("H19.01-", "a", None), ("H19.02-", "b", date(2025, 6, 30))]


def test_who_owns_a_prefix_no_more_still_leads_to_the_codes_given_out(engine: Engine) -> None:
    save(engine, Owned("H19.01-", "a"))
    save(engine, Owned("H19.01-", "heir", valid_from=DAY))
    assert rows(engine) == [("H19.01-", "a", date(2026, 3, 1)), ("H19.01-", "heir", None)]
    save(engine, Owned("H19.01-", "heir", valid_from=DAY), day=date(2027, 1, 1))
    assert rows(engine)[0] == ("H19.01-", "a", date(2026, 3, 1))
    with reading(engine) as snapshot:
        assert set(owners_of(snapshot, "H19.01-260301-0007")) == {"a", "heir"}
        assert owners_of(snapshot, "H20.01-260301-0007") == []


def test_the_code_of_a_predecessor_is_found_under_a_shared_prefix(town: Town) -> None:
    outcome = town.receive()
    mine = Owned("H19.01-", AGENCY)
    save(town.engine, mine, replace(mine, agency=COMMUNE))
    with reading(town.engine) as snapshot:
        assert lists.find_by_code(snapshot, outcome.code) == outcome.ref
