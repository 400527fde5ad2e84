"""An intake that is interrupted: found again by its clerk, by nobody else, and gone when saved."""

import pytest

from tests.api.web.at_intake import CLERK, HERE, WHOLE, count, send
from tests.api.web.visitor import Visitor

DRAFT = {**WHOLE, "key": "k9"}


@pytest.fixture
def clerk(visitor: Visitor) -> Visitor:
    return visitor.signed_in(CLERK)


def _keep(clerk: Visitor, **more: str) -> None:
    assert clerk.post(f"{HERE}/nhap", {**DRAFT, **more}).status_code == 204


def test_a_draft_is_offered_and_found_again_after_signing_in_anew(clerk: Visitor) -> None:
    _keep(clerk)
    clerk.post("/dang-xuat")
    clerk.signed_in(CLERK)

    offered = clerk.get(HERE).text
    assert "Nguyễn Văn Ánh" not in offered
    assert "nhap=1" in offered
    assert "Đang nhập dở" in clerk.get("/tiep-nhan").text
    found = clerk.get(f"{HERE}?nhap=1").text
    assert 'value="Nguyễn Văn Ánh"' in found
    assert 'value="k9"' not in found  # a page of its own


def test_a_colleague_is_offered_nothing(clerk: Visitor) -> None:
    _keep(clerk)
    clerk.post("/dang-xuat")
    clerk.signed_in("dn-sxd-04")

    assert "nhap=1" not in clerk.get(HERE).text
    assert "Nguyễn Văn Ánh" not in clerk.get(f"{HERE}?nhap=1").text


def test_saving_leaves_no_draft_even_if_one_arrives_late(clerk: Visitor) -> None:
    _keep(clerk, key="k1")
    assert send(clerk).status_code == 303
    assert count(clerk, "intake_draft") == 0

    _keep(clerk, key="k1")
    assert count(clerk, "intake_draft") == 0


def test_given_up_it_is_gone(clerk: Visitor) -> None:
    _keep(clerk)
    answer = clerk.post(f"{HERE}/nhap/bo", {"list": "1"})

    assert answer.headers["location"].startswith("/tiep-nhan?")
    assert count(clerk, "intake_draft") == 0


def test_a_page_without_scripts_keeps_it_with_each_button(clerk: Visitor) -> None:
    send(clerk, do="check")

    assert count(clerk, "intake_draft") == 1
    assert 'value="Nguyễn Văn Ánh"' in clerk.get(f"{HERE}?nhap=1").text


def test_the_dossiers_of_a_visit_come_back_with_its_draft(clerk: Visitor) -> None:
    _keep(clerk, visit='[["1.009972", [["p.0.name", "Lê Thị Ổi"]]]]')

    assert "Cùng lượt nộp, chưa lưu" in clerk.get(f"{HERE}?nhap=1").text
