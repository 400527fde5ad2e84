"""A place where the record does not agree with itself."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.ledger import DossierRef


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What disagrees, where, and in a sentence for the person who must look.

    `what` is stable for programs; `code` is the receipt code as far as it can be known, `seq` the
    entry (or the serial of a series) at which the disagreement begins.
    """

    what: str
    message: str
    agency: str
    dossier: str | None = None
    code: str | None = None
    seq: int | None = None

    def to_json(self) -> dict[str, object]:
        return {
            "what": self.what,
            "message": self.message,
            "agency": self.agency,
            "dossier": self.dossier,
            "code": self.code,
            "seq": self.seq,
        }


Note = Callable[[str, int | None, str], Disagreement]


def noting(ref: DossierRef, code: str | None) -> Note:
    """Makes the disagreements of one dossier: what, entry number, clause in Vietnamese."""
    name = code or f"{ref.agency}/{ref.id.hex}"

    def note(what: str, seq: int | None, clause: str) -> Disagreement:
        place = "" if seq is None else f", dòng nhật ký {seq}"
        return Disagreement(
            what, f"Hồ sơ {name}{place}: {clause}.", ref.agency, ref.id.hex, code, seq
        )

    return note
