"""Reading what was paid."""

from engine.facts import Facts
from engine.fold.changing import changed
from engine.fold.folding import Folding
from engine.ledger import Entry, Kind


def _collected(folding: Folding, entry: Entry, facts: Facts) -> None:
    told = {"collected_at": entry.happened_at}
    folding.fees = changed(folding.fees, lambda fee: fee.no in facts["lines"], told)


READS = {Kind.COLLECTED: _collected}
