"""The JSON Schema of a form refuses what the form would refuse."""

import pytest
from jsonschema import Draft202012Validator

from forms.answers import Answers
from forms.load import load
from forms.parse import parse
from forms.schema import schema

FORM = load(
    {
        "form": "sample",
        "title": "Đơn",
        "source": [{"law": "mẫu thử", "confidence": "assumption"}],
        "sections": [
            {
                "title": "Nội dung",
                "fields": {
                    "want": {
                        "kind": "choices",
                        "label": "Cần",
                        "required": True,
                        "options": {"a": "A", "b": "B"},
                    },
                    "why": {
                        "kind": "text",
                        "label": "Lý do",
                        "required": True,
                        "shown_when": {"want": "b"},
                    },
                    "area": {"kind": "number", "label": "Diện tích", "highest": 10},
                    "rows": {
                        "kind": "table",
                        "label": "Dòng",
                        "most": 1,
                        "columns": {
                            "n": {"kind": "money", "label": "Tiền", "required": True},
                            "w": {"kind": "text", "label": "Việc"},
                        },
                    },
                },
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("body", "sound"),
    [
        ({"want": ["a"]}, True),
        ({"want": ["a"], "why": None, "area": None}, True),
        ({"want": ["a", "b"], "why": "cần"}, True),
        ({"want": ["a"], "rows": [{"n": 1}]}, True),
        ({}, False),
        ({"want": ["b"]}, False),
        ({"want": ["b"], "why": None}, False),
        ({"want": ["c"]}, False),
        ({"want": ["a"], "area": 11}, False),
        ({"want": ["a"], "rows": [{"n": 1}, {"n": 2}]}, False),
        ({"want": ["a"], "rows": [{"n": None, "w": "x"}]}, False),
        ({"want": ["a"], "colour": "red"}, False),
    ],
)
def test_the_schema_and_the_reader_agree(body: dict[str, object], sound: bool) -> None:  # noqa: FBT001
    assert Draft202012Validator(schema(FORM)).is_valid(body) is sound
    assert isinstance(parse(FORM, body), Answers) is sound
