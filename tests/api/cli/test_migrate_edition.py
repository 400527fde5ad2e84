"""A dossier in flight and a new edition: looked at, moved, told, checked, taken back."""

import pytest
from sqlalchemy import Engine

from api import clock
from api.settings import Settings
from api.tenant import applied, office_of
from engine.actors import Role, Seat
from engine.desk import Desk, Outcome, Party, Reception
from engine.procedure import Channel
from engine.store.read import reading
from tests.api.conftest import Motcua, Tenant

AGENCY, CODE, KEEPER = "dn-sxd", "9.900001", "dn-quan-tri-01"


@pytest.fixture
def filed(motcua: Motcua, tenant: Tenant, engine: Engine) -> Outcome:
    """Received just now under a limit of ten days; then one of fifteen is in force."""
    tenant.procedure(CODE)
    assert motcua("apply").code == 0
    with reading(engine) as snapshot:
        office = office_of(applied(snapshot))
    desk = Desk(engine, office, Settings.read().pepper())
    counter = office.organisation.holders(Seat(Role.COUNTER, AGENCY), clock.now().date())[0]
    party = Party("owner", "Nguyễn Thị Minh Khai")
    received = desk.receive(Reception(AGENCY, CODE, Channel.DIRECT, (party,)), counter)
    tenant.procedure(CODE, days=15)
    assert motcua("apply").code == 0
    return received


def test_it_is_looked_at_moved_told_checked_and_taken_back(motcua: Motcua, filed: Outcome) -> None:
    new, old = motcua("workflow", "editions", CODE, "--json").json()
    assert (new["in_force"], new["open_dossiers"]) == (True, 0)
    assert (old["in_force"], old["open_dossiers"]) == (False, 1)
    asked = ("migrate-edition", CODE, "--to", new["edition"][:8])

    foreseen = motcua(*asked, "--dry-run")
    assert f"  + {filed.code}: đang ở “Đã tiếp nhận”" in foreseen.out
    assert "hẹn trả 17:00 " in foreseen.out
    assert "còn: Chờ phân công (4h) → Đang thụ lý (rest)" in foreseen.out
    assert motcua(*asked).err.startswith("motcua: [no_by] ")

    done = motcua(*asked, "--by", KEEPER, "--reason", "regulation_new", "--json").json()
    assert done["moved"] == [filed.code]
    (one,) = done["dossiers"]
    assert (one["moves"], one["state"], one["staying"]) == (True, "received", [])
    assert one["due_after"] > one["due"]

    page = motcua("dossier", "show", filed.code).out
    assert "Chuyển sang bản quy trình khác – Đinh Hồng Nhung" in page
    assert f"từ bản {old['edition'][:12]} sang bản {new['edition'][:12]}" in page
    assert "thời hạn theo bản mới: 15 ngày làm việc" in page
    assert " – hẹn khi tiếp nhận" in page
    assert " – hẹn lại theo bản quy trình mới" in page
    assert motcua("verify").code == 0

    undone = motcua("migrate-edition", CODE, "--undo", done["migration"], "--by", KEEPER)
    assert undone.out.splitlines() == [
        f"  + {filed.code}: về bản cũ",
        "Đã đưa về 1 hồ sơ; không đưa về được 0 hồ sơ.",
    ]
    assert "đưa về như trước lần chuyển" in motcua("dossier", "show", filed.code).out
    assert motcua("verify").code == 0


def test_a_second_return_says_that_there_was_a_first(motcua: Motcua, filed: Outcome) -> None:
    new, _ = motcua("workflow", "editions", CODE, "--json").json()
    to = ("--to", new["edition"][:8], "--by", KEEPER, "--json")
    done = motcua("migrate-edition", CODE, *to).json()
    back = ("migrate-edition", CODE, "--undo", done["migration"], "--by", KEEPER)
    assert filed.code in motcua(*back).out

    again = motcua(*back)

    assert again.code == 0
    assert again.out.splitlines() == [
        "Lần chuyển này đã được đưa về từ trước: 1 hồ sơ. Không ghi gì thêm.",
    ]
    assert motcua(*back, "--json").json()["returned_before"] == 1


def test_what_cannot_be_asked_is_refused_in_one_line(motcua: Motcua, filed: Outcome) -> None:
    assert filed.code
    for asked, code in (
        (("migrate-edition", CODE), "no_edition"),
        (("migrate-edition", CODE, "--to", "00", "--dry-run"), "unknown_edition"),
        (("migrate-edition", CODE, "--to", "a", "--map", "x", "--dry-run"), "bad_map"),
        (("migrate-edition", CODE, "--undo", "a", "--to", "b"), "undo_alone"),
        (("workflow", "editions", "9.999999"), "unknown_procedure"),
    ):
        refused = motcua(*asked)
        assert refused.code == 1
        assert refused.err.startswith(f"motcua: [{code}] ")
