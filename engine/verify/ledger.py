"""The ledger against itself, and the dossier's row against the ledger."""

from collections.abc import Iterator, Mapping, Sequence

from engine.catalogue import Catalogue
from engine.errors import Refusal
from engine.fold import fold
from engine.ledger import DossierRef, Entry, first_break
from engine.store.checks import Stored
from engine.timeline import Timeline
from engine.verify.disagreement import Disagreement, Note

_UNREADABLE = (Refusal, LookupError, ValueError, TypeError, AttributeError)


def read_entries(stored: Stored, note: Note) -> list[Entry] | Disagreement:
    """The entries of an unbroken chain, or where it breaks first."""
    try:
        entries = stored.entries()
    except ValueError:
        return note("entry_unreadable", None, "có dòng nhật ký thuộc loại không tồn tại")
    if not entries:
        return note("ledger_missing", None, "không còn dòng nhật ký nào")
    at = _first_break(stored.ref, entries)
    if at is None:
        return entries
    if at not in {entry.seq for entry in entries}:
        return note("entry_missing", at, "dòng này bị mất")
    return note("chain_broken", at, "chuỗi băm đứt tại đây: dòng bị sửa, đổi chỗ hoặc chèn thêm")


def _first_break(ref: DossierRef, entries: Sequence[Entry]) -> int | None:
    try:
        return first_break(ref, entries)
    except TypeError:  # facts that no entry could have been written with
        return next((n for n in range(1, len(entries)) if first_break(ref, entries[:n])), 1)


def head_of(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """Whether the dossier's row ends where the ledger ends."""
    rows = stored.of("dossier")
    if not rows:
        yield note("dossier_missing", None, "có nhật ký nhưng không còn bản ghi hồ sơ")
        return
    version, last = rows[0]["version"], entries[-1]
    if version > last.seq:
        yield note("entry_missing", last.seq + 1, "nhật ký bị cắt mất phần cuối")
    elif version < last.seq:
        yield note("entry_inserted", version + 1, "nhật ký có thêm dòng ở cuối")
    elif rows[0]["head"] != last.hash:
        yield note("head_differs", last.seq, "mã băm cuối không khớp: nhật ký bị viết lại")


def timeline_of(
    catalogue: Catalogue, entries: Sequence[Entry], note: Note
) -> Timeline | Disagreement:
    """What the ledger says, or that it cannot be read."""
    try:
        return fold(catalogue, entries)
    except _UNREADABLE as broken:
        why = f": {broken.message.rstrip('.')}" if isinstance(broken, Refusal) else ""
        clause = f"không đọc lại được diễn biến từ nhật ký{why}"
        return note("ledger_unreadable", entries[-1].seq, clause)


def projection_of(
    stored: Stored, line: Timeline, expected: Mapping[str, object], note: Note
) -> Iterator[Disagreement]:
    """Whether the dossier's row says what its ledger says; the first column that does not."""
    row = stored.of("dossier")[0]
    for column, value in expected.items():
        if row[column] != value:
            clause = f"cột “{column}” của bản ghi hồ sơ không khớp nhật ký"
            yield note("projection_differs", line.length, clause)
            return
