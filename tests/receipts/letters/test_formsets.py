from datetime import date
from typing import Any

import pytest
import yaml

from engine.definitions.known import LETTERS
from engine.errors import DefinitionFault, NotFound
from receipts.letters.formsets import FILE, FormSets, PaperColumns, Size, shipped
from receipts.letters.printing import DRAWINGS

BEFORE, SINCE = date(2025, 9, 14), date(2025, 9, 15)


def mapping() -> dict[str, Any]:
    """The shipped file, fresh, to be changed by a test."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return read


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (
            BEFORE,
            {
                "01": "receipt",
                "02": "supplement_request",
                "03": "refusal",
                "04": "apology",
                "05": "control_slip",
                "06": "register",
            },
        ),
        (
            SINCE,
            {
                "01": "receipt",
                "02": "supplement_request",
                "03": "refusal",
                "04": "apology",
                "05": "suspension_notice",
                "06": "control_slip",
                "07": "register",
            },
        ),
    ],
)
def test_each_regime_has_its_forms_by_number(day: date, numbers: dict[str, str]) -> None:
    (forms,) = (each for each in shipped().sets if each.on(day))

    assert {form.number: form.id for form in forms.forms.values()} == numbers


def test_the_register_is_a4_and_the_slips_are_a5() -> None:
    for forms in shipped().sets:
        sizes = {form.id: form.size for form in forms.forms.values()}

        assert sizes.pop("register") is Size.A4
        assert set(sizes.values()) == {Size.A5}


def test_the_list_of_papers_changes_with_the_regime() -> None:
    assert shipped().form("receipt", BEFORE).papers is PaperColumns.COUNTS
    assert shipped().form("receipt", SINCE).papers is PaperColumns.KINDS


def test_a_paper_without_a_statutory_form_has_no_number() -> None:
    assert shipped().form("suspension_notice", BEFORE).number is None
    assert shipped().form("suspension_notice", SINCE).number == "05"


def test_before_the_first_regime_there_is_no_form() -> None:
    with pytest.raises(NotFound, match="31/12/2017"):
        shipped().form("receipt", date(2017, 12, 31))


def test_every_letter_that_a_definition_may_name_can_be_printed() -> None:
    drawn = {letter.kind for letter in DRAWINGS}

    assert drawn >= LETTERS
    assert drawn - LETTERS == {"cover_receipt", "cash_sheet"}  # which no definition names
    assert all(shipped().form(kind, SINCE) for kind in LETTERS)


def test_what_is_assumed_is_said_in_the_file() -> None:
    for forms in (*shipped().sets, shipped().beside):
        assert any(source.confidence == "assumption" and source.note for source in forms.sources)


def test_two_regimes_on_one_day_are_refused() -> None:
    data = mapping()
    data["sets"][0]["to"] = SINCE

    with pytest.raises(DefinitionFault, match="tt01-2018 và tt03-2025"):
        FormSets.from_mapping(data, where="forms.yaml")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"size": "A3"}, "phải là một trong: A4, A5"),
        ({"number": 1}, "số thì đặt trong dấu nháy"),
        ({"titel": "x"}, "không hiểu khóa"),
    ],
)
def test_a_wrong_entry_is_refused_by_its_place(change: dict[str, Any], complaint: str) -> None:
    data = mapping()
    data["sets"][0]["forms"][0] |= change

    with pytest.raises(DefinitionFault, match=complaint) as refusal:
        FormSets.from_mapping(data, where="forms.yaml")
    assert "sets[0].forms[0]" in refusal.value.message


def test_a_form_named_twice_is_refused() -> None:
    data = mapping()
    data["sets"][0]["forms"].append(data["sets"][0]["forms"][0])

    with pytest.raises(DefinitionFault, match="trùng tên"):
        FormSets.from_mapping(data, where="forms.yaml")
