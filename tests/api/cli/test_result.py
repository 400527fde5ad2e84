"""Results on the command line: listed, acknowledged, come back, corrected."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from api.settings import Settings
from api.tenant import applied, office_of
from engine.actors import Actor, Role, Seat
from engine.desk import Desk, Outcome, Party, Reception, Wish
from engine.procedure import Channel
from engine.store.read import reading
from tests.api.conftest import Motcua, Tenant

AGENCY, CODE = "dn-sxd", "9.900001"
RECEIVED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
RESULTS = 'results: [{id: certificate, name: Giấy chứng nhận, to: "planning/officer"}]\n'


class Office:
    """A desk, and who sits where."""

    def __init__(self, engine: Engine) -> None:
        with reading(engine) as snapshot:
            self.office = office_of(applied(snapshot))
        self.desk = Desk(engine, self.office, Settings.read().pepper(), lambda: RECEIVED)

    def who(self, role: Role, unit: str | None = None) -> Actor:
        seat = Seat(role, AGENCY, unit)
        return self.office.organisation.holders(seat, RECEIVED.date())[0]

    def posted(self) -> Outcome:
        """A dossier whose certificate went to the applicant by post."""
        counter, head = self.who(Role.COUNTER), self.who(Role.UNIT_HEAD, "construction")
        officer = self.who(Role.OFFICER, "construction")
        received = self.desk.receive(
            Reception(AGENCY, CODE, Channel.DIRECT, (Party("owner", "Nguyễn Văn Ánh"),)), counter
        )
        steps: list[tuple[str, Actor, dict[str, Any]]] = [
            ("forward", counter, {}),
            ("assign", head, {"officer": officer.id}),
            ("propose", officer, {"outcome": "granted"}),
            ("agree", head, {}),
            ("sign", self.who(Role.LEADER), {"capacity": "KT."}),
            ("seal", self.who(Role.CLERICAL), {"number": "12/GCN"}),
            ("hand_over", counter, {"carrier_item": "EB1VN"}),
        ]
        for action, by, wish in steps:
            self.desk.take(received.ref, Wish(action, **wish), by)
        return received


@pytest.fixture
def posted(motcua: Motcua, tenant: Tenant, engine: Engine) -> tuple[Outcome, Callable[..., Actor]]:
    tenant.procedure(CODE, more=RESULTS)
    assert motcua("apply").code == 0
    office = Office(engine)
    return office.posted(), office.who


def test_the_unit_lists_its_copy_and_acknowledges_it(
    motcua: Motcua, posted: tuple[Outcome, Callable[..., Actor]]
) -> None:
    filed, who = posted
    planner = who(Role.OFFICER, "planning").id
    assert "chưa xác nhận" in motcua("result", "list", "--by", planner).out
    assert "Đã xác nhận" in motcua("result", "acknowledge", filed.code, "--by", planner).out

    assert "0 kết quả" in motcua("result", "list", "--by", planner).out
    (mine, copy) = motcua(
        "result", "list", "--by", planner, "--dossier", filed.code, "--json"
    ).json()
    assert (mine["state"], copy["recipient"]) == ("posted", AGENCY)
    assert copy["acknowledged_at"] is not None
    page = motcua("dossier", "show", filed.code).out
    assert "1. Giấy chứng nhận số 12/GCN, cho người nộp: đã gửi" in page
    assert "đã xác nhận" in page


def test_the_counter_says_what_the_post_brought_back_and_lists_it(
    motcua: Motcua, posted: tuple[Outcome, Callable[..., Actor]]
) -> None:
    filed, who = posted
    counter = who(Role.COUNTER).id
    said = motcua("result", "come-back", filed.code, "--by", counter, "--reason", "receiver_absent")
    assert "đã về lại quầy" in said.out
    waits = ("result", "list", "--by", counter, "--agency", AGENCY, "--waits", "uncollected")

    assert "bưu chính trả lại" in motcua(*waits).out
    early = motcua("result", "archive", filed.code, "--by", counter)
    assert (early.code, "archived_too_early" in early.err) == (1, True)
    assert motcua("result", "hand", filed.code, "--by", counter).code == 0
    assert "0 kết quả" in motcua(*waits).out


def test_a_wrong_result_is_corrected_by_a_case_that_the_page_names(
    motcua: Motcua, posted: tuple[Outcome, Callable[..., Actor]]
) -> None:
    filed, who = posted
    told = motcua(
        "result", "correct", filed.code, "--by", who(Role.COUNTER).id, "--reason", "result_typo"
    )

    assert "Đã mở hồ sơ đính chính" in told.out
    code = told.out.split("đính chính ")[1].split(",")[0]
    assert f"mở hồ sơ liên thông {code}" in motcua("dossier", "show", filed.code).out


def test_a_list_of_an_agency_needs_its_name(
    motcua: Motcua, posted: tuple[Outcome, Callable[..., Actor]]
) -> None:
    _, who = posted
    refused = motcua("result", "list", "--by", who(Role.COUNTER).id, "--waits", "unacknowledged")

    assert "agency_missing" in refused.err
