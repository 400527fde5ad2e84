"""Made-up time: stories take turns, each at the moment that it asked for.

So the record is written in the order of the days, as an office writes it: serials, recorded
moments and what was known on a day are those of a real year.
"""

from collections.abc import Callable, Generator
from datetime import UTC, datetime
from heapq import heappop, heappush
from typing import TypeAlias

Story: TypeAlias = Generator[datetime, None, None]
"""A story yields the moment at which it wants to go on, and acts when it is called again."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many stories are over, and of how many."""


class Days:
    """The days of an office up to `until`: what would come later is left in flight."""

    def __init__(self, until: datetime) -> None:
        self._until = until
        self._now = datetime.min.replace(tzinfo=UTC)
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._begun = 0

    def clock(self) -> datetime:
        """The moment that it is now; the desk asks it."""
        return self._now

    def begin(self, story: Story) -> None:
        """Take in a story; it acts for the first time at the moment that it names first."""
        self._begun += 1
        self._go_on(story, self._begun)

    def run(self, progress: Progress | None = None, *, before: datetime | None = None) -> None:
        """Let the days pass until every story is over or would go on after the last moment.

        With `before` only until then: what is to come from that moment on waits for the next run.
        """
        while self._waiting and (before is None or self._waiting[0][0] < before):
            self._now, number, story = heappop(self._waiting)
            self._go_on(story, number)
            if progress is not None:
                progress(self._begun - len(self._waiting), self._begun)

    def _go_on(self, story: Story, number: int) -> None:
        wished = next(story, None)
        if wished is None:
            return
        moment = max(wished, self._now)
        if moment < self._until:
            heappush(self._waiting, (moment, number, story))
