"""One dossier by each channel, from where it comes in to where its result leaves, in a browser."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from api.settings import Settings
from api.system import system
from engine.desk import Desk, Outcome, Party, Wish
from engine.desk.draft import APPLICANT
from engine.ledger import DossierRef
from engine.procedure import Channel
from tests.engine.desk.town import (
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    OWNER,
    reception,
)
from tests.stories.person import Person

CLERK = "dn-sxd-03"
ITEM, BACK = "EA123456789VN", "RR987654321VN"
_INSIDE = (
    (COUNTER, Wish("forward")),
    (OFFICER, Wish("propose", outcome="granted")),
    (HEAD, Wish("agree")),
    (LEADER, Wish("sign", capacity="KT.")),
    (CLERICAL, Wish("seal", number="12/GP")),
)


@pytest.fixture
def desk(address: str, tmp_path: Path) -> Iterator[Desk]:
    """What the other people of the office work on, beside the clerk in the browser."""
    assert address
    data = tmp_path / "data"
    settings = Settings(data, f"sqlite:///{data / 'motcua.sqlite'}", demo=True, https=False)
    with system(settings) as found:
        yield Desk(found.engine, found.office, found.pepper())


@pytest.fixture(params=["desk", "phone"])
def clerk(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Person]:
    """The counter's clerk at a wide screen, or with a telephone."""
    seat = Person.on_phone if request.param == "phone" else Person.at_desk
    at_work = seat(browser, address)
    at_work.sign_in(CLERK)
    yield at_work
    at_work.leave()


def _inside(desk: Desk, ref: DossierRef) -> None:
    """The departments do their part."""
    for by, wish in _INSIDE:
        desk.take(ref, wish, by)


def _state(desk: Desk, ref: DossierRef) -> str:
    return desk.seeing.open(ref, COUNTER).line.state


def _is_sound(person: Person) -> None:
    """Readable by all, no wider than the screen, nothing broken."""
    person.page.wait_for_load_state("networkidle")
    assert person.breaches() == []
    assert not person.is_too_wide()
    assert person.complaints == []


def _return(clerk: Person, one: Outcome) -> None:
    """Type the code, choose who came, hand over."""
    page = clerk.page
    clerk.go("/tra-ket-qua")
    _is_sound(clerk)
    page.fill("#q", one.code)
    page.press("#q", "Enter")
    page.wait_for_url("**/tra-ket-qua/**")
    _is_sound(clerk)
    page.locator("input[name=nguoi]").first.check()
    page.get_by_label("Có giấy hẹn", exact=True).check()
    page.locator("main form button").last.click()
    page.wait_for_url("**xong=**")
    expect(page.get_by_role("status").first).to_contain_text("Đã trả kết quả")
    _is_sound(clerk)


def test_a_dossier_handed_in_at_the_counter_is_fetched_there(clerk: Person, desk: Desk) -> None:
    one = desk.receive(reception(), COUNTER)
    clerk.go("/so")
    expect(clerk.page.locator("main")).to_contain_text(one.code)
    _is_sound(clerk)
    _inside(desk, one.ref)

    _return(clerk, one)

    assert _state(desk, one.ref) == "returned"


def test_a_dossier_submitted_online_is_accepted_and_fetched(clerk: Person, desk: Desk) -> None:
    sent = reception(channel=Channel.ONLINE, paid=False, parties=(replace(OWNER, phone=None),))
    one = desk.receive(sent, APPLICANT)
    clerk.go("/truc-tuyen")
    _is_sound(clerk)
    clerk.page.get_by_role("link", name=one.code).click()
    clerk.page.wait_for_url(f"**{one.ref.id.hex}")
    expect(clerk.page.locator("main")).to_contain_text(OWNER.name)
    _is_sound(clerk)
    clerk.page.get_by_label("Đã thu đủ phí, lệ phí").check()
    clerk.page.locator("form:has(input[value=accept]) button").click()
    clerk.page.wait_for_url("**/truc-tuyen?xong=*")
    expect(clerk.page.locator("main")).to_contain_text("Không còn hồ sơ trực tuyến")
    _inside(desk, one.ref)

    _return(clerk, one)

    assert _state(desk, one.ref) == "returned"


def test_a_dossier_that_comes_by_post_goes_back_by_post(clerk: Person, desk: Desk) -> None:
    ref = _received_from_post(clerk)
    _inside(desk, _paid(desk, ref))

    clerk.go("/buu-chinh")
    _is_sound(clerk)
    page = clerk.page
    page.locator("input[name^='ma.']").fill(BACK)
    page.fill("#so", "09/BBGN")
    page.fill("#nguoi_nhan", "Lê Bưu Tá")
    page.locator("form[action*='gui'] button").click()
    page.wait_for_url("**/bien-ban?**")

    expect(page.locator("main")).to_contain_text(BACK)
    _is_sound(clerk)
    assert _state(desk, ref) == "returned"


def _received_from_post(clerk: Person) -> DossierRef:
    """Scan an item, fill in the short form, sign; the dossier that it became."""
    page = clerk.page
    clerk.go("/buu-chinh/nhan")
    page.fill("#quet", ITEM)
    page.press("#quet", "Enter")
    page.wait_for_load_state()
    page.locator(f"[id='{ITEM}.procedure']").select_option("1.009972")
    page.locator(f"[id='{ITEM}.answer.applicant_kind']").select_option("person")
    page.locator(f"[id='{ITEM}.name']").fill(OWNER.name)
    page.locator(f"[id='{ITEM}.identity']").fill(OWNER.identity or "")
    page.locator(f"[id='{ITEM}.place']").select_option(index=1)
    _is_sound(clerk)
    page.fill("#so", "05/BBGN")
    page.fill("#nguoi_giao", "Lê Bưu Tá")
    page.locator("button[value=sign]").click()
    page.wait_for_url("**/bien-ban?**")
    _is_sound(clerk)
    link = page.locator("main a[data-open]").get_attribute("href") or ""
    agency, dossier = link.split("/")[-2:]
    return DossierRef(agency, UUID(dossier))


def _paid(desk: Desk, ref: DossierRef) -> DossierRef:
    lines = [fee.no for fee in desk.seeing.open(ref, COUNTER).line.unpaid]
    desk.fees.collect(ref, lines, "transfer", COUNTER)
    return ref


@pytest.mark.parametrize(
    "path",
    ["/buu-chinh", "/truc-tuyen", "/tra-ket-qua", "/so", "/so/phieu", "/so/luan-chuyen",
     "/so/nhap-bu"],
)  # fmt: skip
def test_the_pages_of_the_counter_speak_english_too(person: Person, desk: Desk, path: str) -> None:
    one = desk.receive(reception(parties=(OWNER, _agent())), COUNTER)
    assert one.code
    person.sign_in(CLERK)
    person.page.locator(".top .inner > .person button[name=language]").click()
    person.go(path)

    assert person.page.locator("html").get_attribute("lang") == "en"
    assert person.page.locator("h1").inner_text() in {
        "Post", "Online queue", "Return of results", "Register of dossiers", "Slips 02 and 03",
        "Transit slip", "Enter paper receipts",
    }  # fmt: skip
    _is_sound(person)


def _agent() -> Party:
    return Party("authorised", "Đỗ Thị Dịch Vụ", scope=("collect",), document="Hợp đồng số 7")
