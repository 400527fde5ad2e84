from dataclasses import replace
from datetime import date

import pytest

from engine.catalogue import Catalogue
from engine.errors import NotFound
from engine.procedure import Instant, Procedure, Tier
from workflows.published import Published, publish

OLD = Procedure(
    code="1.000001",
    name="Cũ",
    field="land",
    tier=Tier.COMMUNE,
    level=2,
    scope="information",
    workflow="standard",
    starts={},
    clock_end=Instant.SIGNED,
    limits=(),
    states={},
    actions={},
    channels=(),
    returns=(),
    valid_to=date(2020, 12, 31),
    edition="old",
)
NEW = replace(OLD, name="Mới", valid_from=date(2021, 1, 1), valid_to=date.max, edition="new")
PAST = replace(OLD, edition="past")


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue.of([OLD, NEW], [], past=[PAST])


@pytest.mark.parametrize(
    ("day", "edition"), [(date(2020, 12, 31), "old"), (date(2021, 1, 1), "new")]
)
def test_the_day_decides_which_version_is_current(
    catalogue: Catalogue, day: date, edition: str
) -> None:
    assert catalogue.current("1.000001", day).edition == edition
    assert [procedure.edition for procedure in catalogue.on(day)] == [edition]


def test_an_edition_of_the_past_is_known_but_not_offered(catalogue: Catalogue) -> None:
    assert catalogue.procedure("past") is PAST
    assert [p.edition for p in catalogue.on(date(2020, 1, 1))] == ["old"]


def test_what_is_not_there_is_not_found(catalogue: Catalogue) -> None:
    closed = Catalogue.of([OLD], [])

    with pytest.raises(NotFound):
        catalogue.procedure("none")
    with pytest.raises(NotFound):
        catalogue.calendar("none")
    with pytest.raises(NotFound):
        catalogue.calendar_of("none")
    with pytest.raises(NotFound, match="danh mục"):
        catalogue.current("9.9", date(2020, 1, 1))
    with pytest.raises(NotFound, match="01/01/2021"):
        closed.current("1.000001", date(2021, 1, 1))


@pytest.fixture(scope="module")
def published() -> Published:
    return publish()


def test_the_shipped_calendars_are_found_by_id_and_by_edition(published: Published) -> None:
    calendar = published.catalogue.calendar_of("vietnam-office")

    assert published.catalogue.calendar(calendar.edition) is calendar
