"""Originals of somebody who cannot sign any more: the leader or the unit head hands them on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from engine.actors import Role, Seat
from engine.desk.draft import Scene
from engine.desk.office import Office
from engine.desk.originals.requests import Offer
from engine.errors import BadInput, NotYourStep
from engine.timeline import Passage

TAKE_OVER = "take_over_original"


@dataclass(frozen=True, slots=True)
class Behalf:
    """For whom originals are handed on without their signature, and why."""

    staff: str
    reason: str

    @classmethod
    def of(cls, office: Office, wish: Offer) -> Self | None:
        """What the wish says of it; refused where it is half said, or not possible."""
        if wish.on_behalf_of is None:
            if wish.reason is not None:
                raise BadInput("Lý do chỉ ghi khi giao thay.", code="reason_not_asked")
            return None
        office.check_reason(wish.reason, TAKE_OVER)
        office.person(wish.on_behalf_of)
        if wish.kind is Passage.LOAN or wish.to == wish.on_behalf_of:
            raise BadInput("Giao thay thì giao hẳn cho người khác.", code="not_handed_over")
        return cls(wish.on_behalf_of, str(wish.reason))

    def facts(self) -> dict[str, object]:
        return {"on_behalf_of": self.staff, "reason": self.reason}


def must_answer_for_originals(scene: Scene, staff: str) -> None:
    """Refuse unless the person leads, or heads the unit of, who decides or who has the papers."""
    if not answers_for_originals(scene, staff):
        names = scene.office.say((Role.UNIT_HEAD, Role.LEADER))
        raise NotYourStep(f"Giao thay bản chính là việc của: {names}.", verb=TAKE_OVER)


def answers_for_originals(scene: Scene, staff: str) -> bool:
    """Whether originals that this colleague has are the person's to hand on."""
    return any(scene.by.sits_on(seat, scene.today) for seat in _answering(scene, staff))


def _answering(scene: Scene, staff: str) -> Iterator[Seat]:
    line = scene.line
    yield Seat(Role.LEADER, line.competent)
    if line.unit is not None:
        yield Seat(Role.UNIT_HEAD, line.competent, line.unit)
    person = scene.office.organisation.people.get(staff)
    for grant in person.grants if person else ():
        yield Seat(Role.LEADER, grant.agency)
        if grant.unit is not None:
            yield Seat(Role.UNIT_HEAD, grant.agency, grant.unit)
