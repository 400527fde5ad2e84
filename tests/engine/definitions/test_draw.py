import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from engine.definitions.draw import TINTS, mermaid, tint
from engine.definitions.layout import WIDTH, lay_out, spine
from engine.definitions.svg import svg
from engine.procedure import Procedure


def test_the_chart_names_every_state_and_every_move(procedure: Procedure) -> None:
    chart = mermaid(procedure)

    assert chart.startswith("stateDiagram-v2\n")
    assert '    state "Chờ ký" as signing\n' in chart
    assert "    [*] --> received: Việc receive\n" in chart
    assert "    signing --> examining: Việc send_back\n" in chart
    assert "    returned --> [*]\n" in chart
    assert "    class supplement stop\n" in chart


@pytest.mark.parametrize(
    ("state", "name"),
    [
        ("submitted", "off"),
        ("examining", "office"),
        ("supplement", "stop"),
        ("ready", "ended"),
        ("withdrawn", "final"),
    ],
)
def test_the_tint_says_whose_time_runs(procedure: Procedure, state: str, name: str) -> None:
    assert tint(procedure.states[state]) == name
    assert name in TINTS


def test_the_spine_is_the_usual_way(procedure: Procedure) -> None:
    usual = "submitted received assigning examining reviewing signing sealing ready returned"

    assert spine(procedure) == tuple(usual.split())


def test_no_box_covers_another(procedure: Procedure) -> None:
    boxes = sorted(lay_out(procedure).boxes.values(), key=lambda box: (box.x, box.y))

    assert len(boxes) == len(procedure.states)
    for one, next_ in pairwise(boxes):
        assert next_.x >= one.x + WIDTH or next_.y >= one.y + one.height


def test_the_picture_holds_every_word_of_the_procedure(procedure: Procedure) -> None:
    root = ET.fromstring(svg(procedure, {"leader": "Lãnh đạo"}))  # noqa: S314 -- our own text

    words = " ".join(element.text or "" for element in root.iter())
    for state in procedure.states.values():
        assert all(word in words for word in state.label.split())
    for action in procedure.actions.values():
        assert action.label in words or "start" in action.sources
    assert "Lãnh đạo · 1 ngày" in words


def test_the_same_procedure_gives_the_same_picture(procedure: Procedure) -> None:
    assert svg(procedure) == svg(procedure)
