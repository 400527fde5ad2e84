"""Who may be offered an original: somebody at work, whom the dossier concerns."""

from engine.actors import Actor
from engine.desk.draft import Scene
from engine.errors import BadInput
from engine.store.scope import Scope
from engine.timeline import Offered, Passage


def check_recipient(scene: Scene, what: Offered) -> None:
    """Refuse somebody who may not act, or whom the dossier does not concern.

    A restricted dossier is offered to those alone who see it. Another agency may borrow from one
    that is not restricted: the list says until when.
    """
    lends = what.kind is Passage.LOAN
    if lends and what.to in scene.office.organisation.agencies:
        if scene.restricted:
            raise _unconcerned()
        return
    person = scene.colleague(what.to)
    if person is None:
        raise BadInput("Người nhận đã ngừng hoạt động.", code="recipient_disabled", staff=what.to)
    if _sees(scene, person):
        return
    outside = what.kind is not Passage.HAND_OVER  # lent to them, or back to who lent it
    if scene.restricted or not (outside or _concerns(scene, person)):
        raise _unconcerned()


def _sees(scene: Scene, person: Actor) -> bool:
    scope = Scope(person, scene.today)
    return scope.sees(scene.ref, scene.line, scene.entries, restricted=scene.restricted)


def _concerns(scene: Scene, person: Actor) -> bool:
    line = scene.line
    concerned = {scene.ref.agency, line.competent, line.return_at}
    concerned |= {item.seat.agency for item in line.open_items}
    return not concerned.isdisjoint(person.at(line.origin.place).agencies(scene.today))


def _unconcerned() -> BadInput:
    return BadInput(
        "Hồ sơ không liên quan đến người nhận. Chỉ bàn giao bản chính cho người đang xem được hồ "
        "sơ hoặc thuộc cơ quan có liên quan.",
        code="recipient_not_concerned",
    )
