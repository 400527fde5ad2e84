"""Processes of their own for races and kills, forked from one that has read the catalogue."""

from multiprocessing import get_context
from multiprocessing.context import ForkServerContext


def context() -> ForkServerContext:
    """Where processes come from; each is ready to act at once."""
    made = get_context("forkserver")
    made.set_forkserver_preload(["tests.engine.record.warm"])
    return made
