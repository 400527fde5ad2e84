"""The catalogue in force, written as files: applied again they change nothing."""

from pathlib import Path

import pytest

from tests.api.conftest import Motcua, Tenant


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_went_in_comes_out(
    motcua: Motcua, tenant: Tenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    tenant.procedure("9.900001", days=7, name='"Thủ tục: riêng"')
    tenant.write("reasons.yaml", "reasons:\n  flood: {text: Lũ lụt, fits: [extend]}\n")
    assert motcua("apply").code == 0

    done = motcua("export", "catalogue", str(out), "--json")

    assert "procedures/9.900001.yaml" in done.json()["files"]
    monkeypatch.setenv("MOTCUA_CATALOGUE", str(out))
    assert motcua("plan", "--json").json()["changes"] == []
    (out / "reasons.yaml").write_text("reasons: {}\n", encoding="utf-8")
    refused = motcua("export", "catalogue", str(out))
    assert refused.err.startswith("motcua: [would_overwrite] ")
