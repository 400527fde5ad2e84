"""`motcua staff`: who may act and as what, who stands in for whom, whose work goes to whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from api import clock
from api.cli.asking import day
from api.cli.output import AsJson, write, write_json, write_lines
from api.naming import person_name, unit_name, words
from api.system import System, system
from engine.actors import Actor, Grant, Role
from engine.desk import Desk
from engine.desk.staff import Delegation, Granting, Recorded, Redistribution, Staff
from engine.desk.standing import actor_of
from engine.errors import BadInput
from engine.store.open_work import originals_of, work_of
from engine.store.read import reading
from engine.store.scope import Scope
from engine.store.staff import delegations, disabled_at, grants

app = typer.Typer()

Agency = Annotated[str, typer.Option("--agency", help="Mã cơ quan, ví dụ dn-sxd.")]
Who = Annotated[str, typer.Argument(help="Mã người, ví dụ dn-sxd-07.")]
By = Annotated[str, typer.Option("--by", help="Mã người quyết định.")]
Key = Annotated[str | None, typer.Option("--key", help="Mã chống gửi trùng.")]
First = Annotated[
    str | None, typer.Option("--from", help="Ngày đầu: 2026-03-02; mặc định hôm nay.")
]
Last = Annotated[str | None, typer.Option("--to", help="Ngày cuối, tính cả ngày đó.")]
Reason = Annotated[str, typer.Option(help="Mã lý do trong reasons.yaml.")]


@dataclass(frozen=True, slots=True)
class _Counter:
    """The verbs, and who asks."""

    found: System
    verbs: Staff
    by: Actor


@contextmanager
def _asked_by(by: str) -> Iterator[_Counter]:
    with system() as found:
        desk = Desk(found.engine, found.office, found.pepper(), clock.now)
        yield _Counter(found, desk.staff, found.person(by))


@app.command()
def show(
    staff: Who,
    by: Annotated[
        str | None, typer.Option("--by", help="Người xem; không ghi thì chỉ đếm.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Một người: vai trò hôm nay, xử lý thay ai, ai xử lý thay, còn giữ những hồ sơ nào."""
    with system() as found, reading(found.engine) as snapshot:
        today = clock.local(clock.now()).date()
        office = found.office
        gone = disabled_at(snapshot, staff)
        person = office.person(staff) if gone else actor_of(snapshot, office, staff, today)
        asker = actor_of(snapshot, office, by, today) if by else Actor("", "")
        scope = Scope(asker, today)
        work = work_of(snapshot, staff, scope)
        originals = originals_of(snapshot, staff, scope)
        away = [
            one
            for one in delegations(snapshot, from_staff=staff)
            if one.revoked_at is None and one.last >= today
        ]
        roles = [one for one in person.grants if one.valid_to >= today and not one.by_desk]
        given = [
            one
            for one in grants(snapshot, staff_id=staff)
            if one.revoked_at is None and one.grant.valid_to >= today
        ]
    told = {
        "staff": staff,
        "name": person.name,
        "disabled": gone is not None,
        "roles": [_role_facts(one) for one in roles],
        "granted": [{"id": one.id.hex, **_role_facts(one.grant)} for one in given],
        "stands_in_for": sorted(person.stands_in_for),
        "stood_in_by": [[one.substitute, str(one.first), str(one.last)] for one in away],
        "open": len(work),
        "codes": [one.code for one in work if one.seen],
        "originals": len(originals),
    }
    if as_json:
        write_json(told)
        return
    write(f"{person.name} ({staff}){': đã ngừng hoạt động' if gone else ''}")
    write_lines([f"  {_role(found, one)}" for one in roles])
    write_lines([f"  {_role(found, one.grant)} (mã {one.id})" for one in given])
    write_lines(
        [
            f"  xử lý thay {person_name(found.published, one)}"
            for one in sorted(person.stands_in_for)
        ]
    )
    write_lines(
        [
            f"  {person_name(found.published, one.substitute)} xử lý thay từ "
            f"{one.first:%d/%m/%Y} đến {one.last:%d/%m/%Y} (mã {one.id})"
            for one in away
        ]
    )
    write(f"  đang giữ {len(work)} hồ sơ, {len(originals)} bản chính.")
    write_lines([f"    {one.code}" for one in work if one.seen])


@app.command()
def delegate(  # noqa: PLR0913, PLR0917 -- each is one thing that the decision says
    absent: Annotated[str, typer.Argument(help="Người vắng.")],
    substitute: Annotated[str, typer.Argument(help="Người xử lý thay.")],
    agency: Agency,
    by: By,
    first: First = None,
    last: Last = None,
    reason: Reason = "on_leave",
    key: Key = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Phân công xử lý thay trong những ngày đã nêu (tính cả hai ngày)."""
    with _asked_by(by) as asked:
        begins = day(first) if first else clock.local(clock.now()).date()
        if last is None:
            raise BadInput("Phải ghi ngày cuối (--to).", code="last_day_missing")
        wish = Delegation(agency, absent, substitute, begins, day(last), reason)
        done = asked.verbs.delegate(wish, asked.by, key=key)
        names = [person_name(asked.found.published, one) for one in (substitute, absent)]
    says = f"{names[0]} xử lý thay {names[1]} từ {begins:%d/%m/%Y} đến {wish.last:%d/%m/%Y}"
    _tell(done, says, as_json=as_json)


@app.command()
def grant(  # noqa: PLR0913, PLR0917 -- each is one thing that the decision says
    staff: Who,
    role: Annotated[Role, typer.Argument(help="Vai trò, ví dụ unit_head.")],
    agency: Agency,
    by: By,
    unit: Annotated[str | None, typer.Option(help="Mã đơn vị.")] = None,
    decision: Annotated[str | None, typer.Option(help="Số quyết định.")] = None,
    first: First = None,
    last: Last = None,
    key: Key = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Giao vai trò có thời hạn; người phụ trách, quyền thủ trưởng cần số quyết định."""
    with _asked_by(by) as asked:
        begins, ends = day(first) if first else None, day(last) if last else None
        wish = Granting(agency, staff, role, unit, begins, ends, decision)
        done = asked.verbs.grant(wish, asked.by, key=key)
        name = person_name(asked.found.published, staff)
        label = words(asked.found.published, "roles")[str(role)].lower()
    _tell(done, f"{name} được giao vai trò {label}", as_json=as_json)


@app.command()
def revoke(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Mã phân công hoặc mã giao vai trò.")],
    agency: Agency,
    by: By,
    key: Key = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Hủy một phân công xử lý thay, hoặc thu hồi một vai trò đã giao."""
    with _asked_by(by) as asked:
        done = asked.verbs.revoke(agency, id_, asked.by, key=key)
    _tell(done, "Đã hủy, có hiệu lực ngay", as_json=as_json)


@app.command()
def redistribute(  # noqa: PLR0913 -- each is one thing that the decision says
    staff: Annotated[str, typer.Argument(help="Người đang giữ việc.")],
    agency: Agency,
    by: By,
    to: Annotated[list[str], typer.Option("--to", help="Người nhận; ghi nhiều lần thì chia đều.")],
    reason: Reason = "staff_left",
    key: Key = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Chuyển toàn bộ việc đang giữ của một người cho người khác, một lần trọn vẹn."""
    with _asked_by(by) as asked:
        wish = Redistribution(agency, staff, tuple(to), reason)
        done = asked.verbs.redistribute(wish, asked.by, key=key)
        published = asked.found.published
    if as_json:
        write_json(asdict(done))
        return
    write_lines([f"  {one.code} → {person_name(published, one.officer)}" for one in done.given])
    hidden = f", trong đó {done.unseen} hồ sơ hạn chế" if done.unseen else ""
    write(f"Đã chuyển {done.moved} hồ sơ{hidden}.")
    left = len(done.originals) + done.originals_unseen
    if left:
        write(f"Còn {left} bản chính phải bàn giao theo danh sách:")
        write_lines([f"  {one.code}, bản số {one.no}" for one in done.originals])


@app.command()
def disable(
    staff: Who, agency: Agency, by: By, key: Key = None, *, as_json: AsJson = False
) -> None:
    """Ngừng tài khoản một người; từ chối khi người đó còn giữ việc."""
    with _asked_by(by) as asked:
        done = asked.verbs.disable(agency, staff, asked.by, key=key)
        name = person_name(asked.found.published, staff)
    _tell(done, f"{name} đã ngừng hoạt động", as_json=as_json)


@app.command()
def enable(staff: Who, agency: Agency, by: By, key: Key = None, *, as_json: AsJson = False) -> None:
    """Mở lại tài khoản một người mà cơ quan đã ngừng."""
    with _asked_by(by) as asked:
        done = asked.verbs.enable(agency, staff, asked.by, key=key)
        name = person_name(asked.found.published, staff)
    _tell(done, f"{name} hoạt động trở lại", as_json=as_json)


def _tell(done: Recorded, says: str, *, as_json: bool) -> None:
    if as_json:
        write_json(asdict(done))
    else:
        write(f"{says} (mã {done.id}, dòng {done.seq} trong sổ nhân sự của {done.agency}).")


def _role(found: System, one: Grant) -> str:
    label = words(found.published, "roles")[str(one.role)].lower()
    where = one.agency
    if one.unit:
        today = clock.local(clock.now()).date()
        where = f"{unit_name(found.published, one.agency, one.unit, today)}, {where}"
    until = f", đến {one.valid_to:%d/%m/%Y}" if one.by_desk and one.valid_to.year < 9999 else ""  # noqa: PLR2004
    by_decision = f", theo quyết định {one.decision}" if one.decision else ""
    return f"{label} ({where}){until}{by_decision}"


def _role_facts(one: Grant) -> dict[str, object]:
    return {
        "role": str(one.role),
        "agency": one.agency,
        "unit": one.unit,
        "from": str(one.valid_from),
        "to": str(one.valid_to),
        "decision": one.decision,
    }
