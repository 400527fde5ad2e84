from pathlib import Path

import pytest

from tests.api.conftest import Motcua
from tests.engine.record.life import desk_of, examined, opened


def test_an_installation_is_backed_up_and_restored_elsewhere(
    motcua: Motcua,
    monkeypatch: pytest.MonkeyPatch,
    database_url: str,
    tmp_path: Path,
) -> None:
    with opened(database_url) as engine:
        examined(desk_of(engine))
    folder = str(tmp_path / "backup")

    made = motcua("backup", folder)

    assert (made.code, made.err) == (0, "")
    assert "1 hồ sơ, 2 dòng nhật ký, 0 tệp" in made.out
    assert motcua("backup", folder).err.startswith("motcua: [backup_exists] ")
    assert motcua("restore", folder).err.startswith("motcua: [database_not_empty] ")

    monkeypatch.setenv("MOTCUA_DATABASE_URL", f"sqlite:///{tmp_path / 'there.sqlite'}")
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "there"))
    done = motcua("restore", folder, "--json").json()
    assert done["revision_now"] == done["revision"]
    assert motcua("restore", str(tmp_path)).err.startswith("motcua: [backup_incomplete] ")
    assert motcua("db", "check").code == 0
