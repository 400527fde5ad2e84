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
    forms = (office.forms.get(paper.form, frozenset()) for paper in procedure.papers if paper.form)
    fields = frozenset(name.partition(".")[0] for names in forms for name in names)
    for name, answer in answers.items():
        if name in asked:
            _check(asked[name], answer)
        elif name not in fields:
            raise BadInput(
                f"Thủ tục {procedure.code} không hỏi “{name}”.", code="unknown_answer", answer=name
            )


def _check(question: Question, answer: object) -> None:
    match question.kind:
        case QuestionKind.TRUTH:
            fits, wanted = isinstance(answer, bool), "có hoặc không"
        case QuestionKind.NUMBER:
            fits, wanted = _is_number(answer), "một số"
        case QuestionKind.CHOICE:
            fits, wanted = answer in question.options, ", ".join(question.options.values())
    if not fits:
        raise BadInput(
            f"“{question.label}”: phải chọn {wanted}.", code="wrong_answer", answer=question.id
        )


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
