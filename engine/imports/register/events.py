"""Which events of a log mean what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from engine.fields import Fields


class Meaning(StrEnum):
    """What an event is for the dossier; a step moves nothing but is kept."""

    STEP = "step"
    RECEIPT = "receipt"
    STOP = "stop"
    RESUME = "resume"
    RESULT = "result"
    RETURN = "return"


_OTHERS = "others"


@dataclass(frozen=True, slots=True)
class EventKinds:
    """The meaning of each event by its name; `others`: any other event is a step."""

    known: Mapping[str, Meaning] = field(default_factory=lambda: MappingProxyType({}))
    others: bool = True

    @classmethod
    def read(cls, data: object, where: str) -> Self:
        """The `events` of a mapping; without them every event is a step."""
        if data is None:
            return cls()
        fields = Fields(data, where)
        known: dict[str, Meaning] = {}
        others = False
        for meaning in Meaning:
            for name in fields.texts(meaning):
                others = others or (meaning is Meaning.STEP and name == _OTHERS)
                if name in known:
                    raise fields.fault(meaning, f"lặp lại sự kiện “{name}”")
                known[name] = meaning
        fields.finish()
        return cls(MappingProxyType(known), others)

    @property
    def receipt(self) -> bool:
        """Whether some event is the reception."""
        return Meaning.RECEIPT in self.known.values()

    def meaning(self, event: str) -> Meaning | None:
        """What the event means; None for one that the mapping does not know."""
        return self.known.get(event, Meaning.STEP if self.others else None)
