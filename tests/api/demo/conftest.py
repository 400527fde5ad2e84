"""The year of An Giang, built once for all tests that look at it."""

import shutil
from pathlib import Path

import pytest

from api.demo import an_giang
from api.demo.year import YEAR
from api.simulation.counter import Arrival
from api.simulation.fate import Pace
from api.tenant import office_of
from engine.desk import Desk
from engine.procedure import Channel
from engine.store.connect import hurried, open_database
from tests.api.demo.office import PEPPER, AnGiang


@pytest.fixture(scope="session")
def an_giang_but_one(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AnGiang:
    path = tmp_path_factory.mktemp("an-giang") / "year.sqlite"
    shutil.copy(sqlite_template, path)
    office = office_of(an_giang.published())
    arrivals = an_giang.plan(office)
    held = next(one for one in arrivals if _is_plain(one))
    engine = open_database(f"sqlite:///{path}")
    others = [one for one in arrivals if one is not held]
    with hurried(engine):
        an_giang.build_an_giang(Desk(engine, office, PEPPER), office, arrivals=others)
    engine.dispose()
    return AnGiang(path, office, held)


def _is_plain(arrival: Arrival) -> bool:
    """Received at the counter in spring, to be resolved on the day of its promise."""
    fate = arrival.fate
    plain = arrival.channel is Channel.DIRECT and not (fate.detours or fate.ending)
    return plain and fate.pace is Pace.ON_TIME and (arrival.at.year, arrival.at.month) == (YEAR, 4)
