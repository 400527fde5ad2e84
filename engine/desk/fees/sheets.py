"""The day's cash sheet of a counter: what should be there, what was counted, who closed it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from engine.actors import Actor, Role
from engine.desk.fees.requests import SheetClose
from engine.desk.office import Office
from engine.desk.receipts import CASH, COLLECTORS, METHODS
from engine.desk.tariff import check_amount
from engine.errors import BadInput, FourEyes, NotFound, NotNow, NotYourStep
from engine.store.tills import (
    Tally,
    Till,
    countersign,
    last_sheet,
    put_on_sheet,
    sheets_of,
    write_sheet,
)
from engine.store.write import Write

# Assumption: whoever sits at the counter closes it; a head may do it for them, and looks it over.
HEADS = (Role.LEADER, Role.UNIT_HEAD)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A closed sheet; `no` 2 and more are supplementary, for what came after the one before."""

    till: Till
    no: int
    expected: Mapping[str, int]
    counted: Mapping[str, int]

    @property
    def differences(self) -> dict[str, int]:
        """By method what was counted less what was expected, where it does not come out even."""
        found = {name: sum_ - self.expected.get(name, 0) for name, sum_ in self.counted.items()}
        return {name: difference for name, difference in found.items() if difference}

    def facts(self) -> dict[str, object]:
        return {
            "agency": self.till.agency,
            "day": self.till.day.isoformat(),
            "counter": self.till.counter,
            "no": self.no,
            "expected": dict(self.expected),
            "counted": dict(self.counted),
        }

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        till = Till(facts["agency"], date.fromisoformat(facts["day"]), facts["counter"])
        return cls(till, facts["no"], facts["expected"], facts["counted"])


def close(write: Write, office: Office, wish: SheetClose, by: Actor) -> Sheet:
    """Count the counter's open money onto a sheet; what comes later stands on the next one."""
    till = Till(wish.agency, wish.day, wish.counter)
    _check_closer(write, office, till, by)
    _check_counted(wish)
    no = last_sheet(write.connection, till) + 1
    expected = put_on_sheet(write, till, no)
    _check_paid_back(wish, expected)
    if not expected and not any(wish.counted.values()):
        raise NotNow("Quầy này không có khoản nào chưa khóa sổ.", code="nothing_to_close")
    sheet = Sheet(till, no, expected, dict(wish.counted))
    if expected.get(CASH) and CASH not in wish.counted:
        raise BadInput("Phải kiểm đếm tiền mặt trước khi khóa sổ.", code="cash_not_counted")
    _check_reasons(office, wish, sheet.differences)
    blank = Tally(till, no, "", 0, closed_by=by.id, closed_at=write.moment)
    tallies = (
        replace(
            blank,
            method=method,
            expected=expected.get(method, 0),
            counted=wish.counted.get(method),
            reason=wish.reasons.get(method),
        )
        for method in METHODS
        if method in expected or method in wish.counted
    )
    write_sheet(write, tuple(tallies))
    return sheet


def _check_closer(write: Write, office: Office, till: Till, by: Actor) -> None:
    today = office.calendar_of(office.organisation.agency(till.agency).id).local_day(write.moment)
    if till.day > today:
        raise BadInput("Chưa đến ngày này, không khóa sổ được.", code="future_day")
    office.person(till.counter)
    own = by.id == till.counter and any(by.has(r, till.agency, today) for r in COLLECTORS)
    if not own and not _is_head(by, till.agency, today):
        raise NotYourStep("Sổ quỹ do người thu tại quầy hoặc lãnh đạo khóa.", verb="close_sheet")


def _is_head(by: Actor, agency: str, today: date) -> bool:
    return any(by.has(role, agency, today) for role in HEADS)


def _check_counted(wish: SheetClose) -> None:
    for method in {*wish.counted, *wish.reasons}:
        if method not in METHODS:
            raise BadInput(
                f"Cách thu phải là một trong: {', '.join(METHODS)}.", code="unknown_method"
            )
    for amount in wish.counted.values():
        check_amount(abs(amount) if type(amount) is int else amount)


def _check_paid_back(wish: SheetClose, expected: Mapping[str, int]) -> None:
    """Less than nothing is counted only where more was paid back than taken."""
    for method, amount in wish.counted.items():
        if expected.get(method, 0) >= 0:
            check_amount(amount)


def _check_reasons(office: Office, wish: SheetClose, differences: Mapping[str, int]) -> None:
    for method in differences:
        office.check_reason(wish.reasons.get(method), "cash_difference")
    if wish.reasons.keys() - differences.keys():
        raise BadInput("Tiền đủ thì không ghi lý do chênh lệch.", code="reason_not_asked")


def sign(write: Write, office: Office, till: Till, no: int, by: Actor) -> Sheet:
    """A second person has looked the sheet over."""
    today = office.calendar_of(office.organisation.agency(till.agency).id).local_day(write.moment)
    if not _is_head(by, till.agency, today):
        raise NotYourStep("Lãnh đạo ký soát sổ quỹ.", verb="countersign_sheet")
    rows = [
        one
        for one in sheets_of(write.connection, till.agency, till.day)
        if one.till == till and one.no == no
    ]
    if not rows:
        raise NotFound("Không có sổ quỹ này.", code="unknown_sheet")
    if by.id in {till.counter, rows[0].closed_by}:
        raise FourEyes("Người khóa sổ không được tự ký soát.", first="close_sheet")
    if not countersign(write, till, no, by.id):
        raise NotNow("Sổ quỹ này đã được ký soát.", code="sheet_countersigned")
    expected = {one.method: one.expected for one in rows}
    counted = {one.method: one.counted for one in rows if one.counted is not None}
    return Sheet(till, no, expected, counted)


def may_look(by: Actor, agency: str, today: date) -> bool:
    """Whether a person sees the agency's sheets: its counter, its heads, who audits it."""
    return any(by.has(role, agency, today) for role in (*COLLECTORS, *HEADS, Role.AUDITOR))
