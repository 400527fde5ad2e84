"""What becomes of the people of a dossier, as entries to be."""

from dataclasses import replace

from engine.actors import Role
from engine.desk.draft import Draft, Scene
from engine.desk.parties import check_parties, parties_facts
from engine.desk.private import parties_private, party_rows
from engine.desk.representing import AUTHORISED
from engine.desk.requests import Party
from engine.errors import BadInput, NotFound, NotNow, NotYourStep
from engine.ledger import Kind
from engine.timeline import PartyLine

END = "end_authorisation"  # the verb that reasons fit
_MEET_PEOPLE = (Role.COUNTER, Role.POSTAL_COUNTER)


def joined(scene: Scene, one: Party, pepper: bytes) -> Draft:
    """Somebody comes in: an authorised person, another owner, whoever collects."""
    _check(scene)
    return _joined(scene, one, pepper)


def replaced(scene: Scene, no: int, one: Party, reason: str, pepper: bytes) -> Draft:
    """Another takes the place of an authorised person, whose authorisation ends."""
    ended = revoked(scene, no, reason)
    draft = _joined(scene, one, pepper)
    return replace(draft, facts={**draft.facts, **ended.facts})


def revoked(scene: Scene, no: int, reason: str) -> Draft:
    """An authorisation ends before its last day."""
    _check(scene)
    scene.office.check_reason(reason, END)
    _check_running(scene, no)
    return Draft(Kind.PARTIES_CHANGED, {"ends": [no], "reason": reason})


def _joined(scene: Scene, one: Party, pepper: bytes) -> Draft:
    no = max((party.no for party in scene.line.parties), default=0) + 1
    check_parties((one,), no)
    if one.expires_on is not None and one.expires_on < scene.day:
        raise BadInput(
            f"Giấy ủy quyền đã hết hạn ngày {one.expires_on:%d/%m/%Y}.",
            code="authorisation_expired",
        )
    return Draft(
        Kind.PARTIES_CHANGED,
        {"parties": parties_facts(scene.office, (one,), scene.day, no)},
        parties_private((one,), no),
        party_rows(scene.key, (one,), pepper, no),
    )


def _check(scene: Scene) -> None:
    """Whoever meets people at a counter of the dossier, or has its present step."""
    line = scene.line
    if line.final is not None:
        raise NotNow("Hồ sơ đã kết thúc, không ghi thêm người.", state=line.state)
    agencies = {scene.ref.agency, line.return_at, line.competent}
    at_counter = any(
        scene.by.has(role, agency, scene.today) for role in _MEET_PEOPLE for agency in agencies
    )
    holds = line.seat is not None and scene.by.sits_on(line.seat, scene.today)
    if not (at_counter or holds):
        names = scene.office.say(_MEET_PEOPLE)
        raise NotYourStep(f"Bạn không ghi người của hồ sơ này (dành cho: {names}).", verb="parties")


def _check_running(scene: Scene, no: int) -> PartyLine:
    found = next((one for one in scene.line.parties if one.no == no), None)
    if found is None or found.role != AUTHORISED:
        raise NotFound(
            "Hồ sơ không có người được ủy quyền mang số này.", code="unknown_party", party=no
        )
    if found.ended_at is not None:
        raise NotNow("Ủy quyền này đã chấm dứt.", code="authorisation_ended", party=no)
    return found
