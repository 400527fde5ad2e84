"""Switches of edition: each names the one in force before it, and a step that the new one has."""

from collections.abc import Iterator, Sequence

from engine.catalogue import Catalogue
from engine.facts import Facts
from engine.fold import fold
from engine.ledger import Entry, Kind, standing
from engine.verify.disagreement import Disagreement, Note


def migrations(
    catalogue: Catalogue, entries: Sequence[Entry], note: Note
) -> Iterator[Disagreement]:
    """Every switch and every return of one says what the ledger before it says."""
    for entry in entries:
        if entry.kind is Kind.EDITION_CHANGED:
            yield from _switch(catalogue, entries, entry, note)
        elif entry.kind is Kind.UNDONE and "migration" in entry.facts:
            yield from _return(entries, entry, note)


def _switch(
    catalogue: Catalogue, entries: Sequence[Entry], entry: Entry, note: Note
) -> Iterator[Disagreement]:
    facts: Facts = entry.facts
    before = fold(catalogue, standing(entries[: entry.seq - 1]))
    if "calendar" in facts and facts["calendar_before"] != before.calendar.edition:
        yield note("edition_unlike", entry.seq, "bản lịch cũ được nêu không phải bản đang áp dụng")
    if "edition" not in facts:
        return
    if facts["edition_before"] != before.edition:
        yield note(
            "edition_unlike", entry.seq, "bản quy trình cũ được nêu không phải bản đang áp dụng"
        )
    if facts["state_before"] != before.state:
        yield note("edition_unlike", entry.seq, "bước cũ được nêu không phải bước đang đứng")
    new = catalogue.procedure(facts["edition"])
    if new.code != before.procedure.code or facts["state"] not in new.states:
        yield note("edition_unlike", entry.seq, "bản quy trình mới không có bước được nêu")


def _return(entries: Sequence[Entry], entry: Entry, note: Note) -> Iterator[Disagreement]:
    facts: Facts = entry.facts
    undone: Facts = entries[facts["undoes"] - 1].facts
    told = (undone.get("migration"), undone.get("edition"), undone.get("edition_before"))
    if told != (facts["migration"], facts["edition_before"], facts["edition"]):
        yield note("edition_unlike", entry.seq, "không phải lần chuyển bản quy trình được nêu")
