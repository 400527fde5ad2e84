"""Series of serials: each number up to the last was given to one dossier that still exists."""

from collections.abc import Iterator

from engine.store.checks import numbered, series
from engine.store.ledgers import Reading
from engine.verify.disagreement import Disagreement


def serials(reading: Reading, agency: str) -> Iterator[Disagreement]:
    """The gaps of every series of an agency: a dossier that is gone leaves one."""
    for scheme, scope, last in series(reading, agency):
        yield from _gaps(reading, agency, scheme, scope, last or 0)


def _gaps(
    reading: Reading, agency: str, scheme: str, scope: str, last: int
) -> Iterator[Disagreement]:
    before: tuple[int, str] = (0, "")
    for number, code in numbered(reading, agency, scheme, scope):
        if number != before[0] + 1:
            yield _missing(agency, f"{scheme}/{scope}", before, code)
        before = (number, code)
    if before[0] < last:
        yield _missing(agency, f"{scheme}/{scope}", before, "")
    elif before[0] > last:
        message = (
            f"Dãy số {scheme}/{scope} của {agency}: bộ đếm ghi {last} nhưng đã có hồ sơ số "
            f"{before[0]} ({before[1]})."
        )
        yield Disagreement("counter_behind", message, agency, code=before[1], seq=before[0])


def _missing(agency: str, which: str, before: tuple[int, str], after: str) -> Disagreement:
    number, last = before
    near = " và ".join(
        part for part in (last and f"sau {last}", after and f"trước {after}") if part
    )
    message = f"Dãy số {which} của {agency}: thiếu hồ sơ số {number + 1}" + (
        f" ({near})." if near else "."
    )
    return Disagreement("dossier_missing", message, agency, seq=number + 1)
