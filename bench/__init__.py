"""How fast the house answers, beside what people would use instead.

Every module of this folder is one bench: it offers `measure()`, which yields `Row` values, and the
first line of its docstring is its title. `python -m bench` runs them all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from timeit import Timer


@dataclass(frozen=True, slots=True)
class Row:
    """One measured way to answer one question. `answer` shows that all of them say the same."""

    question: str
    by: str
    micros: float
    answer: str


def timed(question: str, by: str, call: Callable[[], object], answer: str) -> Row:
    """The best of three runs, each long enough to be measured, in microseconds a call."""
    timer = Timer(call)
    number, _ = timer.autorange()
    return Row(question, by, min(timer.repeat(3, number)) / number * 1e6, answer)
