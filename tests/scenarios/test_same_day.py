"""Giải quyết ngay: received, resolved and handed over while the person waits, in one act."""

from dataclasses import replace

from engine.actors import Actor, Grant, Role
from engine.clock import verdict
from engine.desk import PaperCount, Party, Reception
from engine.desk.visits import AtOnce
from engine.errors import BadInput, GuardFailed, NotYourStep
from engine.procedure import Channel
from engine.store.lists import register
from engine.store.read import reading
from engine.tables.papers import result
from engine.tables.record import outbox
from tests.engine.desk.town import COMMUNE, OWNER, Town, papers, who
from tests.scenarios.clean import assert_clean

COPIES, FROM_BOOK, STATUS = "2.000815", "2.000908", "1.004873"
COUNTER = who("counter", COMMUNE)
CHAIR = who("leader", COMMUNE)


def copies(count: int = 3, pages: int = 2, **changes: object) -> Reception:
    """Somebody wants certified copies of one paper."""
    answers = {
        "papers": [{"name": "Bằng tốt nghiệp", "pages": pages, "copies": count}],
        "copies_total": count,
        "electronic": False,
        "requester_name": OWNER.name,
    }
    shown = {"request": PaperCount(1), "original": PaperCount(1), "copy": PaperCount(0, count)}
    given: dict[str, object] = {"papers": shown, "answers": answers, "paid": True}
    one = Reception(COMMUNE, COPIES, Channel.DIRECT, (OWNER,))
    return replace(one, **(given | changes))  # type: ignore[arg-type]  # of a reception


def asked(**changes: object) -> AtOnce:
    one = AtOnce(copies(), number="415/SCT/BS", capacity="KT.", signer=CHAIR.id)
    return replace(one, **changes)  # type: ignore[arg-type]  # of an AtOnce


def test_copies_are_certified_paid_and_handed_over_in_one_act(town: Town) -> None:
    done = town.desk.visits.resolve_now(asked(), COUNTER, key="now")
    (outcome,) = done.outcomes
    entries = town.entries(outcome.ref)

    assert [one.facts["action"] for one in entries] == ["receive", "certify", "hand_over"]
    assert (outcome.state, done.total) == ("returned", 4_000)
    assert entries[0].facts["at_once"] is True
    assert (entries[1].facts["number"], entries[1].facts["signer"]) == ("415/SCT/BS", CHAIR.id)
    (made,) = town.rows(result)
    assert (made.number, made.state, made.capacity) == ("415/SCT/BS", "handed", "KT.")
    assert town.desk.visits.resolve_now(asked(), COUNTER, key="now") == done
    assert_clean(town)


def test_it_stands_in_the_register_and_is_counted_as_on_time(town: Town) -> None:
    (outcome,) = town.desk.visits.resolve_now(asked(), COUNTER).outcomes
    with reading(town.engine) as now:
        (listed,) = register(now, COMMUNE)

    assert (listed.code, listed.final) == (outcome.code, "completed")
    assert verdict(town.line(outcome.ref)) is not None
    assert town.line(outcome.ref).promises
    assert_clean(town)


def test_no_receipt_is_printed_unless_the_person_asks(town: Town) -> None:
    without = town.desk.visits.resolve_now(asked(), COUNTER).outcomes[0].ref
    with_one = town.desk.visits.resolve_now(asked(receipt=True), COUNTER).outcomes[0].ref

    assert (town.entries(without)[0].facts["receipt_asked"], town.rows(outbox)) == (False, [])
    assert not any(one.facts.get("letter") for one in town.entries(without))
    assert town.entries(with_one)[0].facts["letter"] == "receipt"
    assert_clean(town)


def test_a_procedure_without_a_short_way_is_walked_by_who_holds_every_role(town: Town) -> None:
    grants = tuple(
        Grant(role, COMMUNE, unit)
        for role, unit in (
            (Role.COUNTER, None),
            (Role.OFFICER, "justice"),
            (Role.LEADER, None),
            (Role.CLERICAL, None),
        )
    )
    alone = Actor(COUNTER.id, COUNTER.name, grants)
    paper = Reception(COMMUNE, FROM_BOOK, Channel.DIRECT, (OWNER,), {"request": PaperCount(1)})
    wanted = AtOnce(paper, number="9/TL")
    refused = town.refused(NotYourStep, lambda: town.desk.visits.resolve_now(wanted, COUNTER))
    done = town.desk.visits.resolve_now(wanted, alone).outcomes[0]

    assert refused.facts["action"] == "propose"
    assert [one.facts["action"] for one in town.entries(done.ref)] == [
        "receive",
        "forward",
        "propose",
        "sign",
        "seal",
        "hand_over",
    ]
    assert_clean(town)


def test_what_takes_longer_than_the_day_is_received_the_usual_way(town: Town) -> None:
    many = asked(reception=copies(count=40))
    refused = town.refused(BadInput, lambda: town.desk.visits.resolve_now(many, COUNTER))
    assert refused.code == "not_at_once"

    status = Reception(COMMUNE, STATUS, Channel.DIRECT, (OWNER,), papers(STATUS))
    slow = town.refused(
        BadInput, lambda: town.desk.visits.resolve_now(AtOnce(status, signer=CHAIR.id), COUNTER)
    )
    assert slow.code == "not_at_once"


def test_guards_and_fees_hold_as_they_always_do(town: Town) -> None:
    unpaid = asked(reception=copies(paid=False))
    owed = town.refused(GuardFailed, lambda: town.desk.visits.resolve_now(unpaid, COUNTER))
    assert owed.facts["unmet"] == ["fees.paid"]
    lacking = asked(reception=copies(papers={"request": PaperCount(1)}))
    lacks = town.refused(GuardFailed, lambda: town.desk.visits.resolve_now(lacking, COUNTER))
    assert lacks.facts["unmet"] == ["documents.complete"]


def test_somebody_with_authority_has_signed_the_paper(town: Town) -> None:
    def code(wanted: AtOnce) -> str:
        return town.refused(BadInput, lambda: town.desk.visits.resolve_now(wanted, COUNTER)).code

    assert code(asked(signer=None)) == "signer_missing"
    assert code(asked(signer=COUNTER.id)) == "signer_without_authority"


def test_the_person_at_the_counter_may_be_authorised(town: Town) -> None:
    clerk = Party("authorised", "Lê Thị Ủy", scope=("submit", "collect"), document="GUQ 1")
    one = copies(parties=(OWNER, clerk), presented_by=2)
    done = town.desk.visits.resolve_now(asked(reception=one), COUNTER).outcomes[0]

    assert [town.entries(done.ref)[0].facts["presented_by"], town.last(done.ref)["party"]] == [2, 2]
    assert_clean(town)
