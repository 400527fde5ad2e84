"""A restricted dossier, tried as an outsider by every list, count, search, verb and notice."""

import inspect
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, update

import engine.store
from engine.actors import Actor, Role, Seat
from engine.desk import Wish
from engine.desk.places import Transfer
from engine.errors import OutOfScope, Refusal, UnknownDossier
from engine.ledger import DossierRef
from engine.reports.grouping import By
from engine.reports.known import timelines
from engine.reports.periods import Period
from engine.reports.stays import stays
from engine.reports.timeliness import Question, timeliness
from engine.store import lists
from engine.store.files import Files
from engine.store.ledgers import entries_of, ledgers
from engine.store.read import reading
from engine.store.scope import Scope
from engine.tables.record import dossier, outbox
from engine.timers import tick
from engine.verify import verify
from tests.engine.desk.town import AGENCY, LEADER, OFFICER, PEPPER, local
from tests.scenarios.clean import NOWHERE
from tests.scenarios.secret import OUTSIDERS, Secret, secret
from tests.scenarios.store_questions import ASKED, EMPTY, UNASKED
from tests.scenarios.verbs import Arguments, Verb, verbs

TODAY = local("2026-03-02 09:00").date()
MARCH = Period.between(date(2026, 3, 1), date(2026, 3, 31))

# This verb asks of many dossiers at once, and leaves out what may not be seen: tried by itself.
ANSWERING = {"seeing.people"}
_NAMING = ("DossierRef", "Listed", "Waiting", "Stored")


@pytest.fixture
def closed(engine: Engine) -> Secret:
    return secret(engine)


def _public() -> Iterator[tuple[str, inspect.Signature]]:
    for found in iter_modules(engine.store.__path__):
        module = import_module(f"engine.store.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{found.name}.{name}", inspect.signature(function)


def test_every_question_of_the_store_is_tried_or_says_why_it_asks_for_no_person() -> None:
    scoped, unscoped = set(), set()
    for name, signature in _public():
        if any("Scope" in str(one.annotation) for one in signature.parameters.values()):
            scoped.add(name)
        elif any(word in str(signature.return_annotation) for word in _NAMING):
            unscoped.add(name)
    assert scoped == ASKED.keys() | EMPTY.keys()
    assert unscoped - {"editions.applied", "editions.every", "editions.texts"} == UNASKED.keys()


def test_each_question_shows_it_to_whoever_may_see_it(closed: Secret) -> None:
    with reading(closed.town.engine) as snapshot:
        shown = {
            name
            for name, (ask, insider) in ASKED.items()
            if ask(snapshot, Scope(insider, TODAY), closed)
        }
    assert shown == ASKED.keys()


def test_no_question_shows_anything_to_an_outsider(closed: Secret) -> None:
    asked = {name: ask for name, (ask, _) in ASKED.items()} | EMPTY
    with reading(closed.town.engine) as snapshot:
        shown = {
            (person, name)
            for person, by in OUTSIDERS.items()
            for name, ask in asked.items()
            if ask(snapshot, Scope(by, TODAY), closed)
        }
    assert shown == set()


def test_the_register_without_a_person_leaves_it_out(closed: Secret) -> None:
    with reading(closed.town.engine) as snapshot:
        assert lists.register(snapshot, AGENCY) == []


def _refused(arguments: Arguments, verb: Verb) -> tuple[str, str, dict[str, object]]:
    with pytest.raises(Refusal) as raised:
        verb(*arguments.of(verb))
    return raised.value.code, raised.value.message, raised.value.facts


def test_every_verb_refuses_an_outsider_as_if_there_were_no_such_dossier(closed: Secret) -> None:
    before = closed.town.sizes()
    for by in OUTSIDERS.values():
        _check_refusals(closed, by)
    assert closed.town.sizes() == before


def _check_refusals(closed: Secret, by: Actor) -> None:
    there = closed.given
    nowhere = DossierRef(there.agency, UUID(int=there.id.int ^ 1))
    asked = [(name, verb) for name, verb in _all(closed) if name not in ANSWERING]
    present = {name: _refused(Arguments(by, there, TODAY), verb) for name, verb in asked}
    absent = {name: _refused(Arguments(by, nowhere, TODAY), verb) for name, verb in asked}
    assert present == absent, by.name
    sought = [name for name, (code, *_) in present.items() if code == UnknownDossier.code]
    assert len(sought) > 15  # most verbs look for the dossier first


def test_the_people_of_a_list_leave_out_those_of_a_dossier_that_is_not_seen(closed: Secret) -> None:
    every = (closed.received, closed.given, closed.asked, closed.ready, closed.slip)
    before = closed.town.sizes()
    for name, by in OUTSIDERS.items():
        assert closed.town.desk.seeing.people(every, by) == {}, name
    assert closed.town.sizes() == before  # nothing was shown: nothing is written down

    shown = closed.town.desk.seeing.people(every, LEADER)
    assert shown[closed.given]
    assert closed.town.sizes()["access"] == before["access"] + len(shown)


def _all(closed: Secret) -> Iterator[tuple[str, Verb]]:
    return verbs(closed.town.desk)


@pytest.mark.parametrize("wish", [{"version": 99}, {"at": local("2020-01-01 08:00")}])
def test_neither_a_version_nor_a_moment_betrays_it(closed: Secret, wish: dict[str, Any]) -> None:
    """What is wrong with a request is said only of a dossier that the person may see."""
    outsider = OUTSIDERS["officer of another unit"]

    def act(by: Actor) -> None:
        wanted = Wish("propose", happened_at=wish.get("at"))
        closed.town.desk.take(closed.given, wanted, by, version=wish.get("version"))

    closed.town.refused(OutOfScope, lambda: act(outsider))
    with pytest.raises(Refusal) as raised:
        act(OFFICER)
    assert raised.value.code in {"outrun", "before_previous_entry"}


def test_time_tells_only_those_who_see_it(closed: Secret) -> None:
    closed.town.clock.set("2026-06-01 09:00")
    tick(closed.town.engine, closed.office, closed.town.clock)
    with reading(closed.town.engine) as snapshot:
        told = snapshot.execute(select(outbox)).all()
        warned = [row for row in told if row.receiver != "applicant"]
        assert {row.kind for row in warned} >= {"overdue", "over_budget", "reminder"}
        for row in warned:
            ref = DossierRef(row.agency_id, row.dossier_id)
            people = list(_receivers(closed, row.receiver))
            assert people, row.receiver
            entries, line = entries_of(snapshot, ref), closed.town.line(ref)
            for person in people:
                scope = Scope(person, date(2026, 6, 1))
                assert scope.sees(ref, line, entries, restricted=True), row.receiver


def _receivers(closed: Secret, receiver: str) -> tuple[Actor, ...]:
    kind, _, rest = receiver.partition(":")
    people = closed.office.organisation
    if kind == "staff":
        return (closed.office.person(rest),)
    unit, _, role = rest.partition("/")
    return people.holders(Seat(Role(role), kind, unit or None), date(2026, 6, 1))


def test_figures_count_it_and_no_report_of_single_dossiers_names_it(closed: Secret) -> None:
    with reading(closed.town.engine) as snapshot:
        read = (entries for _, entries in ledgers(snapshot))
        lines = list(timelines(closed.office.catalogue, read))
    assert timeliness(lines, Question(MARCH, By.AGENCY)).total.received == len(lines) == 5
    assert stays(lines, MARCH).rows == ()


def test_a_leader_who_gave_it_to_another_agency_is_an_outsider_afterwards(closed: Secret) -> None:
    town, new = closed.town, OUTSIDERS["leader elsewhere"]
    town.desk.places.transfer(closed.received, Transfer("dn-ubnd", "wrong_agency"), LEADER)

    town.desk.possible(closed.received, new)
    town.refused(OutOfScope, lambda: town.desk.possible(closed.received, LEADER))


def test_the_record_of_a_restricted_office_is_whole(closed: Secret) -> None:
    found = list(verify(closed.town.engine, closed.office.catalogue, Files(NOWHERE), PEPPER))
    assert [one.message for one in found] == []


def test_the_check_of_the_record_calls_it_by_its_id_alone(closed: Secret) -> None:
    spoil = update(dossier).where(dossier.c.dossier_id == closed.given.id).values(state="gone")
    with closed.town.engine.begin() as connection:
        connection.execute(spoil)
    (one,) = verify(closed.town.engine, closed.office.catalogue, Files(NOWHERE), PEPPER)
    assert (one.code, one.dossier) == (None, closed.given.id.hex)
    assert closed.code not in one.message
