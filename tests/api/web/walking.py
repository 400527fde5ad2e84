"""Dossiers as far as the tests of a page need them, brought there through the desk."""

from typing import Any

from engine.desk import Outcome, Wish
from engine.desk.draft import APPLICANT
from engine.procedure import Channel
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import CLERICAL, COUNTER, HEAD, LEADER, OFFICER, reception

CLERK = "dn-sxd-03"
WAY = (
    (COUNTER, Wish("forward")),
    (OFFICER, Wish("propose", outcome="granted")),
    (HEAD, Wish("agree")),
    (LEADER, Wish("sign", capacity="KT.")),
    (CLERICAL, Wish("seal", number="12/GP")),
)


def received(visitor: Visitor, **changes: Any) -> Outcome:  # noqa: ANN401 -- of a reception
    return visitor.house.desk.receive(reception(**changes), COUNTER)


def submitted(visitor: Visitor, **changes: Any) -> Outcome:  # noqa: ANN401 -- of a reception
    """Sent in online by the applicant."""
    asked = reception(channel=Channel.ONLINE, paid=False, **changes)
    return visitor.house.desk.receive(asked, APPLICANT)


def ready(visitor: Visitor, **changes: Any) -> Outcome:  # noqa: ANN401 -- of a reception
    """The result waits at the counter."""
    outcome = received(visitor, **changes)
    for by, wish in WAY:
        outcome = visitor.house.desk.take(outcome.ref, wish, by)
    return outcome


def state(visitor: Visitor, outcome: Outcome) -> str:
    """Where the dossier stands now."""
    return visitor.house.desk.seeing.open(outcome.ref, COUNTER).line.state
