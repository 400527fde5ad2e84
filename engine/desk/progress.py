"""How far long work is: told to whoever waits for it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")
Progress: TypeAlias = Callable[[int, int | None], None]  # done, and of how many


def quiet(done: int, total: int | None) -> None:
    """Nobody waits."""
    del done, total


def told(many: Sequence[T], progress: Progress) -> Iterator[T]:
    """The same values, one by one; `progress` hears of each when it is done."""
    for number, one in enumerate(many, start=1):
        yield one
        progress(number, len(many))
