"""The check in parts: by several processes as by one, and while people work."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from engine.catalogue import Catalogue
from engine.errors import Refusal
from engine.ledger import DossierRef
from engine.store.files import Files
from engine.tables.people import party
from engine.verify import Disagreement, Verification, verify, verify_together
from engine.verify.parts import Part, What, plan
from engine.verify.together import Checker, together
from tests.engine.record import tampering
from tests.engine.record.life import (
    PEPPER,
    desk_of,
    disagreements,
    examined,
    office,
    opened,
    reviewed,
    who,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The record of a test as another process opens it."""

    url: str
    root: Path

    def __call__(self) -> Verification:
        with opened(self.url) as engine:
            return Verification(engine, office().catalogue, Files(self.root), PEPPER)


@dataclass(frozen=True, slots=True)
class Dying(Opening):
    """Where processes cannot go on."""

    def __call__(self) -> Verification:
        raise SystemExit(1)


@pytest.fixture
def refs(engine: Engine) -> list[DossierRef]:
    """Four dossiers, two of them tampered with, and a hole in their series."""
    desk = desk_of(engine)
    made = [examined(desk) for _ in range(5)]
    tampering.change_row(engine, made[0], party, name="Lê Văn Tám")
    tampering.rewrite_last(engine, made[2])
    tampering.remove_dossier(engine, made[3])
    return made


def in_parts(engine: Engine, root: Path, workers: int, page: int) -> list[Disagreement]:
    work = Verification(engine, office().catalogue, Files(root), PEPPER)
    return list(verify_together(work, lambda: work, workers, page=page))


@pytest.mark.parametrize("page", [1, 2])
@pytest.mark.usefixtures("refs")
def test_the_size_of_a_part_makes_no_difference(engine: Engine, tmp_path: Path, page: int) -> None:
    whole = disagreements(engine, tmp_path)

    assert len(whole) > 3
    assert in_parts(engine, tmp_path, 1, page) == whole


def test_two_processes_find_the_same_in_the_same_order(
    sqlite_database_url: str, tmp_path: Path
) -> None:
    with opened(sqlite_database_url) as engine:
        desk = desk_of(engine)
        for ref in [examined(desk) for _ in range(4)]:
            tampering.rewrite_last(engine, ref)
        heard: list[tuple[int, int]] = []
        opening = Opening(sqlite_database_url, tmp_path)

        found = list(
            verify_together(
                opening(), opening, 2, page=1, progress=lambda *told: heard.append(told)
            )
        )

        assert found == disagreements(engine, tmp_path)
        assert [one.what for one in found] == ["head_differs"] * 4
    assert heard[-1] == (4, 4)
    assert heard == sorted(heard)


def test_a_process_that_ends_is_a_refusal(sqlite_database_url: str, tmp_path: Path) -> None:
    parts = [Part(What.EDITIONS), Part(What.STAFF)]

    with pytest.raises(Refusal) as refused:
        list(together(Dying(sqlite_database_url, tmp_path), parts, 1))
    assert refused.value.code == "check_broken_off"


def test_acts_made_meanwhile_disturb_nothing(engine: Engine, tmp_path: Path) -> None:
    """After each dossier that was looked at, work goes on: at it, at the others, and with new."""
    desk = desk_of(engine)
    made = [reviewed(desk) for _ in range(3)]
    seen: list[int] = []

    def work_on(done: int, total: int) -> None:
        seen.append(total)
        for ref in made:
            desk.comment(ref, f"lần {done}", who("officer", unit="construction"))
        if len(seen) < 4:
            made.append(examined(desk))

    found = list(verify(engine, office().catalogue, Files(tmp_path), PEPPER, progress=work_on))

    assert found == []
    assert len(seen) >= 3
    assert disagreements(engine, tmp_path) == []


def test_a_catalogue_applied_meanwhile_is_read_before_a_ledger_is_called_unreadable(
    engine: Engine, tmp_path: Path
) -> None:
    examined(desk_of(engine))
    empty = Catalogue(procedures={}, calendars={}, offered={}, kept={})
    old = Verification(engine, empty, Files(tmp_path), PEPPER)
    (part,) = (one for one in plan(engine) if one.dossiers)

    def found(opening: Verification) -> Iterator[str]:
        return (one.what for one in Checker(lambda: opening, old).check(part))

    assert list(found(old)) == ["ledger_unreadable"]
    assert list(found(replace(old, catalogue=office().catalogue))) == []
