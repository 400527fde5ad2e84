"""A morning at the counter, mostly without a mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.stories.keys import Keys
from tests.stories.person import Person
from tests.stories.serving import QUIET, installed

PROVINCE, COMMUNE = "dn-sxd-03", "dn25-26017-03"
APPRAISAL, COPIES = "/tiep-nhan/1.009972", "/tiep-nhan/2.000815"
HTMX = 17_000  # kept by the browser once it has come
KEPT = "JSON.stringify([sessionStorage, localStorage])"
CARD = "075190009999|271234567|Trần Thị Bích|15041990|Nữ|12 Lê Lợi, Biên Hòa|10052021"


@pytest.fixture
def keys(person: Person) -> Keys:
    return Keys(person.page)


@pytest.fixture
def without_scripts(browser: Browser, address: str) -> Iterator[Person]:
    there = Person.on_phone(browser, address, scripts=False)
    yield there
    there.leave()


def test_a_whole_intake_by_keyboard_alone(person: Person, keys: Keys) -> None:
    person.sign_in(PROVINCE)
    keys.press("Alt+2")
    expect(person.page.locator("#q")).to_be_focused()
    with person.page.expect_response("**/tiep-nhan?*"):
        keys.type("kha thi")
    expect(person.page.locator("#found [data-open]")).to_have_count(1)
    person.page.wait_for_timeout(100)
    keys.press("Enter")
    person.page.wait_for_url("**/tiep-nhan/1.009972*")
    keys.scan(CARD)
    expect(person.page.locator('[name="p.0.name"]')).to_have_value("Trần Thị Bích")
    expect(person.page.locator('[name="a.applicant_kind"]')).to_be_focused()
    keys.type("C")  # Cá nhân
    keys.press("F4", "F2")
    keys.enter_until("place")
    keys.press("ArrowDown")
    expect(person.page.locator("#preview .big")).to_be_visible()
    keys.press("F9")
    person.page.wait_for_url("**/tiep-nhan/xong*")

    assert "Đã tiếp nhận" in person.text()
    assert keys.count <= 40
    assert person.complaints == []


def test_what_is_done_at_once_takes_twelve_keystrokes(person: Person, keys: Keys) -> None:
    person.sign_in(COMMUNE)
    person.go(COPIES)
    keys.scan(CARD)
    expect(person.page.locator('[name="a.papers.0.name"]')).to_be_focused()
    keys.press("Enter")
    keys.type("2")
    keys.press("Enter")
    keys.type("3")
    keys.press("F4", "F7")
    keys.type("415")
    expect(person.page.locator("#preview")).to_contain_text("4.000 đ")
    keys.press("F8")
    person.page.wait_for_url("**/tiep-nhan/xong*")

    assert "Đã trả kết quả" in person.text()
    assert keys.count <= 12
    assert person.complaints == []


def test_without_papers_nothing_is_saved_before_it_is_confirmed(person: Person, keys: Keys) -> None:
    person.sign_in(COMMUNE)
    person.go(COPIES)
    keys.scan(CARD)
    person.page.fill('[name="a.papers.0.pages"]', "1")
    person.page.fill('[name="a.papers.0.copies"]', "1")
    keys.press("F9")
    expect(person.page.locator("#despite")).to_be_focused()
    assert person.breaches() == []

    keys.press("Space", "F9")
    person.page.wait_for_url("**/tiep-nhan/xong*")


def test_what_the_owner_said_stands_in_the_form_and_nothing_typed_is_lost(person: Person) -> None:
    person.sign_in(PROVINCE)
    person.go(APPRAISAL)
    asked = person.page.locator('[name="a.applicant_name"]')
    person.page.fill('[name="p.0.name"]', "Nguyễn Văn An")
    person.page.press('[name="p.0.name"]', "Tab")
    expect(asked).to_have_value("Nguyễn Văn An")
    person.page.fill('[name="p.0.name"]', "Nguyễn Văn Ánh")
    person.page.press('[name="p.0.name"]', "Tab")
    expect(asked).to_have_value("Nguyễn Văn Ánh")

    asked.fill("Công ty Ánh Dương")
    person.page.fill('[name="p.0.name"]', "Nguyễn Ánh")
    person.page.press('[name="p.0.name"]', "Tab")
    expect(asked).to_have_value("Công ty Ánh Dương")


def test_a_name_typed_where_the_card_belongs_goes_to_its_box(person: Person, keys: Keys) -> None:
    person.sign_in(COMMUNE)
    person.go(COPIES)
    keys.scan("Trần Thị Bích")

    expect(person.page.locator('[name="p.0.name"]')).to_have_value("Trần Thị Bích")
    expect(person.page.locator('[name="p.0.identity"]')).to_be_focused()


def test_saving_twice_in_a_hurry_makes_one_dossier(person: Person, keys: Keys) -> None:
    person.sign_in(COMMUNE)
    person.go(COPIES)
    keys.scan(CARD)
    person.page.fill('[name="a.papers.0.pages"]', "1")
    person.page.fill('[name="a.papers.0.copies"]', "1")
    keys.press("F4", "F9", "F9")
    person.page.wait_for_url("**/tiep-nhan/xong*")
    person.go("/tiep-nhan")

    expect(person.page.locator("#found")).to_contain_text("1 hồ sơ trong 60 ngày")


def test_a_draft_outlives_the_session_and_not_the_saving(person: Person, keys: Keys) -> None:
    person.sign_in(COMMUNE)
    person.go(COPIES)
    keys.scan(CARD)
    with person.page.expect_response("**/nhap?*"):
        person.page.fill('[name="a.papers.0.copies"]', "7")
    person.sign_in(COMMUNE)
    person.go(COPIES)
    person.page.click("[data-restore]")
    expect(person.page.locator('[name="p.0.name"]')).to_have_value("Trần Thị Bích")
    expect(person.page.locator('[name="a.papers.0.copies"]')).to_have_value("7")

    person.page.fill('[name="a.papers.0.pages"]', "1")
    keys.press("F4", "F9")
    person.page.wait_for_url("**/tiep-nhan/xong*")
    person.go(COPIES)

    expect(person.page.locator("#draft")).to_have_count(0)
    assert "Trần" not in person.page.evaluate(KEPT)


def test_nobody_else_at_the_computer_finds_the_draft(person: Person, keys: Keys) -> None:
    person.sign_in(COMMUNE)
    person.go(COPIES)
    keys.scan(CARD)
    with person.page.expect_response("**/nhap?*"):
        person.page.type('[name="p.0.phone"]', "0913")
    person.sign_in("dn25-26017-04")
    person.go(COPIES)

    expect(person.page.locator("#draft")).to_have_count(0)
    assert "0913" not in person.page.evaluate(KEPT)


def test_the_receipt_comes_from_the_page_of_the_code(person: Person, keys: Keys) -> None:
    person.sign_in(COMMUNE)
    person.go(COPIES)
    keys.scan(CARD)
    person.page.fill('[name="a.papers.0.pages"]', "1")
    person.page.fill('[name="a.papers.0.copies"]', "1")
    keys.press("F4", "F9")
    person.page.wait_for_url("**/tiep-nhan/xong*")
    with person.context.expect_event("response", lambda one: "/in/receipt" in one.url) as printed:
        keys.press("Enter")

    assert printed.value.headers["content-type"] == "application/pdf"


def test_another_person_is_added_without_losing_anything(person: Person) -> None:
    person.sign_in(PROVINCE)
    person.go(APPRAISAL)
    person.page.fill('[name="p.0.name"]', "Nguyễn Văn Ánh")
    with person.page.expect_response("**/them-nguoi*"):
        person.page.click('button[value="person"]')
    person.page.select_option('[name="p.1.role"]', "authorised")

    expect(person.page.locator('[name="p.0.name"]')).to_have_value("Nguyễn Văn Ánh")
    expect(person.page.locator('[name="p.1.document"]')).to_be_visible()
    assert person.complaints == []


def test_the_pages_are_readable_by_all(person: Person) -> None:
    person.sign_in(COMMUNE)
    for path in ("/tiep-nhan", "/tiep-nhan?q=chung+thuc", COPIES, "/tiep-nhan/1.004884"):
        person.go(path)
        assert person.breaches() == [], path
    person.go(COPIES)
    person.page.click('button[value="more"]')
    assert person.breaches() == []


def test_the_counter_works_on_a_telephone_without_scripts(without_scripts: Person) -> None:
    clerk = without_scripts
    clerk.sign_in(COMMUNE)
    clerk.go("/tiep-nhan")
    clerk.page.fill("#q", "chung thuc ban sao tu ban chinh")
    clerk.page.press("#q", "Enter")
    clerk.page.click("#found a >> nth=0")
    assert not clerk.is_too_wide()
    clerk.page.fill('[name="p.0.card"]', CARD)
    clerk.page.press('[name="p.0.card"]', "Enter")
    expect(clerk.page.locator('[name="p.0.name"]')).to_have_value("Trần Thị Bích")
    clerk.page.click('button[value="papers"]')
    clerk.page.fill('[name="a.papers.0.pages"]', "1")
    clerk.page.fill('[name="a.papers.0.copies"]', "1")
    clerk.page.click('#intake aside button[value="check"]')
    expect(clerk.page.locator("#preview")).to_contain_text("2.000 đ")
    clerk.page.click('button[value="save"]')

    assert "Đã tiếp nhận" in clerk.text()
    assert not clerk.is_too_wide()


@pytest.mark.long
def test_the_pages_are_light(person: Person) -> None:
    person.sign_in(COMMUNE)
    for path in ("/tiep-nhan", COPIES):
        person.forget()
        person.go(path)
        person.page.wait_for_load_state("networkidle")
        assert person.weight() <= 25_000 + HTMX * (path == "/tiep-nhan"), path
    assert person.strangers() == []


def test_the_counter_speaks_english_too(on_phone: Person) -> None:
    on_phone.sign_in(COMMUNE)
    on_phone.go(COPIES)
    on_phone.page.click("summary:has-text('Menu')")
    on_phone.page.click('.panel button[lang="en"]')
    on_phone.go(COPIES)

    assert "Papers of the dossier" in on_phone.text()
    assert not on_phone.is_too_wide()
    assert on_phone.breaches() == []


LOOKING = """window.BarcodeDetector = class {
  async detect(video) { return video.videoWidth ? [{ rawValue: CARD }] : []; }
}"""


@pytest.mark.long
def test_the_camera_reads_the_card_where_the_browser_knows_how(
    browser: Browser, address: str
) -> None:
    """Chromium on Linux reads no codes by itself; camera, its permission and the form are real."""
    made_up = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    seeing = browser.browser_type.launch(executable_path=installed(), args=[*QUIET, *made_up])
    clerk = Person.at_desk(seeing, address)
    clerk.page.add_init_script(LOOKING.replace("CARD", f'"{CARD}"'))
    clerk.sign_in(COMMUNE)
    clerk.go(COPIES)
    clerk.page.click("[data-camera]")
    expect(clerk.page.locator('[name="p.0.name"]')).to_have_value("Trần Thị Bích")

    expect(clerk.page.locator("video")).to_have_count(0)
    assert clerk.complaints == []
    seeing.close()


def test_without_a_reader_of_codes_there_is_the_scanner_alone(person: Person) -> None:
    person.sign_in(COMMUNE)
    person.go(COPIES)

    expect(person.page.locator("[data-camera]")).to_be_hidden()
    expect(person.page.locator("[data-scan]")).to_be_focused()
