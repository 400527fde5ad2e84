"""Reading the ways of paper: it left under a slip, it arrived, or it did not."""

from dataclasses import replace

from engine.facts import Facts, site_from
from engine.fold.folding import Folding
from engine.ledger import Entry, Kind
from engine.timeline import Going, Whereabouts


def _sent(folding: Folding, entry: Entry, facts: Facts) -> None:
    slip, at = facts["slip"], entry.happened_at
    carries = tuple(sorted(facts.get("carries", {}).items()))
    to = site_from(facts["to"])
    going = Going(to, slip["agency"], slip["year"], slip["number"], at, carries)
    last = folding.whereabouts.get(facts["what"])
    if last is None:
        last = Whereabouts(site_from(facts["from"]), at)
    folding.whereabouts[facts["what"]] = replace(last, going=going)


def _taken(folding: Folding, entry: Entry, facts: Facts) -> None:
    """What did not arrive stays on its way until it is found at one end or the other."""
    if facts["arrived"]:
        missing = tuple((name, count) for name, count in facts.get("missing", ()))
        sent = folding.whereabouts[facts["what"]].going
        lost = dict(missing)
        came = ((name, count - lost.get(name, 0)) for name, count in sent.carries) if sent else ()
        folding.whereabouts[facts["what"]] = Whereabouts(
            site_from(facts["at"]),
            entry.happened_at,
            missing=missing,
            carried=tuple((name, count) for name, count in came if count),
        )


READS = {Kind.PAPERS_SENT: _sent, Kind.PAPERS_TAKEN: _taken}
