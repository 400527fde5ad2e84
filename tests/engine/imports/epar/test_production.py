"""Forty definitions as a city ran them, read where the shared data are; nothing of them is here."""

from pathlib import Path

import pytest

from engine.imports.epar import read
from engine.imports.imported import Imported

# beside the checkout, where whoever works on this keeps data that the product may not contain
FOLDER = Path(__file__).parents[5] / "shared" / "data" / "foreign" / "epar"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared data are not here")


@pytest.fixture(scope="module")
def found() -> dict[str, Imported]:
    files = {path.name: path.read_bytes() for path in FOLDER.glob("*.xml")}
    return {one.code: one for one in read(files, "district")[0]}


def codes(one: Imported) -> set[str]:
    return {problem.code for problem in one.problems}


def test_all_of_them_are_read(found: dict[str, Imported]) -> None:
    assert len(found) == 40
    assert all(one.definition is not None for one in found.values())


@pytest.mark.parametrize(("code", "sums"), [("DT07", ("1", "20")), ("TC01", ("31", "30"))])
def test_steps_that_do_not_add_up_are_told(
    found: dict[str, Imported], code: str, sums: tuple[str, str]
) -> None:
    (problem,) = [one for one in found[code].problems if one.code == "sum_unlike_total"]

    assert [word for word in problem.message.split() if word.isdigit()] == list(sums)


def test_exactly_these_do_not_add_up(found: dict[str, Imported]) -> None:
    wrong = {code for code, one in found.items() if "sum_unlike_total" in codes(one)}

    assert wrong == {"DT07", "TC01", "TC02", "TC03", "TC07"}


def test_a_stated_no_limit_is_none(found: dict[str, Imported]) -> None:
    unlimited = {code for code, one in found.items() if one.limit is None}

    assert unlimited == {"LD05", "LD07", "LD21"}
    assert all("no_limit" in codes(found[code]) for code in unlimited)


def test_land_goes_through_the_commune_and_the_tax_office(found: dict[str, Imported]) -> None:
    land = found["TN02"]

    assert (land.inter_agency, land.clock_stops, land.handovers) == (True, 1, 10)
    assert {code for code, one in found.items() if one.inter_agency} == {"TN02", "TN08", "TN11"}


def test_every_form_is_one_of_ours(found: dict[str, Imported]) -> None:
    without = {code for code, one in found.items() if one.form is None}

    assert without == {"DT07", "TC07"}
