"""A switch that says other than the ledger before it says is found."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine.desk.migrating import Migration, Return
from engine.ledger import Entry
from engine.verify.disagreement import noting
from engine.verify.migrations import migrations
from tests.engine.desk.migrating.two_editions import KEEPER, beside, new_in, second
from tests.engine.desk.town import APPRAISAL, Town


def found(town: Town, entries: list[Entry], at: int, told: Mapping[str, object]) -> list[str]:
    """What the check says once that entry tells this instead."""
    facts = {**entries[at].facts, **told}
    entries = [*entries]
    entries[at] = replace(entries[at], facts=facts)
    note = noting(town.received(), None)
    catalogue = town.desk.office.catalogue
    return [one.what for one in migrations(catalogue, entries, note)]


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (-2, {"edition_before": "0" * 64}),
        (-2, {"state_before": "signing"}),
        (-1, {"migration": "0" * 32}),
    ],
)
def test_a_switch_unlike_the_ledger_is_found(
    town: Town, at: int, told: Mapping[str, object]
) -> None:
    town = beside(town, second())
    ref = town.received()
    verbs = town.desk.editions
    migration = verbs.migrate(Migration(APPRAISAL, new_in(town)), KEEPER).migration or ""
    verbs.go_back(Return(APPRAISAL, migration), KEEPER)
    entries = town.entries(ref)

    assert found(town, entries, at, {}) == []
    assert found(town, entries, at, told)[0] == "edition_unlike"
