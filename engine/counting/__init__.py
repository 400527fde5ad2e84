"""From a limit and a start to a promise, by the policy that the limit names.

- `same_moment`: the n-th working day after, at the same office time; or so many counted hours;
- `end_of_day` (Civil Code Art. 147-148): the first day is not counted, the last ends at closing,
  and an end on a day off moves to the next working day;
- `half_day`: the end of a half day: 0 the same one, 0.5 the next, n the same half n days on.

A start outside office hours is first brought to the next opening: a dossier of Friday evening or
of Saturday morning starts on Monday at opening, and by `end_of_day` Monday is the first day, which
is not counted. An end stays as computed. The published examples are `docs/time/`.
"""

from engine.counting.budgets import budget_span, nominal_span, on_the_clock
from engine.counting.pairs import PAIRS, check, default_counting
from engine.counting.promises import Promise, after_extension, due, move_off_closed
from engine.counting.stops import Measure, Remaining, after_stop, remaining, resume

__all__ = [
    "PAIRS",
    "Measure",
    "Promise",
    "Remaining",
    "after_extension",
    "after_stop",
    "budget_span",
    "check",
    "default_counting",
    "due",
    "move_off_closed",
    "nominal_span",
    "on_the_clock",
    "remaining",
    "resume",
]
