"""Figures of the page of a dossier."""

import pytest

from api.web.dossier_page import shares


@pytest.mark.parametrize(
    ("amounts", "parts"),
    [
        ([1.0, 1.0, 1.0], [34, 33, 33]),
        ([2.5, 2.5, 2.5, 92.5], [3, 3, 2, 92]),  # each rounded by itself: 3 + 3 + 3 + 93
        ([7.0], [100]),
        ([0.0, 0.0], [0, 0]),
        ([], []),
    ],
)
def test_what_everybody_held_adds_up_to_a_hundred(amounts: list[float], parts: list[int]) -> None:
    assert shares(amounts) == parts
