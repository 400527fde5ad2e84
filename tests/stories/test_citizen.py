"""A citizen with a telephone of 360 points and no script: looks, answers a request, fetches."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from api.settings import Settings
from api.system import System, system
from engine.desk import Desk, Outcome, PaperCount, Wish
from engine.desk.attaching import Attached
from engine.procedure import Channel
from engine.store.files import Files
from tests.engine.desk.town import (
    AGENCY,
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    OWNER,
    reception,
)
from tests.stories.person import Person

FIRST, NEXT = 100_000, 25_000  # bytes over the wire
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
NOTE = "Thiếu bản vẽ mặt bằng."
PUBLIC = ("/", "/tra-cuu", "/thu-tuc", "/thu-tuc/1.009972", "/bang", "/xac-minh")


@pytest.fixture
def house(address: str, tmp_path: Path) -> Iterator[System]:
    assert address
    data = tmp_path / "data"
    settings = Settings(data, f"sqlite:///{data / 'motcua.sqlite'}", demo=True, https=False)
    with system(settings) as found:
        yield found


@pytest.fixture
def desk(house: System) -> Desk:
    return Desk(house.engine, house.office, house.pepper())


@pytest.fixture
def at_home(browser: Browser, address: str) -> Iterator[Person]:
    """A telephone whose browser runs no script."""
    person = Person.on_phone(browser, address, scripts=False)
    yield person
    person.leave()


@pytest.fixture
def asked(desk: Desk) -> Outcome:
    """The officer found that a paper lacks; the result is to leave online."""
    papers = {"application": PaperCount(1)}
    one = desk.receive(reception(papers=papers, return_by=Channel.ONLINE), COUNTER)
    desk.take(one.ref, Wish("forward"), COUNTER)
    desk.take(one.ref, Wish("ask_more", reason="paper_missing", note=NOTE), OFFICER)
    return one


def _prove(person: Person) -> None:
    person.page.fill("#chung", "6789")
    person.page.get_by_role("button", name="Xác nhận").click()
    expect(person.page.get_by_text("Đã xác nhận", exact=True)).to_be_visible()


def _resolve(desk: Desk, files: Files, one: Outcome) -> None:
    """The office does its part after the supplement came."""
    stored = files.keep(one.ref, BytesIO(PDF))
    desk.attach(one.ref, [Attached(stored, "ket-qua.pdf", "result")], OFFICER)
    desk.take(one.ref, Wish("propose", outcome="granted"), OFFICER)
    desk.take(one.ref, Wish("agree"), HEAD)
    desk.take(one.ref, Wish("sign", capacity="KT."), LEADER)
    desk.take(one.ref, Wish("seal", number="12/GP"), CLERICAL)


def test_a_citizen_answers_a_request_and_downloads_the_result_without_scripts(
    at_home: Person, house: System, desk: Desk, asked: Outcome
) -> None:
    page, issued = at_home.page, desk.tracking.issue(asked.ref, COUNTER)
    at_home.go(f"/t/{issued.token}")
    expect(page.locator(".state").first).to_have_text("Chờ bổ sung hồ sơ")
    assert OWNER.name not in at_home.text()
    assert NOTE not in at_home.text()
    assert not at_home.is_too_wide()

    _prove(at_home)
    assert NOTE in at_home.text()
    report = FilePayload(name="bao-cao.pdf", mimeType="application/pdf", buffer=PDF + b"%1")
    page.locator("#p-report").set_input_files(report)
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator(".state").first).to_have_text("Đang thụ lý")
    assert not at_home.is_too_wide()

    _resolve(desk, Files(house.files), asked)
    at_home.go(f"/t/{issued.token}")
    with page.expect_download() as download:
        page.get_by_role("link", name="ket-qua.pdf").click()
    assert Path(download.value.path()).read_bytes() == PDF
    page.get_by_role("button", name="Xong, thoát").click()
    expect(page.locator("#chung")).to_be_visible()
    assert at_home.complaints == []


def test_the_citizens_pages_are_light_and_no_wider_than_a_phone(
    at_home: Person, desk: Desk, asked: Outcome
) -> None:
    tracked = f"/t/{desk.tracking.issue(asked.ref, COUNTER).token}"
    at_home.go("/")
    at_home.page.wait_for_load_state("networkidle")
    assert 20_000 < at_home.weight() <= FIRST
    for path in (*PUBLIC, tracked, f"/bang/man-hinh?co_quan={AGENCY}&dung=1"):
        at_home.forget()
        at_home.go(path)
        at_home.page.wait_for_load_state("networkidle")
        assert at_home.weight() <= NEXT, path
        assert not at_home.is_too_wide(), path
    assert at_home.strangers() == []


@pytest.mark.long
def test_axe_finds_nothing_serious_on_the_citizens_pages(
    person: Person, on_phone: Person, desk: Desk, asked: Outcome
) -> None:
    tracked = f"/t/{desk.tracking.issue(asked.ref, COUNTER).token}"
    for somebody in (person, on_phone):
        for path in (*PUBLIC, f"/bang/man-hinh?co_quan={AGENCY}", tracked):
            somebody.go(path)
            somebody.page.evaluate(
                "document.querySelectorAll('details').forEach(d => d.open = true)"
            )
            assert somebody.breaches() == [], path
        _prove(somebody)
        somebody.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert somebody.breaches() == []
        somebody.go("/tra-cuu")
        somebody.page.fill("#ma", asked.code)
        somebody.page.get_by_role("button", name="Tra cứu").click()
        expect(somebody.page.locator(".state")).to_have_text("Chờ bổ sung hồ sơ")
        assert somebody.breaches() == []
        assert somebody.complaints == []
