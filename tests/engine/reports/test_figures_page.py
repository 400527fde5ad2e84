"""The page that explains the figures leaves none out."""

from pathlib import Path

import pytest

from engine.reports.digitisation import Figure
from engine.reports.grouping import By, Organised
from engine.reports.judging import STATUTORY
from engine.reports.measures import Measure
from engine.reports.online_share import Numerator, Population

PAGE = (Path(__file__).parents[3] / "docs" / "figures.md").read_text()
NAMES = {*Measure, *By, *Organised, *Numerator, *Population, *Figure, STATUTORY.name, "qd766"}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_page_explains_every_name_that_a_report_uses(name: str) -> None:
    assert f"`{name}`" in PAGE or f"`--population {name}`" in PAGE
