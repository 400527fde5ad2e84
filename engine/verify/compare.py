"""Rows that follow from the ledger, held against the rows that are there."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.store.checks import Values
from engine.verify.disagreement import Disagreement, Note

Key = Any
Expected = Mapping[Key, tuple[int, Mapping[str, object]]]  # key → entry, columns that follow


def differences(
    table: str,
    label: str,
    expected: Expected,
    found: list[Values],
    key: Callable[[Values], Key],
    note: Note,
) -> Iterator[Disagreement]:
    """What is missing, changed or too much; only the columns that follow are looked at."""
    there = {key(row): row for row in found}
    for name, (seq, columns) in expected.items():
        row = there.pop(name, None)
        if row is None:
            yield note(f"{table}_missing", seq, f"mất {label} {_shown(name)}")
            continue
        wrong = [column for column, value in columns.items() if row[column] != value]
        if wrong:
            clause = f"{label} {_shown(name)} bị sửa (cột “{wrong[0]}”)"
            yield note(f"{table}_changed", seq, clause)
    for name in there:
        yield note(f"{table}_added", None, f"có thêm {label} {_shown(name)} không rõ từ đâu")


def _shown(name: Key) -> str:
    parts = name if isinstance(name, tuple) else (name,)
    return (
        "“" + "/".join(part.hex() if isinstance(part, bytes) else str(part) for part in parts) + "”"
    )
