"""A mapping file is refused before any row is read, by a stable code and in plain words."""

from collections.abc import Mapping as Pairs
from datetime import time
from typing import Any

import pytest

from engine.errors import Refusal
from engine.imports.register.events import Meaning
from engine.imports.register.mapping import Closes, Rows
from engine.procedure import Channel
from tests.engine.desk.town import office
from tests.engine.imports.register.samples import LOG, Archive, mapping, shipped
from workflows.loader import ROOT


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "imports").glob("*.yaml")))
def test_every_shipped_mapping_fits_the_shipped_office(name: str) -> None:
    told = shipped(name)

    office().organisation.agency(told.agency)
    told.procedure.check(office().catalogue)


def test_a_mapping_says_what_rows_channels_and_events_mean() -> None:
    told = mapping(events={"result": "Xong", "step": ["others"]}, day={"promised": "16:30"})

    assert (told.rows, told.closes) == (Rows.EVENT, Closes.RESULT)
    assert told.channels == {"desk": Channel.DIRECT, "web": Channel.ONLINE}
    assert told.events.meaning("Xong") is Meaning.RESULT
    assert told.events.meaning("gì cũng được") is Meaning.STEP
    assert (told.formats.received, told.formats.promised) == (time(7, 30), time(16, 30))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"colums": {}}, "unknown_key"),
        ({"columns": {**LOG["columns"], "nmae": "x"}}, "unknown_key"),
        ({"columns": {"case": "id"}, "promise": None}, "column_unmapped"),
        ({"columns": {"case": "i", "event": "e", "at": "t"}, "promise": None}, "column_unmapped"),
        ({"columns": {**LOG["columns"], "case": []}}, "definition_fault"),
        ({"zone": "Asia/Bien_Hoa"}, "unknown_zone"),
        ({"channels": {"Fax": "fax"}}, "unknown_channel"),
        ({"channel": "fax"}, "unknown_channel"),
        ({"promise": {"first": "due"}}, "unknown_promise"),
        ({"promise": {"first": "deadline", "then": "planned"}}, "unknown_key"),
        ({"import": "hệ thống cũ"}, "bad_source"),
        ({"rows": "line"}, "definition_fault"),
        ({"closes": "never"}, "definition_fault"),
        ({"day": {"noon": "12:00"}}, "unknown_key"),
        ({"day": {"received": "sáng"}}, "bad_time"),
        ({"file": {"delimiter": "::"}}, "bad_delimiter"),
        ({"file": {"encoding": "vni"}}, "bad_encoding"),
        ({"events": {"finish": "Xong"}}, "unknown_key"),
        ({"events": {"result": "Xong", "return": "Xong"}}, "definition_fault"),
        ({"procedure": {}}, "definition_fault"),
        ({"procedure": {"values": {"Cấp phép": "1.013225"}}}, "column_unmapped"),
        (
            {"procedure": {"code": "X", "name": "X", "field": "x", "tier": "city", "level": 1}},
            "definition_fault",
        ),
    ],
)
def test_a_mapping_that_cannot_be_followed_is_refused(changes: Pairs[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=r"map\.yaml") as refused:
        mapping(**changes)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"agency": "so-xay-dung"}, "unknown_agency"),
        ({"procedure": {"code": "9.999999"}}, "unknown_procedure"),
    ],
)
def test_an_agency_or_procedure_that_is_not_there_is_refused(
    changes: Pairs[str, Any], code: str
) -> None:
    nowhere = Archive(engine=None)  # type: ignore[arg-type]  # nothing is asked of the database

    with pytest.raises(Refusal) as refused:
        nowhere.importing(mapping(**changes)).check()

    assert refused.value.code == code
