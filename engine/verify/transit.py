"""Transit slips: items follow from the ledgers, numbers have no gap, nobody added one."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from engine.facts import Facts
from engine.ledger import Entry, Kind
from engine.store.checks import Stored, Values
from engine.store.ledgers import Reading
from engine.store.transit import last_numbers, signed
from engine.verify.compare import Expected, differences
from engine.verify.disagreement import Disagreement, Note

_NOTHING_SAID: Mapping[str, object] = {"said_at": None, "said_by": None, "arrived": None}


def items(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """Each way of the dossier's papers stands on its slip, as both ends have said it."""
    expected: dict[object, tuple[int, dict[str, object]]] = {}
    for entry in entries:
        if entry.kind not in {Kind.PAPERS_SENT, Kind.PAPERS_TAKEN}:
            continue
        facts: Facts = entry.facts
        slip = facts["slip"]
        way = (slip["agency"], slip["year"], slip["number"], facts["what"])
        if entry.kind is Kind.PAPERS_SENT:
            expected[way] = (entry.seq, {"sent_seq": entry.seq, **_NOTHING_SAID})
        else:
            said = {"said_at": entry.happened_at, "said_by": entry.actor}
            seq, columns = expected[way]
            expected[way] = (seq, {**columns, **said, "arrived": facts["arrived"]})
    yield from _compared(stored, expected, note)


def _compared(stored: Stored, expected: Expected, note: Note) -> Iterator[Disagreement]:
    yield from differences(
        "transit_item",
        "mục của phiếu luân chuyển",
        expected,
        stored.of("transit_item"),
        lambda row: (row["agency_id"], row["year"], row["slip"], row["what"]),
        note,
    )


def slips(reading: Reading, agency: str) -> Iterator[Disagreement]:
    """The slips of an agency: numbered without a gap, each as its items' entries say it."""
    last = last_numbers(reading, agency)
    seen: dict[int, int] = {}
    for (year, number), rows in groupby(signed(reading, agency), lambda r: (r["year"], r["no"])):
        before = seen.get(year, 0)
        if number != before + 1:
            yield _missing(agency, year, before + 1)
        seen[year] = number
        if any(not _follows(row) for row in rows):
            message = f"Phiếu luân chuyển {number}/{year} của {agency} bị sửa."
            yield Disagreement("slip_changed", message, agency, seq=number)
    for year in sorted(last.keys() | seen.keys()):
        if seen.get(year, 0) != last.get(year, 0):
            yield _missing(agency, year, min(seen.get(year, 0), last.get(year, 0)) + 1)


def _follows(row: Values) -> bool:
    """Whether the slip says what the entry of the item says; one without an item says nothing."""
    if row["facts"] is None:
        return False
    facts: Facts = row["facts"]
    origin, to = facts.get("from", {}), facts.get("to", {})
    said = (origin.get("unit"), to.get("agency"), to.get("unit"), row["actor"])
    return said == (row["from_unit"], row["to_agency"], row["to_unit"], row["sent_by"]) and (
        row["happened_at"] >= row["sent_at"]
    )


def _missing(agency: str, year: int, number: int) -> Disagreement:
    message = f"Sổ phiếu luân chuyển {year} của {agency}: thiếu hoặc thừa phiếu số {number}."
    return Disagreement("slip_missing", message, agency, seq=number)
