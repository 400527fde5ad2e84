"""Conditions: what they ask must be known, at the moment when they are asked."""

from collections.abc import Iterator
from difflib import get_close_matches

from engine.conditions import AT_RECEIPT, LATER, answers
from engine.definitions.defects import Flaw, Path
from engine.definitions.known import Known
from engine.definitions.load import Definition
from engine.errors import DefinitionFault
from engine.expressions import compile  # noqa: A004 -- ours
from engine.procedure import Procedure

_NEAR = 0.85  # how alike two names must be for one to be a slip of the other


def conditions(definition: Definition, known: Known) -> Iterator[Flaw]:
    """A condition that is not CEL, or asks for what is not there."""
    procedure = definition.procedure
    given = answers(_answered(procedure, known))
    for path, text, names in _conditions(procedure):
        try:
            compile(text, names | given)
        except DefinitionFault as fault:
            yield Flaw(path, fault.code, fault.message, _remedy(fault, names | given))


def _remedy(fault: DefinitionFault, names: frozenset[str]) -> str:
    asked = str(fault.facts.get("name", ""))
    if asked and (close := get_close_matches(asked, names, n=1, cutoff=_NEAR)):
        return f"Có phải “{close[0]}”?"
    question = asked.removeprefix("answers.")
    if question != asked:
        return (
            f"Thêm trường “{question}” vào mẫu đơn, hoặc câu hỏi khi tiếp nhận: "
            f"“questions: {{{question}: {{label: …, kind: truth}}}}”."
        )
    return f"Có thể hỏi: {', '.join(sorted(LATER))}, answers.<trường>."


def _answered(procedure: Procedure, known: Known) -> frozenset[str]:
    """What forms and the counter ask; a form that is missing is found by another rule."""
    named = (known.forms.get(paper.form) for paper in procedure.papers if paper.form)
    questions = frozenset(question.id for question in procedure.questions)
    return questions.union(*(form.names for form in named if form is not None))


def _conditions(procedure: Procedure) -> Iterator[tuple[Path, str, frozenset[str]]]:
    for number, case in enumerate(procedure.limits):
        if case.when is not None:
            yield ("limit", "cases", number, "when"), case.when, AT_RECEIPT
    for number, fee in enumerate(procedure.fees):
        if fee.when is not None:
            yield ("fee", number, "when"), fee.when, AT_RECEIPT
        if fee.times is not None:
            yield ("fee", number, "times"), fee.times, AT_RECEIPT
    for action in procedure.actions.values():
        if action.when is not None:
            yield ("actions", action.id, "when"), action.when, LATER


RULES = (conditions,)
