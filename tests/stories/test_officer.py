"""A dossier from desk to desk: officer, unit head, leader and văn thư each finish their part."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.settings import Settings
from api.system import system
from engine.desk import Desk, Outcome, Wish
from tests.engine.desk.town import COUNTER, reception
from tests.stories.person import Person

_OPEN_ALL = "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
OFFICER, HEAD, LEADER, STAMPS = "dn-sxd-07", "dn-sxd-06", "dn-sxd-01", "dn-sxd-05"


@dataclass(frozen=True, slots=True)
class Morning:
    """What the counter forwarded before the officer came."""

    dossiers: tuple[Outcome, ...]

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.dossiers]


@pytest.fixture
def morning(address: str, tmp_path: Path) -> Iterator[Morning]:
    assert address
    data = tmp_path / "data"
    settings = Settings(data, f"sqlite:///{data / 'motcua.sqlite'}", demo=True, https=False)
    with system(settings) as found:
        desk = Desk(found.engine, found.office, found.pepper())
        received = [desk.receive(reception(), COUNTER) for _ in range(3)]
        yield Morning(tuple(desk.take(one.ref, Wish("forward"), COUNTER) for one in received))


def _propose(person: Person, code: str) -> None:
    """Find the dossier in the inbox, make its result from the template, propose it."""
    page = person.page
    person.go("/viec")
    page.get_by_role("link", name=code).click()
    page.get_by_role("link", name="hoặc soạn từ mẫu").click()
    assert code in page.locator("#text").input_value()
    page.get_by_role("button", name="Đưa vào hồ sơ").click()
    page.wait_for_url("**#tep")
    page.get_by_label("Đủ điều kiện giải quyết", exact=True).check()
    page.locator("form:has(input[value=propose]) button").last.click()
    page.wait_for_load_state()
    assert "Chờ lãnh đạo phòng duyệt" in person.text()


def _tick_all(person: Person) -> None:
    for box in person.page.locator("input[name=chon]").all():
        box.check()


def _over_all(person: Person, action: str, **typed: str) -> str:
    """Tick every row, take the action, and read the summary."""
    page = person.page
    person.go("/viec")
    _tick_all(person)
    button = page.locator(f"button[name=action][value={action}]")
    if not button.is_visible():
        page.locator(f"details:has(button[value={action}]) > summary").click()
    for name, value in typed.items():
        page.locator(f"[name='{action}.{name}']").fill(value)
    button.click()
    page.wait_for_url("**/viec/hang-loat/*")
    return person.text()


def _finish(person: Person, morning: Morning) -> None:
    person.sign_in(OFFICER)
    for code in morning.codes:
        _propose(person, code)
    person.sign_in(HEAD)
    assert "3/3" in _over_all(person, "agree")
    person.sign_in(LEADER)
    assert "3/3" in _over_all(person, "sign")
    person.sign_in(STAMPS)
    told = _over_all(person, "seal", first="098/GP-SXD")
    assert all(number in told for number in ("098/GP-SXD", "099/GP-SXD", "100/GP-SXD"))
    person.page.reload()
    assert "3/3" in person.text()
    person.go("/viec")
    assert "Không có hồ sơ nào đang chờ" in person.text()


def test_four_people_finish_three_dossiers(person: Person, morning: Morning) -> None:
    _finish(person, morning)

    assert person.complaints == []
    assert person.strangers() == []


def test_they_finish_them_on_telephones(on_phone: Person, morning: Morning) -> None:
    _finish(on_phone, morning)

    assert on_phone.complaints == []


@pytest.mark.long
def test_they_finish_without_scripts(browser: Browser, address: str, morning: Morning) -> None:
    plain = Person.at_desk(browser, address, scripts=False)
    plain.sign_in(OFFICER)

    told = _over_all(plain, "consult")

    assert "3/3" in told
    assert all(code in told for code in morning.codes)
    plain.leave()


def test_the_inbox_is_worked_from_the_keyboard(person: Person, morning: Morning) -> None:
    person.sign_in(OFFICER)
    person.go("/viec")
    page = person.page
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    assert page.locator("input[name=chon]:checked").count() == 2
    assert page.locator("[data-count]").inner_text().startswith("Đã chọn 2")
    page.keyboard.press("b")
    assert page.evaluate("document.activeElement.closest('.bulk') !== null")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ho-so/**")
    assert any(code in person.text() for code in morning.codes)
    for key in ("1", "2"):
        page.keyboard.press(key)
        opened = page.locator(f"details[open]:has(> summary[data-key='{key}'])")
        assert opened.evaluate("(one) => one.contains(document.activeElement)")
        page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type(morning.codes[0])
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{morning.dossiers[0].ref.id.hex}")


@pytest.mark.long
@pytest.mark.parametrize("staff", [OFFICER, HEAD])
def test_every_page_of_theirs_can_be_read_by_all(
    person: Person, on_phone: Person, morning: Morning, staff: str
) -> None:
    ref = morning.dossiers[0].ref
    here = f"/ho-so/{ref.agency}/{ref.id.hex}"
    paths = ["/viec", "/viec?han=con", here]
    paths += [f"{here}/ket-qua"] if staff == OFFICER else ["/nhan-su", "/nhan-su/viec"]
    for somebody in (person, on_phone):
        somebody.sign_in(staff)
        for path in paths:
            somebody.go(path)
            somebody.page.evaluate(_OPEN_ALL)
            assert somebody.breaches() == [], path
            assert not somebody.is_too_wide(), path


def test_an_officer_reads_english(person: Person, morning: Morning) -> None:
    person.sign_in(OFFICER)
    person.page.get_by_role("button", name="English").click()
    person.go("/viec")
    assert "My work" in person.text()
    assert "working days" in person.text()

    person.page.get_by_role("link", name=morning.codes[0]).click()

    told = person.text()
    assert "Why this date?" in told
    assert "Propose the result" in told
    assert "Việc có thể làm" not in told
