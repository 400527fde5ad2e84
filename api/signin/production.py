"""An installation that serves real people is not opened with what everybody knows."""

from sqlalchemy import Engine

from api.settings import Settings
from api.signin import passwords
from engine.errors import NotAllowed
from engine.store import accounts

_VARIED = 12  # different bytes that a key of 32 random ones has at the very least


def refuse_defaults(engine: Engine, settings: Settings) -> None:
    """NotAllowed if this is no demo and the database is one, or a key was made up by hand."""
    if settings.demo:
        return
    for key in (settings.pepper(), *settings.secrets()):
        if len(set(key)) < _VARIED:
            raise NotAllowed(
                "MOTCUA_PEPPER hoặc MOTCUA_SECRET dễ đoán. Tạo khóa ngẫu nhiên: openssl rand "
                "-hex 32, hoặc bỏ trống để phần mềm tự tạo.",
                code="default_secret",
            )
    with engine.connect() as connection:
        shared = accounts.shared_digests(connection)
    if any(passwords.matches(passwords.DEMO, digest) for digest in shared):
        raise NotAllowed(
            "Cơ sở dữ liệu này là tỉnh mẫu: nhiều người có chung mật khẩu đã công bố. Đặt "
            "MOTCUA_DEMO=1 để chạy thử, hoặc dùng một cơ sở dữ liệu mới cho đơn vị.",
            code="demo_accounts",
        )
