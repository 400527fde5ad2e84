"""What most commands work on: the open database and the office that was applied to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from api import clock
from api.database import opened
from api.settings import Settings
from api.tenant import applied, office_of
from engine.actors import Actor
from engine.desk.office import Office
from engine.desk.standing import actor_of
from engine.errors import Conflict
from engine.store.checks import count_dossiers
from engine.store.read import reading
from workflows.published import Published


@dataclass(frozen=True, slots=True)
class System:
    """A database with a catalogue in force; `files` is where the papers of dossiers lie."""

    settings: Settings
    engine: Engine
    published: Published
    office: Office

    def pepper(self) -> bytes:
        """The key of identity digests; refused if it is gone while dossiers are there.

        A new one would find nobody by their number, and make every digest look tampered with.
        """
        if not self.settings.has_pepper:
            with reading(self.engine) as snapshot:
                if count_dossiers(snapshot, None):
                    raise Conflict(
                        "Cơ sở dữ liệu đã có hồ sơ nhưng thiếu khóa pepper.key. Chép tệp này từ "
                        "bản sao lưu vào thư mục dữ liệu, hoặc đặt MOTCUA_PEPPER.",
                        code="pepper_missing",
                    )
        return self.settings.pepper()

    def person(self, staff: str) -> Actor:
        """Who acts or asks: the member of staff as of now; refused if they may not act."""
        today = clock.local(clock.now()).date()
        with reading(self.engine) as snapshot:
            return actor_of(snapshot, self.office, staff, today)

    @property
    def files(self) -> Path:
        return self.settings.data / "files"

    @property
    def waiting(self) -> Path:
        """Where files lie whose dossier is not saved yet."""
        return self.settings.data / "waiting"


@contextmanager
def system(settings: Settings | None = None) -> Iterator[System]:
    """The system for the length of a block; refused without tables or without a catalogue."""
    known = settings or Settings.read()
    with opened(known) as engine:
        with reading(engine) as snapshot:
            published = applied(snapshot)
        yield System(known, engine, published, office_of(published))
