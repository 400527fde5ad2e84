"""The ledgers held against a seal of an earlier day: what nothing inside the record can tell."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from engine.erasure import Eraser
from engine.ledger import DossierRef, chain
from engine.seals import Leaf, Seal
from engine.store.files import Files
from engine.store.ledgers import entries_of
from engine.store.read import reading
from engine.store.seals import entry_lines, seal_of
from engine.tables.record import dossier, entry, serial
from engine.verify import Disagreement
from engine.verify.sealed import against_seal
from tests.engine.record import tampering
from tests.engine.record.life import (
    MONDAY,
    OWNER,
    desk_of,
    disagreements,
    examined,
    minutes,
    office,
    returned,
    who,
)

SINCE = datetime(2026, 3, 1, 17, tzinfo=UTC)  # midnight at the office
UNTIL = SINCE + timedelta(days=1)


def sealed(engine: Engine) -> tuple[Seal, list[Leaf]]:
    leaves: list[Leaf] = []
    with reading(engine) as snapshot:
        return seal_of(snapshot, MONDAY.date(), SINCE, UNTIL, leaves.append), leaves


def held_against(
    engine: Engine, kept: tuple[Seal, list[Leaf]], agency: str | None = None
) -> list[Disagreement]:
    seal, leaves = kept
    return list(against_seal(engine, seal, iter(leaves), agency))


def rewrite(engine: Engine, ref: DossierRef, seq: int) -> None:
    """Somebody else did it, and everything after it is hashed anew, head and all."""
    with engine.begin() as connection:
        entries = entries_of(connection, ref)
        entries[seq - 1] = replace(entries[seq - 1], actor="dn-sxd-99")
        for one in chain(ref, entries):
            at = (entry.c.agency_id == ref.agency, entry.c.dossier_id == ref.id)
            values = {"actor": one.actor, "hash": one.hash}
            connection.execute(update(entry).where(*at, entry.c.seq == one.seq).values(values))
        head = chain(ref, entries)[-1].hash
        connection.execute(update(dossier).where(dossier.c.dossier_id == ref.id).values(head=head))


def comment_of(engine: Engine, ref: DossierRef) -> int:
    """An entry from which no side row follows but its own text."""
    with engine.connect() as connection:
        return next(one.seq for one in entries_of(connection, ref) if one.kind == "commented")


def test_a_chain_written_anew_as_a_whole_is_found(engine: Engine, tmp_path: Path) -> None:
    ref = returned(desk_of(engine))
    other = examined(desk_of(engine, minutes(MONDAY + timedelta(hours=3))))
    kept = sealed(engine)

    rewrite(engine, ref, comment_of(engine, ref))

    assert disagreements(engine, tmp_path) == []  # the record alone cannot tell
    (found,) = held_against(engine, kept)
    assert (found.what, found.dossier) == ("sealed_differs", ref.id.hex)
    assert "bị viết lại" in found.message
    assert found.code is not None
    assert found.dossier != other.id.hex


def test_a_removed_dossier_is_found_though_the_counter_was_set_back(engine: Engine) -> None:
    desk = desk_of(engine)
    examined(desk)
    ref = examined(desk)
    kept = sealed(engine)

    tampering.remove_dossier(engine, ref)
    with engine.begin() as connection:
        connection.execute(update(serial).values(last=1))

    (found,) = held_against(engine, kept)
    assert (found.what, found.dossier, found.code) == ("sealed_missing", ref.id.hex, None)


def test_a_dossier_smuggled_into_the_past_is_found(engine: Engine) -> None:
    desk = desk_of(engine)
    examined(desk)
    kept = sealed(engine)

    ref = examined(desk_of(engine))  # its clock says the same Monday

    (found,) = held_against(engine, kept)
    assert (found.what, found.dossier) == ("sealed_added", ref.id.hex)


def test_a_ledger_cut_off_or_prolonged_in_the_past_is_found(engine: Engine) -> None:
    desk = desk_of(engine)
    ref, other = returned(desk), examined(desk)
    kept = sealed(engine)
    length = kept[1][0].entries

    tampering.remove_entry(engine, ref, length)
    tampering.insert_entry(engine, other, 3)

    found = held_against(engine, kept)
    said = [(one.what, one.seq) for one in found]
    assert said == [("sealed_length", length), ("sealed_length", 3)]


def test_what_came_after_the_day_is_no_matter(engine: Engine) -> None:
    ref = examined(desk_of(engine))
    kept = sealed(engine)
    later = desk_of(engine, minutes(UNTIL))

    later.comment(ref, "hôm sau", who("officer", unit="construction"))
    examined(later)

    assert held_against(engine, kept) == []
    assert sealed(engine) == kept


def test_an_erased_dossier_keeps_its_place_and_the_seal_names_nobody(
    engine: Engine, tmp_path: Path
) -> None:
    ref = returned(desk_of(engine))
    kept = sealed(engine)

    clock = minutes(UNTIL)
    Eraser(engine, office(), Files(tmp_path), clock).erase(ref, who("leader"), "retention_over")

    assert held_against(engine, kept) == []
    with reading(engine) as snapshot:
        lines = list(entry_lines(snapshot, UNTIL + timedelta(days=9)))
    told = b"".join([*lines, kept[0].to_line(), *(leaf.to_line() for leaf in kept[1])]).decode()
    for word in (OWNER.name, OWNER.identity or "", OWNER.phone or "", "Nguyễn", "bà Bưởi"):
        assert word not in told


def test_only_the_agency_asked_for_is_held_against_the_seal(engine: Engine) -> None:
    ref = examined(desk_of(engine))
    kept = sealed(engine)
    tampering.remove_dossier(engine, ref)

    assert held_against(engine, kept, "dn-ubnd") == []
    assert len(held_against(engine, kept, "dn-sxd")) == 1


def test_each_seal_follows_the_root_of_the_day_before(engine: Engine) -> None:
    examined(desk_of(engine))
    first, _ = sealed(engine)
    examined(desk_of(engine, minutes(UNTIL)))

    with reading(engine) as snapshot:
        day = MONDAY.date() + timedelta(days=1)
        second = seal_of(snapshot, day, UNTIL, UNTIL + timedelta(days=1), lambda _: None)

    assert second.previous == first.root
    assert (first.dossiers, second.dossiers) == (1, 2)


def test_agencies_stand_in_the_order_of_their_letters_whatever_the_database(
    engine: Engine,
) -> None:
    examined(desk_of(engine))
    with engine.begin() as connection:
        entries = [dict(row) for row in connection.execute(entry.select()).mappings()]
        row = dict(connection.execute(dossier.select()).mappings().one())
        for agency in ("dn25-1", "dn_a", "DN-b"):
            connection.execute(dossier.insert(), row | {"agency_id": agency})
            connection.execute(entry.insert(), [one | {"agency_id": agency} for one in entries])

    _, leaves = sealed(engine)

    assert [leaf.ref.agency for leaf in leaves] == ["DN-b", "dn-sxd", "dn25-1", "dn_a"]


@pytest.mark.parametrize("hours", [0, 24])
def test_a_dossier_counts_from_its_first_entry(engine: Engine, hours: int) -> None:
    examined(desk_of(engine, minutes(SINCE + timedelta(hours=hours))))

    _, leaves = sealed(engine)

    assert len(leaves) == (1 if hours == 0 else 0)
