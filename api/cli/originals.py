"""`motcua originals`: who has which original paper, and how each changes hands."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from api import clock
from api.cli.asking import day
from api.cli.demo import desk_of
from api.cli.dossier import dossier_named, named
from api.cli.output import AsJson, write, write_json, write_table
from api.naming import paper_name, person_name, words
from api.system import System, system
from engine.canonical import moment_text
from engine.desk.originals import Filing, GivingBack, Item, Listed, Offer
from engine.desk.standing import actor_of
from engine.errors import BadInput
from engine.fold import fold
from engine.store.ledgers import Reading, entries_of
from engine.store.originals import HeldOriginal, loans_overdue, originals_held
from engine.store.read import reading
from engine.store.scope import Scope
from engine.timeline import Passage

app = typer.Typer()

By = Annotated[str, typer.Option("--by", help="Mã người thực hiện.")]
Which = Annotated[
    list[str],
    typer.Argument(help="MÃ-HỒ-SƠ:SỐ, hoặc chỉ mã hồ sơ: mọi bản chính.", metavar="ITEM…"),
]
Number = Annotated[str, typer.Argument(help="Số danh mục, ví dụ dn-sxd/2026/1.", metavar="LIST")]
Code = Annotated[str, typer.Argument(help="Mã hồ sơ.", metavar="CODE")]
Numbers = Annotated[list[int], typer.Argument(help="Số của bản chính.", metavar="NO…")]


@app.command()
def held(
    by: By,
    *,
    agency: Annotated[str | None, typer.Option(help="Cơ quan mở hồ sơ.")] = None,
    by_person: Annotated[
        bool, typer.Option("--by-person", help="Mỗi người một dòng: số bản, giữ lâu nhất.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bản chính cơ quan đang giữ: ai giữ, từ bao giờ."""
    with system() as found, reading(found.engine) as snapshot:
        items = originals_held(snapshot, _scope(found, snapshot, by), agency=agency)
        _print(found, items, by_person=by_person, as_json=as_json)


@app.command()
def overdue(by: By, *, as_json: AsJson = False) -> None:
    """Bản chính cho mượn quá hạn chưa trả."""
    with system() as found, reading(found.engine) as snapshot:
        items = loans_overdue(snapshot, _scope(found, snapshot, by), _today())
        _print(found, items, by_person=False, as_json=as_json)


@app.command()
def offer(  # noqa: PLR0913 -- one parameter for each option
    which: Which,
    to: Annotated[str, typer.Option(help="Mã người nhận; cho mượn thì có thể là mã cơ quan.")],
    agency: Annotated[str, typer.Option(help="Cơ quan lập danh mục.")],
    by: By,
    *,
    due_back: Annotated[str | None, typer.Option(help="Cho mượn, hạn trả: 2026-03-06.")] = None,
    back: Annotated[bool, typer.Option("--back", help="Trả lại bên cho mượn.")] = False,
    on_behalf_of: Annotated[
        str | None, typer.Option(help="Giao thay người này, đã nghỉ hoặc chuyển đi.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Giao thay vì sao.")] = None,
    as_json: AsJson = False,
) -> None:
    """Lập danh mục bàn giao, cho mượn hoặc trả lại; chưa chuyển gì khi bên nhận chưa ký."""
    kind = Passage.BACK if back else Passage.LOAN if due_back else Passage.HAND_OVER
    with system() as found:
        items = _items(found, which)
        until = day(due_back) if due_back else None
        wish = Offer(agency, items, to, kind, until, on_behalf_of, reason)
        _tell(desk_of(found).originals.offer(wish, found.person(by)), as_json=as_json)


@app.command()
def confirm(
    number: Number,
    by: By,
    *,
    missing: Annotated[
        list[str] | None, typer.Option(help="MÃ-HỒ-SƠ:SỐ không có trong lần giao.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ký nhận một danh mục, trọn vẹn hoặc trừ những bản thiếu."""
    with system() as found:
        absent = _items(found, missing or ())
        done = desk_of(found).originals.confirm(number, found.person(by), missing=absent)
        _tell(done, as_json=as_json)


@app.command()
def recall(number: Number, by: By, *, as_json: AsJson = False) -> None:
    """Thu hồi danh mục chưa ai ký nhận."""
    with system() as found:
        _tell(desk_of(found).originals.recall(number, found.person(by)), as_json=as_json)


@app.command("return")
def give_back(
    code: Code,
    numbers: Numbers,
    by: By,
    *,
    taker: Annotated[str | None, typer.Option(help="Tên người ký nhận.")] = None,
) -> None:
    """Trả bản chính cho người nộp."""
    with system() as found:
        ref = dossier_named(found, code)
        wish = GivingBack(tuple(numbers), taker)
        done = desk_of(found).originals.give_back(ref, wish, found.person(by))
    write(f"Đã trả {len(numbers)} bản chính của hồ sơ {done.code}.")


@app.command()
def archive(
    code: Code,
    numbers: Numbers,
    by: By,
    reason: Annotated[str, typer.Option(help="Mã lý do, ví dụ kept_in_file.")],
) -> None:
    """Lưu bản chính theo quy định."""
    with system() as found:
        ref = dossier_named(found, code)
        wish = Filing(tuple(numbers), reason)
        done = desk_of(found).originals.file(ref, wish, found.person(by))
    write(f"Đã lưu {len(numbers)} bản chính của hồ sơ {done.code}.")


def _today() -> date:
    return clock.local(clock.now()).date()


def _scope(found: System, snapshot: Reading, by: str) -> Scope:
    return Scope(actor_of(snapshot, found.office, by, _today()), _today())


def _items(found: System, texts: Sequence[str]) -> tuple[Item, ...]:
    with reading(found.engine) as snapshot:
        return tuple(item for text in texts for item in _item(found, snapshot, text))


def _item(found: System, snapshot: Reading, text: str) -> list[Item]:
    """One original as typed; without a number, every one of the dossier that is with us."""
    code, colon, number = text.rpartition(":")
    if not colon:
        ref = named(found, snapshot, text)
        line = fold(found.office.catalogue, entries_of(snapshot, ref))
        return [Item(ref, one.no) for one in line.originals if one.is_out]
    if not number.isdecimal():
        raise BadInput(f"Không hiểu “{text}”. Ghi MÃ-HỒ-SƠ:SỐ.", code="malformed_item")
    return [Item(named(found, snapshot, code), int(number))]


def _tell(done: Listed, *, as_json: bool) -> None:
    if as_json:
        write_json(done.facts())
        return
    lacking = f", thiếu {len(done.missing)}" if done.missing else ""
    write(f"Danh mục {done.list}: {len(done.items)} bản chính{lacking}.")


def _print(found: System, items: Sequence[HeldOriginal], *, by_person: bool, as_json: bool) -> None:
    if as_json:
        write_json([_json(one) for one in items])
        return
    if items and by_person:
        write_table(("Người giữ", "Số bản", "Lâu nhất (ngày)"), _by_person(found, items), texts=1)
    elif items:
        write_table(_HEADINGS, [_row(found, one) for one in items])
    write(f"{len(items)} bản chính.")


_HEADINGS = ("Mã hồ sơ", "Số", "Giấy tờ", "Người giữ", "Tình trạng", "Từ ngày", "Hạn trả")


def _row(found: System, one: HeldOriginal) -> tuple[str, ...]:
    return (
        one.code,
        str(one.no),
        paper_name(found.published, one.procedure, one.paper),
        person_name(found.published, one.custodian),
        words(found.published, "custody").get(one.state, one.state),
        f"{clock.local(one.since):%d/%m/%Y}",
        f"{one.due_back:%d/%m/%Y}" if one.due_back else "–",
    )


def _by_person(found: System, items: Sequence[HeldOriginal]) -> list[tuple[str, ...]]:
    """Each person with how many they hold, and for how many days the oldest."""
    people = dict.fromkeys(one.custodian for one in items)
    rows: list[tuple[str, ...]] = []
    for person in people:
        theirs = [one for one in items if one.custodian == person]
        oldest = min(clock.local(one.since).date() for one in theirs)
        days = (_today() - oldest).days
        rows.append((person_name(found.published, person), str(len(theirs)), str(days)))
    return rows


def _json(one: HeldOriginal) -> dict[str, object]:
    return {
        "code": one.code,
        "agency": one.ref.agency,
        "dossier": one.ref.id.hex,
        "no": one.no,
        "paper": one.paper,
        "custodian": one.custodian,
        "state": one.state,
        "since": moment_text(one.since),
        "days": (_today() - clock.local(one.since).date()).days,
        "due_back": one.due_back.isoformat() if one.due_back else None,
        "lender": one.lender,
    }
