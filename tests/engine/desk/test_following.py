"""What a token, a typed code and a second proof open, on both databases."""

from dataclasses import replace

import pytest

from engine.desk import Wish
from engine.desk.draft import APPLICANT
from engine.errors import NotAllowed, NotFound
from engine.ledger import DossierRef
from tests.engine.desk.town import (
    ADOPTION,
    COMMUNE,
    COUNTER,
    OFFICER,
    OWNER,
    Town,
    reception,
    who,
)

AGENT = replace(
    OWNER, role="authorised", name="Đỗ Thị Dịch Vụ", identity="079190654321", phone="0987 654 000",
    scope=("collect",), document="Hợp đồng số 7",
)  # fmt: skip
AT_COMMUNE = who("counter", COMMUNE)


def test_the_token_of_a_receipt_leads_to_its_dossier(town: Town) -> None:
    ref = town.received()
    issued = town.desk.tracking.issue(ref, COUNTER)

    followed = town.desk.following.follow(issued.token)

    assert followed.ref == ref
    assert [action.id for action in followed.possible] == ["withdraw"]


def test_the_code_alone_leads_to_the_dossier_however_a_person_wrote_it(town: Town) -> None:
    one = town.receive()

    assert town.desk.following.look_up(one.code.lower()).ref == one.ref
    assert town.desk.following.look_up(f" {one.code} ").ref == one.ref


def test_what_is_no_code_leads_nowhere(town: Town) -> None:
    town.receive()

    for typed in ("", "%", "H19.01-260302-9999", "' OR 1=1 --", "\x00", "x" * 500):
        with pytest.raises(NotFound) as refused:
            town.desk.following.look_up(typed)
        assert refused.value.code == "unknown_tracking"


def test_a_restricted_dossier_is_refused_in_the_words_of_an_unknown_one(town: Town) -> None:
    adopted = town.desk.receive(reception(ADOPTION, agency=COMMUNE, answers={}), AT_COMMUNE)
    desk = town.desk.following

    restricted = town.refused(NotFound, lambda: desk.look_up(adopted.code))
    unknown = town.refused(NotFound, lambda: desk.look_up(adopted.code[:-1] + "9"))

    assert (restricted.code, restricted.message, restricted.facts) == (
        unknown.code,
        unknown.message,
        unknown.facts,
    )
    issued = town.desk.tracking.issue(adopted.ref, AT_COMMUNE)
    assert desk.follow(issued.token).ref == adopted.ref


def test_a_receipt_printed_again_revokes_what_the_first_one_opened(town: Town) -> None:
    ref, desk, issue = town.received(), town.desk.following, town.desk.tracking.issue
    lost, kept = issue(ref, COUNTER), issue(ref, COUNTER)

    refused = town.refused(NotAllowed, lambda: desk.follow(lost.token))
    town.refused(NotAllowed, lambda: desk.prove(lost.token, lost.secret))

    assert refused.code == "receipt_revoked"
    assert desk.follow(kept.token).ref == ref


def test_the_last_four_digits_say_which_person_it_is(town: Town) -> None:
    ref = town.received(parties=(OWNER, AGENT))
    issued = town.desk.tracking.issue(ref, COUNTER)
    ends = {"6789": 1, "3456": 1, " 67 89 ": 1, "4000": 2, "4321": 2}

    proofs = {given: town.desk.following.prove(issued.token, given) for given in ends}

    assert {given: proof.party for given, proof in proofs.items()} == ends
    assert {proof.ref for proof in proofs.values()} == {ref}


def test_the_printed_secret_proves_however_it_is_typed(town: Town) -> None:
    ref, desk = town.received(), town.desk.following
    issued = town.desk.tracking.issue(ref, COUNTER)

    for given in (issued.secret, issued.secret.lower(), issued.secret.replace("-", " ")):
        assert desk.prove(issued.token, given).party is None


def test_a_wrong_proof_opens_nothing(town: Town) -> None:
    issued = town.desk.tracking.issue(town.received(), COUNTER)

    for given in ("", "0000", "678", "56789", "\u0666789", "ABCD-EFGH", "6789 6789"):
        with pytest.raises(NotAllowed) as refused:
            town.desk.following.prove(issued.token, given)
        assert refused.value.code == "wrong_proof"


def test_a_number_that_is_published_proves_nothing(town: Town) -> None:
    company = replace(
        OWNER, kind="organisation", name="Công ty Ánh Dương", identity_kind="tax",
        identity="0301234565", phone=None,
    )  # fmt: skip
    issued = town.desk.tracking.issue(town.received(parties=(company,)), COUNTER)

    town.refused(NotAllowed, lambda: town.desk.following.prove(issued.token, "4565"))


def test_somebody_whose_authorisation_was_ended_proves_nothing(town: Town) -> None:
    ref = town.received(parties=(OWNER, AGENT))
    issued = town.desk.tracking.issue(ref, COUNTER)
    town.desk.parties.revoke(ref, 2, "revoked_by_owner", COUNTER)

    town.refused(NotAllowed, lambda: town.desk.following.prove(issued.token, "4000"))


def test_the_secret_of_one_receipt_proves_nothing_at_another(town: Town) -> None:
    desk, issue = town.desk.following, town.desk.tracking.issue
    mine, other = issue(town.received(), COUNTER), issue(town.received(), COUNTER)

    town.refused(NotAllowed, lambda: desk.prove(mine.token, other.secret))


def test_what_the_applicant_does_is_kept_as_done_alone(town: Town) -> None:
    ref = _asked(town)

    town.take(ref, "supply", APPLICANT, party=1)

    assert town.last(ref)["assisted"] == "self"
    assert town.line(ref).state == "examining"


def _asked(town: Town) -> DossierRef:
    ref = town.examined()
    town.desk.take(ref, Wish("ask_more", reason="paper_missing"), OFFICER)
    return ref
