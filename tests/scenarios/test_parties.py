"""Người của hồ sơ: who may hand in, complete, withdraw and collect, and what the desk checks."""

from datetime import date
from pathlib import Path

from engine.desk import Linked, Party
from engine.erasure import Eraser
from engine.errors import BadInput, NotAllowed, NotFound, NotNow, NotYourStep
from engine.ledger import DossierRef
from engine.store.files import Files
from engine.tables.people import party, private_record
from tests.engine.desk.town import CLERICAL, COUNTER, HEAD, LEADER, OFFICER, OWNER, Town, office
from tests.scenarios.clean import assert_clean

SECOND_OWNER = Party("owner", "Công ty TNHH Hoa Mai", "organisation", "tax", "0100233488")
AGENT = Party(
    "authorised",
    "Lê Thị Ủy",
    identity_kind="citizen",
    identity="075190123456",
    scope=("submit", "collect"),
    expires_on=date(2026, 3, 13),
    document="Giấy ủy quyền số 12/2026, UBND phường Tam Hiệp",
)


def ready(town: Town, ref: DossierRef) -> DossierRef:
    """The result waits at the counter."""
    town.take(ref, "forward", COUNTER)
    town.take(ref, "propose", OFFICER, outcome="granted")
    town.take(ref, "agree", HEAD)
    town.take(ref, "sign", LEADER)
    town.take(ref, "seal", CLERICAL, number="12/GP")
    return ref


def test_a_dossier_of_two_owners_is_handed_in_and_collected_by_whom_they_authorised(
    town: Town,
) -> None:
    people = (OWNER, SECOND_OWNER, AGENT)
    ref = ready(town, town.received(parties=people, presented_by=3))
    town.take(ref, "hand_over", COUNTER, party=3)

    opening, last = town.entries(ref)[0].facts, town.last(ref)
    assert (opening["presented_by"], last["party"]) == (3, 3)
    assert [row.role for row in town.rows(party)] == ["owner", "owner", "authorised"]
    assert "Lê Thị Ủy" not in str(opening)
    assert_clean(town)


def test_an_authorised_person_does_nothing_outside_the_authorisation(town: Town) -> None:
    ref = town.received(parties=(OWNER, AGENT), presented_by=2)
    refused = town.refused(
        NotAllowed, lambda: town.take(ref, "withdraw", COUNTER, reason="applicant_wish", party=2)
    )

    assert refused.code == "outside_authorisation"
    town.take(ref, "withdraw", COUNTER, reason="applicant_wish", party=1)
    assert town.last(ref)["party"] == 1
    assert_clean(town)


def test_somebody_not_authorised_to_hand_in_is_turned_back_before_there_is_a_dossier(
    town: Town,
) -> None:
    collects = Party("authorised", "Lê Thị Ủy", scope=("collect",))
    refused = town.refused(
        NotAllowed, lambda: town.receive(parties=(OWNER, collects), presented_by=2)
    )

    assert refused.code == "outside_authorisation"


def test_an_authorisation_counts_through_its_last_day_and_not_after(town: Town) -> None:
    ref = ready(town, town.received(parties=(OWNER, AGENT), presented_by=2))
    town.clock.set("2026-03-16 08:00")
    refused = town.refused(NotAllowed, lambda: town.take(ref, "hand_over", COUNTER, party=2))
    assert refused.code == "authorisation_expired"

    again = town.desk.parties.replace(
        ref,
        2,
        Party("authorised", "Lê Thị Ủy", scope=("collect",), expires_on=date(2026, 4, 1)),
        "authorised_another",
        COUNTER,
    )
    assert again.no == 3
    town.take(ref, "hand_over", COUNTER, party=3)
    assert_clean(town)


def test_a_supplement_is_taken_from_the_owner_and_not_from_whom_nobody_authorised_for_it(
    town: Town,
) -> None:
    ref = town.examined(parties=(OWNER, AGENT))
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")

    refused = town.refused(NotAllowed, lambda: town.take(ref, "supply", COUNTER, party=2))
    assert refused.code == "outside_authorisation"
    town.take(ref, "supply", COUNTER, party=1)
    assert_clean(town)


def test_a_revoked_authorisation_does_not_come_back(town: Town) -> None:
    ref = ready(town, town.received(parties=(OWNER, AGENT)))
    town.desk.parties.revoke(ref, 2, "revoked_by_owner", COUNTER)

    refused = town.refused(NotAllowed, lambda: town.take(ref, "hand_over", COUNTER, party=2))
    assert refused.code == "authorisation_ended"
    again = lambda: town.desk.parties.revoke(ref, 2, "revoked_by_owner", COUNTER)  # noqa: E731
    assert town.refused(NotNow, again).code == "authorisation_ended"
    assert_clean(town)


def test_who_fetches_the_result_is_entered_and_may_do_nothing_else(town: Town) -> None:
    ref = ready(town, town.received())
    neighbour = Party("collector", "Phạm Văn Láng", identity_kind="old_card", identity="271234567")
    joined = town.desk.parties.add(ref, neighbour, COUNTER, key="one")
    town.take(ref, "hand_over", COUNTER, party=joined.no)

    assert town.desk.parties.add(ref, neighbour, COUNTER, key="one") == joined
    assert [row.name for row in town.rows(party)] == ["Nguyễn Văn Ánh", "Phạm Văn Láng"]
    assert town.last(ref)["party"] == 2
    assert_clean(town)


def test_a_number_that_cannot_be_right_warns_is_kept_and_stops_nobody(town: Town) -> None:
    ref = town.received(
        parties=(
            Party("owner", "A", identity_kind="citizen", identity="07509012345", phone="12"),
            Party("owner", "B", identity_kind="tax", identity="0100233489"),
            Party("owner", "C", identity_kind="citizen", identity="999090123456"),
            Party("submitter", "D", identity_kind="passport", identity="C7654321"),
            Party("authorised", "E", scope=("submit",), identity_kind="none"),
        )
    )

    assert [one.warnings for one in town.line(ref).parties] == [
        ("wrong_length", "not_a_phone"),
        ("tax_check_digit",),
        ("number_place",),
        (),
        ("no_reason", "authorisation_undocumented"),
    ]
    assert "07509012345" not in str(town.entries(ref)[0].facts)
    assert_clean(town)


def test_what_means_nothing_is_refused_with_words(town: Town) -> None:
    ref = town.received(parties=(OWNER, AGENT))

    def code(one: Party) -> str:
        return town.refused(BadInput, lambda: town.desk.parties.add(ref, one, COUNTER)).code

    assert code(Party("authorised", "Lê Thị Ủy")) == "scope_missing"
    assert code(Party("collector", "Lê Thị Ủy", scope=("collect",))) == "scope_not_asked"
    assert code(Party("collector", " ")) == "name_missing"
    past = Party("authorised", "Ủy", scope=("collect",), expires_on=date(2026, 2, 1))
    assert code(past) == "authorisation_expired"
    town.refused(NotFound, lambda: town.take(ref, "withdraw", COUNTER, reason="other", party=9))
    asked = town.refused(BadInput, lambda: town.take(ref, "forward", COUNTER, party=1))
    assert asked.code == "party_not_asked"
    add = lambda: town.desk.parties.add(ref, OWNER, LEADER)  # noqa: E731
    assert isinstance(town.refused(NotYourStep, add), NotYourStep)


def test_who_came_in_later_is_erased_with_the_others(town: Town, tmp_path: Path) -> None:
    ref = ready(town, town.received())
    joined = town.desk.parties.add(ref, Party("collector", "Phạm Văn Láng"), COUNTER)
    town.take(ref, "hand_over", COUNTER, party=joined.no)
    files = Files(tmp_path)
    Eraser(town.engine, office(), files, town.clock).erase(ref, LEADER, "erasure_requested")

    assert (town.rows(party), town.rows(private_record)) == ([], [])
    assert [one.role for one in town.line(ref).parties] == ["owner", "collector"]
    assert_clean(town, files)


def test_a_linked_dossier_takes_over_the_people_whose_authorisation_stands(town: Town) -> None:
    ref = town.examined(parties=(OWNER, AGENT))
    town.desk.parties.revoke(ref, 2, "revoked_by_owner", COUNTER)
    town.desk.parties.add(ref, SECOND_OWNER, COUNTER)
    town.take(ref, "open_next", OFFICER, child=Linked(answers={"work_kind": "house"}))
    child = town.line(ref).children[0]

    opened = town.line(DossierRef.read(child.agency, child.id))
    assert [one.role for one in opened.parties] == ["owner", "owner"]
    assert_clean(town)
