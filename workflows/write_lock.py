"""`python -m workflows.write_lock` pins the editions of everything that is shipped.

`editions.lock` has a line for each released edition: code, first day in force, edition. A test
finds every line in the files again, so that a released procedure never changes without somebody
saying so by running this; a new one passes, and is pinned the next time.
"""

from collections.abc import Iterable
from pathlib import Path

from engine.procedure import Procedure
from workflows.loader import ROOT
from workflows.published import publish

LOCK = ROOT / "editions.lock"
DEMO = ROOT / "demo" / "an-giang-2021"


def lines(procedures: Iterable[Procedure]) -> list[str]:
    """The lines of the lock, by code and first day."""
    return sorted(f"{p.code} {p.valid_from.isoformat()} {p.edition}" for p in procedures)


def shipped() -> tuple[Procedure, ...]:
    """Every procedure of the product and of its demonstration."""
    folders: tuple[Path, ...] = (DEMO,) if DEMO.exists() else ()
    return publish(*folders).loaded.procedures


def main() -> None:
    LOCK.write_text("\n".join(lines(shipped())) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
