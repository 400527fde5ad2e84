"""Codes in other systems: what an entry says of one, held against its row."""

from collections.abc import Iterator, Sequence

from engine.facts import Facts
from engine.ledger import Entry
from engine.store.checks import Stored
from engine.verify.compare import differences
from engine.verify.disagreement import Disagreement, Note
from engine.verify.people import erased_by

SLOT = "external:"


def references(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """The last that was said of each system since an erasure; before it, nothing is left."""
    codes = {
        (row["seq"], row["slot"]): row["content"]
        for row in stored.of("private_record")
        if row["slot"].startswith(SLOT)
    }
    erased = erased_by(entries)
    expected: dict[object, tuple[int, dict[str, object]]] = {}
    for entry in entries:
        facts: Facts = entry.facts
        said = facts.get("referred")
        if said is not None and entry.seq > erased:
            system = said["system"]
            code = codes.get((entry.seq, f"{SLOT}{system}"))
            expected[system] = (entry.seq, {"code": code, "facts": said["times"]})
    found = stored.of("external_ref")
    yield from differences(
        "external_ref", "mã ở hệ thống", expected, found, lambda row: row["system"], note
    )
