"""What this installation is told from outside: read once, here, from the environment.

- MOTCUA_DATA_DIR: where the office's own files lie; `data` under the current folder.
- MOTCUA_DATABASE_URL: PostgreSQL of an office; a SQLite file in the data folder.
- MOTCUA_CATALOGUE: folders laid over the product's definitions, separated as in PATH.
- MOTCUA_PEPPER: the key of identity digests, 64 hex digits; a file in the data folder.
- MOTCUA_SECRET: the key that signs tokens, 64 hex digits; after a comma the one before it, which
  still verifies. A file in the data folder.
- MOTCUA_SIGNING_P12, MOTCUA_SIGNING_PASSWORD_FILE: the certificate that signs results digitally
  (PKCS#12), and the file that holds its password; without it results are signed on paper.
- MOTCUA_DEMO: 1 for the demo province, whose people all have one published password.
- MOTCUA_HTTPS: 0 if pages are served without TLS in front (cookies then are not marked secure).
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from engine.errors import BadInput

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """A key that was not given is a file of the data folder, made at first use."""

    data: Path
    database_url: str
    catalogue: tuple[Path, ...] = ()
    given_pepper: bytes | None = None
    given_secrets: tuple[bytes, ...] = ()
    demo: bool = False
    https: bool = True
    signing_p12: Path | None = None
    signing_password: Path | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Self:  # noqa: TID251 -- the one place
        """The settings of an environment; BadInput names the variable that is wrong."""
        data = Path(environment.get("MOTCUA_DATA_DIR") or "data")
        embedded = f"sqlite:///{data / 'motcua.sqlite'}"
        folders = environment.get("MOTCUA_CATALOGUE", "").split(os.pathsep)
        return cls(
            data=data,
            database_url=environment.get("MOTCUA_DATABASE_URL") or embedded,
            catalogue=tuple(_folder(Path(folder)) for folder in folders if folder),
            given_pepper=_key(environment.get("MOTCUA_PEPPER"), "MOTCUA_PEPPER"),
            given_secrets=_secrets(environment.get("MOTCUA_SECRET", "")),
            demo=_switch(environment, "MOTCUA_DEMO", default=False),
            https=_switch(environment, "MOTCUA_HTTPS", default=True),
            signing_p12=_file(environment, "MOTCUA_SIGNING_P12"),
            signing_password=_file(environment, "MOTCUA_SIGNING_PASSWORD_FILE"),
        )

    def make_data_folder(self) -> Path:
        """The data folder, made for its owner alone if it is not there."""
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(
                f"Không tạo được thư mục dữ liệu {self.data}: {error.strerror}. "
                "Đặt MOTCUA_DATA_DIR là một thư mục ghi được.",
                code="data_folder",
            ) from error
        return self.data

    @property
    def has_pepper(self) -> bool:
        return self.given_pepper is not None or (self.data / PEPPER_FILE).exists()

    def pepper(self) -> bytes:
        """The key of this installation. Lost, identities are no longer found by their number."""
        return self.given_pepper or self._kept_key(PEPPER_FILE)

    def secrets(self) -> tuple[bytes, ...]:
        """The keys of tokens: the first signs, all verify. Lost, everybody signs in anew."""
        return self.given_secrets or (self._kept_key(SIGNING_FILE),)

    def _kept_key(self, name: str) -> bytes:
        path = self.make_data_folder() / name
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _key(path.read_text(encoding="ascii").strip(), str(path)) or b""
        fresh = secrets.token_bytes(KEY_BYTES)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(fresh.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        return fresh


PEPPER_FILE = "pepper.key"
SIGNING_FILE = "signing.key"


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise BadInput(
            f"MOTCUA_CATALOGUE: không có thư mục {path}. Sửa lại đường dẫn.",
            code="catalogue_folder",
        )
    return path


def _file(environment: Mapping[str, str], name: str) -> Path | None:
    text = environment.get(name)
    if not text:
        return None
    path = Path(text)
    if not path.is_file():
        raise BadInput(f"{name}: không có tệp {path}. Sửa lại đường dẫn.", code="no_such_file")
    return path


def _key(text: str | None, where: str) -> bytes | None:
    if not text:
        return None
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) < KEY_BYTES:
        raise BadInput(
            f"{where}: phải là ít nhất {2 * KEY_BYTES} chữ số thập lục phân.",
            code="bad_pepper" if where != SIGNING else "bad_secret",
        )
    return key


SIGNING = "MOTCUA_SECRET"


def _secrets(text: str) -> tuple[bytes, ...]:
    keys = (_key(part.strip(), SIGNING) for part in text.split(","))
    return tuple(key for key in keys if key is not None)


def _switch(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = environment.get(name) or str(int(default))
    if text not in {"0", "1"}:
        raise BadInput(f"{name} phải là 0 hoặc 1.", code="bad_switch", name=name)
    return text == "1"
