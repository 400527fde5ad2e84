"""The papers of a dossier as lists on paper: what was handed in, what is still missing."""

from api.papers.facts import Said
from engine.desk.papers import papers_so_far
from engine.desk.requests import PaperCount
from engine.ledger import Entry
from engine.procedure import Channel
from receipts.letters import PaperLine


def handed_in(said: Said, until: Entry) -> tuple[PaperLine, ...]:
    """What was handed in with that entry and before it, in the order of the procedure's list."""
    given = _given(said, until)
    online = said.line.origin.channel is Channel.ONLINE
    return tuple(
        _line(one.name, given[one.id], electronic=online)
        for one in said.line.procedure.papers
        if one.id in given
    )


def missing(said: Said, until: Entry) -> tuple[PaperLine, ...]:
    """How many originals and copies the list asks for and were not handed in by then."""
    given = _given(said, until)
    lines = []
    for one in said.line.procedure.papers:
        has = given.get(one.id, PaperCount())
        if not one.required or has.reused or has.from_store:
            continue
        originals, copies = one.originals - has.originals, one.copies - has.copies
        if originals > 0 or copies > 0:
            lines.append(PaperLine(one.name, originals=max(originals, 0), copies=max(copies, 0)))
    return tuple(lines)


def _given(said: Said, until: Entry) -> dict[str, PaperCount]:
    return papers_so_far(one for one in said.entries if one.seq <= until.seq)


def _line(name: str, count: PaperCount, *, electronic: bool) -> PaperLine:
    as_data = count.reused or count.from_store or (electronic and count == PaperCount())
    if electronic:  # what came online is a file, however it was counted
        return PaperLine(name, electronic=max(count.originals + count.copies, 1))
    return PaperLine(name, originals=count.originals, copies=count.copies, electronic=int(as_data))
