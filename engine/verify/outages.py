"""Outages: what the ledgers say, held against what was declared and approved."""

from collections import Counter
from collections.abc import Iterator

from engine.canonical import moment_text
from engine.facts import Facts
from engine.store.checks import entered_outages
from engine.store.ledgers import Reading
from engine.store.outages import Declared, outages_of
from engine.verify.disagreement import Disagreement


def outages(reading: Reading, agency: str | None) -> Iterator[Disagreement]:
    """Entries without an approved outage of that span, and outages that entries lack of.

    An outage is its own agency's; the dossiers that it touched may have been opened elsewhere.
    """
    known = {one.id.hex: one for one in outages_of(reading)}
    said: Counter[str] = Counter()
    for ref, seq, facts in entered_outages(reading):
        outage = known.get(str(facts.get("outage")))
        if outage is not None:
            said[outage.id.hex] += 1
        if agency in {None, ref.agency} and not _agrees(outage, facts):
            message = f"Hồ sơ {ref.id.hex}, dòng nhật ký {seq}: sự cố không khớp sự cố đã duyệt."
            yield Disagreement("outage_differs", message, ref.agency, ref.id.hex, seq=seq)
    for one in known.values():
        if agency in {None, one.agency} and said[one.id.hex] != one.dossiers:
            yield _miscounted(one, said[one.id.hex])


def _agrees(outage: Declared | None, facts: Facts) -> bool:
    return (
        outage is not None
        and outage.state == "approved"
        and outage.agency == facts.get("agency")
        and moment_text(outage.since) == facts.get("since")
        and moment_text(outage.until) == facts.get("until")
    )


def _miscounted(one: Declared, said: int) -> Disagreement:
    message = (
        f"Sự cố {one.id.hex} của {one.agency}: đã ghi vào {one.dossiers} hồ sơ nhưng nhật ký của "
        f"{said} hồ sơ có dòng này."
    )
    return Disagreement("outage_miscounted", message, one.agency)
