"""What was answered at receipt: only what the procedure asks, and each answer of its kind."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from engine.desk.office import Office
from engine.errors import BadInput
from engine.procedure import Procedure, Question, QuestionKind


def check_answers(office: Office, procedure: Procedure, answers: Mapping[str, object]) -> None:
    """Refuse an answer that nothing asks for, or that is not of the kind of its question."""
    asked = {question.id: question for question in procedure.questions}
    fields = _fields(office, procedure)
    for name, answer in answers.items():
        if name in asked:
            _check(asked[name], answer)
        elif name not in fields:
            raise BadInput(
                f"Thủ tục {procedure.code} không hỏi “{name}”.", code="unknown_answer", answer=name
            )
        elif fields[name] and not (isinstance(answer, str) and answer in fields[name]):
            choices = ", ".join(sorted(fields[name]))
            raise BadInput(f"“{name}” phải là một trong: {choices}.", code="wrong_answer")


def _fields(office: Office, procedure: Procedure) -> dict[str, frozenset[str]]:
    """What the forms of the papers ask, with the options of choices."""
    fields: dict[str, frozenset[str]] = {}
    for paper in procedure.papers:
        for name, options in office.forms.get(paper.form or "", {}).items():
            fields[name] = fields.get(name, frozenset()) | options
    return fields


def _check(question: Question, answer: object) -> None:
    wanted = {
        QuestionKind.TRUTH: "có hoặc không",
        QuestionKind.NUMBER: "một số",
        QuestionKind.CHOICE: ", ".join(question.options.values()),
    }
    if not _fits(question, answer):
        raise BadInput(
            f"“{question.label}”: phải chọn {wanted[question.kind]}.",
            code="wrong_answer",
            answer=question.id,
        )


def _fits(question: Question, answer: object) -> bool:
    match question.kind:
        case QuestionKind.TRUTH:
            return isinstance(answer, bool)
        case QuestionKind.NUMBER:
            return _is_number(answer)
        case QuestionKind.CHOICE:
            return isinstance(answer, str) and answer in question.options


def _is_number(answer: object) -> bool:
    return (
        isinstance(answer, int | float) and not isinstance(answer, bool) and math.isfinite(answer)
    )


@contextmanager
def telling_what_is_missing(procedure: Procedure) -> Iterator[None]:
    """Turn a condition that cannot be told into the question that was left unanswered."""
    try:
        yield
    except BadInput as refusal:
        missing = refusal.facts.get("missing")
        names = missing if isinstance(missing, list) else []
        labels = [q.label for q in procedure.questions if f"answers.{q.id}" in names]
        if not labels:
            raise
        raise BadInput(
            f"Chưa trả lời: {'; '.join(labels)}.", code="question_unanswered", missing=names
        ) from None
