"""What this installation is told from outside: read once, here, from the environment.

- MOTCUA_DATA_DIR: where the office's own files lie; `data` under the current folder.
- MOTCUA_DATABASE_URL: PostgreSQL of an office; a SQLite file in the data folder.
- MOTCUA_CATALOGUE: folders laid over the product's definitions, separated as in PATH.
- MOTCUA_PEPPER: the key of identity digests, 64 hex digits; a file in the data folder.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from engine.errors import BadInput

PEPPER_BYTES = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """`pepper` None: the key is a file of the data folder, made at first use."""

    data: Path
    database_url: str
    catalogue: tuple[Path, ...] = ()
    given_pepper: bytes | None = None

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
            given_pepper=_pepper(environment.get("MOTCUA_PEPPER")),
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
        return self.given_pepper is not None or (self.data / "pepper.key").exists()

    def pepper(self) -> bytes:
        """The key of this installation. Lost, identities are no longer found by their number."""
        if self.given_pepper is not None:
            return self.given_pepper
        path = self.make_data_folder() / "pepper.key"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _pepper(path.read_text(encoding="ascii").strip(), str(path)) or b""
        fresh = secrets.token_bytes(PEPPER_BYTES)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(fresh.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        return fresh


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise BadInput(
            f"MOTCUA_CATALOGUE: không có thư mục {path}. Sửa lại đường dẫn.",
            code="catalogue_folder",
        )
    return path


def _pepper(text: str | None, where: str = "MOTCUA_PEPPER") -> bytes | None:
    if not text:
        return None
    try:
        pepper = bytes.fromhex(text)
    except ValueError:
        pepper = b""
    if len(pepper) < PEPPER_BYTES:
        raise BadInput(
            f"{where}: phải là ít nhất {2 * PEPPER_BYTES} chữ số thập lục phân.", code="bad_pepper"
        )
    return pepper
