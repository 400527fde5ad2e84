"""Attachments: named by an entry, described by a row, present on disk with the right content."""

from collections.abc import Callable, Iterator, Sequence

from engine.facts import Facts
from engine.ledger import Entry
from engine.store.checks import Stored
from engine.store.files import Files
from engine.verify.compare import differences
from engine.verify.disagreement import Disagreement, Note
from engine.verify.people import erased_by

CLAUSES = {
    "missing": "mất tệp đính kèm {name}",
    "changed": "tệp đính kèm {name} bị sửa: nội dung không còn khớp địa chỉ",
}


def rows(stored: Stored, entries: Sequence[Entry], note: Note) -> Iterator[Disagreement]:
    """Each file that an entry names (`files`: SHA-256 → size, media type, purpose) has its row."""
    erased = erased_by(entries)
    expected: dict[object, tuple[int, dict[str, object]]] = {}
    for entry in entries:
        facts: Facts = entry.facts
        for address, (size, kind, purpose) in facts.get("files", {}).items():
            if entry.seq > erased:
                columns = {"size": size, "media_type": kind, "purpose": purpose, "seq": entry.seq}
                expected.setdefault(bytes.fromhex(address), (entry.seq, columns))
    found = stored.of("attachment")
    yield from differences(
        "attachment", "tệp đính kèm", expected, found, lambda row: row["sha256"], note
    )


def contents(
    stored: Stored, files: Files, still_named: Callable[[bytes], bool], note: Note
) -> Iterator[Disagreement]:
    """Each file is there unchanged; one that an erasure took away since the snapshot is no loss."""
    for row in stored.of("attachment"):
        fault = files.fault(stored.ref, row["sha256"], row["size"])
        if fault is not None and still_named(row["sha256"]):
            clause = CLAUSES[fault].format(name=row["sha256"].hex()[:12])
            yield note(f"file_{fault}", row["seq"], clause)


def left_over(stored: Stored, files: Files, note: Note) -> Iterator[Disagreement]:
    """An erased dossier whose files are still on disk: erase it once more."""
    if not stored.of("attachment") and any(True for _ in files.of(stored.ref)):
        yield note("file_not_erased", None, "đã xóa dữ liệu cá nhân nhưng tệp vẫn còn trên đĩa")
