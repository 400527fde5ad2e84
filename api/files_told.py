"""The files that an entry brings, in words: what each is, and its name for who may see it."""

from collections.abc import Iterator, Mapping

from api.naming import words
from engine.ledger import Entry, Kind
from workflows.published import Published

ADDED = "Đưa tệp vào hồ sơ"


def brings_files_alone(entry: Entry) -> bool:
    """Whether the entry is there for its files, without a text or a step."""
    return entry.kind is Kind.COMMENTED and bool(entry.facts.get("files"))


def files_told(
    published: Published, entry: Entry, notes: Mapping[tuple[int, str], object]
) -> Iterator[str]:
    """One line for each file; what people called it is among the sealed texts."""
    files = entry.facts.get("files")
    purposes = words(published, "purposes")
    for address, (_, _, purpose) in files.items() if isinstance(files, dict) else ():
        name = notes.get((entry.seq, f"file:{address[:32]}"))
        what = purposes.get(purpose, purpose).lower()
        yield f"tệp “{name}”: {what}" if name else f"tệp: {what}"
