"""Dossiers come in: at the counter, online, in a hand-over record of the post."""

from dataclasses import replace

from engine.desk import HandOver, HandOverItem, Outcome, PaperCount
from engine.desk.draft import APPLICANT
from engine.desk.requests import Claim
from engine.errors import BadInput, NotFound, NotNow, NotYourStep, UnknownDossier
from engine.procedure import Channel, Final
from engine.tables.office import handover_item, handover_record
from engine.tables.people import party, private_record
from engine.tables.record import code, outbox
from engine.tables.record import serial as serials
from tests.engine.desk.town import (
    AGENCY,
    APPRAISAL,
    COUNTER,
    LEADER,
    OFFICER,
    OWNER,
    Town,
    local,
    reception,
    who,
)

POST = HandOver(
    AGENCY,
    "07/BBBG",
    local("2026-03-02 08:30"),
    "bưu tá 5",
    (
        HandOverItem("EA123456789VN", reception()),
        HandOverItem("EA000000001VN", None, remark="paper_missing"),
    ),
)


def test_a_dossier_received_at_the_counter_gets_a_code_and_a_promise(town: Town) -> None:
    outcome = town.receive()

    assert (outcome.code, outcome.version, outcome.state) == ("H19.01-260302-0001", 1, "received")
    assert outcome.due == local("2026-03-30 17:00")
    assert [row.code for row in town.rows(code)] == [outcome.code]
    assert [row.kind for row in town.rows(outbox)] == ["received"]


def test_the_limit_is_that_of_the_case(town: Town) -> None:
    outcome = town.receive(answers={"applicant_kind": "organisation"})

    assert outcome.due == local("2026-04-13 17:00")


def test_codes_follow_each_other_and_a_refused_receipt_leaves_no_hole(town: Town) -> None:
    first = town.receive()
    town.refused(BadInput, lambda: town.receive(parties=()))
    second = town.receive()

    assert [first.code[-4:], second.code[-4:]] == ["0001", "0002"]
    assert [row.last for row in town.rows(serials)] == [2, 2]  # codes, and receipts of the fee


def test_what_the_procedure_does_not_know_is_refused(town: Town) -> None:
    def code_of(**changes: object) -> str:
        return town.refused(BadInput, lambda: town.receive(**changes)).code  # type: ignore[arg-type]

    odd = replace(OWNER, role="friend")
    assert code_of(papers={"passport": PaperCount(1)}) == "unknown_paper"
    assert code_of(papers={"report": PaperCount(-1)}) == "impossible_count"
    assert code_of(papers={"report": PaperCount(10**12)}) == "impossible_count"
    assert code_of(reductions={"Phí lạ": Claim("hộ nghèo")}) == "unknown_fee"
    assert code_of(reductions={"Phí thẩm định": Claim("quen biết")}) == "unknown_reduction"
    assert code_of(parties=(OWNER, odd)) == "unknown_party_word"
    assert code_of(parties=(replace(OWNER, name=" "),)) == "name_missing"
    assert code_of(parties=(replace(OWNER, role="submitter"),)) == "owner_missing"
    assert code_of(assisted="friend") == "unknown_assistance"
    assert code_of(channel=Channel.POSTAL) == "carrier_item_missing"
    assert code_of(parties=(replace(OWNER, name="Á" * 201),)) == "too_long"
    assert code_of(note="hỏng\x00") == "unreadable"
    assert code_of(answers={"applicant_kind": "person", "area": float("nan")}) == "unreadable"
    assert code_of(answers={}) == "undecided"


def test_what_does_not_exist_is_not_found(town: Town) -> None:
    assert town.refused(NotFound, lambda: town.receive("9.999999")).code == "unknown_procedure"
    refused = town.refused(NotFound, lambda: town.receive(agency="dn-none"))
    assert refused.code == "unknown_agency"


def test_an_agency_that_has_ended_receives_no_more(town: Town) -> None:
    refused = town.refused(BadInput, lambda: town.receive(return_at="dn-stnmt"))

    assert refused.code == "agency_not_in_force"


def test_only_the_counter_of_the_agency_receives(town: Town) -> None:
    for by in (OFFICER, LEADER, who("counter", "dn-pc07")):
        town.refused(NotYourStep, lambda by=by: town.receive(by=by))  # type: ignore[misc]


def test_a_name_is_the_same_however_it_was_typed(town: Town) -> None:
    decomposed = "Nguye\u0302\u0303n Va\u0306n A\u0301nh"
    town.desk.receive(reception(parties=(replace(OWNER, name=decomposed),)), COUNTER, key="k")
    again = town.desk.receive(reception(), COUNTER, key="k")

    assert again.version == 1
    assert len(town.rows(code)) == 1
    assert [row.name for row in town.rows(party)] == ["Nguyễn Văn Ánh"]
    (kept,) = (row.content for row in town.rows(private_record) if row.slot == "party:1")
    assert kept["name"] == "Nguyễn Văn Ánh"


def test_online_waits_for_the_counter_and_the_clock_begins_with_acceptance(town: Town) -> None:
    ref = town.receive(channel=Channel.ONLINE, by=APPLICANT, paid=False).ref
    assert town.line(ref).accepted_at is None
    town.clock.set("2026-03-03 10:00")
    asked = town.take(ref, "ask_first", COUNTER, reason="paper_illegible")
    assert (asked.state, asked.due) == ("submitted", None)
    town.clock.set("2026-03-04 10:00")
    accepted = town.take(ref, "accept", COUNTER, paid=True)

    assert accepted.due == local("2026-04-01 17:00")
    line = town.line(ref)
    assert line.accepted_at == local("2026-03-04 10:01")
    assert [(fee.name, fee.collected_at is not None) for fee in line.fees] == [
        ("Phí thẩm định (trực tuyến)", True)
    ]


def test_an_online_dossier_may_be_not_accepted(town: Town) -> None:
    ref = town.receive(channel=Channel.ONLINE, by=APPLICANT).ref
    refused = town.refused(BadInput, lambda: town.take(ref, "reject", COUNTER))
    assert refused.code == "reason_missing"
    town.take(ref, "reject", COUNTER, reason="wrong_agency")

    assert town.line(ref).final is Final.NOT_ACCEPTED
    town.refused(NotNow, lambda: town.take(ref, "accept", COUNTER))


def test_an_applicant_receives_nothing_at_the_counter(town: Town) -> None:
    refused = town.refused(BadInput, lambda: town.receive(by=APPLICANT))

    assert refused.code == "not_for_applicant"


def test_by_post_the_clock_begins_at_the_signing_of_the_record(town: Town) -> None:
    (outcome,) = town.desk.receive_from_post(POST, COUNTER)

    line = town.line(outcome.ref)
    assert line.accepted_at == POST.signed_at
    assert line.origin.channel is Channel.POSTAL
    facts = town.last(outcome.ref)
    assert (facts["carrier_item"], facts["handover_record"]) == ("EA123456789VN", "07/BBBG")
    assert len(town.rows(handover_record)) == 1
    items = {row.item_code: (row.dossier_id, row.remark) for row in town.rows(handover_item)}
    assert items == {
        "EA123456789VN": (outcome.ref.id, None),
        "EA000000001VN": (None, "paper_missing"),
    }


def test_a_record_is_signed_once_and_an_item_becomes_one_dossier(town: Town) -> None:
    def code_of(record: HandOver) -> str:
        return town.refused(BadInput, lambda: town.desk.receive_from_post(record, COUNTER)).code

    town.desk.receive_from_post(POST, COUNTER)
    twice = (POST.items[1], POST.items[1])
    assert code_of(POST) == "record_known"
    assert code_of(replace(POST, number="08/BBBG")) == "item_known"
    assert code_of(replace(POST, number="08/BBBG", items=twice)) == "item_known"
    assert code_of(replace(POST, number="08/BBBG", items=())) == "empty_record"
    late = replace(POST, number="08/BBBG", signed_at=local("2026-03-05 08:00"))
    assert code_of(late) == "future_moment"


def test_an_item_of_a_record_is_not_received_once_more_by_itself(town: Town) -> None:
    town.desk.receive_from_post(POST, COUNTER)

    def receive(item: str) -> Outcome:
        return town.receive(channel=Channel.POSTAL, carrier_item=item)

    refused = town.refused(BadInput, lambda: receive("EA123456789VN"))
    assert refused.code == "item_known"
    assert receive("EA000000001VN").version == 1  # it was turned back then


def test_a_record_is_all_or_nothing(town: Town) -> None:
    bad = HandOverItem("EA3VN", reception(parties=()))
    record = replace(POST, items=(*POST.items, bad))

    town.refused(BadInput, lambda: town.desk.receive_from_post(record, COUNTER))


def test_only_the_counter_signs_a_record_even_one_without_a_dossier(town: Town) -> None:
    record = replace(POST, items=POST.items[1:])

    town.refused(NotYourStep, lambda: town.desk.receive_from_post(record, OFFICER))


def test_the_same_record_again_gives_the_same_answer(town: Town) -> None:
    first = town.desk.receive_from_post(POST, COUNTER, key="ban-giao-7")
    again = town.desk.receive_from_post(POST, COUNTER, key="ban-giao-7")

    assert again == first


def test_the_post_employee_receives_but_never_refuses(town: Town) -> None:
    procedure = town.desk.office.catalogue.current(APPRAISAL, local("2026-03-02 09:00").date())
    roles = {
        action.id: {address.role for address in action.by} for action in procedure.actions.values()
    }

    assert "postal_counter" in roles["receive"]
    for action in ("ask_first", "reject", "ask_more"):
        assert "postal_counter" not in roles[action]


def test_a_paper_receipt_typed_later_counts_from_its_own_day(town: Town) -> None:
    town.clock.set("2026-03-04 09:00")
    outcome = town.receive(happened_at=local("2026-03-02 10:00"))

    assert outcome.code == "H19.01-260302-0001"
    assert outcome.due == local("2026-03-30 17:00")
    (entry,) = town.entries(outcome.ref)
    assert (entry.happened_at, entry.recorded_at) == (
        local("2026-03-02 10:00"),
        local("2026-03-04 09:01"),
    )
    assert town.take(outcome.ref, "forward", COUNTER).version == 2


FIRST_CODE = "H19.01-260302-0001"
SUPPLY = HandOverItem("EA7VN", None, supplies=FIRST_CODE, papers={"report": PaperCount(1)})


def _waiting(town: Town) -> Outcome:
    """A dossier whose officer has asked for more papers."""
    outcome = town.receive()
    town.take(outcome.ref, "forward", COUNTER, officer=OFFICER.id)
    town.take(outcome.ref, "ask_more", OFFICER, reason="paper_missing")
    return outcome


def _brought(town: Town, *items: HandOverItem, key: str | None = None) -> tuple[Outcome, ...]:
    record = replace(POST, signed_at=local("2026-03-02 09:30"), items=items)
    town.clock.set("2026-03-02 10:00")
    return town.desk.receive_from_post(record, COUNTER, key=key)


def test_an_item_of_the_post_completes_a_dossier_that_waits(town: Town) -> None:
    waiting = _waiting(town)
    outcomes = _brought(town, POST.items[0], SUPPLY, POST.items[1])

    assert [one.code[-4:] for one in outcomes] == ["0002", "0001"]
    assert outcomes[1].ref == waiting.ref
    assert town.line(waiting.ref).state == "examining"
    kept = [(row.item_code, row.supplied) for row in town.rows(handover_item)]
    assert sorted(kept) == [("EA000000001VN", None), ("EA123456789VN", None), ("EA7VN", 1)]


def test_an_item_that_completed_a_dossier_is_not_received_again(town: Town) -> None:
    _waiting(town)
    first = _brought(town, SUPPLY, key="k")
    again = replace(POST, number="08", items=(replace(POST.items[0], item_code="EA7VN"),))

    assert _brought(town, SUPPLY, key="k") == first
    refused = town.refused(BadInput, lambda: town.desk.receive_from_post(again, COUNTER))
    assert refused.code == "item_known"


def test_a_dossier_that_waits_for_nothing_is_not_completed(town: Town) -> None:
    town.receive()
    refused = town.refused(NotNow, lambda: _brought(town, POST.items[0], SUPPLY))

    assert (refused.code, refused.facts["item"]) == ("not_waiting_for_papers", "EA7VN")
    assert len(town.rows(code)) == 1  # nor did the other item become a dossier


def test_an_item_is_one_thing_or_the_other(town: Town) -> None:
    _waiting(town)
    both = replace(SUPPLY, reception=reception())

    assert town.refused(BadInput, lambda: _brought(town, both)).code == "item_of_two_kinds"
    unknown = replace(SUPPLY, supplies="H19.01-260302-9999")
    assert town.refused(UnknownDossier, lambda: _brought(town, unknown)).facts["item"] == "EA7VN"
