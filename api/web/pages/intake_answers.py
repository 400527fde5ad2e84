"""The e-form of a procedure at the counter, and what the definition itself asks.

A clerk has the signed paper form in hand. So what the e-form requires may stay empty (assumption:
the paper counts), what was typed must be readable, and whatever a limit or a fee turns on must be
answered: the desk says so. What only repeats the owner's row is no answer by itself, and is doubted
where it cannot be read, as the row is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from api.web.pages.intake_owner import repeated
from api.web.pages.intake_people import Complaints
from api.web.pages.intake_typed import Typed
from engine.errors import Refusal
from engine.procedure import Procedure, QuestionKind
from forms.amounts import read_number
from forms.blank import empty
from forms.card import CitizenCard, defaults
from forms.fields import AddressField, Field, FileField, Table
from forms.form import Form
from forms.parse import understood
from forms.posted import nest
from forms.remarks import Remark, Wrong

SOFT = frozenset({"missing", "row_count"})  # left out on the screen, there on the paper


@dataclass(frozen=True, slots=True)
class Answered:
    """What was understood, and by input what should be looked at again though it blocks nothing.

    `blank`: by form, the labels of what it requires and nobody answered.
    """

    facts: Mapping[str, object]
    doubts: Mapping[str, str]
    blank: Mapping[str, tuple[str, ...]]


def forms_of(forms: Mapping[str, Form], procedure: Procedure) -> tuple[Form, ...]:
    """The forms that the papers of the procedure name, each once."""
    names = dict.fromkeys(paper.form for paper in procedure.papers if paper.form)
    return tuple(forms[name] for name in names if name in forms)


def asked(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields that a page asks; files come with the dossier, not with one answer."""
    return tuple(one for one in fields if not isinstance(one, FileField))


def answers_of(
    forms: tuple[Form, ...],
    procedure: Procedure,
    typed: Typed,
    today: date,
    complaints: Complaints,
) -> Answered:
    """All answers of the page; complaints go under the name of their input."""
    facts: dict[str, object] = {}
    doubts: dict[str, str] = {}
    blank: dict[str, tuple[str, ...]] = {}
    again = repeated(forms, typed)
    raw, bare = (nest(one.below("a.")) for one in (typed.filled(again), _without(typed, again)))
    for form in forms:
        own = {name: value for name, value in raw.items() if name in form.names}
        answers, wrong = understood(form, own, today=today)
        blank[form.id] = tuple(dict.fromkeys(o.label for o in wrong if o.code == "missing"))
        if empty({name: value for name, value in bare.items() if name in form.names}):
            continue
        facts |= answers.facts()
        doubts |= {f"a.{one.path}": one.sentence for one in answers.warnings}
        for name, one in ((f"a.{one.path}", one) for one in wrong if one.code not in SOFT):
            (doubts if _is_again(one, again) else complaints)[name] = one.sentence
    return Answered({**facts, **_questions(procedure, typed, complaints)}, doubts, blank)


def _without(typed: Typed, again: Mapping[str, str]) -> Typed:
    return typed.filled(dict.fromkeys(again, ""))


def _is_again(one: Remark, again: Mapping[str, str]) -> bool:
    """Whether the remark is about what the owner's row says; that one is doubted, never refused."""
    return any(box == f"a.{one.path}" or box.startswith(f"a.{one.path}.") for box in again)


def _questions(procedure: Procedure, typed: Typed, complaints: Complaints) -> dict[str, object]:
    """What the counter asks because a limit or a fee turns on it."""
    answers: dict[str, object] = {}
    for one in procedure.questions:
        text = typed.one(f"q.{one.id}")
        if not text:
            continue
        match one.kind:
            case QuestionKind.TRUTH:
                answers[one.id] = text == "yes"
            case QuestionKind.NUMBER:
                try:
                    answers[one.id] = float(read_number(text)[0])
                except Wrong as wrong:
                    complaints[f"q.{one.id}"] = wrong.finding.sentence
            case QuestionKind.CHOICE:
                answers[one.id] = text
    return answers


def inputs_missing(
    refusal: Refusal, forms: tuple[Form, ...], procedure: Procedure
) -> dict[str, str]:
    """The inputs that a limit or a fee waits for, with what to say there."""
    named = refusal.facts.get("missing")
    names = [str(one).removeprefix("answers.") for one in named] if isinstance(named, list) else []
    questions = {one.id: (f"q.{one.id}", one.label) for one in procedure.questions}
    found = dict.fromkeys(questions.get(name) or _input(forms, name) for name in names)
    return {one[0]: f"Nhập “{one[1]}” để tính thời hạn, phí." for one in found if one is not None}


def _input(forms: tuple[Form, ...], name: str) -> tuple[str, str] | None:
    """The input of a field, or of the first part of a sum, and its label."""
    for form in forms:
        of = {total.id: total.of[0] for total in form.sums}.get(name, name)
        head, _, column = of.partition(".")
        for field in form.fields:
            if field.id == head and isinstance(field, Table):
                return f"a.{head}.0.{column or field.columns[0].id}", field.label
            if field.id == head:
                return f"a.{head}", field.label
    return None


def of_card(forms: tuple[Form, ...], card: CitizenCard) -> dict[str, str]:
    """What the card fills in on the forms, by the names of the inputs.

    Its address names no unit by code, which an address of a form needs: that one is left to type.
    """
    filled: dict[str, str] = {}
    for form in forms:
        places = {field.id for field in form.fields if isinstance(field, AddressField)}
        for name, value in defaults(form, card).items():
            if name in places:
                continue
            parts = value.items() if isinstance(value, Mapping) else ()
            filled |= {f"a.{name}.{part}": str(text) for part, text in parts}
            if not parts:
                filled[f"a.{name}"] = str(value)
    return filled
