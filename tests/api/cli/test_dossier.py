"""One dossier, received and sent on, as the command line tells it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.settings import Settings
from api.tenant import applied, office_of
from engine.actors import Role, Seat
from engine.desk import Desk, Outcome, Party, Reception, Wish
from engine.procedure import Channel
from engine.store.read import reading
from tests.api.conftest import Motcua, Tenant

AGENCY, CODE = "dn-sxd", "9.900001"
APPLICANT = "Nguyễn Thị Minh Khai"
RECEIVED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def filed(motcua: Motcua, tenant: Tenant, engine: Engine) -> Outcome:
    """A dossier handed in at the counter on a Monday and sent to the unit at once."""
    tenant.procedure(CODE)
    assert motcua("apply").code == 0
    with reading(engine) as snapshot:
        office = office_of(applied(snapshot))
    desk = Desk(engine, office, Settings.read().pepper(), lambda: RECEIVED)
    counter = office.organisation.holders(Seat(Role.COUNTER, AGENCY), RECEIVED.date())[0]
    received = desk.receive(
        Reception(AGENCY, CODE, Channel.DIRECT, (Party("owner", APPLICANT),)), counter
    )
    return desk.take(received.ref, Wish("forward"), counter)


def test_a_dossier_is_told_in_words_with_its_promise_and_why(
    motcua: Motcua, filed: Outcome
) -> None:
    page = motcua("dossier", "show", filed.code).out

    assert f"Hồ sơ {filed.code}: Thủ tục thử" in page
    assert "09:00 02/03/2026  Tiếp nhận hồ sơ – " in page
    assert "17:00 16/03/2026 – hẹn khi tiếp nhận" in page
    assert "Thời hạn 10 ngày làm việc" in page
    assert "Chờ phân công" in page
    assert APPLICANT not in page


def test_a_dossier_is_found_by_its_code_however_typed_and_by_its_id(
    motcua: Motcua, filed: Outcome
) -> None:
    typed = f" {filed.code.lower().replace('-', ' ')} "

    for name in (filed.code, typed, filed.dossier):
        told = motcua("dossier", "show", name, "--json").json()

        assert told["code"] == filed.code
        assert [one["action"] for one in told["timeline"]] == ["receive", "forward"]
        assert [one["cause"] for one in told["promises"]] == ["receipt"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_code_that_names_nothing_is_refused(motcua: Motcua, filed: Outcome) -> None:
    unused = filed.code[:-4] + "0999"

    assert motcua("dossier", "show", unused).err.startswith("motcua: [unknown_dossier] ")


def test_the_register_of_an_agency_and_its_overdue_dossiers(motcua: Motcua, filed: Outcome) -> None:
    """Received in March, not resolved: overdue whenever this is asked afterwards."""
    listed = motcua("dossier", "list", "--agency", AGENCY, "--overdue", "--json").json()

    assert [one["code"] for one in listed] == [filed.code]
    assert motcua("dossier", "list", "--agency", AGENCY).out.endswith("1 hồ sơ.\n")
    assert motcua("dossier", "list", "--agency", "nobody").err.startswith(
        "motcua: [unknown_agency] "
    )


def test_the_reports_count_it(motcua: Motcua, filed: Outcome) -> None:
    asked = ("--period", "tháng 3/2026")

    sheet = motcua("report", "timeliness", *asked, "--by", "procedure", "--json").json()
    shares = motcua("report", "online-share", *asked, "--population", "all", "--json").json()
    stays = motcua("report", "stays", *asked, "--format", "json").json()
    form = motcua("report", "ii06", "--from", "2026-03-01", "--to", "2026-03-31", "--json").json()

    assert [row["key"] for row in sheet["rows"]] == [CODE]
    assert (sheet["total"]["received"], sheet["total"]["overdue"]) == (1, 1)
    assert sheet["total"]["on_time_rate"] is None
    assert (shares["received"], shares["direct"]) == (1, 1)
    assert [row["code"] for row in stays["rows"]] == [filed.code, filed.code]
    assert form["total"]["3"] == form["total"]["13"] == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("filed")
def test_a_report_is_printed_as_a_table_and_as_csv(motcua: Motcua) -> None:
    asked = ("report", "timeliness", "--period", "quý I/2026", "--by", "channel")

    table = motcua(*asked).out
    lines = motcua(*asked, "--format", "csv").out.splitlines()

    assert table.startswith("Tình hình giải quyết hồ sơ quý I/2026")
    assert "Trực tiếp" in table
    assert lines[0].startswith("key,carried_over,received,")
    assert lines[1].startswith("direct,0,1,")


@pytest.mark.usefixtures("filed")
def test_a_report_as_known_before_the_dossier_does_not_count_it(motcua: Motcua) -> None:
    asked = ("report", "timeliness", "--period", "tháng 3/2026", "--json")

    assert motcua(*asked, "--known-at", "2026-03-02 08:59").json()["total"]["received"] == 0
    assert motcua(*asked, "--known-at", "2026-03-02 09:00").json()["total"]["received"] == 1
    assert motcua(*asked, "--known-at", "2999-01-01").err.startswith("motcua: [not_settled] ")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("filed")
def test_a_report_that_is_asked_wrongly_is_refused(motcua: Motcua) -> None:
    wrong = (
        ("period_missing", ()),
        ("period_missing", ("--from", "2026-01-01")),
        ("unknown_period", ("--period", "quý V/2026")),
        ("bad_day", ("--from", "hôm qua", "--to", "2026-01-01")),
        ("bad_moment", ("--period", "quý I/2026", "--known-at", "hôm qua")),
        ("unknown_agency", ("--period", "quý I/2026", "--agency", "nobody")),
    )

    for code, arguments in wrong:
        answer = motcua("report", "timeliness", *arguments)

        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith(f"motcua: [{code}] ")


@pytest.mark.usefixtures("filed")
def test_the_record_agrees_with_itself(motcua: Motcua) -> None:
    assert motcua("verify", "--json").json() == []
    assert motcua("verify", "--agency", AGENCY).code == 0


@pytest.mark.usefixtures("filed")
def test_a_tick_enters_a_signal_once(motcua: Motcua) -> None:
    assert motcua("tick", "--json").json()["entered"]["overdue"] == 1
    assert motcua("tick", "--json").json()["entered"] == {}


def test_personal_data_are_erased_by_who_may(motcua: Motcua, filed: Outcome) -> None:
    asked = ("erase", filed.code, "--reason", "erasure_requested")

    assert motcua(*asked, "--by", "nobody").err.startswith("motcua: [unknown_staff] ")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("filed")
def test_a_key_that_was_lost_is_told_and_never_made_anew(
    motcua: Motcua, environment: Mapping[str, str]
) -> None:
    key = Path(environment["MOTCUA_DATA_DIR"]) / "pepper.key"
    assert motcua("verify").code == 0
    key.unlink()

    answer = motcua("verify")

    assert answer.code == 1
    assert answer.err.startswith("motcua: [pepper_missing] ")
    assert not key.exists()
