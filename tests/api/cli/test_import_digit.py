"""`motcua import digit`: what machines are told, and what is refused."""

from pathlib import Path

import pytest

from tests.api.conftest import Motcua
from tests.engine.imports.digit.samples import SOUND

pytestmark = pytest.mark.parametrize("database_url", ["sqlite://"])  # files alone are read


def test_machines_get_the_figures_of_every_file(motcua: Motcua, tmp_path: Path) -> None:
    good, bad = tmp_path / "gop-y.json", tmp_path / "hong.json"
    good.write_bytes(SOUND)
    bad.write_bytes(b"{")

    answer = motcua(
        "import", "digit", str(good), str(bad), "--out", str(tmp_path / "out"), "--json"
    )

    told = answer.json()
    assert answer.code == 0
    assert [one["code"] for one in told["procedures"]] == ["GOPY", "hong"]
    assert told["procedures"][0]["limit"] == 5
    assert told["procedures"][1]["problems"][0]["code"] == "broken_json"
    assert told["totals"] == {"procedures": 2, "sound": 1, "with_problems": 1}
    assert (tmp_path / "out" / "procedures" / "GOPY.yaml").is_file()


def test_a_file_that_is_not_there_is_refused(motcua: Motcua, tmp_path: Path) -> None:
    answer = motcua("import", "digit", str(tmp_path / "gone.json"), "--out", str(tmp_path))

    assert answer.code == 1
    assert answer.err.startswith("motcua: [unreadable_file] ")
