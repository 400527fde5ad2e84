"""`motcua agency`: names, heirs, and a plan of succession from the command line."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from api.settings import Settings
from api.tenant import applied, office_of
from engine.actors import Role, Seat
from engine.desk import Desk, Outcome, PaperCount, Party, Reception
from engine.procedure import Channel
from engine.store.read import reading
from tests.api.conftest import Motcua

PLAN = "workflows/successions/dong-nai-2025-07-01.yaml"
OLD, NEW, ADMIN = "dn-26008", "dn25-26017", "dn-quan-tri-02"
LAND = "1.012812"
JUNE = datetime(2025, 6, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def filed(motcua: Motcua, engine: Engine) -> Outcome:
    """A dossier handed in at a commune that ends on 30/6/2025."""
    assert motcua("apply").code == 0
    with reading(engine) as snapshot:
        office = office_of(applied(snapshot))
    desk = Desk(engine, office, Settings.read().pepper(), lambda: JUNE)
    counter = office.organisation.holders(Seat(Role.COUNTER, OLD), JUNE.date())[0]
    papers = {
        paper.id: PaperCount(max(1, paper.originals), paper.copies)
        for paper in office.catalogue.current(LAND, JUNE.date()).papers
    }
    owner = Party("owner", "Nguyễn Thị Minh Khai")
    reception = Reception(
        OLD, LAND, Channel.DIRECT, (owner,), papers=papers, place="26008", paid=True
    )
    return desk.receive(reception, counter)


def test_the_dry_run_lists_each_open_dossier_and_the_real_one_moves_it_once(
    motcua: Motcua, filed: Outcome
) -> None:
    foreseen: Any = motcua("agency", "succeed", PLAN, "--dry-run", "--json").json()
    page = motcua("agency", "succeed", PLAN, "--by", ADMIN).out
    again: Any = motcua("agency", "succeed", PLAN, "--by", ADMIN, "--json").json()
    told = motcua("dossier", "show", filed.code).out

    (one,) = foreseen["dossiers"]
    assert (one["code"], one["before"]["competent"], one["after"]["competent"]) == (
        filed.code,
        OLD,
        NEW,
    )
    assert not foreseen["carried_out"]
    assert "Đã chuyển 1 hồ sơ đang giải quyết" in page
    assert filed.code in page
    assert "Ủy ban nhân dân phường Tam Hiệp" in page
    assert again["dossiers"] == []
    assert "nay giải quyết: Ủy ban nhân dân phường Tam Hiệp" in told


def test_a_plan_is_refused_without_a_person_and_with_its_place_if_it_is_wrong(
    motcua: Motcua, filed: Outcome, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(Path(PLAN).read_text("utf-8").replace("dn-731", "dn-999"), "utf-8")

    assert motcua("agency", "succeed", PLAN).err.startswith("motcua: [no_by] ")
    refused = motcua("agency", "succeed", str(wrong), "--dry-run").err
    assert refused.startswith("motcua: [unknown_agency] ")
    assert "moves[0].merge" in refused
    assert filed.code


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_agency_is_shown_with_its_names_and_whoever_took_it_over(motcua: Motcua) -> None:
    assert motcua("apply").code == 0
    page = motcua("agency", "show", OLD, "--on", "2025-07-01").out
    told: Any = motcua("agency", "show", OLD, "--on", "2025-06-30", "--json").json()

    assert "nhập vào Ủy ban nhân dân phường Tam Hiệp (dn25-26017) từ 01/07/2025" in page
    assert "đã chấm dứt; nơi kế thừa: Ủy ban nhân dân phường Tam Hiệp" in page
    assert (told["in_force"], told["successors"]) == (True, [OLD])
