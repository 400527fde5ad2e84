"""What an office gives: several results, copies for others, over the counter or by post."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from engine.actors import Role
from engine.desk import Wish
from engine.desk.requests import WithoutReceipt
from engine.desk.results import ComeBack, Handing
from engine.erasure import Eraser
from engine.errors import BadInput, NotFound, NotNow, NotYourStep, OutOfScope
from engine.fold import fold
from engine.store.files import Files
from engine.store.read import reading
from engine.store.results import of_dossier, to_acknowledge, unacknowledged
from engine.store.scope import Scope
from engine.tables.papers import result
from engine.tables.record import outbox
from engine.timeline import ResultState
from engine.verify import verify
from tests.engine.desk.town import COMMUNE, COUNTER, OUTSIDER, PEPPER, Town, local, office, who
from tests.scenarios.clean import NOWHERE, assert_clean
from tests.scenarios.household import (
    CLERICAL,
    CLERK,
    copy_of,
    holding,
    ready,
    returned,
    signed,
    states,
)


def test_the_certificate_is_for_the_applicant_and_a_copy_for_the_tax_office(town: Town) -> None:
    ref = ready(town)

    copy = copy_of(town, ref)
    assert copy.seat is not None
    assert (copy.seat.role, copy.seat.unit) == (Role.OFFICER, "tax")
    assert states(town, ref) == [
        ("certificate", "applicant", "ready"),
        ("certificate", copy.seat.agency, "posted"),
    ]
    assert {row.number for row in town.rows(result)} == {"41D8012345"}
    assert "result_copy" in {row.kind for row in town.rows(outbox)}
    assert_clean(town)


def test_the_tax_office_acknowledges_its_copy_and_nobody_else_can(town: Town) -> None:
    ref = ready(town)
    copy = copy_of(town, ref)
    assert copy.seat is not None
    taxman = holding(copy.seat, town)
    town.refused(NotYourStep, lambda: town.desk.results.acknowledge(ref, CLERK, results=[copy.no]))
    town.refused(NotYourStep, lambda: town.desk.results.acknowledge(ref, CLERK))
    town.refused(OutOfScope, lambda: town.desk.results.acknowledge(ref, OUTSIDER))
    town.desk.results.acknowledge(ref, taxman, key="a")

    copy = copy_of(town, ref)
    assert copy.acknowledged_by == taxman.id
    assert not copy.unacknowledged
    refused = town.refused(NotNow, lambda: town.desk.results.acknowledge(ref, taxman))
    assert refused.code == "result_not_there"
    assert town.desk.results.acknowledge(ref, taxman, key="a").version == town.line(ref).length
    assert_clean(town)


def test_the_recipient_finds_its_copies_and_the_sender_those_not_acknowledged(town: Town) -> None:
    ref = returned(town)
    copy = copy_of(town, ref)
    assert copy.seat is not None
    taxman, day = holding(copy.seat, town), town.clock.now.date()
    with reading(town.engine) as snapshot:
        (mine,) = to_acknowledge(snapshot, Scope(taxman, day))
        (open_,) = unacknowledged(snapshot, Scope(CLERK, day), COMMUNE, town.clock())
        assert to_acknowledge(snapshot, Scope(CLERK, day)) == []
        assert to_acknowledge(snapshot, Scope(OUTSIDER, day)) == []
        assert unacknowledged(snapshot, Scope(OUTSIDER, day), COMMUNE, town.clock()) == []
    assert (mine.ref, mine.no, open_.no) == (ref, copy.no, copy.no)
    town.desk.results.acknowledge(ref, taxman)

    with reading(town.engine) as snapshot:
        assert to_acknowledge(snapshot, Scope(taxman, day)) == []
        assert unacknowledged(snapshot, Scope(CLERK, day), COMMUNE, town.clock()) == []
    assert_clean(town)


def test_a_dossier_is_returned_though_a_copy_is_not_acknowledged_yet(town: Town) -> None:
    ref = returned(town)

    assert town.line(ref).state == "returned"
    assert copy_of(town, ref).unacknowledged
    assert [state for _, _, state in states(town, ref)] == ["handed", "posted"]
    assert_clean(town)


def test_whoever_is_turned_down_gets_one_decision_and_no_agency_a_copy(town: Town) -> None:
    ref = ready(town, "declined")

    assert states(town, ref) == [("decision", "applicant", "ready")]
    assert_clean(town)


def test_each_result_bears_its_own_number(town: Town) -> None:
    ref = signed(town)
    town.take(ref, "seal", CLERICAL, number="9/TB", numbers={"certificate": "41D8012345"})

    assert {row.number for row in town.rows(result)} == {"41D8012345"}
    assert_clean(town)


def test_a_number_for_a_result_that_there_is_not_is_refused(town: Town) -> None:
    ref = signed(town)
    refused = town.refused(
        BadInput, lambda: town.take(ref, "seal", CLERICAL, numbers={"licence": "1/GP"})
    )

    assert refused.code == "unknown_result"


def test_results_that_are_taken_back_are_none_and_their_numbers_stay_used(town: Town) -> None:
    ref = ready(town)
    town.desk.undo(ref, CLERICAL)
    assert town.line(ref).results == ()
    town.take(ref, "seal", CLERICAL, number="41D8012346")

    assert [(row.no, row.state) for row in sorted(town.rows(result), key=lambda r: r.no)] == [
        (1, "undone"),
        (2, "undone"),
        (3, "ready"),
        (4, "posted"),
    ]
    copies = [row.error for row in town.rows(outbox) if row.kind == "result_copy"]
    assert copies.count("undone") == 1
    assert_clean(town)


def test_an_acknowledged_copy_is_not_taken_back(town: Town) -> None:
    ref = ready(town)
    copy = copy_of(town, ref)
    assert copy.seat is not None
    town.desk.results.acknowledge(ref, holding(copy.seat, town))

    town.refused(NotYourStep, lambda: town.desk.undo(ref, CLERICAL))


def test_who_lost_the_receipt_is_known_another_way_and_that_is_counted(town: Town) -> None:
    ref = ready(town)
    town.desk.take(ref, Wish("hand_over", without_receipt=WithoutReceipt("identity_card")), CLERK)

    assert town.last(ref)["without_receipt"] == {"way": "identity_card", "confirmed_by": CLERK.id}
    assert town.line(ref).marks["collected_without_receipt"] == 1
    assert_clean(town)


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        (WithoutReceipt("a_smile"), BadInput),
        (WithoutReceipt("vneid", confirmed_by=COUNTER.id), NotYourStep),
        (WithoutReceipt("vneid", confirmed_by="nobody"), NotFound),
    ],
)
def test_a_way_that_proves_nothing_is_refused(
    town: Town, told: WithoutReceipt, refused: type[BadInput]
) -> None:
    ref = ready(town)

    town.refused(
        refused, lambda: town.desk.take(ref, Wish("hand_over", without_receipt=told), CLERK)
    )


def test_post_that_cannot_be_delivered_is_at_the_counter_again_and_no_figure_changes(
    town: Town,
) -> None:
    ref = returned(town, carrier_item="EB1VN")
    before = town.line(ref)
    town.clock.set("2026-03-12 09:00")
    town.desk.results.come_back(ref, ComeBack("address_unknown", note="nhà khóa cửa"), CLERK)

    line = town.line(ref)
    assert [one.state for one in line.results if one.seat is None] == [ResultState.COME_BACK]
    assert (line.final, line.ended_at, line.returned_at) == (
        before.final,
        before.ended_at,
        before.returned_at,
    )
    again = town.refused(
        NotNow, lambda: town.desk.results.come_back(ref, ComeBack("address_unknown"), CLERK)
    )
    assert again.code == "result_not_there"
    town.desk.results.hand(ref, Handing(carrier_item="EB2VN"), CLERK)
    town.desk.results.come_back(ref, ComeBack("receiver_absent"), CLERK)
    town.desk.results.hand(ref, Handing(), CLERK)
    assert states(town, ref)[0] == ("certificate", "applicant", "handed")
    assert_clean(town)


def test_only_the_counter_says_that_the_post_came_back_and_why(town: Town) -> None:
    ref = returned(town, carrier_item="EB1VN")
    results = town.desk.results

    refused = town.refused(
        BadInput, lambda: results.come_back(ref, ComeBack("typing_error"), CLERK)
    )
    assert refused.code == "unknown_reason"
    town.refused(NotYourStep, lambda: results.come_back(ref, ComeBack("receiver_absent"), CLERICAL))
    town.refused(OutOfScope, lambda: results.come_back(ref, ComeBack("receiver_absent"), OUTSIDER))


def test_a_result_that_was_handed_over_did_not_come_back(town: Town) -> None:
    ref = returned(town)

    town.refused(
        NotNow, lambda: town.desk.results.come_back(ref, ComeBack("receiver_absent"), CLERK)
    )


def test_an_outsider_sees_no_result_of_a_restricted_dossier(town: Town) -> None:
    leader = who("leader", COMMUNE)
    ref = ready(town)
    with reading(town.engine) as snapshot:
        (first, *_) = of_dossier(snapshot, ref)
    assert first.ref == ref
    line = fold(office().catalogue, town.entries(ref))
    copy = copy_of(town, ref)
    assert copy.seat is not None
    taxman, day = holding(copy.seat, town), town.clock.now.date()

    seen = [
        Scope(by, day).sees(ref, line, town.entries(ref), restricted=True)
        for by in (leader, taxman, OUTSIDER)
    ]
    assert seen == [True, True, False]
    town.desk.results.acknowledge(ref, taxman)
    line = town.line(ref)
    assert not Scope(taxman, day).sees(ref, line, town.entries(ref), restricted=True)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("recipient", "dn-sxd"),
        ("unit", "planning"),
        ("capacity", "KT."),
        ("authority", "99/QĐ"),
        ("authority_to", date(2030, 1, 1)),
        ("acknowledged_at", local("2026-03-02 10:00")),
        ("acknowledged_by", "dn-sxd-01"),
        ("placed_at", local("2026-03-02 10:00")),
        ("replaced", True),
        ("replaced_by", UUID(int=1)),
        ("phase", True),
        ("due", local("2026-03-02 10:00")),
        ("verdict", "late"),
        ("kind", "licence"),
    ],
)
def test_a_changed_row_of_a_copy_is_found(town: Town, column: str, value: object) -> None:
    returned(town)
    with town.engine.begin() as connection:
        connection.execute(update(result).where(result.c.no == 2).values({column: value}))

    found = list(verify(town.engine, office().catalogue, Files(NOWHERE), PEPPER))
    assert [one.what for one in found] == ["result_changed"]
    assert column in found[0].message


def test_an_undone_result_says_so_and_keeps_what_it_was(town: Town) -> None:
    ref = ready(town)
    town.desk.undo(ref, CLERICAL)
    with town.engine.begin() as connection:
        connection.execute(update(result).where(result.c.no == 1).values(number="x"))

    found = list(verify(town.engine, office().catalogue, Files(NOWHERE), PEPPER))
    assert [one.what for one in found] == ["result_changed"]


def test_after_an_erasure_results_say_what_they_said_and_name_nobody(
    town: Town, tmp_path: Path
) -> None:
    ref = returned(town, carrier_item="EB1VN")
    town.desk.results.come_back(ref, ComeBack("receiver_absent", note="Bà Ánh đi vắng"), CLERK)
    before = states(town, ref)
    files = Files(tmp_path)
    eraser = Eraser(town.engine, office(), files, town.clock)
    eraser.erase(ref, who("leader", COMMUNE), "erasure_requested")

    assert states(town, ref) == before
    assert_clean(town, files)
