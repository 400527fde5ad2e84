"""An office that knows a second edition of a procedure, and who may move dossiers to it."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import gettempdir

from engine.catalogue import Catalogue
from engine.definitions.edition import edition, written
from engine.desk import Desk
from engine.desk.migrating import Migrated, Migration
from engine.fold import fold
from engine.ledger import DossierRef
from engine.procedure import LimitCase, Procedure
from engine.store.files import Files
from engine.timeline import Timeline
from engine.verify import verify
from tests.engine.desk.town import APPRAISAL, PEPPER, Town, local, office

KEEPER = office().organisation.people["dn-quan-tri-01"]
Altered = Callable[[Procedure], Procedure]


def offered(code: str = APPRAISAL) -> Procedure:
    """The edition that dossiers begin with."""
    return office().catalogue.current(code, local("2026-03-02 09:00").date())


def beside(town: Town, *editions: Procedure) -> Town:
    """The same town, whose catalogue knows these editions too."""
    known = office().catalogue
    procedures = {**known.procedures, **{one.edition: one for one in editions}}
    wider = replace(office(), catalogue=replace(known, procedures=procedures))
    return replace(town, desk=Desk(town.engine, wider, PEPPER, town.clock))


def second(alter: Altered = lambda same: same) -> Procedure:
    """Another edition of the same procedure."""
    altered = alter(replace(offered(), name="Thẩm định báo cáo (bản mới)"))
    return replace(altered, edition=edition(written(altered, {})))


def new_in(town: Town) -> str:
    """The edition of the town that dossiers do not begin with."""
    procedures = town.desk.office.catalogue.procedures.values()
    known = (one for one in procedures if one.code == APPRAISAL)
    return next(one.edition for one in known if one.edition != offered().edition)


def of_days(days: int) -> Altered:
    """With that limit."""

    def alter(procedure: Procedure) -> Procedure:
        limit = replace(procedure.limits[0].limit, amount=Decimal(days))
        return replace(procedure, limits=(LimitCase(limit),))

    return alter


def renamed(old: str, new: str) -> Altered:
    """With a step under another name."""

    def alter(procedure: Procedure) -> Procedure:
        def name(state: str) -> str:
            return new if state == old else state

        states = {name(key): replace(one, id=name(key)) for key, one in procedure.states.items()}
        actions = {
            key: replace(one, sources=tuple(map(name, one.sources)), to=name(one.to))
            for key, one in procedure.actions.items()
        }
        return replace(procedure, states=states, actions=actions)

    return alter


def line_of(town: Town, ref: DossierRef) -> Timeline:
    """The dossier, by the town's own catalogue."""
    return fold(town.desk.office.catalogue, town.entries(ref))


def assert_whole(town: Town) -> None:
    """The record verifies by the catalogue that knows both editions."""
    nowhere = Files(Path(gettempdir(), "motcua-no-files"))
    catalogue: Catalogue = town.desk.office.catalogue
    assert [one.message for one in verify(town.engine, catalogue, nowhere, PEPPER)] == []


def to(town: Town, **said: object) -> Migration:
    return Migration(APPRAISAL, new_in(town)[:12], **said)  # type: ignore[arg-type]  # by their names


def moved(town: Town, **said: object) -> Migrated:
    return town.desk.editions.migrate(to(town, **said), KEEPER)
