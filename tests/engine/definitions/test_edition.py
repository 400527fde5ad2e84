import json
from dataclasses import replace

import pytest

from engine.definitions.edition import edition, written
from engine.definitions.known import FormText, Known
from engine.definitions.load import load
from engine.definitions.restore import restored
from engine.errors import RecordBroken
from engine.procedure import Procedure

P, W = "1.009972.yaml", "standard.yaml"


def edition_after(texts: dict[str, str], known: Known, file: str, old: str, new: str) -> str:
    assert old in texts[file]
    edited = {**texts, file: texts[file].replace(old, new)}
    return load(edited, known).procedures[0].edition


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (P, "extends: standard", "extends: standard   # a remark"),
        (
            P,
            "tier: province     # province | district | commune\nlevel: 4",
            "level: 4\ntier: province #",
        ),
        (P, "limit: {working_days: 20}", "limit: {working_days: 20.0}"),
        (P, "budget: 16.5d", "budget: 16.50d"),
        (P, "originals: 1, copies: 0,", "originals: 1,"),
        (W, "by: unit_head}", "by: [unit_head]}"),
    ],
)
def test_how_it_is_written_does_not_count(
    texts: dict[str, str], known: Known, procedure: Procedure, file: str, old: str, new: str
) -> None:
    assert edition_after(texts, known, file, old, new) == procedure.edition


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (P, "amount: 75000", "amount: 75001"),
        (P, "percent: 100", "percent: 50"),
        (P, "budget: 16.5d", "budget: 16d"),
        (W, "label: Chờ ký, ", "label: Chờ kí, "),
        (W, "four_eyes: propose", "four_eyes: agree"),
        (P, "confidence: verified", "confidence: recalled"),
    ],
)
def test_what_it_says_counts(
    texts: dict[str, str], known: Known, procedure: Procedure, file: str, old: str, new: str
) -> None:
    assert edition_after(texts, known, file, old, new) != procedure.edition


def test_a_form_that_its_papers_name_counts(
    texts: dict[str, str], known: Known, procedure: Procedure
) -> None:
    form = known.forms["application"]
    longer = replace(
        known, forms={"application": replace(form, text={"form": "application", "x": 1})}
    )
    other = replace(known, forms={"application": form, "other": FormText(frozenset(), {})})

    assert load(texts, longer).procedures[0].edition != procedure.edition
    assert load(texts, other).procedures[0].edition == procedure.edition


def test_an_edition_comes_back_from_its_text(procedure: Procedure, known: Known) -> None:
    again = restored(written(procedure, known.forms))

    assert again == procedure
    assert again.edition == procedure.edition == edition(written(procedure, known.forms))
    assert list(again.states) == sorted(procedure.states)


def test_a_text_of_another_format_is_refused(procedure: Procedure, known: Known) -> None:
    text = json.loads(written(procedure, known.forms)) | {"format": "motcua-procedure-9"}

    with pytest.raises(RecordBroken):
        restored(json.dumps(text).encode())
