"""What is held as data: papers scanned, reused or fetched, and the result (QĐ 766, nhóm 4)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from engine.actors import APPLICANT_ID, Actor
from engine.desk.acting import Acting, ask_of
from engine.desk.authority import must_work
from engine.desk.draft import Draft, Scene
from engine.desk.papers import (
    WAYS,
    added,
    check_papers,
    digital_facts,
    is_complete,
    paper_rows,
    papers_so_far,
)
from engine.desk.requests import Outcome, PaperCount
from engine.desk.texts import tidy
from engine.errors import BadInput, NotNow, NotYourStep
from engine.ledger import DossierRef, Kind
from engine.procedure import Instant


@dataclass(frozen=True, slots=True)
class Digitising:
    """By paper the ways in which it is held as data; `result`: the signed result is, too."""

    papers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    result: bool = False


def digitise(scene: Scene, wish: Digitising) -> Draft:
    """Enter what has become data since the papers came in; it adds, and takes nothing away."""
    if scene.by.id == APPLICANT_ID:
        raise NotYourStep("Việc số hóa do cơ quan ghi.", code="not_for_applicant")
    must_work(scene, "digitise")
    papers = {name: _as_data(name, ways) for name, ways in wish.papers.items()}
    check_papers(scene.procedure, papers)
    if not papers and not wish.result:
        raise BadInput("Chưa nêu giấy tờ hay kết quả nào.", code="nothing_digitised")
    facts: dict[str, object] = {}
    if papers:
        every = added(papers_so_far(scene.entries), papers)
        facts = {
            "digital": digital_facts(papers),
            "papers_complete": is_complete(scene.procedure, every),
        }
    if wish.result:
        _check_result(scene)
        facts["digital_result"] = True
    return Draft(Kind.DIGITISED, facts, rows=paper_rows(scene.key, scene.seq, papers))


def _as_data(paper: str, ways: tuple[str, ...]) -> PaperCount:
    if not ways or not set(WAYS).issuperset(ways):
        choices = ", ".join(WAYS)
        raise BadInput(f"Cách số hóa phải là: {choices}.", code="unknown_way", paper=paper)
    return PaperCount(**dict.fromkeys(ways, True))


def _check_result(scene: Scene) -> None:
    if not scene.line.instants.keys() & {Instant.SIGNED, Instant.SEALED, Instant.AT_COUNTER}:
        raise NotNow("Hồ sơ chưa có kết quả để số hóa.", code="no_result")
    if scene.line.digital_result is not None:
        raise NotNow("Kết quả điện tử đã được ghi nhận.", code="result_digitised")


@dataclass(frozen=True, slots=True)
class Digitisation:
    """The verb by which an office says what it holds as data."""

    acting: Acting

    def enter(
        self, ref: DossierRef, wish: Digitising, by: Actor, *, key: str | None = None
    ) -> Outcome:
        """Enter papers, or the result, that are held as data; also once the dossier is over."""
        wanted = tidy(wish)
        ask = ask_of(by, key, "digitise", ref, asdict(wanted))
        return self.acting.on(ref, ask, lambda _, scene: digitise(scene, wanted))
