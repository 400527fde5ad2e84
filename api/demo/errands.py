"""Papers between people of the demo: originals on lists, files on slips, neither signed for yet."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from api.demo.desks import DEPARTMENT, WARD, Desks
from api.simulation.counter import Arrival
from api.simulation.days import Story
from api.simulation.walker import Walker
from engine.desk.originals import Item, Offer
from engine.desk.places import Parcel, Sending
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.timeline.places import PAPERS, RESULT

Came = list[tuple[Arrival, DossierRef]]

_BEFORE_CLOSING = timedelta(minutes=40)
_ON_A_LIST = 2  # dossiers
_LISTS = (  # who at the counter hands originals to whom
    (DEPARTMENT, "dn-sxd-03", ("dn-sxd-07", "dn-sxd-08")),
    (WARD, "dn25-26017-03", ("dn25-26017-10",)),
)


def errands(walker: Walker, desks: Desks, came: Came) -> Story:
    """In the last hour of the last whole office day; `came` is filled as dossiers come in."""
    day = desks.office_day(1)
    yield walker.desk.office.calendar_of(DEPARTMENT).closing(day) - _BEFORE_CLOSING
    for agency, clerk, officers in _LISTS:
        _hand_over(walker, [ref for _, ref in _on_paper(came, agency)], agency, clerk, officers)
    _send(walker, _for_department(came, "received"), PAPERS, WARD, DEPARTMENT)
    _send(walker, _for_department(came, "ready"), RESULT, DEPARTMENT, WARD)


def _for_department(came: Came, state: str) -> list[DossierRef]:
    """What the ward received for the department, and lies in that state."""
    return [
        ref
        for one, ref in came
        if one.competent == DEPARTMENT and one.fate.rests and one.fate.rests.state == state
    ]


def _on_paper(came: Came, agency: str) -> Iterable[tuple[Arrival, DossierRef]]:
    """What lies with an officer, and was handed in at the counter."""
    return [
        (one, ref)
        for one, ref in came
        if one.agency == agency
        and one.channel is Channel.DIRECT
        and one.fate.rests is not None
        and one.fate.rests.state == "examining"
        and not one.fate.detours
    ]


def _hand_over(
    walker: Walker, refs: Sequence[DossierRef], agency: str, clerk: str, officers: Sequence[str]
) -> None:
    by = walker.desk.office.person(clerk)
    for place, officer in enumerate(officers):
        chosen = refs[place * _ON_A_LIST :][:_ON_A_LIST]
        items = tuple(Item(ref, one.no) for ref in chosen for one in walker.line(ref).originals)
        if items:
            walker.desk.originals.offer(Offer(agency, items, officer), by)


def _send(walker: Walker, refs: Sequence[DossierRef], what: str, agency: str, to: str) -> None:
    """Under one slip that the counter signs."""
    clerk = next(one for where, one, _ in _LISTS if where == agency)
    parcels = tuple(Parcel(ref, what) for ref in refs)
    walker.desk.places.send(Sending(agency, to, parcels), walker.desk.office.person(clerk))
