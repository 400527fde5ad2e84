"""What an auditor asks about money: reductions, refunds, tills that did not come out even."""

from api.charged import dong
from api.cli.output import write, write_table
from api.naming import agency_name, person_name, reason_words, words
from api.system import System
from engine.reports.known import timelines
from engine.reports.money import Gap, Lost, MoneySheet, money
from engine.reports.periods import Period
from engine.store.ledgers import ledgers
from engine.store.read import reading
from engine.store.tills import Tally, uneven

_WORDS = {Lost.REDUCED: "Miễn, giảm", Lost.REFUNDED: "Hoàn"}


def sheet_of(found: System, period: Period) -> MoneySheet:
    """The figures of a period, of every agency."""
    with reading(found.engine) as snapshot:
        gaps = [_gap(one) for one in uneven(snapshot, period.first, period.last)]
        entries = (of_one for _, of_one in ledgers(snapshot))
        return money(timelines(found.office.catalogue, entries), period, gaps)


def _gap(one: Tally) -> Gap:
    difference = one.difference or 0
    till = one.till
    return Gap(till.agency, till.day, till.counter, one.method, difference, one.reason)


def print_sheet(found: System, sheet: MoneySheet) -> None:
    """The figures for a person: what was not taken or kept, then the tills."""
    write(f"Miễn, giảm: {dong(sheet.total(Lost.REDUCED))}.")
    write(f"Hoàn: {dong(sheet.total(Lost.REFUNDED))}.")
    published, day = found.published, sheet.period.last
    rows = [
        (
            agency_name(published, row.agency, day),
            _WORDS[row.what],
            row.ground or "–",
            str(row.count),
            dong(row.amount),
        )
        for row in sheet.rows
    ]
    if rows:
        write_table(("Cơ quan", "Việc", "Đối tượng", "Số khoản", "Số tiền"), rows, texts=3)
    methods, reason = words(published, "fee_methods"), reason_words(published)
    gaps = [
        (
            agency_name(published, gap.agency, gap.day),
            f"{gap.day:%d/%m/%Y}",
            person_name(published, gap.counter),
            methods[gap.method],
            dong(gap.difference),
            reason(gap.reason) if gap.reason else "–",
        )
        for gap in sheet.gaps
    ]
    if gaps:
        write_table(("Cơ quan", "Ngày", "Quầy", "Cách thu", "Chênh lệch", "Lý do"), gaps)
