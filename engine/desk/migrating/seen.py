"""What a migration did, or would do; and what its return did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from engine.desk.migrating.fates import Fate
from engine.desk.migrating.returning import Going
from engine.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Migrated:
    """The fates of all that were looked at; `moved` are the codes of those that went over.

    `migration` names it for its return; None while nothing was written, or nothing moved. The
    answer to a repeated key tells no fates again.
    """

    edition: str
    migration: str | None
    moved: tuple[str, ...]
    fates: tuple[Fate, ...] = ()

    @classmethod
    def of(cls, new: Procedure, name: str | None, fates: tuple[Fate, ...]) -> Self:
        moved = tuple(fate.code for fate in fates if fate.moves)
        return cls(new.edition, name if moved else None, moved, fates)

    @property
    def staying(self) -> tuple[Fate, ...]:
        return tuple(fate for fate in self.fates if not fate.moves)

    def facts(self) -> dict[str, Any]:
        """What an idempotency key remembers."""
        return {"edition": self.edition, "migration": self.migration, "moved": list(self.moved)}

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        """What `facts` wrote."""
        return cls(facts["edition"], facts["migration"], tuple(facts["moved"]))


@dataclass(frozen=True, slots=True)
class Returned:
    """The codes of those that went back, or would; and those that cannot.

    `before` counts those that had gone back already.
    """

    migration: str
    moved: tuple[str, ...]
    staying: tuple[Going, ...] = ()
    before: int = 0

    @classmethod
    def of(cls, migration: str, going: Iterable[Going], asked: int) -> Self:
        """`asked` counts all that were moved by the migration (of those that are asked about)."""
        every = tuple(going)
        back = tuple(one.code for one in every if one.hindrance is None)
        staying = tuple(one for one in every if one.hindrance)
        return cls(migration, back, staying, asked - len(every))

    def facts(self) -> dict[str, Any]:
        """What an idempotency key remembers."""
        return {
            "migration": self.migration,
            "moved": list(self.moved),
            "before": self.before,
        }

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        """What `facts` wrote."""
        return cls(facts["migration"], tuple(facts["moved"]), before=facts.get("before", 0))
