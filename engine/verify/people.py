"""Personal rows: sealed to their entry while they exist, all gone once the dossier is erased."""

from collections.abc import Iterator, Sequence

from engine.desk.private import party_values
from engine.facts import Facts
from engine.ledger import Entry, Kind
from engine.sealing import holds
from engine.store.checks import Stored, Values
from engine.verify.compare import Expected, differences
from engine.verify.disagreement import Disagreement, Note

PARTY = "party:"


def erased_by(entries: Sequence[Entry]) -> int:
    """The last entry that erased: what was sealed before it is gone. 0 if there is none."""
    return max((entry.seq for entry in entries if entry.kind is Kind.ERASED), default=0)


def seals(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """Every sealed record is there and says what was sealed; none survives an erasure."""
    erased = erased_by(entries)
    there = {(row["seq"], row["slot"]): row for row in stored.of("private_record")}
    for entry in entries:
        facts: Facts = entry.facts
        for slot, sealed in facts.get("sealed", {}).items():
            row = there.pop((entry.seq, slot), None)
            yield from _sealed(entry.seq, slot, sealed, row, erased, note)
    for seq, slot in there:
        yield note("private_added", seq, f"có thêm dữ liệu riêng “{slot}” không được niêm phong")


def _sealed(
    seq: int, slot: str, sealed: str, row: Values | None, erased: int, note: Note
) -> Iterator[Disagreement]:
    if seq < erased:
        if row is not None:
            yield note("not_erased", seq, f"đã xóa dữ liệu cá nhân nhưng “{slot}” vẫn còn")
    elif row is None:
        yield note("private_missing", seq, f"mất dữ liệu riêng “{slot}”")
    elif not holds(row["content"], row["secret"], sealed):
        yield note("private_changed", seq, f"dữ liệu riêng “{slot}” bị sửa")


def parties(stored: Stored, pepper: bytes, note: Note) -> Iterator[Disagreement]:
    """The rows by which people are listed and found follow from their private records."""
    expected: Expected = {
        _number_in(row): (row["seq"], party_values(row["content"], _number_in(row), pepper))
        for row in stored.of("private_record")
        if row["slot"].startswith(PARTY)
    }
    found = stored.of("party")
    yield from differences("party", "người của hồ sơ số", expected, found, _number, note)


def _number(row: Values) -> int:
    return int(row["no"])


def _number_in(row: Values) -> int:
    """The number of a party, as the slot of its private record has it."""
    return int(row["slot"].removeprefix(PARTY))
