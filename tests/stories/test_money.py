"""A clerk's money and papers in a real browser: taken, struck out, counted, handed over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from api.settings import Settings
from api.system import system
from engine.desk import Desk, Outcome, Wish
from tests.engine.desk.town import COUNTER, reception
from tests.stories.person import Person

CLERK, OFFICER, LEADER = "dn-sxd-03", "dn-sxd-07", "dn-sxd-01"


@pytest.fixture
def queue(address: str, tmp_path: Path) -> Iterator[list[Outcome]]:
    """Two dossiers that were received and not paid for; the first is with the officer."""
    assert address
    data = tmp_path / "data"
    settings = Settings(data, f"sqlite:///{data / 'motcua.sqlite'}", demo=True, https=False)
    with system(settings) as found:
        desk = Desk(found.engine, found.office, found.pepper())
        made = [desk.receive(reception(paid=False), COUNTER) for _ in range(2)]
        desk.take(made[0].ref, Wish("forward"), COUNTER)
        yield made


@pytest.fixture(params=["desk", "desk without scripts", "phone"])
def anybody(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Person]:
    """Somebody with a wide screen, the same without scripts, or somebody with a telephone."""
    if request.param == "phone":
        at_work = Person.on_phone(browser, address)
    else:
        at_work = Person.at_desk(browser, address, scripts=request.param == "desk")
    yield at_work
    at_work.leave()


def _scan(person: Person, field: Locator, code: str) -> None:
    """As a scanner does: the code and Enter."""
    field.fill(code)
    field.press("Enter")
    person.page.wait_for_load_state()


def _collect(person: Person, *codes: str) -> None:
    """Each code scanned, then one receipt."""
    person.go("/phi")
    for code in codes:
        _scan(person, person.page.locator("#ma"), code)
    assert not person.is_too_wide()
    person.page.get_by_role("button", name="Thu và cấp biên lai").click()
    person.page.wait_for_url("**/phi/bien-lai?*")


def _strike_out(person: Person) -> None:
    page = person.page
    page.locator("summary", has_text="Hủy biên lai").click()
    page.get_by_label("Lý do").select_option("receipt_mistyped")
    assert not person.is_too_wide()
    page.get_by_role("button", name="Hủy biên lai").click()
    expect(page.get_by_text("Đã hủy").first).to_be_visible()


def test_the_clerk_collects_strikes_out_and_closes_the_till_with_a_difference(
    anybody: Person, queue: list[Outcome]
) -> None:
    person, page = anybody, anybody.page
    person.sign_in(CLERK)
    _collect(person, *(one.code for one in queue))
    expect(page.get_by_text("150.000 đ")).to_be_visible()
    _strike_out(person)
    _collect(person, queue[0].code)

    person.go("/phi/so-quy")
    page.get_by_label("Đếm được: Tiền mặt").fill("70.000")
    page.get_by_label("Lý do chênh lệch: Tiền mặt").select_option("cash_short")
    assert not person.is_too_wide()
    page.get_by_role("button", name="Khóa sổ quầy này").click()
    page.wait_for_url(f"**/{CLERK}/1")
    expect(page.get_by_text("-5.000 đ")).to_be_visible()
    assert not person.is_too_wide()

    person.sign_in(LEADER)
    person.go("/phi/so-quy")
    page.locator("main h2 a").first.click()
    page.get_by_role("button", name="Ký soát").click()
    expect(page.get_by_text("Đã ký soát")).to_be_visible()


def test_originals_are_handed_over_and_the_officer_confirms_by_scanning_all_but_one(
    anybody: Person, queue: list[Outcome]
) -> None:
    person, page, code = anybody, anybody.page, queue[0].code
    person.sign_in(CLERK)
    person.go("/ban-chinh")
    _scan(person, page.locator("#quet"), code.lower())
    expect(page.locator("input[name=item]:checked")).to_have_count(2)
    page.locator("#to").select_option(OFFICER)
    assert not person.is_too_wide()
    page.get_by_role("button", name="Lập danh mục").click()
    page.wait_for_url("**/ban-chinh/danh-muc?*")
    where = page.url.removeprefix(person.address)

    person.sign_in(OFFICER)
    person.go(where)
    _scan(person, page.locator("#quet"), f"{code}:1")
    expect(page.locator("input[name=item]:checked")).to_have_count(1)
    page.get_by_role("button", name="Ký nhận").click()
    expect(page.get_by_role("alert")).to_contain_text(f"{code}:2")
    assert not person.is_too_wide()
    page.get_by_role("button", name="Ký nhận, báo thiếu").click()
    expect(page.get_by_text("Thiếu, còn ở bên giao")).to_be_visible()
    person.go("/ban-chinh")
    expect(page.locator("input[name=item]")).to_have_count(1)
    assert not person.is_too_wide()


def test_the_change_and_the_difference_are_reckoned_while_one_types(
    person: Person, queue: list[Outcome]
) -> None:
    page = person.page
    person.sign_in(CLERK)
    person.go(f"/phi?co={queue[0].code}&co={queue[1].code}")
    page.locator("input[name=line]").first.uncheck()
    page.get_by_label("Khách đưa").fill("100.000")
    expect(page.locator("[data-total]")).to_have_text("75.000 đ")
    expect(page.locator("[data-left]")).to_have_text("25.000 đ")
    page.get_by_label("Chuyển khoản").check()
    expect(page.get_by_label("Khách đưa")).to_be_hidden()
    page.get_by_role("button", name="Thu và cấp biên lai").click()
    page.wait_for_url("**/phi/bien-lai?*")
    person.go("/phi/so-quy")
    page.get_by_label("Đếm được: Chuyển khoản").fill("80000")
    expect(page.locator("[data-gap]")).to_have_text("5.000 đ")


@pytest.mark.long
@pytest.mark.parametrize("staff", [CLERK, OFFICER, LEADER])
def test_axe_finds_nothing_serious_on_the_pages_of_money_and_originals(
    person: Person, queue: list[Outcome], staff: str
) -> None:
    person.sign_in(CLERK)
    person.go(f"/phi?co={queue[0].code}")
    person.page.get_by_role("button", name="Thu và cấp biên lai").click()
    person.page.wait_for_url("**/phi/bien-lai?*")
    receipt = person.page.url.removeprefix(person.address)
    person.go("/ban-chinh")
    _scan(person, person.page.locator("#quet"), queue[0].code)
    person.page.locator("#to").select_option(OFFICER)
    person.page.get_by_role("button", name="Lập danh mục").click()
    person.page.wait_for_url("**/ban-chinh/danh-muc?*")
    listed = person.page.url.removeprefix(person.address)
    dossier = f"{queue[0].ref.agency}/{queue[0].ref.id.hex}"

    person.sign_in(staff)
    pages = [f"/phi?co={queue[1].code}", receipt, f"/phi/ho-so/{dossier}", "/phi/so-quy"]
    pages += ["/ban-chinh", listed, f"/ban-chinh/ho-so/{dossier}"]
    for path in pages:
        person.go(path)
        person.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert person.breaches() == [], path
    strange = [one for one in person.complaints if "403" not in one and "404" not in one]
    assert strange == []
