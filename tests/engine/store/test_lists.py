"""Lists, searches and counts show what a person may see, and nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import insert

from engine.actors import Actor, Grant, Role
from engine.desk import Reception, Wish
from engine.ledger import DossierRef
from engine.store import lists
from engine.store.finding import search_key, sort_key
from engine.store.ledgers import entries_of
from engine.store.read import reading
from engine.store.scope import Scope
from engine.tables.record import code_owner, older_code
from tests.engine.desk.town import (
    ADOPTION,
    AGENCY,
    CLERICAL,
    COLLEAGUE,
    COMMUNE,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    OUTSIDER,
    OWNER,
    PEPPER,
    Town,
    local,
    office,
    reception,
    who,
)

TODAY = local("2026-03-02 09:00").date()
FIRE = who("officer", "dn-pc07", "fire_police")
AT_COMMUNE = who("counter", COMMUNE)


def scope(actor: Actor) -> Scope:
    return Scope(actor, TODAY)


def busy(town: Town) -> list[DossierRef]:
    """An office with dossiers of every kind: open and closed, consulted, undone, restricted."""
    desk = town.desk
    refs = [town.received(), town.examined(), town.signing(), town.ready()]
    consulted = town.examined()
    town.take(consulted, "consult", OFFICER)
    given = town.examined()
    desk.assign(given, COLLEAGUE.id, HEAD)
    desk.assign(given, OFFICER.id, LEADER)
    undone = town.signing()
    town.take(undone, "sign", LEADER)
    desk.undo(undone, LEADER)
    withdrawn = town.examined()
    town.take(withdrawn, "withdraw", COUNTER, reason="applicant_wish")
    fetched = town.received(return_at=COMMUNE)
    adoption = reception(ADOPTION, agency=COMMUNE, answers={})
    closed = [desk.receive(adoption, AT_COMMUNE).ref for _ in range(3)]
    desk.take(closed[1], Wish("forward"), AT_COMMUNE)
    desk.take(closed[2], Wish("forward"), AT_COMMUNE)
    head, officer = (who(role, COMMUNE, "justice") for role in ("unit_head", "officer"))
    desk.take(closed[2], Wish("assign", officer=officer.id), head)
    return [*refs, consulted, given, undone, withdrawn, fetched, *closed]


def test_a_list_shows_a_dossier_exactly_if_the_desk_would(town: Town) -> None:
    refs = busy(town)
    people = [person for person in office().organisation.people.values() if person.grants]
    concerned = {AGENCY, COMMUNE, "dn-pc07", "dn-ubnd"}
    people = [one for one in people if one.agencies(TODAY) & concerned]
    people += [
        Actor("auditor-1", "Thanh tra", (Grant(Role.AUDITOR, AGENCY),)),
        Actor("nobody", "Không ai", ()),
        Actor("thay", "Người thay", (), frozenset({COLLEAGUE.id})),
    ]
    assert len(people) > 40
    with reading(town.engine) as snapshot:
        ledgers = {ref: entries_of(snapshot, ref) for ref in refs}
        for person in people:
            listed = lists.search_by_name(snapshot, scope(person), "nguyen", limit=1000)
            seen = {
                ref
                for ref, entries in ledgers.items()
                if scope(person).sees(
                    ref,
                    town.line(ref),
                    entries,
                    restricted=town.line(ref).origin.procedure == ADOPTION,
                )
            }
            assert {one.ref for one in listed} == seen, person.id


@pytest.mark.parametrize("by", [OUTSIDER, who("counter", "dn-pc07")], ids=["unit", "agency"])
def test_an_outsider_finds_lists_and_counts_nothing(town: Town, by: Actor) -> None:
    refs = busy(town)
    town.clock.set("2026-06-01 09:00")
    later = local("2026-06-01 00:00")
    code = town.line(refs[0]).origin.code
    with reading(town.engine) as snapshot:
        nothing: list[Callable[[], object]] = [
            lambda: lists.inbox(snapshot, scope(by)),
            lambda: lists.asked(snapshot, scope(by)),
            lambda: lists.overdue(snapshot, scope(by), AGENCY, later),
            lambda: lists.search_by_name(snapshot, scope(by), "nguyễn văn ánh"),
            lambda: lists.search_by_identity(snapshot, scope(by), "075090123456", PEPPER),
            lambda: lists.search_by_code(snapshot, scope(by), code),
        ]
        assert [found() for found in nothing] == [[], [], [], [], [], None]
        assert lists.counts(snapshot, scope(by), AGENCY, later) == lists.Counts(0, 0, 0)


def test_an_inbox_holds_what_stands_at_ones_seat_the_most_urgent_first(town: Town) -> None:
    late = town.examined(answers={"applicant_kind": "organisation"})
    soon = town.examined()
    given = town.examined()
    town.desk.assign(given, COLLEAGUE.id, HEAD)
    at_counter = town.received()
    with reading(town.engine) as snapshot:
        mine = lists.inbox(snapshot, scope(OFFICER))
        assert [one.ref for one in mine] == [soon, given, late]
        assert [one.officer for one in mine] == [None, COLLEAGUE.id, None]
        assert [one.ref for one in lists.inbox(snapshot, scope(COUNTER))] == [at_counter]
        assert lists.inbox(snapshot, scope(CLERICAL)) == []


def test_a_consultation_lies_in_the_inbox_of_whoever_is_asked_until_it_is_over(
    town: Town,
) -> None:
    ref = town.examined()
    town.take(ref, "consult", OFFICER)
    with reading(town.engine) as snapshot:
        (one,) = lists.asked(snapshot, scope(FIRE))
        assert (one.ref, one.item, one.due) == (ref, "3.1", local("2026-03-09 17:00"))
        assert lists.asked(snapshot, scope(OFFICER)) == []
    town.take(ref, "withdraw", COUNTER, reason="applicant_wish")
    with reading(town.engine) as snapshot:
        assert lists.asked(snapshot, scope(FIRE)) == []


def test_a_restricted_dossier_given_to_a_colleague_is_in_no_other_inbox(town: Town) -> None:
    ref = busy(town)[-1]
    holder = who("officer", COMMUNE, "justice")
    other = Actor("khác", "Người khác", holder.grants)
    with reading(town.engine) as snapshot:
        assert ref in {one.ref for one in lists.inbox(snapshot, scope(holder))}
        assert ref not in {one.ref for one in lists.inbox(snapshot, scope(other))}


def test_overdue_is_what_outran_its_promise_while_its_clock_ran(town: Town) -> None:
    open_ = town.examined()
    waiting = town.examined()
    town.take(waiting, "ask_more", OFFICER, reason="paper_missing")
    town.ready()
    with reading(town.engine) as snapshot:
        on_the_day = lists.overdue(snapshot, scope(LEADER), AGENCY, local("2026-03-30 00:00"))
        after = lists.overdue(snapshot, scope(LEADER), AGENCY, local("2026-03-31 00:00"))
        counted = lists.counts(snapshot, scope(LEADER), AGENCY, local("2026-03-31 00:00"))
    assert on_the_day == []
    assert [one.ref for one in after] == [open_]
    assert counted == lists.Counts(open=3, overdue=1, waiting=1)


def _named(name: str) -> Reception:
    return reception(parties=(replace(OWNER, name=name),))


def test_a_name_is_found_without_accents_in_any_order_of_words(town: Town) -> None:
    anh = town.desk.receive(_named("Nguyễn Văn Ánh"), COUNTER).ref
    an = town.desk.receive(_named("Đặng Thị Ân"), COUNTER).ref
    percent = town.desk.receive(_named("Công ty 100%"), COUNTER).ref
    with reading(town.engine) as snapshot:

        def found(text: str) -> list[DossierRef]:
            return [one.ref for one in lists.search_by_name(snapshot, scope(COUNTER), text)]

        assert found("nguyen anh") == found("Ánh Nguyễn") == [anh]
        assert found("dang") == found("ĐẶNG") == [an]
        assert found("0%") == [percent]
        assert found("%") == [percent]
        assert found("_") == found("  ") == found("\x00") == []
        assert found("ánh\x00\ud800") == [anh]


def test_names_stand_in_vietnamese_order(town: Town) -> None:
    for name in ("Ơn", "Ôn", "On", "Ớn", "Đông", "Dông", "An", "Ân", "Ăn"):
        town.desk.receive(_named(f"{name} Nguyễn"), COUNTER)
    with reading(town.engine) as snapshot:
        found = lists.search_by_name(snapshot, scope(COUNTER), "nguyen")
    codes = [int(one.code[-4:]) for one in found]
    assert codes == [7, 9, 8, 6, 5, 3, 2, 1, 4]
    assert sorted(["Ạn", "An", "Ản", "Àn", "Án", "Ãn"], key=sort_key) == [
        "An", "Àn", "Ản", "Ãn", "Án", "Ạn",
    ]  # fmt: skip
    assert sort_key("A\u0301n") == sort_key("Án")
    assert search_key("  Đỗ   Thị HUỆ ") == "do thi hue"


def test_an_identity_is_found_by_its_digest(town: Town) -> None:
    ref = town.received()
    with reading(town.engine) as snapshot:

        def found(number: str, pepper: bytes = PEPPER) -> list[DossierRef]:
            listed = lists.search_by_identity(snapshot, scope(COUNTER), number, pepper)
            return [one.ref for one in listed]

        assert found("075 090 123456") == [ref]
        assert found("075090123457") == found("") == found("075090123456", b"q" * 32) == []


def test_a_typed_code_leads_to_its_dossier(town: Town) -> None:
    outcome = town.receive()
    with town.engine.begin() as connection:
        connection.execute(
            insert(older_code).values(
                code="cũ-17/2014", agency_id=AGENCY, dossier_id=outcome.ref.id, origin="giấy"
            )
        )
    with reading(town.engine) as snapshot:
        assert lists.find_by_code(snapshot, f" {outcome.code.lower()} ") == outcome.ref
        assert lists.find_by_code(snapshot, "cũ-17/2014") == outcome.ref
        assert lists.find_by_code(snapshot, "H19.01-260302-9999") is None
        assert lists.find_by_code(snapshot, "\x00\ud800") is None
        found = lists.search_by_code(snapshot, scope(COUNTER), outcome.code)
    assert found is not None
    assert (found.ref, found.due) == (outcome.ref, outcome.due)


def test_the_prefix_of_a_code_leads_to_its_agency(town: Town) -> None:
    outcome = town.receive()
    rows = [
        {"prefix": "H19.01-", "agency_id": AGENCY, "scheme": "a", "valid_from": TODAY},
        {"prefix": "H19.02-", "agency_id": COMMUNE, "scheme": "a", "valid_from": TODAY},
    ]
    with town.engine.begin() as connection:
        connection.execute(insert(code_owner), rows)
    with reading(town.engine) as snapshot:
        assert lists.find_by_code(snapshot, outcome.code) == outcome.ref
        assert lists.find_by_code(snapshot, "H19.02-260302-0001") is None
