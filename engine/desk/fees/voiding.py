"""Striking out a receipt: its number stays used, its lines are owed again or paid by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping

from engine.actors import Actor, Role
from engine.desk.acting import Acting
from engine.desk.draft import Draft, Scene
from engine.desk.fees.requests import VoidReceipt
from engine.desk.receipts import COLLECTORS, Cashier, Issue
from engine.desk.requests import Outcome
from engine.errors import NotFound, NotNow, NotYourStep
from engine.ledger import DossierRef, Kind
from engine.procedure import Final
from engine.store.act import Change, Insert
from engine.store.beside import write_rows
from engine.store.tills import find_receipt, lines_of, strike_out
from engine.store.write import Write
from engine.tables.papers import fee_line, fee_receipt_line

# Assumption: no text that we know says who strikes out a receipt of an office.
MAY_VOID = (Role.LEADER, Role.UNIT_HEAD)
_OWED = {"collected_at": None, "method": None, "receipt": None}


@dataclass(frozen=True, slots=True)
class Striking:
    """A receipt about to be struck out, and the one that takes its place, if any."""

    wish: VoidReceipt
    lines: Sequence[RowMapping]
    instead: Issue | None

    def refs(self) -> list[DossierRef]:
        """The dossiers that it covers, in the order in which they are locked."""
        found = {DossierRef(row["dossier_agency"], row["dossier_id"]) for row in self.lines}
        return sorted(found, key=lambda ref: (ref.agency, ref.id))

    def draft(self, scene: Scene) -> Draft:
        """The entry of one of them."""
        lines = [(row["no"], row["amount"]) for row in self.lines if _of(row) == scene.ref]
        numbers = [no for no, _ in lines]
        self._check(scene, numbers)
        number = self.wish.receipt
        facts: dict[str, object] = {
            "voided": {"agency": number.agency, "series": number.series, "number": number.number},
            "lines": numbers,
            "reason": self.wish.reason,
        }
        key = {
            "agency_id": number.agency,
            "series": number.series,
            "number": number.number,
            "dossier_id": scene.ref.id,
        }
        marked = Change(fee_receipt_line, key, {"voided_seq": scene.seq})
        if self.instead is None:
            owed = (Change(fee_line, {**scene.key, "no": no}, _OWED) for no in numbers)
            return Draft(Kind.RECEIPT_VOIDED, facts, rows=(marked, *owed))
        rows: tuple[Insert | Change, ...] = (
            marked,
            *self.instead.takes(scene.ref, numbers, scene.at),
            *self.instead.covers(scene.ref, scene.seq, lines),
        )
        return Draft(Kind.RECEIPT_VOIDED, {**facts, **self.instead.facts()}, rows=rows)

    def _check(self, scene: Scene, numbers: Sequence[int]) -> None:
        given_back = [f.no for f in scene.line.fees if f.no in numbers and f.refunded_at]
        if given_back:
            raise NotNow("Biên lai này đã hoàn phí, không hủy được.", code="receipt_refunded")
        if self.instead is None and scene.line.final is Final.COMPLETED:
            raise NotNow(
                "Hồ sơ đã trả kết quả: phải ghi cách thu đúng để lập ngay biên lai thay thế, hoặc "
                "hoàn phí.",
                code="receipt_of_returned",
            )


def _of(row: RowMapping) -> DossierRef:
    return DossierRef(row["dossier_agency"], row["dossier_id"])


def void(acting: Acting, write: Write, wish: VoidReceipt, by: Actor) -> tuple[Outcome, ...]:
    """Strike a receipt out in every dossier that it covers."""
    acting.office.check_reason(wish.reason, "void_receipt")
    today = acting.office.calendar_of(wish.receipt.agency).local_day(write.moment)
    row, own = _found(acting, write, wish, by, today)
    _check_standing(row, wish)
    instead = _instead(acting, write, wish, by, own=own)
    striking = Striking(wish, lines_of(write.connection, wish.receipt), instead)
    outcomes = tuple(
        acting.within(write, ref, by, lambda _, scene: striking.draft(scene))
        for ref in striking.refs()
    )
    if not strike_out(write, wish.receipt, by.id, instead.receipt if instead else None):
        raise _counted()
    if instead is not None:
        write_rows(write, (instead.row(row["total"]),), None)
    return outcomes


def _found(
    acting: Acting, write: Write, wish: VoidReceipt, by: Actor, today: date
) -> tuple[RowMapping, bool]:
    """The receipt, and whether the person took its money today; rights come before its state.

    Who took the money may strike it out that day, later the heads may. That there is no such
    receipt is told to who works with the receipts of the agency.
    """
    agency = wish.receipt.agency
    heads = any(by.has(role, agency, today) for role in MAY_VOID)
    row = find_receipt(write.connection, wish.receipt)
    own = row is not None and row["counter"] == by.id and row["day"] == today
    takes = any(by.has(role, agency, today) for role in COLLECTORS)
    if not (own or heads) and (row is not None or not takes):
        names = acting.office.say(MAY_VOID)
        raise NotYourStep(
            f"Chỉ người thu hủy được biên lai, trong ngày; sau đó là {names}.", verb="void_receipt"
        )
    if row is None:
        raise NotFound(f"Không có biên lai {wish.receipt.text}.", code="unknown_receipt")
    return row, own


def _check_standing(row: RowMapping, wish: VoidReceipt) -> None:
    if row["voided_at"] is not None:
        raise NotNow(f"Biên lai {wish.receipt.text} đã hủy.", code="receipt_voided")
    if row["sheet"] is not None:
        raise _counted()


def _instead(
    acting: Acting, write: Write, wish: VoidReceipt, by: Actor, *, own: bool
) -> Issue | None:
    """The receipt in its place: by who took the money alone."""
    if wish.method is None:
        return None
    if not own:
        raise NotYourStep(
            "Chỉ người thu lập được biên lai thay thế, trong ngày.", code="replaced_by_counter"
        )
    return Cashier(write, acting.office, by).issue(wish.receipt.agency, write.moment, wish.method)


def _counted() -> NotNow:
    return NotNow(
        "Biên lai đã vào sổ quỹ khóa trong ngày, không hủy được. Dùng việc hoàn phí.",
        code="sheet_closed",
    )
