"""Parents and children: a dossier opens another, and the end of one touches the other."""

from engine.desk import Linked, PaperCount
from engine.errors import BadInput, GuardFailed, NotYourStep
from engine.ledger import DossierRef, Kind, first_break
from engine.procedure import Final
from engine.tables.people import party
from engine.tables.record import dossier
from tests.engine.desk.town import (
    CLERICAL,
    COMMUNE,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    Town,
    who,
)

CHILD = Linked(answers={"work_kind": "house"})
AT_COMMUNE = who("counter", COMMUNE)


def opened(town: Town, ref: DossierRef, linked: Linked = CHILD) -> DossierRef:
    town.take(ref, "open_next", OFFICER, child=linked)
    child = town.line(ref).children[-1]
    return DossierRef.read(child.agency, child.id)


def test_a_dossier_opens_another_at_the_agency_of_the_place(town: Town) -> None:
    ref = town.examined()
    child = opened(town, ref)

    line = town.line(child)
    assert child.agency == COMMUNE
    assert line.origin.parent == (ref.agency, ref.id.hex)
    assert line.origin.linked
    assert town.last(ref)["opens"]["code"] == line.origin.code
    names = [row.name for row in town.rows(party)]
    assert names == ["Nguyễn Văn Ánh"] * 2


def test_only_papers_that_were_handed_in_go_with_the_child(town: Town) -> None:
    ref = town.examined()
    line = town.line(opened(town, ref))
    assert not line.papers_complete
    facts = town.entries(DossierRef.read(COMMUNE, town.line(ref).children[0].id))[0].facts
    assert facts["papers"] == {"application": [1, 0]}


def test_the_officer_may_say_what_goes_with_the_child(town: Town) -> None:
    ref = town.examined()
    whole = {
        "application": PaperCount(1),
        "land_certificate": PaperCount(0, 1),
        "drawings": PaperCount(2),
    }
    child = opened(town, ref, Linked(papers=whole, answers={"work_kind": "house"}))

    assert town.line(child).papers_complete


def test_a_child_that_its_own_procedure_refuses_leaves_the_parent_as_it_was(town: Town) -> None:
    ref = town.examined()
    odd = Linked(papers={"passport": PaperCount(1)}, answers={"work_kind": "house"})

    for linked in (odd, Linked()):
        town.refused(BadInput, lambda one=linked: opened(town, ref, one))  # type: ignore[misc]


def test_only_an_action_that_opens_a_dossier_takes_papers_for_one(town: Town) -> None:
    ref = town.received()

    refused = town.refused(BadInput, lambda: town.take(ref, "forward", COUNTER, child=CHILD))
    assert refused.code == "child_not_asked"


def test_a_parent_does_not_end_while_a_child_is_open(town: Town) -> None:
    ref = town.examined()
    child = opened(town, ref)
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.take(ref, "agree", HEAD)
    town.take(ref, "sign", LEADER)
    town.take(ref, "seal", CLERICAL)
    refused = town.refused(GuardFailed, lambda: town.take(ref, "hand_over", COUNTER))
    assert refused.facts["unmet"] == ["children.ended"]
    town.take(child, "withdraw", AT_COMMUNE, reason="applicant_wish")

    assert town.take(ref, "hand_over", COUNTER).state == "returned"


def test_processing_of_a_parent_does_not_end_either(town: Town) -> None:
    ref = town.examined()
    opened(town, ref)
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")

    town.refused(
        GuardFailed, lambda: town.take(ref, "end_processing", LEADER, reason="no_supplement")
    )


def test_the_end_of_a_child_is_told_to_its_parent(town: Town) -> None:
    ref = town.examined()
    child = opened(town, ref)
    town.take(child, "withdraw", AT_COMMUNE, reason="applicant_wish")

    told = town.entries(ref)[-1]
    assert (told.kind, told.actor) == (Kind.CHILD_ENDED, "system")
    assert told.facts["final"] == "withdrawn"
    assert town.line(ref).open_children == ()
    assert first_break(ref, town.entries(ref)) is None


def test_the_withdrawal_of_a_parent_withdraws_its_children(town: Town) -> None:
    ref = town.examined()
    first, second = opened(town, ref), opened(town, ref)
    town.take(ref, "withdraw", COUNTER, reason="applicant_wish")

    for child in (first, second):
        assert town.line(child).final is Final.WITHDRAWN
        assert first_break(child, town.entries(child)) is None
    assert {row.final for row in town.rows(dossier)} == {"withdrawn"}


def test_what_is_written_in_a_relatives_ledger_never_runs_back(town: Town) -> None:
    ref = town.examined()
    child = opened(town, ref)
    town.clock.set("2026-03-05 09:00")
    town.desk.comment(ref, "Chờ xã.", OFFICER)
    town.clock.set("2026-03-04 09:00")  # another server's clock goes behind
    town.take(child, "withdraw", AT_COMMUNE, reason="applicant_wish")

    before, told = town.entries(ref)[-2:]
    assert told.recorded_at >= before.recorded_at
    assert before.happened_at <= told.happened_at <= told.recorded_at


def test_the_parents_office_has_no_say_in_the_child(town: Town) -> None:
    child = opened(town, town.examined())
    head = who("unit_head", COMMUNE, "construction")

    town.refused(NotYourStep, lambda: town.take(child, "withdraw", head, reason="applicant_wish"))
