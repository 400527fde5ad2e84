"""The papers of a dossier as lists on paper: what was handed in, what is still missing."""

from collections.abc import Iterator

from api.papers.facts import Said
from engine.desk.papers import as_listed, papers_so_far, shortage
from engine.desk.requests import PaperCount
from engine.ledger import Entry
from engine.procedure import Channel, Paper
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
    """What the list asks for and was not handed in by then."""
    return tuple(
        PaperLine(one.name, lacks.originals, lacks.certified, lacks.copies)
        for one, lacks in lacking(said, until)
    )


def lacking(said: Said, until: Entry) -> Iterator[tuple[Paper, PaperCount]]:
    """The papers of the list that were not handed in by then, and how many of each."""
    given = _given(said, until)
    for one in said.line.procedure.papers:
        has = given.get(one.id, PaperCount())
        if not one.required or has.reused or has.from_store:
            continue
        lacks = shortage(one, has)
        if lacks.handed_in:
            yield one, lacks


def asked_of(paper: Paper) -> PaperLine:
    """What the list asks for of a paper that is not there at all."""
    lacks = as_listed(paper)
    return PaperLine(paper.name, lacks.originals, lacks.certified, lacks.copies)


def _given(said: Said, until: Entry) -> dict[str, PaperCount]:
    return papers_so_far(one for one in said.entries if one.seq <= until.seq)


def _line(name: str, count: PaperCount, *, electronic: bool) -> PaperLine:
    as_data = count.reused or count.from_store or (electronic and count == PaperCount())
    if electronic:  # what came online is a file, however it was counted
        return PaperLine(name, electronic=max(count.handed_in, 1))
    return PaperLine(name, count.originals, count.certified, count.copies, int(as_data))
