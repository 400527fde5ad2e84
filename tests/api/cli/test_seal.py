import json
from pathlib import Path

import pytest

from engine.store.connect import open_database
from tests.api.conftest import Motcua
from tests.engine.record import tampering
from tests.engine.record.life import PEPPER, desk_of, examined


def test_a_day_is_sealed_and_the_record_is_later_held_against_it(
    motcua: Motcua, monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("MOTCUA_PEPPER", PEPPER.hex())
    motcua("apply")
    engine = open_database(database_url)
    desk = desk_of(engine)
    ref, _ = examined(desk), examined(desk)
    seal, ledgers = tmp_path / "s.jsonl", tmp_path / "l.jsonl"
    day = ("--day", "2026-03-02")

    made = motcua("seal", *day, "--out", str(seal), "--ledgers", str(ledgers), "--json").json()
    again = motcua("seal", *day, "--out", str(seal))

    assert (made["dossiers"], made["entries"], made["new"]) == (2, 4, True)
    assert made["exported"] == len(ledgers.read_text(encoding="utf-8").splitlines()) == 4
    assert f"Dấu: {made['seal']}" in again.out
    assert "giống hệt" in again.out
    shown = motcua("seal", *day, "--proof", str(ref.id)).json()
    assert shown["leaf"]["dossier"] == ref.id.hex
    assert motcua("seal", "--day", "9000-01-01").err.startswith("motcua: [not_settled] ")
    assert motcua("seal", "--day", "hôm qua").err.startswith("motcua: [bad_day] ")

    tampering.remove_dossier(engine, ref)
    engine.dispose()
    told = motcua("verify", "--seal", str(seal), "--json")
    assert told.code == 1
    assert json.loads(told.out)[0]["what"] == "sealed_missing"
    assert json.loads(told.out)[0]["dossier"] == ref.id.hex
