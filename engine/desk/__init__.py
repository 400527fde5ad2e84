"""The verbs of the office. Each is one durable act, or a refusal that changed nothing."""

from engine.desk.desk import Desk
from engine.desk.office import Office
from engine.desk.requests import (
    Answering,
    Extension,
    HandOver,
    HandOverItem,
    Linked,
    Outcome,
    PaperCount,
    Party,
    Reception,
    Wish,
)

__all__ = [
    "Answering",
    "Desk",
    "Extension",
    "HandOver",
    "HandOverItem",
    "Linked",
    "Office",
    "Outcome",
    "PaperCount",
    "Party",
    "Reception",
    "Wish",
]
