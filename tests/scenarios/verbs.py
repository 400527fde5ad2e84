"""Every verb of the desk that is about a dossier, and arguments made up for each."""

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from engine.actors import Actor
from engine.desk import Desk
from engine.ledger import DossierRef
from engine.store.files import Files
from tests.engine.desk.town import local
from tests.scenarios.clean import NOWHERE

Verb = Callable[..., object]


def verbs(desk: Desk) -> Iterator[tuple[str, Verb]]:
    """The public methods, of the desk and of its groups, whose arguments name a dossier."""
    groups = [
        name
        for name, member in inspect.getmembers(Desk, lambda one: isinstance(one, property))
        if not name.startswith("_")
    ]
    for group in ("", *groups):
        owner = getattr(desk, group) if group else desk
        for name, _ in inspect.getmembers(type(owner), inspect.isfunction):
            if not name.startswith("_") and _is_about_a_dossier(verb := getattr(owner, name)):
                yield f"{group}.{name}", verb


def _is_about_a_dossier(verb: Verb) -> bool:
    hints = get_type_hints(verb)
    return any(_names_a_dossier(hint) for name, hint in hints.items() if name != "return")


def _names_a_dossier(hint: Any) -> bool:  # noqa: ANN401 -- any annotation
    if hint is DossierRef:
        return True
    if get_args(hint):
        return any(_names_a_dossier(one) for one in get_args(hint))
    if is_dataclass(hint) and hint is not Actor:
        needed = [one for one in fields(hint) if _is_needed(one)]
        hints = get_type_hints(hint)
        return any(_names_a_dossier(hints[one.name]) for one in needed)
    return False


def _is_needed(field: Any) -> bool:  # noqa: ANN401 -- of any dataclass
    return field.default is MISSING and field.default_factory is MISSING


@dataclass(frozen=True, slots=True)
class Arguments:
    """Something of the right kind for every parameter that has no default."""

    by: Actor
    ref: DossierRef
    day: date

    def of(self, verb: Verb) -> list[object]:
        hints = get_type_hints(verb)
        parameters = inspect.signature(verb).parameters.values()
        needed = [one for one in parameters if one.default is inspect.Parameter.empty]
        return [self._make(hints[one.name]) for one in needed]

    def _make(self, hint: Any) -> Any:  # noqa: ANN401, PLR0911 -- any annotation, one case each
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in {Union, UnionType}:
            return None if NoneType in arguments else self._make(arguments[0])
        if origin in {tuple, list, Sequence, Collection}:
            return (self._make(arguments[0]),)
        if origin in {Mapping, dict}:
            return {}
        if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint))
        if hint in self._plain:
            return self._plain[hint]
        if is_dataclass(hint):
            hints = get_type_hints(hint)
            needed = (one for one in fields(hint) if _is_needed(one))
            return hint(**{one.name: self._make(hints[one.name]) for one in needed})  # type: ignore[operator]
        return None

    @property
    def _plain(self) -> dict[object, object]:
        return {
            Actor: self.by,
            DossierRef: self.ref,
            Files: Files(NOWHERE),
            UUID: UUID(int=0),
            date: self.day,
            datetime: local("2026-03-02 09:00"),
            str: "x",
            int: 1,
            bool: False,
            bytes: b"",
        }
