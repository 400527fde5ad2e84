"""The house: what every handler works on. One per process, opened when the process starts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock

from sqlalchemy import Engine

from api import clock
from api.database import connect, require_upgraded
from api.settings import Settings
from api.signin.production import refuse_defaults
from api.signin.signing import Signing
from api.signin.tokens import Keys
from api.system import System
from api.tenant import applied, office_of
from engine.actors import Actor
from engine.desk import Desk
from engine.desk.standing import actor_of
from engine.store.editions import in_force_mark
from engine.store.files import Files
from engine.store.ledgers import Reading
from engine.store.read import reading
from workflows.published import Published

LOOK_AGAIN = timedelta(seconds=2)  # how old the catalogue of a process may be after `apply`


@dataclass(slots=True)
class House:
    """The open database, the catalogue in force, and who may sign in."""

    settings: Settings
    engine: Engine
    signing: Signing
    _system: System
    _mark: str
    _looked: datetime
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def open(cls, settings: Settings, published: Published | None = None) -> "House":
        """The house over the database of these settings; `published` if it was read already."""
        engine = connect(settings)
        require_upgraded(engine)
        refuse_defaults(engine, settings)
        signing = Signing(engine, Keys(settings.secrets()), clock.now, settings.demo)
        with reading(engine) as snapshot:
            mark, known = in_force_mark(snapshot), published or applied(snapshot)
        found = System(settings, engine, known, office_of(known))
        if settings.demo:
            signing.open_demo(sorted(known.organisation.people))
        found.pepper()  # refused now rather than at the first dossier
        return cls(settings, engine, signing, found, mark, clock.now())

    def close(self) -> None:
        self.engine.dispose()

    @property
    def system(self) -> System:
        """The catalogue in force; what `apply` changed is seen within two seconds."""
        if clock.now() - self._looked > LOOK_AGAIN:
            with self._lock:
                self._refresh()
        return self._system

    def _refresh(self) -> None:
        with reading(self.engine) as snapshot:
            mark = in_force_mark(snapshot)
            if mark != self._mark:
                published = applied(snapshot)
                self._system = System(self.settings, self.engine, published, office_of(published))
                self._mark = mark
        self._looked = clock.now()

    @property
    def desk(self) -> Desk:
        found = self.system
        return Desk(self.engine, found.office, found.pepper())

    @property
    def files(self) -> Files:
        return Files(self.system.files)

    @property
    def today(self) -> date:
        return clock.local(clock.now()).date()

    def actor(self, staff: str) -> Actor:
        """The member of staff with what is granted to them now; refused if there is none."""
        with self.engine.connect() as connection:
            return actor_of(connection, self.system.office, staff, self.today)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        with reading(self.engine) as snapshot:
            yield snapshot
