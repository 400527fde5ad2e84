"""Reading that a dossier follows another edition: of its calendar, or of its procedure."""

from dataclasses import replace

from engine.facts import Facts, limit_from
from engine.fold.folding import Folding
from engine.fold.moved import promise
from engine.ledger import Entry, Kind


def _edition_changed(folding: Folding, entry: Entry, facts: Facts) -> None:
    if "calendar" in facts:
        folding.calendar = folding.catalogue.calendar(facts["calendar"])
    if "edition" in facts:
        _follow(folding, entry, facts)


def _follow(folding: Folding, entry: Entry, facts: Facts) -> None:
    """The stay goes on under the new edition, in the step that is its old one there."""
    folding.followed[folding.edition] = folding.procedure
    folding.edition = facts["edition"]
    folding.procedure = folding.catalogue.procedure(folding.edition)
    folding.state = facts["state"]
    here = replace(folding.visits[-1], state=folding.state, edition=folding.edition)
    folding.visits[-1] = here
    if "limit" in facts:
        folding.limit = limit_from(facts["limit"])
    promise(folding, entry, facts)


READS = {Kind.EDITION_CHANGED: _edition_changed}
