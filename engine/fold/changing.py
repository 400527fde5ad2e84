"""Values of a list, some of them with something more known."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from engine.facts import Facts

T = TypeVar("T")


def changed(values: list[T], chosen: Callable[[T], bool], told: Facts) -> list[T]:
    """The values, those that are chosen with what was told of them."""
    return [replace(one, **told) if chosen(one) else one for one in values]  # type: ignore[type-var]  # all are dataclasses
