"""The parts of the check shared among processes; what they find comes in the order of the parts.

Only so many parts are under way that each process has one and finds the next one ready: memory
grows neither with the record nor with what waits to be told.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeAlias

from engine.errors import Refusal
from engine.verify.disagreement import Disagreement
from engine.verify.dossiers import Verification
from engine.verify.parts import Part, perform

Opening: TypeAlias = Callable[[], Verification]
Found: TypeAlias = tuple[Part, list[Disagreement]]

_AHEAD = 3  # parts under way for each process

# Said of a ledger that names an edition which the catalogue at hand does not have.
_PERHAPS_TOO_NEW = frozenset({"ledger_unreadable", "unreadable"})


class Checker:
    """Whoever performs parts in one process, with the catalogue as it was when they began."""

    def __init__(self, opening: Opening, work: Verification | None = None) -> None:
        self._opening = opening
        self._work = work or opening()

    def check(self, part: Part) -> list[Disagreement]:
        """What disagrees in a part.

        A catalogue applied meanwhile may be what a dossier could not be read for: then the part is
        looked at once more, by the catalogue of now.
        """
        found = list(perform(self._work, part))
        if any(one.what in _PERHAPS_TOO_NEW for one in found):
            self._work.engine.dispose()
            self._work = self._opening()
            found = list(perform(self._work, part))
        return found


def in_turn(checker: Checker, parts: Sequence[Part]) -> Iterator[Found]:
    """Each part with what was found in it, by this process alone."""
    for part in parts:
        yield part, checker.check(part)


def together(opening: Opening, parts: Sequence[Part], workers: int) -> Iterator[Found]:
    """Each part with what was found in it, by as many processes, in the order of the parts.

    `opening` is called in each of them. Refusal (`check_broken_off`) if one of them was ended.
    """
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (opening,))
    try:
        yield from _in_order(pool, iter(parts), workers * _AHEAD)
    except BrokenProcessPool as broken:
        raise Refusal(
            "Một tiến trình kiểm tra bị dừng giữa chừng (có thể do thiếu bộ nhớ). Chạy lại với "
            "--workers 1.",
            code="check_broken_off",
        ) from broken
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, parts: Iterator[Part], ahead: int) -> Iterator[Found]:
    waiting: deque[tuple[Part, Future[list[Disagreement]]]] = deque()
    waiting.extend((part, pool.submit(_check, part)) for part in islice(parts, ahead))
    while waiting:
        part, future = waiting.popleft()
        found = future.result()
        waiting.extend((one, pool.submit(_check, one)) for one in islice(parts, 1))
        yield part, found


_HERE: list[Checker] = []  # of a process that was started to check


def _begin(opening: Opening) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started us
    _HERE.append(Checker(opening))


def _check(part: Part) -> list[Disagreement]:
    return _HERE[0].check(part)
