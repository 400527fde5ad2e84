from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, update

from engine.definitions.naming import name_of_value
from engine.ledger import DossierRef
from engine.tables.record import dossier, edition, entry
from tests.engine.record import tampering
from tests.engine.record.life import MONDAY, desk_of, disagreements, examined, line_of, returned

Tamper = Callable[[Engine, DossierRef, int], None]
LAST = 12  # entries of the whole life


def life(engine: Engine) -> tuple[DossierRef, str]:
    ref = returned(desk_of(engine))
    line = line_of(engine, ref)
    assert line.length >= LAST
    return ref, line.origin.code


def test_a_record_that_only_verbs_have_written_is_whole(engine: Engine, tmp_path: Path) -> None:
    desk = desk_of(engine)
    returned(desk)
    examined(desk)

    assert disagreements(engine, tmp_path) == []


@pytest.mark.parametrize("place", ["first", "middle", "last"])
@pytest.mark.parametrize(
    ("tamper", "what"),
    [
        (tampering.change_entry, "chain_broken"),
        (tampering.remove_entry, "entry_missing"),
        (tampering.swap_entries, "chain_broken"),
        (tampering.insert_entry, "chain_broken"),
    ],
)
def test_an_entry_that_was_tampered_with_is_named(
    engine: Engine, tmp_path: Path, tamper: Tamper, what: str, place: str
) -> None:
    ref, code = life(engine)
    length = line_of(engine, ref).length
    seq = {"first": 1, "middle": length // 2, "last": length}[place]
    if place == "last" and tamper is tampering.swap_entries:
        seq -= 1

    tamper(engine, ref, seq)

    found = disagreements(engine, tmp_path)[0]
    # the forged entry follows what stands before it: the one that it pushed on gives it away
    given_away = seq + 1 if tamper is tampering.insert_entry else seq
    assert (found.what, found.code, found.seq) == (what, code, given_away)
    assert found.message.startswith(f"Hồ sơ {code}, dòng nhật ký {given_away}: ")


def test_an_entry_forged_after_the_last_one_is_named(engine: Engine, tmp_path: Path) -> None:
    ref, code = life(engine)
    after = line_of(engine, ref).length + 1

    tampering.insert_entry(engine, ref, after)

    found = disagreements(engine, tmp_path)[0]
    assert (found.what, found.code, found.seq) == ("entry_inserted", code, after)


def test_a_last_entry_written_anew_with_its_hash_is_named(engine: Engine, tmp_path: Path) -> None:
    ref, code = life(engine)

    tampering.rewrite_last(engine, ref)

    found = disagreements(engine, tmp_path)[0]
    last = line_of(engine, ref).length
    assert (found.what, found.code, found.seq) == ("head_differs", code, last)


def test_an_entry_of_a_kind_that_does_not_exist_is_named(engine: Engine, tmp_path: Path) -> None:
    _, code = life(engine)
    with engine.begin() as connection:
        connection.execute(update(entry).where(entry.c.seq == LAST).values(kind="invented"))

    found = disagreements(engine, tmp_path)[0]

    assert (found.what, found.code) == ("entry_unreadable", code)


def test_a_dossier_without_any_entry_is_named(engine: Engine, tmp_path: Path) -> None:
    ref, code = life(engine)
    for seq in range(1, line_of(engine, ref).length + 1):
        tampering.remove_entry(engine, ref, seq)

    found = disagreements(engine, tmp_path)[0]

    assert (found.what, found.code) == ("ledger_missing", code)


@pytest.mark.parametrize("which", [1, 2, 3])
def test_a_dossier_that_is_gone_leaves_a_hole_in_its_series(
    engine: Engine, tmp_path: Path, which: int
) -> None:
    desk = desk_of(engine)
    refs = [examined(desk) for _ in range(3)]

    tampering.remove_dossier(engine, refs[which - 1])

    # Its fee receipt covers nothing any more, and is named too.
    hole, *receipts = disagreements(engine, tmp_path)
    assert (hole.what, hole.agency, hole.seq) == ("dossier_missing", "dn-sxd", which)
    assert f"thiếu hồ sơ số {which}" in hole.message
    assert {one.what.partition("_")[0] for one in receipts} == {"fee"}


def test_a_dossier_without_a_serial_is_named(engine: Engine, tmp_path: Path) -> None:
    ref = examined(desk_of(engine))
    with engine.begin() as connection:
        known = connection.execute(dossier.select()).mappings().one()
        smuggled = {**known, "dossier_id": ref.id.__class__(int=ref.id.int + 1)}
        connection.execute(insert(dossier), smuggled)

    found = disagreements(engine, tmp_path)[0]

    assert (found.what, found.dossier) == ("ledger_missing", smuggled["dossier_id"].hex)


def test_only_the_agency_asked_for_is_looked_at(engine: Engine, tmp_path: Path) -> None:
    ref, _ = life(engine)
    tampering.change_entry(engine, ref, 1)

    assert {one.agency for one in disagreements(engine, tmp_path)} == {"dn-sxd"}
    assert disagreements(engine, tmp_path, agency="dn-ubnd") == []


def test_progress_counts_the_dossiers(engine: Engine, tmp_path: Path) -> None:
    desk = desk_of(engine)
    examined(desk)
    examined(desk)
    heard: list[tuple[int, int]] = []

    disagreements(engine, tmp_path, progress=lambda done, total: heard.append((done, total)))

    assert heard == [(1, 2), (2, 2)]


def test_a_text_of_the_catalogue_that_is_not_what_its_name_says_is_named(
    engine: Engine, tmp_path: Path
) -> None:
    name = name_of_value("labels", "labels", {"a": "b"})
    row = {"edition": name, "kind": "labels", "code": "labels", "applied_at": MONDAY}
    with engine.begin() as connection:
        connection.execute(insert(edition), row | {"content": '{"a": "b"}'})
    assert disagreements(engine, tmp_path) == []

    with engine.begin() as connection:
        connection.execute(update(edition).values(content='{"a": "c"}'))

    (found,) = disagreements(engine, tmp_path)
    assert (found.what, found.agency) == ("edition_changed", "")
    assert "labels/labels" in found.message
