"""`motcua fees`: assessed, reduced, taken, struck out, given back, counted at the day's end."""

from collections.abc import Sequence
from typing import Annotated

import typer

from api.charged import dong
from api.cli import asking
from api.cli.asking import When
from api.cli.asking import day as day_of
from api.cli.demo import desk_of
from api.cli.dossier import dossier_named
from api.cli.fee_audit import print_sheet, sheet_of
from api.cli.fee_tables import (
    LINE_HEADINGS,
    SHEET_HEADINGS,
    line_json,
    line_row,
    tally_json,
    tally_row,
)
from api.cli.output import AsJson, write, write_json, write_table
from api.system import System, system
from api.tenant import periods_of
from engine.desk.fees import Assessment, Refund, Relief, Sheet, SheetClose, VoidReceipt
from engine.desk.requests import Claim, Evidence, Outcome
from engine.errors import BadInput
from engine.fold import fold
from engine.ledger import DossierRef
from engine.store.ledgers import entries_of
from engine.store.read import reading
from engine.store.tills import Till
from engine.timeline import FeeLine, ReceiptNumber

app = typer.Typer()

Code = Annotated[str, typer.Argument(help="Mã hồ sơ hoặc id.")]
Codes = Annotated[list[str], typer.Argument(help="Mã hồ sơ; nhiều hồ sơ thì chung một biên lai.")]
By = Annotated[str, typer.Option("--by", help="Mã người thực hiện.")]
Reason = Annotated[str, typer.Option(help="Mã lý do trong reasons.yaml.")]
Lines = Annotated[list[int], typer.Option("--line", help="Số thứ tự khoản (ghi được nhiều lần).")]
Line = Annotated[int, typer.Option("--line", help="Số thứ tự khoản.")]
Agency = Annotated[str, typer.Option(help="Mã cơ quan, ví dụ dn-sxd.")]
Day = Annotated[str, typer.Option(help="Ngày: 2026-03-02.")]
Counter = Annotated[str, typer.Option(help="Mã người ngồi quầy.")]
Note = Annotated[str | None, typer.Option(help="Giải thích thêm; xóa được khi xóa dữ liệu.")]
Method = Annotated[str, typer.Option(help="cash, card, transfer hoặc gateway.")]


@app.command()
def show(code: Code, *, as_json: AsJson = False) -> None:
    """Các khoản của một hồ sơ: mức, giảm, đã thu, biên lai, đã hoàn."""
    with system() as found:
        lines = _lines(found, dossier_named(found, code))
        if as_json:
            write_json([line_json(fee) for fee in lines])
        elif lines:
            write_table(LINE_HEADINGS, [line_row(found, fee) for fee in lines])
        else:
            write("Hồ sơ không có khoản phí, lệ phí nào.")


@app.command()
def assess(  # noqa: PLR0913 -- each is an option
    code: Code,
    name: Annotated[str, typer.Option(help="Tên khoản.")],
    amount: Annotated[int, typer.Option(help="Số tiền, đồng.")],
    basis: Annotated[str, typer.Option(help="Mã lý do dùng cho assess.")],
    by: By,
    *,
    kind: Annotated[str | None, typer.Option(help="charge hoặc levy, nếu ngoài biểu.")] = None,
    moment: Annotated[str | None, typer.Option(help="receipt, supplement, return.")] = None,
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Ghi số tiền mà biểu phí để công chức xác định, hoặc sửa lại khi chưa thu."""
    with system() as found:
        wish = Assessment(name, amount, basis, kind, moment, note)
        done = desk_of(found).fees.assess(dossier_named(found, code), wish, found.person(by))
    _told([done], f"Đã xác định “{name}”: {dong(amount)}.", as_json=as_json)


@app.command()
def reduce(  # noqa: PLR0913 -- each is an option
    code: Code,
    line: Line,
    ground: Annotated[str, typer.Option(help="Đối tượng được giảm, như trong biểu phí.")],
    by: By,
    *,
    paper: Annotated[str | None, typer.Option(help="Giấy tờ đã nộp.")] = None,
    file: Annotated[str | None, typer.Option(help="Tệp đính kèm (SHA-256).")] = None,
    document: Annotated[str | None, typer.Option(help="Số, ngày giấy tờ xuất trình.")] = None,
    as_json: AsJson = False,
) -> None:
    """Giảm hoặc miễn một khoản chưa thu, kèm giấy tờ chứng minh."""
    with system() as found:
        wish = Relief(line, Claim(ground, Evidence(paper, file, document)))
        ref = dossier_named(found, code)
        done = desk_of(found).fees.reduce(ref, wish, found.person(by))
        fee = _lines(found, ref)[line - 1]
    _told([done], f"“{fee.name}” còn {dong(fee.amount)}.", as_json=as_json)


@app.command()
def collect(
    codes: Codes,
    by: By,
    *,
    line: Annotated[list[int] | None, typer.Option(help="Bỏ trống: mọi khoản còn nợ.")] = None,
    method: Method = "cash",
    as_json: AsJson = False,
) -> None:
    """Thu phí, lệ phí của một hay nhiều hồ sơ; cấp một biên lai."""
    with system() as found:
        refs = [dossier_named(found, code) for code in codes]
        owed = {ref: line or _owed(found, ref) for ref in refs}
        person, desk = found.person(by), desk_of(found)
        done = desk.fees.collect_together(owed, method, person)
        taken = [fee for ref in refs for fee in _lines(found, ref) if fee.no in owed[ref]]
    receipt = next(fee.receipt for fee in taken if fee.receipt)
    total = dong(sum(fee.amount for fee in taken))
    _told(done, f"Đã thu {total}, biên lai {receipt.text} ({receipt.agency}).", as_json=as_json)


@app.command()
def void(  # noqa: PLR0913 -- each is an option
    series: Annotated[str, typer.Argument(help="Ký hiệu biên lai.")],
    number: Annotated[int, typer.Argument(help="Số biên lai.")],
    agency: Agency,
    reason: Reason,
    by: By,
    *,
    method: Annotated[str | None, typer.Option(help="Lập ngay biên lai thay thế.")] = None,
    as_json: AsJson = False,
) -> None:
    """Hủy một biên lai: số vẫn giữ, các khoản trở lại chưa thu hoặc có biên lai thay thế."""
    with system() as found:
        wish = VoidReceipt(ReceiptNumber(agency, series, number), reason, method)
        done = desk_of(found).fees.void_receipt(wish, found.person(by))
    _told(done, f"Đã hủy biên lai {series}/{number}.", as_json=as_json)


@app.command()
def refund(  # noqa: PLR0913 -- each is an option
    code: Code,
    line: Lines,
    reason: Reason,
    by: By,
    *,
    counter: Annotated[str | None, typer.Option(help="Ai chi: mặc định là người đã thu.")] = None,
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Hoàn trọn khoản đã thu, do người không thu quyết định."""
    with system() as found:
        wish = Refund(tuple(line), reason, counter, note)
        done = desk_of(found).fees.refund(dossier_named(found, code), wish, found.person(by))
    _told([done], f"Đã hoàn {len(line)} khoản của hồ sơ {done.code}.", as_json=as_json)


@app.command()
def sheet(agency: Agency, day: Day, by: By, *, as_json: AsJson = False) -> None:
    """Sổ quỹ trong ngày của một cơ quan, theo quầy và cách thu."""
    with system() as found:
        tallies = desk_of(found).fees.sheets(agency, day_of(day), found.person(by))
        if as_json:
            write_json([tally_json(one) for one in tallies])
        elif tallies:
            write_table(SHEET_HEADINGS, [tally_row(found, one) for one in tallies])
        else:
            write("Ngày này không thu, không hoàn khoản nào.")


@app.command()
def close(  # noqa: PLR0913 -- each is an option
    agency: Agency,
    day: Day,
    counter: Counter,
    by: By,
    *,
    counted: Annotated[list[str] | None, typer.Option(help="Đã đếm: cash=1500000.")] = None,
    reason: Annotated[list[str] | None, typer.Option(help="Vì sao lệch: cash=cash_short.")] = None,
    as_json: AsJson = False,
) -> None:
    """Khóa sổ quỹ trong ngày của một quầy bằng số tiền đã đếm."""
    with system() as found:
        sums = {name: _whole(text) for name, text in _pairs(counted or ())}
        wish = SheetClose(agency, day_of(day), counter, sums, dict(_pairs(reason or ())))
        closed = desk_of(found).fees.close_sheet(wish, found.person(by))
    _tell_sheet(closed, "Đã khóa", as_json=as_json)


@app.command()
def countersign(
    agency: Agency,
    day: Day,
    counter: Counter,
    by: By,
    *,
    number: Annotated[int, typer.Option(help="Sổ thứ mấy trong ngày.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Người thứ hai ký soát sổ quỹ đã khóa."""
    with system() as found:
        till = Till(agency, day_of(day), counter)
        signed = desk_of(found).fees.countersign_sheet(till, number, found.person(by))
    _tell_sheet(signed, "Đã ký soát", as_json=as_json)


@app.command()
def audit(
    *,
    period: asking.PeriodName = None,
    first: asking.First = None,
    last: asking.Last = None,
    as_json: AsJson = False,
) -> None:
    """Cho người kiểm tra: đã miễn, giảm, hoàn bao nhiêu; quỹ lệch ở đâu."""
    with system() as found:
        asked = When(period, first, last).period(periods_of(found.published))
        sheet = sheet_of(found, asked)
        if as_json:
            write_json(sheet.to_json())
        else:
            print_sheet(found, sheet)


def _lines(found: System, ref: DossierRef) -> tuple[FeeLine, ...]:
    with reading(found.engine) as snapshot:
        return fold(found.office.catalogue, entries_of(snapshot, ref)).fees


def _owed(found: System, ref: DossierRef) -> list[int]:
    return [fee.no for fee in _lines(found, ref) if fee.is_owed]


def _pairs(texts: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (text.partition("=") for text in texts)]


def _whole(text: str) -> int:
    if not text.isdigit():
        raise BadInput(f"Không hiểu số tiền “{text}”. Ghi như cash=1500000.", code="bad_amount")
    return int(text)


def _told(outcomes: Sequence[Outcome], sentence: str, *, as_json: bool) -> None:
    if as_json:
        write_json([one.facts() for one in outcomes])
    else:
        write(sentence)


def _tell_sheet(sheet: Sheet, what: str, *, as_json: bool) -> None:
    if as_json:
        write_json({**sheet.facts(), "differences": sheet.differences})
        return
    gaps = "; ".join(f"{name} {dong(gap)}" for name, gap in sheet.differences.items())
    day = f"{sheet.till.day:%d/%m/%Y}"
    write(f"{what} sổ quỹ {sheet.no} ngày {day} của {sheet.till.counter}. Lệch: {gaps or 'không'}.")
