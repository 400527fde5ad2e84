"""What was filled in, in words: the labels of the form's fields, the words of its options."""

from collections.abc import Iterator, Mapping

from engine.procedure import Procedure
from forms.fields import Choice, Choices, Field
from workflows.published import Published


def answered(
    published: Published, procedure: Procedure, answers: Mapping[str, object]
) -> list[tuple[str, str]]:
    """Each answer with its label, in the order of the forms; what nothing asks for comes last."""
    known: dict[str, tuple[str, Mapping[str, str]]] = {}
    for field in _fields(published, procedure):
        known.setdefault(field.id, (field.label, _options(field)))
    for question in procedure.questions:
        known.setdefault(question.id, (question.label, question.options))
    for name in answers:
        known.setdefault(name, (name, {}))
    return [
        (label, _text(answers[name], options))
        for name, (label, options) in known.items()
        if name in answers
    ]


def _fields(published: Published, procedure: Procedure) -> Iterator[Field]:
    for form in dict.fromkeys(one.form for one in procedure.papers if one.form):
        for section in published.forms[form].sections:
            yield from section.fields


def _options(field: Field) -> Mapping[str, str]:
    return field.options if isinstance(field, Choice | Choices) else {}


def _text(value: object, options: Mapping[str, str]) -> str:
    match value:
        case bool():
            return "Có" if value else "Không"
        case Mapping():
            return ", ".join(_text(one, options) for one in value.values() if one)
        case list() | tuple():
            return "; ".join(_text(one, options) for one in value)
    return options.get(str(value), str(value))
