"""Results handed to the post: a record that both sides sign, all of it or nothing."""

import pytest

from engine.desk.posting import Posting, PostingItem
from engine.desk.results import ComeBack
from engine.errors import BadInput, GuardFailed, KeyReused, NotNow, NotYourStep
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.store.at_counter import fetchable, with_the_post
from engine.store.book import BookSpan, book
from engine.store.post_records import items, record, records
from engine.store.read import reading
from engine.store.scope import Scope
from engine.tables.people import access
from tests.engine.desk.town import (
    AGENCY,
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    MONDAY,
    OFFICER,
    OUTSIDER,
    OWNER,
    Town,
    local,
)
from tests.scenarios.clean import assert_clean

TODAY = local(MONDAY).date()
SEEN = Scope(COUNTER, TODAY)


def ready(town: Town, **changes: object) -> DossierRef:
    """A result that goes by post waits at the counter."""
    ref = town.received(**({"return_by": Channel.POSTAL} | changes))
    town.take(ref, "forward", COUNTER)
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.take(ref, "agree", HEAD)
    town.take(ref, "sign", LEADER)
    town.take(ref, "seal", CLERICAL)
    return ref


def posting(*refs: DossierRef, number: str = "01/BBGN", first: int = 1) -> Posting:
    listed = tuple(PostingItem(ref, f"RR{no}VN") for no, ref in enumerate(refs, start=first))
    return Posting(AGENCY, number, "Lê Bưu Tá", listed)


def test_a_record_sends_every_result_of_it_in_one_act(town: Town) -> None:
    one, two = ready(town), ready(town)
    outcomes = town.desk.postings.sign(posting(one, two), COUNTER, key="p")

    assert [out.state for out in outcomes] == ["returned", "returned"]
    assert [town.last(ref)["carrier_item"] for ref in (one, two)] == ["RR1VN", "RR2VN"]
    assert town.desk.postings.sign(posting(one, two), COUNTER, key="p") == outcomes
    town.refused(KeyReused, lambda: town.desk.postings.sign(posting(two), COUNTER, key="p"))
    with reading(town.engine) as now:
        (signed,) = records(now, AGENCY)
        assert (signed.outgoing, signed.number, signed.items) == (True, "01/BBGN", 2)
        assert [item.ref for item in items(now, SEEN, signed)] == [one, two]
        assert record(now, AGENCY, "02/BBGN") is None
    assert_clean(town)


def test_one_that_cannot_leave_keeps_back_all_and_is_named(town: Town) -> None:
    paid, owing = ready(town), ready(town, paid=False)
    refused = town.refused(
        GuardFailed, lambda: town.desk.postings.sign(posting(paid, owing), COUNTER)
    )

    assert refused.facts["receipt_code"] == town.line(owing).origin.code
    assert_clean(town)


def test_what_came_back_leaves_again_by_a_new_record(town: Town) -> None:
    ref = ready(town)
    town.desk.postings.sign(posting(ref), COUNTER)
    town.desk.results.come_back(ref, ComeBack("receiver_absent"), COUNTER)
    with reading(town.engine) as now:
        (back,) = fetchable(now, SEEN, [AGENCY])
        assert back.came_back

    town.desk.postings.sign(posting(ref, number="02/BBGN", first=2), COUNTER)

    with reading(town.engine) as now:
        assert fetchable(now, SEEN, [AGENCY]) == []
        assert [away.ref for away in with_the_post(now, SEEN, [AGENCY])] == [ref]
    assert_clean(town)


def test_what_is_no_record_is_refused_with_words(town: Town) -> None:
    ref = ready(town)

    def code(wanted: Posting) -> str:
        return town.refused(BadInput, lambda: town.desk.postings.sign(wanted, COUNTER)).code

    twice = Posting(AGENCY, "1", "Lê", (PostingItem(ref, "A"), PostingItem(ref, "B")))
    alike = Posting(AGENCY, "1", "Lê", (PostingItem(ref, "A"), PostingItem(ready(town), "A")))
    assert code(posting()) == "empty_record"
    assert code(twice) == "given_twice"
    assert code(alike) == "item_known"
    assert code(Posting(AGENCY, "1", " ", (PostingItem(ref, "A"),))) == "post_clerk_missing"
    assert code(Posting(AGENCY, "số một", "Lê", (PostingItem(ref, "A"),))) == "malformed_code"
    town.desk.postings.sign(posting(ref), COUNTER)
    assert code(posting(ready(town), first=2)) == "record_known"


def test_nothing_is_posted_that_is_fetched_here_or_by_who_does_not_sit_there(town: Town) -> None:
    direct = ready(town, return_by=Channel.DIRECT)
    refused = town.refused(NotNow, lambda: town.desk.postings.sign(posting(direct), COUNTER))
    assert refused.code == "not_by_post"
    ref = ready(town)
    with pytest.raises(NotYourStep):
        town.desk.postings.sign(posting(ref), OFFICER)


def test_the_people_of_a_list_are_shown_to_whom_they_concern_and_each_is_recorded(
    town: Town,
) -> None:
    refs = [town.received(), town.received()]

    shown = town.desk.seeing.people(refs, COUNTER)
    assert town.desk.seeing.people(refs, OUTSIDER) == {}

    assert [[party["name"] for party in shown[ref]] for ref in refs] == [[OWNER.name]] * 2
    assert [(row.actor, row.dossier_id) for row in town.rows(access)] == [
        (COUNTER.id, ref.id) for ref in refs
    ]


def test_the_book_counts_through_the_year_whatever_part_of_it_is_read(town: Town) -> None:
    town.received()
    town.clock.set("2026-03-03 09:00")
    second = town.received()
    days = BookSpan(local("2026-01-01 00:00"), local("2026-03-03 00:00"), local("2026-03-04 00:00"))

    with reading(town.engine) as now:
        assert [(line.no, line.ref) for line in book(now, SEEN, AGENCY, days)] == [(2, second)]
        assert book(now, Scope(OUTSIDER, TODAY), AGENCY, days) == []
