"""A form's definition is accepted whole, or refused with the path of what to mend."""

from copy import deepcopy
from typing import Any

import pytest

from forms.fault import FormFault
from forms.load import load

SOUND: dict[str, Any] = {
    "form": "sample",
    "title": "Đơn",
    "source": [{"law": "mẫu thử", "confidence": "assumption"}],
    "sections": [
        {
            "title": "Nội dung",
            "fields": {
                "kind_of": {"kind": "choice", "label": "Loại", "options": {"a": "A", "b": "B"}},
                "fee": {"kind": "money", "label": "Phí"},
                "area": {"kind": "number", "label": "Diện tích", "unit": "m²"},
            },
        }
    ],
    "sums": {"total": {"label": "Tổng", "of": ["fee"]}},
}
HEAD = "sections.0.fields"


def _fault(field: str, definition: object) -> tuple[str, str]:
    raw = deepcopy(SOUND)
    raw["sections"][0]["fields"][field] = definition
    with pytest.raises(FormFault) as refused:
        load(raw)
    return refused.value.path, refused.value.code


def test_a_sound_form_is_loaded() -> None:
    form = load(SOUND)

    assert [field.id for field in form.fields] == ["kind_of", "fee", "area"]
    assert form.names == {"kind_of", "fee", "area", "total"}
    assert form.sums[0].unit == "đồng"


@pytest.mark.parametrize(
    ("field", "definition", "fault"),
    [
        ("x", {"kind": "text"}, (f"{HEAD}.x", "missing_key")),
        ("x", {"kind": "colour", "label": "X"}, (f"{HEAD}.x.kind", "unknown_kind")),
        ("x", {"kind": "text", "label": "X", "max": 3}, (f"{HEAD}.x.max", "unknown_key")),
        (
            "x",
            {"kind": "text", "label": "X", "required": "có"},
            (f"{HEAD}.x.required", "not_a_flag"),
        ),
        ("x", {"kind": "text", "label": "X", "most": -1}, (f"{HEAD}.x.most", "not_a_count")),
        (
            "x",
            {"kind": "number", "label": "X", "lowest": "1"},
            (f"{HEAD}.x.lowest", "not_a_number"),
        ),
        ("x", {"kind": "choice", "label": "X", "options": {}}, (f"{HEAD}.x.options", "no_options")),
        ("x", {"kind": "date", "label": "X", "when": "soon"}, (f"{HEAD}.x.when", "unknown_value")),
        ("X", {"kind": "text", "label": "X"}, ("X", "bad_name")),
        ("in", {"kind": "text", "label": "X"}, ("in", "bad_name")),
        ("total", {"kind": "text", "label": "X"}, ("total", "twice")),
        ("x", "text", (f"{HEAD}.x", "not_a_mapping")),
        ("x", {"kind": "table", "label": "X", "columns": {}}, ("x", "bad_table")),
        (
            "x",
            {"kind": "text", "label": "X", "shown_when": {"kind_of": "c"}},
            ("x.shown_when.kind_of", "unknown_option"),
        ),
        (
            "x",
            {"kind": "text", "label": "X", "shown_when": {"fee": "1"}},
            ("x.shown_when.fee", "bad_condition"),
        ),
        (
            "kind_of",
            {"kind": "choice", "label": "X", "options": {"a": "A"}, "shown_when": {"kind_of": "a"}},
            ("kind_of.shown_when.kind_of", "bad_condition"),
        ),
        (
            "x",
            {"kind": "text", "label": "X", "shown_when": {"kind_of": 3}},
            (f"{HEAD}.x.shown_when.kind_of", "not_a_value"),
        ),
        (
            "x",
            {"kind": "phone", "label": "X", "from_card": "full_name"},
            ("x.from_card", "bad_card_item"),
        ),
        ("x", {"kind": "identity", "label": "X", "born": "fee"}, ("x.born", "bad_reference")),
    ],
)
def test_a_fault_of_a_field_names_its_place(
    field: str, definition: object, fault: tuple[str, str]
) -> None:
    assert _fault(field, definition) == fault


def test_a_condition_looks_back_never_ahead() -> None:
    raw = deepcopy(SOUND)
    fields = raw["sections"][0]["fields"]
    fields["area"]["shown_when"] = {"kind_of": "a"}
    load(raw)

    fields["kind_of"] = fields.pop("kind_of")

    with pytest.raises(FormFault) as refused:
        load(raw)
    assert refused.value.path == "area.shown_when.kind_of"


@pytest.mark.parametrize(
    ("of", "code"),
    [(["fee", "area"], "mixed_units"), (["kind_of"], "not_addable"), (["gone.x"], "not_addable")],
)
def test_only_numbers_of_one_unit_are_added_up(of: list[str], code: str) -> None:
    raw = SOUND | {"sums": {"total": {"label": "Tổng", "of": of}}}

    with pytest.raises(FormFault) as refused:
        load(raw)

    assert (refused.value.path, refused.value.code) == ("sums.total.of", code)


@pytest.mark.parametrize("key", ["form", "title", "sections", "source"])
def test_a_form_without_its_head_is_refused(key: str) -> None:
    raw = {name: part for name, part in SOUND.items() if name != key}

    with pytest.raises(FormFault, match=key):
        load(raw)


def test_an_unknown_key_of_the_form_is_refused() -> None:
    with pytest.raises(FormFault) as refused:
        load(SOUND | {"colour": "red"})

    assert (refused.value.path, refused.value.code) == ("colour", "unknown_key")
