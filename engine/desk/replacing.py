"""The end of a case that corrects a result, as the old file says it."""

from functools import partial

from engine.desk.draft import Draft
from engine.facts import Facts
from engine.ledger import DossierRef, Kind, standing
from engine.procedure import Final
from engine.store import results
from engine.store.held import Held
from engine.timeline import Timeline

DECLINED = "declined"


def ended(case: DossierRef, line: Timeline, old: Held, before: Timeline) -> Draft:
    """The old results are replaced if the case handed over right ones; else they stand as before.

    Until then the old paper is the only one that the applicant has, so it says nothing yet.
    """
    named = {"agency": case.agency, "dossier": case.id.hex}
    if line.final is Final.COMPLETED and line.outcome != DECLINED and not line.voided:
        facts = {**named, "code": line.origin.code, "results": _wrong(old, case)}
        follows = partial(results.rows, old.ref, before)
        tells = (("replaced", "applicant"),)
        return Draft(Kind.REPLACED, facts, tells=tells, follows=follows)
    final = "voided" if line.voided else str(line.final)
    return Draft(Kind.CHILD_ENDED, {**named, "final": final, "outcome": line.outcome})


def _wrong(old: Held, case: DossierRef) -> list[int]:
    """What the entry that opened the case said was wrong."""
    for entry in standing(old.entries):
        facts: Facts = entry.facts
        if entry.kind is Kind.CORRECTED and facts["opens"]["dossier"] == case.id.hex:
            return list(facts["results"])
    return []
