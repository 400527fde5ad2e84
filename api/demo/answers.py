"""What the forms said, as far as limits and fees turn on it."""

import re
from collections.abc import Callable, Mapping
from random import Random

from engine.procedure import Procedure

_NAMED = re.compile(r"answers\.(\w+)")

_KNOWN: Mapping[str, Callable[[Random], object]] = {
    "applicant_kind": lambda dice: dice.choice(("person", "organisation")),
    "work_kind": lambda dice: dice.choices(("house", "building"), (4, 1))[0],
    "change": lambda dice: dice.choice(("information", "boundary")),
    "new_certificate": lambda dice: dice.random() < 0.5,  # noqa: PLR2004
    "copies_total": lambda dice: dice.choice((1, 2, 3, 5, 24)),
    "papers": lambda dice: [{"pages": dice.randint(1, 4)} for _ in range(dice.randint(1, 3))],
}


def answers(procedure: Procedure, dice: Random) -> dict[str, object]:
    """An answer to everything that a condition of the procedure asks for."""
    conditions = [case.when for case in procedure.limits] + [fee.when for fee in procedure.fees]
    asked = {name for text in conditions if text for name in _NAMED.findall(text)}
    return {name: _KNOWN[name](dice) for name in sorted(asked)}
