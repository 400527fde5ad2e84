"""A wrong result: a linked case gives the right one, without fee, with a promise of its own."""

from collections.abc import Mapping

from engine.actors import Role
from engine.desk.authority import must_answer_for
from engine.desk.draft import Draft, Scene
from engine.desk.family import people_of
from engine.desk.issuing.making import follows
from engine.desk.papers import added, papers_so_far
from engine.desk.provenance import Provenance
from engine.desk.requests import PaperCount, Reception
from engine.desk.results.choosing import chosen, noted, numbers
from engine.desk.results.requests import Correction
from engine.errors import GuardFailed, NotNow
from engine.ledger import DossierRef, Kind
from engine.procedure import Channel, Final, Procedure
from engine.store.write import Write
from engine.timeline import Result, ResultState, Timeline

VERB = "correct_result"
FREE = Provenance({"corrects": True}, free=True, tells=None)
_OUT = frozenset({ResultState.HANDED, ResultState.POSTED, ResultState.COME_BACK})


def check(scene: Scene, wish: Correction) -> list[Result]:
    """The results that are wrong; refused before they are out, or while a case is open on them."""
    _check_person(scene)
    scene.office.check_reason(wish.reason, VERB)
    if scene.line.final is not Final.COMPLETED:
        raise NotNow("Hồ sơ chưa trả kết quả, chưa có gì để đính chính.", state=scene.line.state)
    if scene.line.erased:
        raise GuardFailed("Dữ liệu cá nhân của hồ sơ đã xóa.", unmet=["parties.known"])
    found = chosen(scene, wish.results, _is_out, "đã trả và còn giá trị")
    if any(one.ended_at is None for one in scene.line.children):
        raise NotNow("Hồ sơ đính chính đang được giải quyết.", code="correction_open")
    return found


def _is_out(one: Result) -> bool:
    archived = one.state is ResultState.ARCHIVED and not one.replaced
    return not one.replaced and (one.state in _OUT or archived)


def _check_person(scene: Scene) -> None:
    """The counter that took it in or returns it, or whoever answers for the decision."""
    counters = (scene.ref.agency, scene.line.return_at)
    if not any(scene.by.has(Role.COUNTER, agency, scene.today) for agency in counters):
        must_answer_for(scene, "mở hồ sơ đính chính kết quả")


def request(scene: Scene, wish: Correction, write: Write) -> Reception:
    """As if the people of the old file handed it in again, at the same counter, for nothing."""
    line, origin = scene.line, scene.line.origin
    code = line.procedure.correction or origin.procedure
    procedure = scene.office.catalogue.current(code, scene.today)
    direct = Channel.DIRECT in procedure.channels
    returns = procedure.returns
    return Reception(
        agency=scene.ref.agency,
        procedure=code,
        channel=Channel.DIRECT if direct else procedure.channels[0],
        return_by=origin.return_by if origin.return_by in returns else returns[0],
        parties=people_of(scene, write.connection),
        papers=_papers(scene, procedure, wish),
        answers=_answers(scene, procedure, wish),
        place=origin.place,
        competent=line.competent,
        return_at=line.return_at,
        happened_at=scene.at,
    )


def _papers(scene: Scene, procedure: Procedure, wish: Correction) -> Mapping[str, PaperCount]:
    wanted = {one.id for one in procedure.papers}
    old = papers_so_far(scene.entries)
    return added({name: count for name, count in old.items() if name in wanted}, wish.papers)


def _answers(scene: Scene, procedure: Procedure, wish: Correction) -> dict[str, object]:
    """The same procedure asks the same; another one is asked anew."""
    same = procedure.code == scene.line.origin.procedure
    return {**(scene.beside.answers() if same else {}), **wish.answers}


def opened(
    scene: Scene, wish: Correction, wrong: list[Result], case: DossierRef, line: Timeline
) -> Draft:
    """The old file names the case; it says “replaced” only once that has given its result."""
    other = {
        "agency": case.agency,
        "dossier": case.id.hex,
        "procedure": line.origin.procedure,
        "code": line.origin.code,
    }
    facts = {"opens": other, "results": numbers(wrong), "reason": wish.reason}
    told = (("correction", "applicant"),)
    return Draft(Kind.CORRECTED, facts, noted(wish.note), tells=told, follows=follows(scene))
