"""What the command line shows of a restricted dossier, and to whom."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from api.settings import Settings
from api.tenant import applied, office_of
from engine.actors import Role, Seat
from engine.desk import Desk, Outcome, Party, Reception
from engine.procedure import Channel
from engine.store.read import reading
from tests.api.conftest import Motcua, Tenant

AGENCY, CODE = "dn-sxd", "9.900001"
RECEIVED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LEADER, OUTSIDER = ("--by", f"{AGENCY}-01"), ("--by", "dn25-26104-01")


@pytest.fixture
def filed(motcua: Motcua, tenant: Tenant, engine: Engine) -> Outcome:
    tenant.procedure(CODE, more="restricted: true\n")
    assert motcua("apply").code == 0
    with reading(engine) as snapshot:
        office = office_of(applied(snapshot))
    desk = Desk(engine, office, Settings.read().pepper(), lambda: RECEIVED)
    counter = office.organisation.holders(Seat(Role.COUNTER, AGENCY), RECEIVED.date())[0]
    owner = Party("owner", "Nguyễn Thị Minh Khai")
    return desk.receive(Reception(AGENCY, CODE, Channel.DIRECT, (owner,)), counter)


def test_only_whoever_may_see_it_is_shown_it(motcua: Motcua, filed: Outcome) -> None:
    unused = filed.code[:-4] + "0999"
    for asker in ((), OUTSIDER):
        hidden = motcua("dossier", "show", filed.code, *asker)
        absent = motcua("dossier", "show", unused, *asker)
        assert hidden == absent
        assert (hidden.code, hidden.out) == (1, "")
    assert filed.code in motcua("dossier", "show", filed.code, *LEADER).out
    assert motcua("dossier", "show", filed.dossier, *LEADER, "--json").json()["code"] == filed.code


def test_the_register_holds_it_for_whoever_may_see_it(motcua: Motcua, filed: Outcome) -> None:
    asked = ("dossier", "list", "--agency", AGENCY)
    assert motcua(*asked).out == motcua(*asked, *OUTSIDER).out == "0 hồ sơ.\n"
    assert [one["code"] for one in motcua(*asked, *LEADER, "--json").json()] == [filed.code]


def test_figures_count_it_and_the_list_of_stays_does_not_name_it(
    motcua: Motcua, filed: Outcome
) -> None:
    asked = ("--period", "tháng 3/2026", "--json")
    assert motcua("report", "timeliness", *asked).json()["total"]["received"] == 1
    assert motcua("report", "stays", *asked).json()["rows"] == []
    assert filed.code not in motcua("verify", "--json").out


def test_every_command_refuses_an_outsider_as_if_there_were_no_such_dossier(
    motcua: Motcua, filed: Outcome
) -> None:
    unused = filed.code[:-4] + "0999"
    commands = (
        ("place", "transfer", "--to", "dn-ubnd"),
        ("place", "fetch", "--to", "dn25-26104"),
        ("mistakes", "void", "--reason", "received_by_error"),
        ("erase", "--reason", "erasure_requested"),
    )
    for command in commands:
        told = [motcua(*command, code, *OUTSIDER).err for code in (filed.code, unused)]
        assert told[0] == told[1], command
        assert told[0].startswith("motcua: [unknown_dossier] ")
