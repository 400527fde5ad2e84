"""Whether somebody of a dossier may do what they came for: submit, supplement, withdraw, collect.

An authorised person may do what the authorisation names, through its last day, until it is
revoked. What a mere submitter and a collector may do is an assumption: no text that we know
says it. Who hands in for others has brought the papers and holds the receipt, so may complete
and fetch, not withdraw.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from engine.actors import Role
from engine.desk.draft import Scene
from engine.errors import BadInput, NotAllowed, NotFound
from engine.procedure import Action, Final
from engine.timeline import PartyLine

ERRANDS: Mapping[str, str] = {
    "submit": "nộp hồ sơ",
    "supplement": "nộp bổ sung",
    "withdraw": "rút hồ sơ",
    "collect": "nhận kết quả",
}
AUTHORISED = "authorised"
_BY_ROLE: Mapping[str, frozenset[str]] = {
    "owner": frozenset(ERRANDS),
    "submitter": frozenset({"submit", "supplement", "collect"}),
    "collector": frozenset({"collect"}),
}


def errand_of(scene: Scene, action: Action) -> str | None:
    """What somebody who takes part in the action comes for; None if it is the office's own."""
    states = scene.procedure.states
    left, entered = states.get(scene.line.state), states[action.to]
    if entered.final is Final.WITHDRAWN:
        return "withdraw"
    if entered.final is Final.COMPLETED:
        return "collect"
    waits = left is not None and left.holder is not None and left.holder.role is Role.APPLICANT
    return "supplement" if waits and entered.final is None else None


def check_party(scene: Scene, action: Action, no: int | None) -> None:
    """Refuse an action that the party at the counter has no right to; None: nobody was named."""
    if no is None:
        return
    errand = errand_of(scene, action)
    if errand is None:
        raise BadInput(
            f"“{action.label}” là việc của cơ quan, không ghi người đến làm.",
            code="party_not_asked",
        )
    check_errand(scene.line.parties, no, errand, scene.day)


def check_errand(parties: Sequence[PartyLine], no: int, errand: str, day: date) -> None:
    """Refuse unless party `no` may do the errand on that office day."""
    one = next((party for party in parties if party.no == no), None)
    if one is None or type(no) is not int:
        raise NotFound("Hồ sơ không có người mang số thứ tự này.", code="unknown_party", party=no)
    if one.role == AUTHORISED:
        _check_authorisation(one, errand, day)
    elif errand not in _BY_ROLE[one.role]:
        raise _refused(one, errand, "không có quyền", "party_without_right")


def _check_authorisation(one: PartyLine, errand: str, day: date) -> None:
    if one.ended_at is not None:
        raise _refused(one, errand, "đã bị chấm dứt ủy quyền nên không được", "authorisation_ended")
    if one.expires_on is not None and day > one.expires_on:
        why = f"chỉ được ủy quyền đến hết {one.expires_on:%d/%m/%Y} nên không được"
        raise _refused(one, errand, why, "authorisation_expired")
    if errand not in one.scope:
        raise _refused(one, errand, "không được ủy quyền", "outside_authorisation")


def _refused(one: PartyLine, errand: str, why: str, code: str) -> NotAllowed:
    return NotAllowed(
        f"Người thứ {one.no} của hồ sơ {why} {ERRANDS[errand]}. Cần người khác, hoặc giấy ủy "
        "quyền mới.",
        code=code,
        party=one.no,
        errand=errand,
    )
