"""Lượt nộp: one person, many dossiers, said once, paid once, fetched once."""

from dataclasses import replace

from engine.desk import PaperCount, Party, Reception
from engine.desk.visits import Collection, Settled, Visit
from engine.errors import BadInput, KeyReused, NotAllowed, NotNow
from engine.ledger import Kind
from engine.procedure import Channel
from engine.store.lists import of_visit
from engine.store.read import reading
from engine.store.scope import Scope
from engine.tables.papers import fee_receipt
from engine.tables.people import party
from tests.engine.desk.town import (
    AGENCY,
    CLERICAL,
    COMMUNE,
    COUNTER,
    HEAD,
    LEADER,
    MONDAY,
    OFFICER,
    OWNER,
    Town,
    local,
    reception,
    who,
)
from tests.scenarios.clean import assert_clean

AGENT = Party(
    "authorised",
    "Đỗ Thị Dịch Vụ",
    identity_kind="citizen",
    identity="075188123456",
    scope=("submit", "collect"),
    document="Hợp đồng dịch vụ số 7/2026",
)
SHARED = "report"  # the paper that is brought once for all


def brought(count: int) -> tuple[Reception, ...]:
    """That many dossiers, each of an owner of its own, without the paper that all share."""
    one = reception()
    papers = {name: n for name, n in one.papers.items() if name != SHARED}
    return tuple(
        replace(one, papers=papers, parties=(Party("owner", f"Chủ hồ sơ {no}"),), paid=False)
        for no in range(1, count + 1)
    )


def visit(count: int, *, paid: bool = True) -> Visit:
    shared = {SHARED: PaperCount(originals=1, copies=1)}
    return Visit(AGENCY, AGENT, brought(count), shared, paid=paid)


def received(town: Town, count: int, *, paid: bool = True) -> Settled:
    return town.desk.visits.receive(visit(count, paid=paid), COUNTER)


def finish(town: Town, settled: Settled) -> None:
    """Every result waits at the counter."""
    for outcome in settled.outcomes:
        town.take(outcome.ref, "forward", COUNTER)
        town.take(outcome.ref, "propose", OFFICER, outcome="granted")
        town.take(outcome.ref, "agree", HEAD)
        town.take(outcome.ref, "sign", LEADER)
        town.take(outcome.ref, "seal", CLERICAL)


def test_an_agent_hands_in_twenty_five_dossiers_in_one_act_and_pays_once(town: Town) -> None:
    settled = town.desk.visits.receive(visit(25), COUNTER, key="25")

    assert len(set(settled.codes)) == 25
    assert settled.total == 25 * 75_000
    assert all(town.line(one.ref).unpaid == () for one in settled.outcomes)
    assert [town.entries(one.ref)[0].facts["presented_by"] for one in settled.outcomes] == [2] * 25
    assert len([row for row in town.rows(party) if row.role == "authorised"]) == 25
    (receipt,) = town.rows(fee_receipt)
    assert receipt.total == settled.total
    assert town.desk.visits.receive(visit(25), COUNTER, key="25") == settled
    town.refused(KeyReused, lambda: town.desk.visits.receive(visit(24), COUNTER, key="25"))
    assert_clean(town)


def test_a_paper_that_is_brought_once_completes_every_dossier_and_lies_in_the_first(
    town: Town,
) -> None:
    settled = received(town, 3)
    first, *others = [town.entries(one.ref)[0].facts for one in settled.outcomes]

    assert [one["papers_complete"] for one in (first, *others)] == [True] * 3
    assert (first["papers"][SHARED], "common" in first) == ([1, 1], False)  # type: ignore[index]
    for facts in others:
        assert SHARED not in facts["papers"]  # type: ignore[operator]
        assert facts["common"] == {SHARED: settled.outcomes[0].dossier}
    assert_clean(town)


def test_the_dossiers_of_a_visit_are_found_together_by_who_may_see_them(town: Town) -> None:
    settled = received(town, 3)
    town.received()
    day = local(MONDAY).date()
    with reading(town.engine) as now:
        every = of_visit(now, settled.visit or "")
        seen = of_visit(now, settled.visit or "", Scope(COUNTER, day))
        elsewhere = of_visit(now, settled.visit or "", Scope(who("counter", COMMUNE), day))

    assert [one.code for one in every] == sorted(settled.codes)
    assert seen == every
    assert elsewhere == []
    assert_clean(town)


def test_one_dossier_that_cannot_be_received_keeps_back_the_whole_visit(town: Town) -> None:
    wanted = visit(3)
    spoilt = replace(wanted.receptions[2], place="99999")
    refused = town.refused(
        BadInput,
        lambda: town.desk.visits.receive(
            replace(wanted, receptions=(*wanted.receptions[:2], spoilt)), COUNTER
        ),
    )

    assert refused.code == "unknown_place"
    assert town.receive().version == 1
    assert_clean(town)


def test_the_results_are_fetched_in_one_act_by_the_person_who_brought_them(town: Town) -> None:
    settled = received(town, 3)
    finish(town, settled)
    refs = tuple(one.ref for one in settled.outcomes)
    done = town.desk.visits.hand_over(Collection(refs, AGENT), COUNTER, key="fetch")

    assert [one.state for one in done.outcomes] == ["returned"] * 3
    assert [town.last(ref)["party"] for ref in refs] == [2, 2, 2]
    assert town.desk.visits.hand_over(Collection(refs, AGENT), COUNTER, key="fetch") == done
    assert_clean(town)


def test_somebody_else_who_fetches_them_is_entered_in_each(town: Town) -> None:
    settled = received(town, 2, paid=False)
    finish(town, settled)
    refs = tuple(one.ref for one in settled.outcomes)
    son = Party("collector", "Nguyễn Văn Con", identity_kind="citizen", identity="075205123456")
    done = town.desk.visits.hand_over(Collection(refs, son, paid=True), COUNTER)

    assert done.total == 2 * 75_000
    assert [town.last(ref)["party"] for ref in refs] == [3, 3]
    assert [town.entries(ref)[-2].kind for ref in refs] == [Kind.PARTIES_CHANGED] * 2
    assert len(town.rows(fee_receipt)) == 1
    assert_clean(town)


def test_no_result_is_handed_over_if_one_of_them_is_not_there(town: Town) -> None:
    settled, waiting = received(town, 2), received(town, 1)
    finish(town, settled)
    refs = tuple(one.ref for one in (*settled.outcomes, *waiting.outcomes))
    refused = town.refused(
        NotNow, lambda: town.desk.visits.hand_over(Collection(refs, AGENT), COUNTER)
    )

    assert refused.code == "result_not_ready"
    assert refused.message.startswith(f"Hồ sơ {waiting.codes[0]}: ")
    assert refused.facts["receipt_code"] == waiting.codes[0]
    assert_clean(town)


def test_an_agent_without_authority_to_collect_fetches_nothing(town: Town) -> None:
    filer = replace(AGENT, scope=("submit",))
    settled = town.desk.visits.receive(replace(visit(2), submitter=filer), COUNTER)
    finish(town, settled)
    refs = tuple(one.ref for one in settled.outcomes)
    refused = town.refused(
        NotAllowed, lambda: town.desk.visits.hand_over(Collection(refs, filer), COUNTER)
    )

    assert refused.code == "outside_authorisation"


def test_what_is_no_visit_is_refused_with_words(town: Town) -> None:
    wanted = visit(2)

    def code(given: Visit) -> str:
        return town.refused(BadInput, lambda: town.desk.visits.receive(given, COUNTER)).code

    elsewhere = replace(wanted.receptions[0], agency=COMMUNE)
    posted = replace(wanted.receptions[0], channel=Channel.POSTAL, carrier_item="EA1VN")
    assert code(replace(wanted, receptions=())) == "impossible_count"
    assert code(replace(wanted, receptions=(elsewhere,))) == "two_counters"
    assert code(replace(wanted, receptions=(posted,))) == "not_in_a_visit"
    assert code(replace(wanted, papers={"dowry": PaperCount(1)})) == "unknown_paper"
    ref = town.received(parties=(OWNER,))
    twice = lambda: town.desk.visits.hand_over(Collection((ref, ref)), COUNTER)  # noqa: E731
    assert town.refused(BadInput, twice).code == "given_twice"
