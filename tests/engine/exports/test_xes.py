"""Ledgers as an event log that the tools of process mining open."""

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import Engine
from xmlschema import XMLSchema

from engine.desk import Wish
from engine.exports.xes import Log
from engine.ledger import Kind
from engine.store.ledgers import ledgers
from engine.store.read import reading
from tests.engine.desk.town import (
    ADOPTION,
    COMMUNE,
    COUNTER,
    OWNER,
    Town,
    reception,
    who,
)
from tests.engine.imports.register.samples import (
    SAMPLES,
    Archive,
    of_file,
    shipped,
)
from workflows.loader import ROOT

SCHEMA = Path(__file__).with_name("xes.xsd")
WABO = ROOT.parent.parent / "shared" / "data" / "foreign" / "wabo-receipt.csv"
XES = "{http://www.xes-standard.org/}"


def written(engine: Engine) -> str:
    with reading(engine) as snapshot:
        log = Log(Archive(engine).catalogue(), {Kind.ASSIGNED: "Phân công"})
        return "".join(log.lines(ledgers(snapshot)))


def values(text: str, scope: str, key: str) -> list[str]:
    found = ET.fromstring(text).iterfind(f".//{XES}{scope}/*[@key='{key}']")  # noqa: S314 -- our own
    return [one.attrib["value"] for one in found]


def events_of(text: str) -> list[str]:
    root = ET.fromstring(text)  # noqa: S314 -- our own text
    path = f"{XES}trace/{XES}event/{XES}string[@key='concept:name']"
    return [one.attrib["value"] for one in root.iterfind(path)]


def test_a_dossier_is_a_trace_and_its_acts_are_events(town: Town) -> None:
    outcome = town.receive()
    town.desk.take(outcome.ref, Wish("forward"), COUNTER)

    text = written(town.engine)

    XMLSchema(SCHEMA).validate(text)
    assert values(text, "trace", "concept:name") == [outcome.code]
    assert events_of(text) == ["Tiếp nhận hồ sơ", "Chuyển bộ phận chuyên môn"]
    assert values(text, "event", "org:resource") == [COUNTER.id, COUNTER.id]


def test_nobody_of_the_outside_is_named(town: Town) -> None:
    town.receive()
    text = written(town.engine)

    assert OWNER.name not in text
    assert str(OWNER.identity) not in text


def test_a_restricted_dossier_is_left_out(town: Town) -> None:
    counter = who("counter", COMMUNE)
    town.desk.receive(reception(ADOPTION, agency=COMMUNE, answers={}), counter)

    assert values(written(town.engine), "trace", "concept:name") == []


def test_what_was_taken_back_is_no_event(town: Town) -> None:
    outcome = town.receive()
    town.desk.take(outcome.ref, Wish("forward"), COUNTER)
    town.desk.undo(outcome.ref, COUNTER)

    assert events_of(written(town.engine)) == ["Tiếp nhận hồ sơ"]


def test_the_log_of_an_older_system_comes_out_as_it_went_in(engine: Engine) -> None:
    told = shipped("nhat-ky.yaml")
    archive = Archive(engine)
    archive.bring(told, of_file(SAMPLES / "nhat-ky.csv", told))

    text = written(engine)

    XMLSchema(SCHEMA).validate(text)
    names = [row[2] for _, row in of_file(SAMPLES / "nhat-ky.csv", told)][1:]
    assert Counter(events_of(text)) == Counter(names)
    assert set(values(text, "event", "org:resource")) >= {"cb01", "cb02", "cb07"}


def test_a_register_without_events_has_its_own_moments(engine: Engine) -> None:
    told = shipped("so-theo-doi.yaml")
    Archive(engine).bring(told, of_file(SAMPLES / "so-theo-doi.csv", told))

    assert Counter(events_of(written(engine))) == {"Tiếp nhận hồ sơ": 8, "Trả kết quả": 6}


@pytest.mark.long
@pytest.mark.filterwarnings("ignore::Warning:pm4py")  # it would like to be faster than it is
@pytest.mark.skipif(not WABO.exists(), reason="the log is not shipped")
def test_the_wabo_log_comes_out_with_the_same_cases_and_events(
    engine: Engine, tmp_path: Path
) -> None:
    told = shipped("wabo.yaml")
    rows = of_file(WABO, told)
    Archive(engine).bring(told, rows)
    text = written(engine)

    at = [str(cell) for cell in rows[0][1]].index("concept:name")
    activities = Counter(str(cells[at]) for _, cells in rows[1:])
    XMLSchema(SCHEMA).validate(text)
    assert len(values(text, "trace", "concept:name")) == 1434
    assert Counter(events_of(text)) == activities
    pm4py = pytest.importorskip("pm4py", reason="the tool is not installed")
    file = tmp_path / "wabo.xes"
    file.write_text(text, encoding="utf-8")
    frame = pm4py.read_xes(str(file))
    assert frame["case:concept:name"].nunique() == 1434
    assert Counter(frame["concept:name"]) == activities
