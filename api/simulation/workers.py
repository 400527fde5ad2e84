"""Shares of a province lived through: one after another here, or each in a process of its own.

Each process makes the same plan from the same order and takes its share of it, so that nothing
but numbers goes from one to another. The day on which districts end is one that all wait for.
"""

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from threading import BrokenBarrierError
from typing import Any, TypeAlias

from api.simulation.counter import Arrival
from api.simulation.living import Life, Plan, end_districts
from engine.desk import Desk
from engine.errors import Refusal
from engine.ledger import DossierRef
from engine.store.connect import hurried

Opening: TypeAlias = Callable[[], tuple[Desk, Plan]]
Heard: TypeAlias = Callable[[int], None]

_LOOK = 0.2  # seconds between two looks at how far the processes are


def in_turn(desk: Desk, plan: Plan, heard: Heard) -> None:
    """Live through every share in this process; `heard` is told how many dossiers came in."""

    def received(_arrival: Arrival, _ref: DossierRef) -> None:
        heard(1)

    lives = [Life(desk, plan, share, received) for share in plan.shares]
    for life in lives:
        life.up_to_the_turn()
    if plan.turn is not None:
        end_districts(desk, plan)
    for life in lives:
        life.to_the_end()


def together(desk: Desk, plan: Plan, opening: Opening, heard: Heard) -> None:
    """The same with a process for each share; `opening` makes desk and plan anew in each.

    Refusal (`simulation_broken_off`) if one of them was ended: what is there then is unfinished.
    """
    count, context = len(plan.shares), get_context("spawn")
    shared = _Shared(context.Barrier(count + 1), context.Array("q", count))
    pool = ProcessPoolExecutor(count, context, _begin, (opening, shared))
    try:
        futures = [pool.submit(_live, number) for number in range(count)]
        _watch(desk, plan, futures, shared, heard)
    except BrokenProcessPool as broken:
        raise Refusal(
            "Một tiến trình bị dừng giữa chừng (có thể do thiếu bộ nhớ); dữ liệu dựng dở dang. "
            "Dựng lại vào cơ sở dữ liệu mới, với --workers 1.",
            code="simulation_broken_off",
        ) from broken
    finally:
        shared.turn.abort()
        pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the processes have in common: the turn that all wait for, and how many came in."""

    turn: Any  # a barrier; its type belongs to the start method
    received: Any  # an array of counts, one for each process


def _watch(
    desk: Desk, plan: Plan, futures: Sequence[Future[None]], shared: _Shared, heard: Heard
) -> None:
    told, waiting = 0, plan.turn is not None
    while True:
        done, open_ = wait(futures, _LOOK, FIRST_EXCEPTION)
        came = sum(shared.received)
        heard(came - told)
        told = came
        for future in done:
            future.result()
        if not open_:
            return
        if waiting and shared.turn.n_waiting == len(futures):
            end_districts(desk, plan)
            shared.turn.wait()
            waiting = False


_HERE: list[tuple[Opening, _Shared]] = []  # of a process that was started to live


def _begin(opening: Opening, shared: _Shared) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started us
    _HERE.append((opening, shared))


def _live(number: int) -> None:
    opening, shared = _HERE[0]
    desk, plan = opening()

    def received(_arrival: Arrival, _ref: DossierRef) -> None:
        shared.received[number] += 1

    with hurried(desk.engine):
        life = Life(desk, plan, plan.shares[number], received)
        life.up_to_the_turn()
        if plan.turn is not None:
            with suppress(BrokenBarrierError):  # another process failed, and says why
                shared.turn.wait()
        life.to_the_end()
