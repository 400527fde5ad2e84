"""The books of receipts: no number is missing, totals are the sums of lines, sheets add up."""

from collections.abc import Iterator
from itertools import groupby

from engine.desk.receipts import SCHEME
from engine.store.checks import Values
from engine.store.ledgers import Reading
from engine.store.receipt_checks import Covered, counters, on_sheets, receipts, sheets
from engine.verify.disagreement import Disagreement


def books(reading: Reading, agency: str) -> Iterator[Disagreement]:
    """What disagrees about the receipts and the cash sheets of an agency."""
    last = counters(reading, agency, SCHEME)
    for series, same in groupby(receipts(reading, agency), key=_series):
        reached = 0
        for one in same:
            if one.receipt["number"] != reached + 1:
                yield _missing(agency, series, reached + 1)
            reached = one.receipt["number"]
            yield from _receipt(agency, one)
        if last.pop(series, 0) != reached:
            yield _missing(agency, series, reached + 1)
    for series, number in last.items():
        if number:
            yield _missing(agency, series, 1)
    yield from _sheets(reading, agency)


def _series(one: Covered) -> str:
    return str(one.receipt["series"])


def _missing(agency: str, series: str, number: int) -> Disagreement:
    message = f"Biên lai {series} của {agency}: thiếu số {number}, hoặc bộ đếm bị sửa."
    return Disagreement("fee_receipt_missing", message, agency, code=series, seq=number)


def _receipt(agency: str, one: Covered) -> Iterator[Disagreement]:
    row = one.receipt
    if row["total"] != sum(line["amount"] for line in one.lines):
        yield _wrong(agency, row, "fee_receipt_sum", "tổng tiền không bằng tổng các dòng")
    if not all(_says(line, row) for line in one.lines):
        yield _wrong(agency, row, "fee_receipt_changed", "không khớp với nhật ký hồ sơ")
    struck = {line["voided_seq"] is not None for line in one.lines}
    if struck != {row["voided_at"] is not None}:
        yield _wrong(agency, row, "fee_receipt_changed", "tình trạng hủy không khớp với nhật ký")


def _says(line: Values, row: Values) -> bool:
    """Whether the entry that took the money says what the receipt says."""
    facts = line["facts"]
    return (
        facts is not None
        and (line["actor"], facts.get("method")) == (row["counter"], row["method"])
        and row["at"] <= line["happened_at"]
    )


def _wrong(agency: str, row: Values, what: str, clause: str) -> Disagreement:
    series, number = row["series"], row["number"]
    message = f"Biên lai {series}/{number} của {agency}: {clause}."
    return Disagreement(what, message, agency, code=series, seq=number)


def _sheets(reading: Reading, agency: str) -> Iterator[Disagreement]:
    """A closed sheet expects what the receipts and refunds on it come to."""
    sums = on_sheets(reading, agency)
    for row in sheets(reading, agency):
        key = (row["day"], row["counter"], row["no"], row["method"])
        if row["expected"] != sums.pop(key, 0):
            yield _uneven(agency, row["counter"], f"{row['day']:%d/%m/%Y}", row["no"])
    for (day, counter, no, _), total in sums.items():
        if total:
            yield _uneven(agency, counter, f"{day:%d/%m/%Y}", no)


def _uneven(agency: str, counter: str, day: str, no: int) -> Disagreement:
    message = f"Sổ quỹ số {no} ngày {day} của {counter} ({agency}) không bằng tổng biên lai."
    return Disagreement("till_sheet_sum", message, agency, code=counter, seq=no)
