"""The forms that are shipped: each is sound, says where it is from, and carries its answers."""

from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from forms.answers import Answers, Complaints
from forms.fields import Number
from forms.parse import parse
from forms.schema import schema
from tests.forms.filling import FILES, LIBRARY, TODAY, filled, form_of

each_form = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)

NEEDED = {
    "application",
    "birth_registration",
    "building_permit",
    "certified_copies",
    "civil_status_copy",
    "death_registration",
    "household_business",
    "land_change",
    "marital_status",
    "marriage_registration",
    "residence_ct01",
}


def test_the_library_has_the_forms_of_the_procedures_shipped() -> None:
    assert {path.stem for path in FILES} >= NEEDED


@each_form
def test_a_form_is_called_like_its_file_and_names_its_source(path: Path) -> None:
    form = form_of(path)

    assert form.id == path.stem
    assert form.source


@each_form
def test_an_empty_form_complains_once_of_each_required_field(path: Path) -> None:
    form = form_of(path)

    complaints = parse(form, {}, today=TODAY)

    assert isinstance(complaints, Complaints)
    always = [field.id for field in form.fields if field.required and not field.shown_when]
    assert [entry.path for entry in complaints.entries] == always


@each_form
@given(data=st.data())
def test_facts_fit_the_schema_and_lead_to_the_same_answers(path: Path, data: st.DataObject) -> None:
    form = form_of(path)
    raw = cast("dict[str, object]", data.draw(filled(form.fields)))

    answers = parse(form, raw, today=TODAY)

    assert isinstance(answers, Answers), answers
    facts = answers.facts()
    Draft202012Validator(schema(form)).validate(facts)
    again = parse(form, facts, today=TODAY)
    assert isinstance(again, Answers)
    assert (again.values, again.sums) == (answers.values, answers.sums)


@each_form
def test_the_schema_of_a_form_is_a_schema(path: Path) -> None:
    Draft202012Validator.check_schema(schema(form_of(path)))


@pytest.mark.parametrize("name", ["building_permit", "land_change", "application"])
def test_a_guard_can_compare_the_area(name: str) -> None:
    form = form_of(LIBRARY / f"{name}.yaml")
    area = next(field for field in form.fields if field.id == "area")

    assert isinstance(area, Number)
    assert (area.unit, area.lowest) == ("m²", Decimal(0))
