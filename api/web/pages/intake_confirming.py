"""A dossier is taken in without a required paper only by a deliberate tick, which is noted."""

from api.web.pages.intake_typed import Typed
from engine.procedure import Paper

TICK, REASON = "despite", "despite_why"
Lacking = tuple[Paper, ...]


def value(lacking: Lacking) -> str:
    """What the tick stands for: it confirms that these papers lack, and no others."""
    return " ".join(one.id for one in lacking)


def unconfirmed(lacking: Lacking, typed: Typed) -> Lacking:
    """All that lacks, where the tick of the page does not name each; nothing where it does."""
    ticked = typed.one(TICK).split()
    return () if all(one.id in ticked for one in lacking) else lacking


def noted(lacking: Lacking, typed: Typed) -> str | None:
    """The note of the dossier, with what was confirmed to lack and why."""
    said = typed.one("note")
    if lacking and typed.one(TICK):
        names = "; ".join(one.name for one in lacking)
        why = f" Lý do: {typed.one(REASON)}." if typed.one(REASON) else ""
        said = f"{said} Nhận dù thiếu: {names}.{why}".strip()
    return said or None
