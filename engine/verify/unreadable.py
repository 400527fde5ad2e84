"""Values that cannot be read, told like any other disagreement; the others are checked."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Table

from engine.store.ledgers import Reading
from engine.store.seals import shown_code
from engine.store.unreadable import Undecoded, Unreadable, decoding, unreadable_in
from engine.verify.disagreement import Disagreement, noting

WHAT = "row_unreadable"
_SHOWN = 40  # characters of an id that is none


def row(reading: Reading, one: Unreadable) -> Disagreement:
    """The rows of a dossier, or of what should be one."""
    place = f"bảng {one.table}" + (f", cột {', '.join(one.columns)}" if one.columns else "")
    if one.ref is not None:
        note = noting(one.ref, shown_code(reading, one.ref))
        return note(WHAT, None, f"{place} có giá trị không đọc được")
    message = f"{one.agency}, {place}: “{one.written[:_SHOWN]}” không phải là id của hồ sơ."
    return Disagreement(WHAT, message, one.agency)


def told(
    reading: Reading,
    subject: str,
    agency: str | None,
    tables: Sequence[Table],
    found: Iterator[Disagreement],
) -> Iterator[Disagreement]:
    """What was found in books that belong to no one dossier, up to where they cannot be read."""
    try:
        with decoding():
            yield from found
    except Undecoded:
        where = ", ".join(unreadable_in(reading, tables)) or "nhật ký"
        of = f" của {agency}" if agency else ""
        message = f"{subject}{of} có giá trị không đọc được ({where}): chưa kiểm tra được hết."
        yield Disagreement(WHAT, message, agency or "")
