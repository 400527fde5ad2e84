"""The demo province."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.demo.province import build_province
from api.tenant import office_of
from engine.actors import Role
from engine.clock import Verdict, verdict
from engine.desk import Desk, Office
from engine.fold import fold
from engine.ledger import Entry
from engine.procedure import Channel, Final, Tier
from engine.store.connect import hurried, open_database
from engine.store.files import Files
from engine.store.ledgers import ledgers
from engine.store.read import reading
from engine.timeline import Cause, Timeline
from engine.verify import verify
from tests.api.demo.office import PEPPER
from workflows.published import publish

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def office() -> Office:
    return office_of(publish())


@pytest.fixture(scope="module")
def province(
    office: Office, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """The province as `motcua run` builds it."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("province") / "p.sqlite")
    engine = open_database(f"sqlite:///{path}")
    with hurried(engine):
        build_province(Desk(engine, office, PEPPER), until=NOW)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def lines(province: Engine, office: Office) -> list[Timeline]:
    return [fold(office.catalogue, entries) for entries in _ledgers(province)]


def _ledgers(engine: Engine) -> list[Sequence[Entry]]:
    with reading(engine) as snapshot:
        return [entries for _, entries in ledgers(snapshot)]


def test_some_hundreds_of_dossiers_and_many_of_them_in_flight(lines: list[Timeline]) -> None:
    assert 350 <= len(lines) <= 450
    assert sum(line.final is None for line in lines) >= 60


def test_every_base_workflow_is_at_work(lines: list[Timeline]) -> None:
    assert {line.procedure.workflow for line in lines} == {
        "standard",
        "same_day",
        "certification",
        "land",
        "building_permit",
        "inter_agency",
        "business_household",
        "residence",
    }


def test_all_three_channels_and_before_2016_no_post(lines: list[Timeline]) -> None:
    now = {line.origin.channel for line in lines if line.opened_at.year == NOW.year}
    then = {line.origin.channel for line in lines if line.opened_at.year == 2015}

    assert now == set(Channel)
    assert then == {Channel.DIRECT, Channel.ONLINE}


def test_three_tiers_in_2015_and_no_district_since(lines: list[Timeline], office: Office) -> None:
    def tiers(year: int) -> set[Tier]:
        agencies = office.organisation.agencies
        chosen = [line for line in lines if line.opened_at.year == year]
        return {agencies[line.competent].tier for line in chosen}

    assert tiers(2015) == {Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE}
    assert tiers(NOW.year) == {Tier.PROVINCE, Tier.COMMUNE}


def test_what_was_under_way_on_the_first_of_july_2025_is_finished_by_the_new_communes(
    lines: list[Timeline], office: Office
) -> None:
    agencies = office.organisation.agencies
    june = [line for line in lines if line.opened_at.year == 2025]
    moved = [line for line in june if len(line.competences) > 1]
    tiers = {agencies[line.competences[0][1]].tier for line in moved}

    assert len(moved) >= 5
    assert tiers == {Tier.DISTRICT, Tier.COMMUNE}
    assert {agencies[line.competent].tier for line in moved} == {Tier.COMMUNE}
    assert all(line.final for line in june)


def test_dossiers_end_in_every_way(lines: list[Timeline]) -> None:
    assert {line.final for line in lines} == {None, *Final}
    assert {verdict(line) for line in lines} == {None, *Verdict}
    assert {line.outcome for line in lines} == {None, "granted", "declined"}


def test_clocks_stop_promises_move_and_others_are_asked(lines: list[Timeline]) -> None:
    reasons = {stop.reason for line in lines for stop in line.stops}
    causes = {promise.cause for line in lines for promise in line.promises}

    assert {"supplement", "financial_duty"} <= reasons
    assert causes == {Cause.RECEIPT, Cause.STOP, Cause.EXTENSION}
    assert any(item.answered_at for line in lines for item in line.items)
    assert any(line.children for line in lines)


def test_the_year_2015_is_over(lines: list[Timeline]) -> None:
    assert all(line.final for line in lines if line.opened_at.year == 2015)


def test_somebody_waits_at_every_kind_of_step(lines: list[Timeline]) -> None:
    roles = {line.seat.role for line in lines if line.final is None and line.seat is not None}

    assert {Role.COUNTER, Role.OFFICER, Role.APPLICANT} <= roles


def test_nothing_is_written_after_the_last_moment(province: Engine) -> None:
    assert max(entries[-1].recorded_at for entries in _ledgers(province)) < NOW


def test_a_province_agrees_with_itself_on_either_database(
    engine: Engine, office: Office, tmp_path: Path
) -> None:
    build_province(Desk(engine, office, PEPPER), dossiers=60, until=NOW, with_desks=False)

    assert len(_ledgers(engine)) >= 50
    assert not list(verify(engine, office.catalogue, Files(tmp_path), PEPPER))


def test_the_same_seed_builds_the_same_province(
    sqlite_template: Path, office: Office, tmp_path: Path
) -> None:
    def built(name: str) -> list[tuple[object, ...]]:
        path = shutil.copy(sqlite_template, tmp_path / name)
        engine = open_database(f"sqlite:///{path}")
        build_province(Desk(engine, office, PEPPER), dossiers=25, until=NOW, with_desks=False)
        told = [
            (entries[0].facts["code"], *((one.kind, one.happened_at) for one in entries))
            for entries in _ledgers(engine)
        ]
        engine.dispose()
        return sorted(told, key=str)

    assert built("first.sqlite") == built("second.sqlite")
