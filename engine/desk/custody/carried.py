"""Originals and transit slips: what a slip may name, is under way with it, or did not arrive."""

from collections import Counter

from engine.desk.draft import Scene
from engine.desk.papers import papers_so_far
from engine.timeline import Custody, Original
from engine.timeline.places import PAPERS


def can_carry(scene: Scene, paper: str, agency: str) -> int:
    """How many originals of that paper are at hand with the agency, to be named on its slip.

    A form is nobody's to answer for: of it there are as many as were handed in.
    """
    kept = [one for one in scene.line.originals if one.paper == paper]
    if not kept:
        given = papers_so_far(scene.entries).get(paper)
        return given.originals if given else 0
    free = [one for one in kept if _rests(one)]
    theirs = sum(_is_with(scene, one, agency) for one in free)
    last = scene.line.whereabouts.get(PAPERS)
    came = dict(last.carried).get(paper, 0) if last and last.at.agency == agency else 0
    return min(len(free), theirs + came)


def under_way(scene: Scene) -> list[Original]:
    """The originals that are on a slip which the other end has not signed."""
    going = (last := scene.line.whereabouts.get(PAPERS)) and last.going
    if not going:
        return []
    theirs = [one for one in scene.line.originals if _rests(one) and one.since <= going.since]
    theirs.sort(key=lambda one: not _is_with(scene, one, going.agency))
    return _counted(theirs, dict(going.carries))


def unfound(scene: Scene) -> list[Original]:
    """The originals that were signed as missing from a slip; signing for one later finds it."""
    last = scene.line.whereabouts.get(PAPERS)
    if last is None:
        return []
    same = [one for one in scene.line.originals if one.is_out and one.since <= last.since]
    return _counted(same, dict(last.missing))


def _counted(items: list[Original], counts: dict[str, int]) -> list[Original]:
    left, found = Counter(counts), []
    for one in items:
        if left[one.paper] > 0:
            left[one.paper] -= 1
            found.append(one)
    return found


def _rests(one: Original) -> bool:
    return one.state is Custody.HELD and one.offered is None


def _is_with(scene: Scene, one: Original, agency: str) -> bool:
    """Whether its custodian works, or worked, at the agency."""
    person = scene.office.organisation.people.get(one.custodian)
    return person is not None and any(grant.agency == agency for grant in person.grants)
