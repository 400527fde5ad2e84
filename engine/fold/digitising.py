"""Reading what is held as data, and what other systems say of the matter."""

from engine.facts import Facts
from engine.fold.folding import Folding
from engine.ledger import Entry, Kind

_RESULT = "result"


def digitised(folding: Folding, entry: Entry, facts: Facts) -> None:
    """Papers that were scanned, reused or fetched; a result, or a matter of another system."""
    for paper, ways in facts.get("digital", {}).items():
        known = folding.digital.get(paper, frozenset())
        folding.digital[paper] = known | frozenset(ways)
    if facts.get("digital_result") and folding.digital_result is None:
        folding.digital_result = entry.happened_at
    if (referred := facts.get("referred")) is not None:
        folding.systems[referred["system"]] = entry.seq


def _commented(folding: Folding, entry: Entry, facts: Facts) -> None:
    """A file of the result is the result as data, whoever says so or not."""
    of_result = any(purpose == _RESULT for *_, purpose in facts.get("files", {}).values())
    if of_result and folding.digital_result is None:
        folding.digital_result = entry.happened_at


READS = {
    Kind.DIGITISED: digitised,
    Kind.COMMENTED: _commented,
    Kind.REFERRED: digitised,
}
