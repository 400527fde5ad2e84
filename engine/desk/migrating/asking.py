"""What may be asked, and by whom: the edition is known and in force, the steps are steps of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy import Connection

from engine.actors import Actor, Role
from engine.catalogue import Catalogue
from engine.desk.office import Office
from engine.desk.standing import admitted
from engine.errors import BadInput, NotFound, NotNow, NotYourStep
from engine.procedure import Procedure

VERB = "migrate_edition"


def edition_of(catalogue: Catalogue, code: str, beginning: str, today: date) -> Procedure:
    """The edition of the procedure that begins so, if it may be followed today."""
    procedures = catalogue.procedures.values()
    known = [one for one in procedures if one.code == code and not one.imported]
    if not known:
        raise NotFound(f"Không có thủ tục {code}.", code="unknown_procedure", procedure=code)
    found = [one for one in known if beginning and one.edition.startswith(beginning.lower())]
    if not found:
        names = ", ".join(sorted(one.edition[:12] for one in known))
        raise NotFound(
            f"Thủ tục {code} không có bản nào bắt đầu bằng “{beginning}”; có: {names}. "
            f"Xem: motcua workflow editions {code}",
            code="unknown_edition",
            procedure=code,
        )
    if len(found) > 1:
        names = ", ".join(sorted(one.edition[:12] for one in found))
        raise BadInput(f"Có nhiều bản bắt đầu như vậy: {names}.", code="ambiguous_edition")
    new = found[0]
    if not new.valid_from <= today <= new.valid_to:
        raise NotNow(
            f"Bản {new.edition[:12]} áp dụng từ {new.valid_from:%d/%m/%Y} đến "
            f"{new.valid_to:%d/%m/%Y}, không áp dụng hôm nay.",
            code="edition_not_in_force",
        )
    return new


def check_states(catalogue: Catalogue, new: Procedure, states: Mapping[str, str]) -> None:
    """Refuse a mapping from a step that no edition has, or to one that the new one has not."""
    known = {
        state
        for one in catalogue.procedures.values()
        if one.code == new.code
        for state in one.states
    }
    for old, state in states.items():
        unknown = old if old not in known else state if state not in new.states else None
        if unknown is not None:
            raise BadInput(
                f"Không có bước “{unknown}” (--map {old}={state}). Các bước của bản mới: "
                f"{', '.join(new.states)}.",
                code="unknown_state",
                state=unknown,
            )


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps the catalogue: the person as of today, and of which agencies.

    Their keys are remembered under the first of these.
    """

    person: Actor
    agencies: tuple[str, ...]

    @classmethod
    def of(cls, connection: Connection, office: Office, by: Actor, today: date) -> Self:
        """Refused unless the person is a catalogue admin somewhere today."""
        person = admitted(connection, by, today)
        mine = {
            grant.agency
            for grant in person.grants
            if grant.role is Role.CATALOGUE_ADMIN and grant.valid_from <= today <= grant.valid_to
        }
        if not mine:
            raise NotYourStep(
                "Bạn không có quyền chuyển hồ sơ sang bản quy trình khác (dành cho: "
                f"{office.say((Role.CATALOGUE_ADMIN,))}).",
                code="not_catalogue_admin",
            )
        return cls(person, tuple(sorted(mine)))

    @property
    def home(self) -> str:
        return self.agencies[0]

    def keeps(self, office: Office, agency: str) -> bool:
        """Whether the agency is one of theirs, or stands under one."""
        return not office.organisation.above(agency).isdisjoint(self.agencies)
