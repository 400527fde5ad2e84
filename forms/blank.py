"""What counts as not answered."""

from collections.abc import Mapping

from forms.fields import CitizenIdentity, Field
from forms.texts import tidy


def is_blank(field: Field, raw: object) -> bool:
    """Nothing was entered. A page posts the kind of a paper even when its number is left empty."""
    if isinstance(field, CitizenIdentity) and isinstance(raw, Mapping):
        return raw.get("kind") != "none" and all(
            empty(part) for key, part in raw.items() if key != "kind"
        )
    return empty(raw)


def empty(raw: object, depth: int = 6) -> bool:
    """No text, no item, or nothing but such; what is nested deeper than any form is not empty."""
    match raw:
        case None:
            return True
        case str():
            return not tidy(raw)
        case Mapping():
            return depth > 0 and all(empty(part, depth - 1) for part in raw.values())
        case list() | tuple():
            return depth > 0 and all(empty(part, depth - 1) for part in raw)
        case _:
            return False
