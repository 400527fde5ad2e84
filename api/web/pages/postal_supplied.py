"""An item of the post that completes a dossier of earlier: which one, and the papers in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.tenant import schemes_of
from api.web.asking import Worker
from api.web.short_form import KINDS, count_of
from engine.actors import Role
from engine.desk import PaperCount
from engine.desk.papers import papers_so_far, shortage
from engine.errors import BadInput
from engine.fold import fold
from engine.ledger import standing
from engine.procedure import Paper
from engine.store.held import look
from engine.store.lists import Listed, search_by_code
from engine.timeline import Timeline
from receipts.codes import recognise

FIELD = "ho_so"


@dataclass(frozen=True, slots=True)
class Supplied:
    """The dossier as far as the clerk may see it, which names nobody.

    `lists` says of each paper what it still lacks, `waits` whether it waits for papers at all.
    """

    code: str
    typed: Mapping[str, str]
    listed: Listed | None = None
    waits: bool = False
    lists: tuple[tuple[Paper, PaperCount], ...] = ()

    def count(self, paper: str, kind: str) -> str:
        """How many came: what was typed, else what lacked."""
        lacks = {one.id: lack for one, lack in self.lists}
        wanted = str(getattr(lacks[paper], kind)) if paper in lacks else "0"
        return self.typed.get(f"{FIELD}.{paper}.{kind}", wanted)

    def papers(self) -> dict[str, PaperCount]:
        counted = {
            one.id: PaperCount.of({k: count_of(self.count(one.id, k)) for k in KINDS})
            for one, _ in self.lists
        }
        return {name: count for name, count in counted.items() if count.handed_in}


def supplied_of(who: Worker, typed: Mapping[str, str]) -> Supplied:
    """What was typed of it; a code that leads nowhere keeps its papers unknown."""
    code = _spelled(who, typed.get(FIELD, ""))
    if not code:
        return Supplied("", typed)
    with who.house.reading() as now:
        listed = search_by_code(now, who.scope, code)
        entries = look(now, listed.ref).entries if listed else ()
    if listed is None:
        return Supplied(code, typed)
    line = fold(who.house.system.office.catalogue, entries)
    given = papers_so_far(standing(entries))
    lacks = tuple((one, _lacking(one, given)) for one in line.procedure.papers)
    return Supplied(code, typed, listed, _waits(line), lacks)


def _lacking(paper: Paper, given: Mapping[str, PaperCount]) -> PaperCount:
    return shortage(paper, given.get(paper.id, PaperCount())) if paper.required else PaperCount()


def _waits(line: Timeline) -> bool:
    """Whether it is the applicant's turn."""
    holder = line.procedure.states[line.state].holder
    return holder is not None and holder.role is Role.APPLICANT


def _spelled(who: Worker, text: str) -> str:
    """The code as the record has it, however it was scanned or typed."""
    try:
        return recognise(schemes_of(who.house.system.published), text).text if text else ""
    except BadInput:
        return text
