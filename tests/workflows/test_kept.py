"""What a database keeps of the files is enough to read them again."""

from datetime import date
from decimal import Decimal

import pytest

from engine.definitions.texts import parse
from workflows.kept import CALENDAR, PROCEDURE, Kept, files_of, kept
from workflows.loader import Files, gather
from workflows.published import Published, examine


@pytest.fixture(scope="module")
def shipped() -> Files:
    return gather()


@pytest.fixture(scope="module")
def published(shipped: Files) -> Published:
    return examine(shipped)


@pytest.fixture(scope="module")
def texts(shipped: Files, published: Published) -> tuple[Kept, ...]:
    return tuple(kept(shipped, published))


def test_every_shipped_procedure_comes_back_as_it_was(
    texts: tuple[Kept, ...], published: Published
) -> None:
    found = {text.code: text.procedure() for text in texts if text.kind == PROCEDURE}

    assert found.keys() == published.catalogue.offered.keys()
    for code, procedure in found.items():
        (origin,) = published.catalogue.offered[code]
        assert procedure == origin
        assert procedure.edition == origin.edition
        assert list(procedure.states) == list(origin.states)
        assert list(procedure.actions) == list(origin.actions)


def test_every_shipped_calendar_comes_back_with_its_edition(
    texts: tuple[Kept, ...], published: Published
) -> None:
    found = {text.code: text.calendar() for text in texts if text.kind == CALENDAR}

    assert {id_: one.edition for id_, one in found.items()} == {
        id_: one.edition for id_, one in published.catalogue.kept.items()
    }


def test_the_other_files_come_back_value_by_value(
    texts: tuple[Kept, ...], shipped: Files, published: Published
) -> None:
    again = files_of(texts)

    for shelf in ("codes", "agencies", "periods", "forms"):
        assert {name: one.value for name, one in again.shelves[shelf].items()} == {
            name: one.value for name, one in shipped.shelves[shelf].items()
        }
    assert again.lists == shipped.lists
    assert examine(again).organisation == published.organisation


def plain(value: str) -> Kept:
    files = Files()
    files.lists["labels"] = {"x": parse(value, "x").value}
    return next(iter(kept(files, examine(Files()))))


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-01",
        '"2025-07-01"',
        "1.50",
        '"1.50"',
        "10",
        "true",
        "null",
        "[a, {b: 000}]",
        '"\\n"',
    ],
)
def test_a_value_keeps_its_kind(text: str) -> None:
    value = files_of([plain(text)]).lists["labels"]["x"]

    assert value == parse(text, "x").value
    assert type(value) is type(parse(text, "x").value)


def test_a_day_and_its_text_are_two_editions() -> None:
    assert parse("2025-07-01", "x").value == date(2025, 7, 1)
    assert parse("1.50", "x").value == Decimal("1.50")
    assert plain("2025-07-01").edition != plain('"2025-07-01"').edition


def test_the_order_of_keys_is_kept_and_changes_no_edition() -> None:
    one, other = plain("{a: 1, b: 2}"), plain("{b: 2, a: 1}")

    assert one.edition == other.edition
    assert one.content != other.content
