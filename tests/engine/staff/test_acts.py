"""The chain of staff acts finds whatever was done to it, and differs from agency to agency."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine.ledger import first_break
from engine.staff import GENESIS, StaffAct, StaffKind

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def chained(kinds: Sequence[StaffKind], agency: str = "dn-sxd") -> list[StaffAct]:
    acts, previous = [], GENESIS
    for seq, kind in enumerate(kinds, start=1):
        act = StaffAct(seq, kind, AT, "dn-sxd-01", {"staff": "dn-sxd-07"})
        act = replace(act, hash=act.digest(agency, previous))
        acts.append(act)
        previous = act.hash
    return acts


ACTS = chained([StaffKind.DISABLED, StaffKind.ENABLED, StaffKind.DISABLED])


def test_a_chain_holds_for_its_own_agency_alone() -> None:
    assert first_break("dn-sxd", ACTS, GENESIS) is None
    assert first_break("dn-stp", ACTS, GENESIS) == 1


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize(
    "change",
    [
        {"actor": "dn-sxd-99"},
        {"kind": StaffKind.GRANTED},
        {"facts": {"staff": "dn-sxd-08"}},
        {"at": AT.replace(year=2027)},
    ],
)
def test_a_changed_act_is_found(place: int, change: dict[str, object]) -> None:
    changed = list(ACTS)
    changed[place] = replace(changed[place], **change)  # type: ignore[arg-type]  # by their names

    assert first_break("dn-sxd", changed, GENESIS) == place + 1


@pytest.mark.parametrize("place", range(2))
def test_a_missing_act_is_found_by_the_one_after_it(place: int) -> None:
    assert first_break("dn-sxd", ACTS[:place] + ACTS[place + 1 :], GENESIS) == place + 1
