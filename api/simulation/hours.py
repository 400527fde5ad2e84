"""When the next act of a dossier happens: within office hours, and as its fate wants it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from api.simulation.fate import Fate, Pace
from engine.timeline import Timeline

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_NO_LIMIT = 40 * _HOUR  # what an office gives itself where the law gives no limit
_SHORT = 8 * _HOUR  # below this the applicant waits at the counter

OF_APPLICANT = frozenset({"supply", "tax_paid"})
_WAITS: Mapping[str, int] = {"end_processing": 31, "notice_over": 15}  # days that must pass first
_SHARES: Mapping[str, tuple[float, float]] = {  # of the limit
    "report_site": (0.05, 0.12),
    "conclude": (0.05, 0.12),
    "withdraw": (0.2, 0.4),
}
_USUAL_SHARE = (0.01, 0.05)
_MINUTES: Mapping[str, tuple[int, ...]] = {
    "accept": (15, 40, 90, 180, 240),
    "reject": (15, 40, 90, 180, 240),
    "ask_first": (15, 40, 90, 180),
    "hand_over": (10, 60, 360, 1200),
}
_AFTER_PROPOSAL = frozenset({"agree", "send_back", "sign", "seal", "take_back"})


def when(line: Timeline, action: str, fate: Fate, now: datetime, dice: Random) -> datetime:
    """The moment of the action, never before `now`."""
    tempo = _tempo(line)
    if action == "propose":
        return _proposal(line, fate, now, dice)
    if action == "hand_over" and fate.fetched_after:
        return _opening(line, now + _DAY * fate.fetched_after, dice)
    if action in _WAITS:
        return _opening(line, now + _DAY * _WAITS[action], dice)
    if action in OF_APPLICANT and tempo > _SHORT:
        return _opening(line, now + _DAY * dice.randint(1, 9), dice)
    return line.calendar.add(now, _work(action, tempo, dice))


def _work(action: str, tempo: timedelta, dice: Random) -> timedelta:
    """How long the office takes for what nobody has to be waited for."""
    if action in _MINUTES:
        return _MINUTE * dice.choice(_MINUTES[action])
    if action in _AFTER_PROPOSAL:
        return min(tempo * dice.uniform(0.01, 0.03), 45 * _MINUTE)
    return tempo * dice.uniform(*_SHARES.get(action, _USUAL_SHARE))


def answer_at(line: Timeline, due: datetime | None, now: datetime, dice: Random) -> datetime:
    """When whoever is consulted replies: mostly in time."""
    if due is None:
        return line.calendar.add(now, _HOUR * dice.randint(1, 16))
    return line.calendar.add(now, line.calendar.between(now, due) * dice.uniform(0.2, 1.02))


def is_worth_extending(line: Timeline, now: datetime) -> bool:
    """Nobody puts off what is due in a day or two anyway."""
    current = line.current
    return current is not None and line.calendar.between(now, current.due) > 3 * _SHORT


def extension_at(line: Timeline, now: datetime, dice: Random) -> datetime:
    """An apology comes while the promise still holds, at least a day before it ends."""
    return line.calendar.add(now, _tempo(line) * dice.uniform(0.3, 0.5))


def _tempo(line: Timeline) -> timedelta:
    """The working time that the promise in force gave from the day that it was set."""
    if line.accepted_at is None:
        return _SHORT
    if line.current is None:
        return _NO_LIMIT
    return max(line.calendar.between(line.current.set_at, line.current.due), _HOUR)


def _opening(line: Timeline, moment: datetime, dice: Random) -> datetime:
    """Some time in the first hours of the office after `moment`."""
    return line.calendar.add(moment, _MINUTE * dice.randint(5, 200))


def _proposal(line: Timeline, fate: Fate, now: datetime, dice: Random) -> datetime:
    """The officer proposes so that the result is there on the day that the fate wants."""
    calendar, promise, pace = line.calendar, line.current, fate.pace
    if fate.rests is not None and fate.rests.since is not None:
        return max(now, fate.rests.since)
    soon = calendar.add(now, min(_tempo(line) * 0.05, _HOUR) * dice.uniform(0.2, 1.0))
    if promise is None:
        return calendar.add(now, _NO_LIMIT * dice.uniform(0.2, 0.9))
    due = line.day(promise.due)
    if pace is Pace.EARLY:
        wanted = calendar.add(promise.set_at, _tempo(line) * dice.uniform(0.4, 0.75))
    elif pace is Pace.ON_TIME:
        wanted = calendar.add(calendar.opening(due), _MINUTE * dice.randint(5, 120))
    else:
        late = calendar.nth_day_after(due, dice.randint(1, 6))
        wanted = calendar.add(calendar.opening(late), _MINUTE * dice.randint(5, 240))
    return max(soon, wanted)
