"""What holds for every page: light, of this house alone, readable by all, no wider than a phone."""

import pytest

from tests.stories.person import Person

FIRST, NEXT = 100_000, 25_000  # bytes over the wire
WITH_HTMX = 45_000  # the first time that somebody opens the intake: htmx comes once
INTAKE = "/tiep-nhan"
COUNTER, OFFICER, HEAD, LEADER, CLERICAL = (f"dn-sxd-{n}" for n in ("03", "07", "06", "01", "05"))
PEOPLE = (COUNTER, OFFICER, HEAD, LEADER, CLERICAL)
OWN = ("/mat-khau", "/ma-xac-thuc")


def _menu(person: Person) -> list[str]:
    """The pages that this person is led to, and those about themselves."""
    links = person.page.locator("header nav a").all()
    return list(dict.fromkeys([*(str(link.get_attribute("href")) for link in links), *OWN]))


def test_the_first_page_is_light_and_the_next_ones_lighter(person: Person) -> None:
    person.go("/dang-nhap")
    person.page.wait_for_load_state("networkidle")
    assert 20_000 < person.weight() <= FIRST

    person.sign_in(COUNTER)
    for path in _menu(person):
        person.forget()
        person.go(path)
        person.page.wait_for_load_state("networkidle")
        assert person.weight() <= (WITH_HTMX if path == INTAKE else NEXT), path


def test_nothing_serious_is_found_on_the_sign_in_page(person: Person) -> None:
    person.go("/dang-nhap")

    assert person.breaches() == []


@pytest.mark.parametrize("staff", PEOPLE)
def test_every_page_of_a_person_can_be_read_and_asks_no_other_host(
    person: Person, staff: str
) -> None:
    person.sign_in(staff)
    menu = _menu(person)

    assert len(menu) > len(OWN)
    for path in menu:
        person.go(path)
        person.page.wait_for_load_state("networkidle")
        assert person.breaches() == [], path
    assert person.strangers() == []
    assert person.complaints == []


@pytest.mark.parametrize("staff", [COUNTER, HEAD])
def test_no_page_is_wider_than_a_phone(on_phone: Person, staff: str) -> None:
    on_phone.go("/dang-nhap")
    assert not on_phone.is_too_wide()
    on_phone.sign_in(staff)
    for path in _menu(on_phone):
        on_phone.go(path)
        assert not on_phone.is_too_wide(), path
