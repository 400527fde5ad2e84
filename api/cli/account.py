"""`motcua account`: who may sign in; run by who runs the system."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from api import clock
from api.cli.output import AsJson, write, write_json, write_table
from api.clock import local
from api.naming import person_name
from api.signin.signing import Signing
from api.signin.tokens import Keys
from api.system import System, system
from engine.store import accounts
from engine.store.accounts import Account
from engine.store.staff import disabled_at

app = typer.Typer()
Staff = Annotated[str, typer.Argument(help="Mã cán bộ, ví dụ dn-sxd-07.")]
_HEADINGS = ("Mã cán bộ", "Họ tên", "Đổi gần nhất", "Tình trạng")


@contextmanager
def _signing() -> Iterator[tuple[System, Signing]]:
    with system() as found:
        yield found, Signing(found.engine, Keys(found.settings.secrets()), clock.now)


@app.command("list")
def list_accounts(*, as_json: AsJson = False) -> None:
    """Ai có tài khoản, từ lúc nào, có dùng mã xác thực không; không có mật khẩu nào ở đây."""
    with system() as found, found.engine.connect() as connection:
        known = accounts.every_account(connection)
        disabled = {one.staff for one in known if disabled_at(connection, one.staff) is not None}
        signed_in = {one.staff for one in known if accounts.open_sessions(connection, one.staff)}
        published = found.published
    rows = [_told(one, disabled=disabled, signed_in=signed_in) for one in known]
    if as_json:
        write_json(rows)
        return
    write_table(
        _HEADINGS,
        [
            (one.staff, person_name(published, one.staff), _moment(one), _standing(row))
            for one, row in zip(known, rows, strict=True)
        ],
    )


def _told(one: Account, *, disabled: set[str], signed_in: set[str]) -> dict[str, object]:
    return {
        "staff": one.staff,
        "changed_at": one.changed_at.isoformat(),
        "must_change": one.must_change,
        "codes": one.totp_secret is not None,
        "disabled": one.staff in disabled,
        "signed_in": one.staff in signed_in,
    }


def _moment(one: Account) -> str:
    return f"{local(one.changed_at):%H:%M %d/%m/%Y}"


def _standing(row: dict[str, object]) -> str:
    told = {
        "disabled": "đã ngừng hoạt động",
        "must_change": "phải đổi mật khẩu",
        "codes": "dùng mã xác thực",
        "signed_in": "đang đăng nhập",
    }
    return "; ".join(words for name, words in told.items() if row[name]) or "–"


@app.command("set-password")
def set_password(staff: Staff) -> None:
    """Cấp mật khẩu mới, in ra một lần; người đó phải đổi khi đăng nhập lần đầu."""
    with _signing() as (found, signing):
        found.office.person(staff)
        fresh = signing.fresh_password()
        signing.set_password(staff, fresh)
    write(f"Mật khẩu của {staff}: {fresh}")


@app.command("stop-codes")
def stop_codes(staff: Staff) -> None:
    """Thôi hỏi mã xác thực trên điện thoại (mất máy); mọi phiên làm việc của người đó kết thúc."""
    with _signing() as (found, signing):
        found.office.person(staff)
        signing.stop_codes(staff)
    write(f"{staff} không còn phải nhập mã xác thực.")
