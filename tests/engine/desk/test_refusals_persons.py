"""What a person may not say or bring: the applicant, the auditor, the lender of a counter."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.actors import Actor, Grant, Role
from engine.desk.attaching import Attached
from engine.desk.draft import APPLICANT
from engine.desk.requests import Extension, Linked
from engine.erasure import Eraser
from engine.errors import BadInput, GuardFailed, NotNow, NotYourStep
from engine.procedure import Channel
from engine.store.files import Files, StoredFile
from tests.engine.desk.town import (
    AGENCY,
    COLLEAGUE,
    COMMUNE,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    Town,
    local,
    office,
    who,
)

AUDITOR = Actor("auditor", "Người kiểm tra", (Grant(Role.AUDITOR, AGENCY),))
LATER = Extension(date(2026, 4, 9), "workload")


def a_file(purpose: str, content: int = 1) -> Attached:
    return Attached(StoredFile(bytes([content]) * 32, 10, "application/pdf"), "a.pdf", purpose)


def online(town: Town, by: Actor = APPLICANT, **changes: Any) -> Any:  # noqa: ANN401
    return town.receive(by=by, channel=Channel.ONLINE, **changes).ref


@pytest.mark.parametrize(
    "said",
    [
        {"happened_at": local("2026-03-02 08:00")},
        {"carrier_item": "EA1VN"},
        {"handover_record": "07/BB"},
    ],
)
def test_an_applicant_does_not_say_what_the_office_says(town: Town, said: dict[str, Any]) -> None:
    assert town.refused(BadInput, lambda: online(town, **said)).code == "not_for_applicant"


def test_an_applicant_who_supplies_papers_names_no_officer_and_no_number(town: Town) -> None:
    ref = town.examined()
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    for said in (
        {"officer": COLLEAGUE.id},
        {"capacity": "KT."},
        {"number": "1/GP"},
        {"carrier_item": "EA1VN"},
    ):
        refused = town.refused(BadInput, lambda s=said: town.take(ref, "supply", APPLICANT, **s))  # type: ignore[misc]
        assert refused.code == "not_for_applicant"

    town.take(ref, "supply", APPLICANT)


def test_who_filed_an_online_dossier_follows_from_who_acts(town: Town) -> None:
    at_post = Actor("post", "Bưu điện", (Grant(Role.POSTAL_COUNTER, AGENCY),))

    def filed(by: Actor, stated: str | None = None) -> object:
        return town.last(online(town, by, assisted=stated))["assisted"]

    assert [filed(APPLICANT), filed(APPLICANT, "agent")] == ["self", "self"]
    assert [filed(COUNTER), filed(COUNTER, "agent")] == ["at_counter", "agent"]
    refused = town.refused(BadInput, lambda: online(town, COUNTER, assisted="self"))
    assert refused.code == "unknown_assistance"
    assert "assisted" not in town.last(town.received())
    town.refused(NotYourStep, lambda: online(town, at_post))


def test_an_applicant_attaches_papers_until_the_end(town: Town) -> None:
    ref = online(town)
    refused = town.refused(BadInput, lambda: town.desk.attach(ref, [a_file("result")], APPLICANT))
    assert refused.code == "not_for_applicant"
    town.desk.attach(ref, [a_file("evidence")], APPLICANT)
    town.take(ref, "reject", COUNTER, reason="wrong_agency")

    town.refused(NotNow, lambda: town.desk.attach(ref, [a_file("paper", 2)], APPLICANT))


def test_a_result_is_attached_by_who_holds_the_step(town: Town) -> None:
    ref = town.signing()
    for by in (OFFICER, COUNTER, HEAD):
        town.refused(NotYourStep, lambda b=by: town.desk.attach(ref, [a_file("result")], b))  # type: ignore[misc]

    town.desk.attach(ref, [a_file("result")], LEADER)

    assert len(town.last(ref)["files"]) == 1


def test_an_auditor_reads_and_leaves_nothing(town: Town) -> None:
    ref = town.received()
    town.refused(NotYourStep, lambda: town.desk.comment(ref, "x", AUDITOR))
    town.refused(NotYourStep, lambda: town.desk.attach(ref, [a_file("evidence")], AUDITOR))
    both = replace(COUNTER, grants=(*COUNTER.grants, *AUDITOR.grants))

    town.desk.comment(ref, "x", both)


def test_only_the_competent_agency_promises_another_day(town: Town) -> None:
    ref = town.receive(by=who("counter", COMMUNE), agency=COMMUNE, competent=AGENCY).ref
    assert town.line(ref).competent == AGENCY
    town.refused(NotYourStep, lambda: town.desk.extend(ref, LATER, who("leader", COMMUNE)))

    town.desk.extend(ref, LATER, HEAD)


def test_an_erased_dossier_opens_no_other(town: Town, tmp_path: Path) -> None:
    ref = town.examined()
    reason = next(code for code, fits in office().reasons.items() if "erase" in fits)
    Eraser(town.engine, office(), Files(tmp_path), town.clock).erase(ref, LEADER, reason)
    child = Linked(answers={"work_kind": "house"})

    refused = town.refused(GuardFailed, lambda: town.take(ref, "open_next", OFFICER, child=child))

    assert refused.facts["unmet"] == ["parties.known"]
