"""The systems of ministries, as the tenant lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from engine.errors import DefinitionFault


@dataclass(frozen=True, slots=True)
class ExternalSystem:
    """A system in which a dossier may bear another code; `times` are the moments known of it."""

    name: str
    times: Mapping[str, str]

    @classmethod
    def read_all(cls, file: Mapping[str, Any], where: str) -> dict[str, Self]:
        """The systems of a file by their codes; DefinitionFault for one that is not as it must."""
        return {
            str(code): cls._read(code, one, where) for code, one in file.get("systems", {}).items()
        }

    @classmethod
    def _read(cls, code: object, one: object, where: str) -> Self:
        name = one.get("name") if isinstance(one, dict) else None
        times = one.get("times", {}) if isinstance(one, dict) else None
        if not isinstance(name, str) or not isinstance(times, dict):
            raise DefinitionFault(
                f"{where}: hệ thống “{code}” phải có `name` và `times` (mã: tên mốc).",
                code="system_malformed",
                where=where,
            )
        return cls(name, {str(key): str(words) for key, words in times.items()})
