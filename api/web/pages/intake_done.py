"""After saving: the code in large, the day, what is to be paid, and what comes next."""

from dataclasses import dataclass
from typing import Self

from api.web.asking import Worker
from api.web.counter import named, ref_of
from api.web.pages.fee_receipts import receipt_address
from engine.errors import UnknownDossier
from engine.fold import fold
from engine.ledger import DossierRef
from engine.store.held import look
from engine.store.lists import Listed, find_in_scope
from engine.timeline import Timeline

HERE = "/tiep-nhan/xong"


@dataclass(frozen=True, slots=True)
class Received:
    """One dossier that came in just now; amounts in đồng. `receipts`: where those are printed."""

    listed: Listed
    total: int
    owed: int
    receipts: tuple[str, ...]

    @classmethod
    def of(cls, listed: Listed, line: Timeline) -> Self:
        given = dict.fromkeys(fee.receipt for fee in line.fees if fee.receipt)
        total, owed = (sum(fee.amount for fee in some) for some in (line.fees, line.unpaid))
        return cls(listed, total, owed, tuple(receipt_address(one) for one in given))


def address(refs: list[DossierRef], note: str = "") -> str:
    """Where what was just received is shown; `note` says what did not go with it."""
    query = "&".join(f"hs={named(ref)}" for ref in refs)
    return f"{HERE}?{query}" + (f"&luu-y={note}" if note else "")


def received(who: Worker) -> list[Received]:
    """The dossiers of the address, as far as the clerk may see them. They name nobody."""
    refs = [ref_of(text) for text in who.request.query_params.getlist("hs")]
    with who.house.reading() as now:
        found = [find_in_scope(now, who.scope, ref) for ref in refs]
        if not found or None in found:
            raise UnknownDossier
        lines = [fold(who.house.system.office.catalogue, look(now, r).entries) for r in refs]
    return [Received.of(one, line) for one, line in zip(found, lines, strict=True) if one]
