"""`motcua simulate` as it is typed."""

from collections.abc import Mapping

import pytest

from tests.api.conftest import Motcua

SPAN = ("--from", "2026-06-01", "--to", "2026-06-30")


def test_a_province_is_made_on_an_empty_database_and_told(motcua: Motcua) -> None:
    answer = motcua("simulate", "--dossiers", "6", *SPAN, "--seed", "3", "--json").json()

    assert answer["dossiers"] == 6 == sum(answer["by_channel"].values())
    assert sum(answer["by_agency"].values()) == 6
    assert (answer["from"], answer["to"], answer["seed"]) == ("2026-06-01", "2026-06-30", 3)
    assert answer["entries"] > 6
    assert answer["open"] == sum(answer["open_by_state"].values())


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"--from": "2031-01-01", "--to": "2031-02-01"}, "outside_calendar"),
        ({"--to": "30/6/2026"}, "bad_day"),
    ],
)
def test_what_cannot_be_simulated_is_refused(
    motcua: Motcua, changed: Mapping[str, str], code: str
) -> None:
    asked = {"--from": "2026-06-01", "--to": "2026-06-30"} | dict(changed)

    answer = motcua(
        "simulate", "--dossiers", "1", *(word for pair in asked.items() for word in pair)
    )

    assert answer.code == 1
    assert f"[{code}]" in answer.err


@pytest.mark.long
def test_two_processes_make_what_one_makes(motcua: Motcua) -> None:
    """On PostgreSQL each process takes its share of the agencies."""
    answer = motcua(
        "simulate", "--dossiers", "20", *SPAN, "--seed", "3", "--workers", "2", "--json"
    )

    assert answer.json()["dossiers"] == 20
    assert motcua("verify", "--json").json() == []
