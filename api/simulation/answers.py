"""What the forms said, as far as limits and fees turn on it."""

import re
from collections.abc import Callable, Mapping
from random import Random

from engine.procedure import Procedure, Question, QuestionKind

_NAMED = re.compile(r"answers\.(\w+)")

# What forms ask; anything else that a condition names is a question of the counter.
_FORMS: Mapping[str, Callable[[Random], object]] = {
    "applicant_kind": lambda dice: dice.choice(("person", "organisation")),
    "work_kind": lambda dice: dice.choices(("house", "building"), (4, 1))[0],
    "change": lambda dice: dice.choice(("information", "boundary")),
    "copies_total": lambda dice: dice.choice((1, 2, 3, 5, 24)),
    "papers": lambda dice: [{"pages": dice.randint(1, 4)} for _ in range(dice.randint(1, 3))],
}


def answers(procedure: Procedure, dice: Random) -> dict[str, object]:
    """An answer to everything that a condition of the procedure asks for."""
    conditions = [case.when for case in procedure.limits] + [fee.when for fee in procedure.fees]
    asked = {name for text in conditions if text for name in _NAMED.findall(text)}
    questions = {question.id: question for question in procedure.questions}
    return {name: _answer(name, questions.get(name), dice) for name in sorted(asked)}


def _answer(name: str, question: Question | None, dice: Random) -> object:
    if question is None:
        return _FORMS.get(name, _truth)(dice)
    match question.kind:
        case QuestionKind.NUMBER:
            return dice.randint(1, 20)
        case QuestionKind.CHOICE:
            return dice.choice(sorted(question.options))
    return _truth(dice)


def _truth(dice: Random) -> bool:
    return dice.choice((True, False))
