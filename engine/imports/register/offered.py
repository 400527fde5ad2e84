"""The procedures of an older system: in the catalogue, or told by the mapping itself."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from engine.catalogue import Catalogue
from engine.errors import NotFound
from engine.fields import Fields
from engine.procedure import Procedure, Tier

_LEVELS = range(1, 5)
_LONGEST_CODE = 64


@dataclass(frozen=True, slots=True)
class Heading:
    """What figures need to know of a procedure."""

    code: str
    name: str
    field: str
    tier: Tier
    level: int

    @classmethod
    def of(cls, procedure: Procedure) -> Self:
        return cls(procedure.code, procedure.name, procedure.field, procedure.tier, procedure.level)


@dataclass(frozen=True, slots=True)
class Offered:
    """Which procedure a dossier is of: `code` for all of them, or by a column.

    `known` are those that no catalogue has; `values` lead from the words of the file to a code.
    """

    code: str | None = None
    known: Mapping[str, Heading] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: object, where: str) -> Self:
        """`{code}`, `{code, name, field, tier, level}`, or `{values}` where a column tells it."""
        fields = Fields(data, where)
        values = {spelled(given): code for given, code in fields.pairs("values").items()}
        code = fields.optional("code")
        told = _heading(fields, code) if code is not None and "name" in fields else None
        fields.finish()
        if code is None and "values" not in fields:
            raise fields.fault("code", "hoặc “values” phải có")
        return cls(code, {told.code: told} if told else {}, values)

    @property
    def by_column(self) -> bool:
        return self.code is None

    def check(self, catalogue: Catalogue) -> None:
        """Refuse a code that neither the catalogue nor the mapping tells; NotFound."""
        for code in (self.code, *self.values.values()):
            if code is not None and self.find(code, catalogue) is None:
                raise NotFound(
                    f"Tệp ánh xạ nêu thủ tục {code} không có trong danh mục. Sửa mã, hoặc ghi "
                    "thêm name, field, tier, level của thủ tục ấy.",
                    code="unknown_procedure",
                    procedure=code,
                )

    def find(self, code: str, catalogue: Catalogue) -> Heading | None:
        """The heading of a code; the latest edition where the catalogue has several."""
        if (told := self.known.get(code)) is not None:
            return told
        editions = catalogue.offered.get(code)
        return Heading.of(max(editions, key=lambda one: one.valid_from)) if editions else None

    def names(self, catalogue: Catalogue) -> Mapping[str, str]:
        """From the words of a cell, a code or a name, to the code that is meant."""
        offered = {code: many[0].name for code, many in catalogue.offered.items()}
        by_name = {spelled(name): code for code, name in offered.items()}
        by_code = {spelled(code): code for code in (*offered, *self.known)}
        return {**by_name, **by_code, **self.values}


def _heading(fields: Fields, code: str) -> Heading:
    level = fields.number("level")
    if level not in _LEVELS or len(code) > _LONGEST_CODE:
        raise fields.fault("level", "phải từ 1 đến 4, và mã thủ tục nhiều nhất 64 ký tự")
    return Heading(
        code, fields.text("name"), fields.text("field"), fields.choice("tier", Tier), level
    )


def spelled(text: str) -> str:
    """One spelling of a name: letters, accents and spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
