"""What a limit or a fee of a procedure turns on, and everything that may be answered to it."""

from collections.abc import Mapping

from engine.conditions import prepared
from engine.procedure import Procedure, Question, QuestionKind

# What the forms of the shipped procedures say, where a limit or a fee turns on it.
FORMS: Mapping[str, tuple[object, ...]] = {
    "applicant_kind": ("person", "organisation"),
    "work_kind": ("house", "building"),
    "new_certificate": (True, False),
    "change": ("information", "restriction", "boundary"),
    "copies_total": (3, 24),
    "papers": ([{"pages": 3}], [{"pages": 1}]),
}


def choices(procedure: Procedure) -> dict[str, tuple[object, ...]]:
    """Every answer that may be given to what the limit and the fees ask for."""
    texts = [case.when for case in procedure.limits] + [fee.when for fee in procedure.fees]
    names = {name for text in texts if text for name in prepared(text).names}
    asked = sorted(name.split(".")[1] for name in names if name.startswith("answers."))
    questions = {question.id: _answers(question) for question in procedure.questions}
    return {name: questions.get(name) or FORMS[name] for name in asked}


def answers(procedure: Procedure) -> dict[str, object]:
    """One answer to each."""
    return {name: values[0] for name, values in choices(procedure).items()}


def _answers(question: Question) -> tuple[object, ...]:
    match question.kind:
        case QuestionKind.TRUTH:
            return (True, False)
        case QuestionKind.NUMBER:
            return (1, 2)
        case QuestionKind.CHOICE:
            return tuple(question.options)
