"""The chain finds what was changed, lost, moved or slipped in; the canonical form is stable."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from engine.canonical import canonical, moment_text, read_moment
from engine.ledger import DossierRef, Entry, Kind, chain, first_break, standing
from engine.sealing import KEY_BYTES, holds, seal

REF = DossierRef("dn-sxd", UUID(int=7))
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


def entry(seq: int, **facts: object) -> Entry:
    at = NOON + timedelta(minutes=seq)
    return Entry(seq, Kind.MOVED, at, at, "dn-sxd-03", {"action": "forward", **facts})


LEDGER = chain(REF, [entry(seq) for seq in range(1, 6)])


def test_a_ledger_as_it_was_written_is_whole() -> None:
    assert first_break(REF, LEDGER) is None


@pytest.mark.parametrize("place", [0, 2, 4])
@pytest.mark.parametrize(
    "change",
    [
        lambda e: replace(e, facts={**e.facts, "action": "sign"}),
        lambda e: replace(e, actor="dn-sxd-01"),
        lambda e: replace(e, kind=Kind.COMMENTED),
        lambda e: replace(e, happened_at=e.happened_at - timedelta(days=1)),
        lambda e: replace(e, recorded_at=e.recorded_at + timedelta(microseconds=1)),
        lambda e: replace(e, hash=bytes(32)),
    ],
    ids=["facts", "actor", "kind", "happened", "recorded", "hash"],
)
def test_a_changed_entry_is_named(place: int, change: Callable[[Entry], Entry]) -> None:
    changed = list(LEDGER)
    changed[place] = change(changed[place])

    assert first_break(REF, changed) == place + 1


@pytest.mark.parametrize("place", [0, 2])
def test_a_lost_entry_is_named(place: int) -> None:
    assert first_break(REF, LEDGER[:place] + LEDGER[place + 1 :]) == place + 1


@pytest.mark.parametrize("place", [0, 2, 3])
def test_two_entries_that_changed_places_are_named(place: int) -> None:
    swapped = list(LEDGER)
    swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]

    assert first_break(REF, swapped) == place + 1


@pytest.mark.parametrize("place", [0, 2, 5])
def test_an_entry_slipped_in_is_named(place: int) -> None:
    slipped = [*LEDGER[:place], replace(LEDGER[0], seq=place + 1), *LEDGER[place:]]

    assert first_break(REF, slipped) == (2 if place == 0 else place + 1)


def test_a_ledger_moved_to_another_dossier_is_broken_from_the_start() -> None:
    assert first_break(DossierRef("dn-sxd", UUID(int=8)), LEDGER) == 1


def test_an_undone_entry_and_its_undoing_stand_in_the_ledger_but_not_in_what_holds() -> None:
    undoing = Entry(3, Kind.UNDONE, NOON, NOON, "dn-sxd-03", {"undoes": 2})

    assert [one.seq for one in standing([entry(1), entry(2), undoing])] == [1, 3]


def test_the_canonical_form_knows_neither_key_order_nor_ways_of_writing_a_letter() -> None:
    composed = {"b": "Nguy\u1ec5n", "a": Decimal("1.50")}
    decomposed = {"a": Decimal("1.5"), "b": "Nguye\u0302\u0303n"}

    assert canonical(composed) == canonical(decomposed) == '{"a":"1.5","b":"Nguyễn"}'.encode()


def test_a_value_without_a_canonical_form_is_an_error() -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        canonical({"a": object()})


def test_a_moment_is_read_as_it_was_written_to_the_microsecond() -> None:
    moment = NOON + timedelta(microseconds=1)

    assert read_moment(moment_text(moment)) == moment


def test_a_seal_holds_what_was_sealed_and_nothing_else() -> None:
    key, content = bytes(range(KEY_BYTES)), {"name": "Trần Thị Hạnh"}
    sealed = seal(content, key)

    assert holds(content, key, sealed)
    assert not holds({"name": "Trần Thị Hạnh "}, key, sealed)
    assert not holds(content, bytes(KEY_BYTES), sealed)
