"""What the tests of the demo share."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from api.simulation.counter import Arrival
from engine.desk import Desk, Office
from engine.store.connect import open_database

PEPPER = b"a pepper of thirty-two bytes ...."


@dataclass(frozen=True, slots=True)
class AnGiang:
    """A database with every dossier of the year but one, `held`, which a test may bring in."""

    path: Path
    office: Office
    held: Arrival

    def copy(self, folder: Path) -> Engine:
        return open_database(f"sqlite:///{shutil.copy(self.path, folder / 'an-giang.sqlite')}")

    def desk(self, engine: Engine) -> Desk:
        return Desk(engine, self.office, PEPPER)
