"""The states as a graph: what is reached, how each ends, and the usual way."""

from collections.abc import Iterator
from decimal import Decimal

from engine.imports.digit.source import START, Service, Stage

_MOST_PATHS = 5_000
_ILL = (("REJECT", "stopped"), ("CANCEL", "withdrawn"), ("WITHDRAW", "withdrawn"))


def final(stage: Stage) -> str | None:
    """How an application is over there: in a terminate state, and where nothing leads on."""
    if stage.name == START or (not stage.ends and stage.moves):
        return None
    return next((found for part, found in _ILL if part in stage.name.upper()), "completed")


def reached(service: Service) -> frozenset[str]:
    seen, waiting = {START}, [START]
    while waiting:
        stage = service.stages.get(waiting.pop())
        for move in stage.moves if stage else ():
            if move.to is not None and move.to not in seen:
                seen.add(move.to)
                waiting.append(move.to)
    return frozenset(seen)


def stuck(service: Service) -> Iterator[Stage]:
    """States from which no end can be come to."""
    ending = {stage.name for stage in service.stages.values() if final(stage)}
    grown = True
    while grown:
        more = {stage.name for stage, move in service.moves if move.to in ending} - ending
        ending |= more
        grown = bool(more)
    return (stage for stage in service.stages.values() if stage.name not in ending)


def usual_way(service: Service) -> tuple[Stage, ...]:
    """The shortest way from the beginning to a completed application, else to any end."""
    ways: list[tuple[str, ...]] = [(START,)]
    other: tuple[str, ...] = ()
    seen = {START}
    while ways:
        way = ways.pop(0)
        stage = service.stages.get(way[-1])
        if stage is None:
            continue
        if (over := final(stage)) is not None:
            if over == "completed":
                return _stages(service, way)
            other = other or way
            continue
        for move in stage.moves:
            if move.to is not None and move.to not in seen:
                seen.add(move.to)
                ways.append((*way, move.to))
    return _stages(service, other)


def _stages(service: Service, way: tuple[str, ...]) -> tuple[Stage, ...]:
    return tuple(service.stages[name] for name in way if name != START)


def longest(service: Service) -> Decimal:
    """The most that the states of one way, none of them twice, allow themselves together."""
    most, given = Decimal(0), 0
    ways: list[tuple[tuple[str, ...], Decimal]] = [((START,), Decimal(0))]
    while ways and given < _MOST_PATHS:
        way, days = ways.pop()
        stage = service.stages.get(way[-1])
        if stage is None or final(stage):
            continue
        given += 1
        days += stage.days or 0
        most = max(most, days)
        targets = {move.to for move in stage.moves if move.to and move.to not in way}
        ways.extend(((*way, to), days) for to in sorted(targets))
    return most
