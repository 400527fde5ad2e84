"""What the conditions of a definition may ask about a dossier, and how their failure is said.

| fact                     | kind  | meaning                                                      |
|--------------------------|-------|--------------------------------------------------------------|
| `channel`                | text  | direct, online or postal                                     |
| `outcome`                | text  | what was proposed: granted or declined; empty before         |
| `answers.<field>`        | any   | what the applicant filled in, by the forms of the papers     |
| `documents.complete`     | truth | every required paper is there                                |
| `consultations.answered` | truth | no consultation is open (or its silence counts as consent)   |
| `fees.paid`              | truth | no fee line is unpaid and unexempted                         |
| `children.ended`         | truth | no dossier opened by this one is still open                  |
| `originals.accounted`    | truth | no original paper lies elsewhere than at the counter         |
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from engine.errors import BadInput, GuardFailed
from engine.expressions import Expression, compile, evaluate, fact, holds  # noqa: A004 -- ours

# What to say when the fact does not hold.
_UNMET: Mapping[str, str] = {
    "documents.complete": "thành phần hồ sơ chưa đủ",
    "consultations.answered": "còn ý kiến chưa được trả lời",
    "fees.paid": "còn phí, lệ phí chưa nộp",
    "children.ended": "còn hồ sơ liên thông chưa kết thúc",
    "originals.accounted": "còn bản chính chưa giao trả",
}
AT_RECEIPT = frozenset({"channel"})  # what is known when a limit or a fee is chosen
LATER = AT_RECEIPT | frozenset({"outcome", *_UNMET})


def answers(names: Iterable[str]) -> frozenset[str]:
    """The fields of forms as facts."""
    return frozenset(f"answers.{name}" for name in names)


def prepared(text: str) -> Expression:
    """A condition of a loaded definition: lint has checked what it asks for."""
    return compile(text, LATER | frozenset({"answers"}))


def met(text: str, facts: Mapping[str, object]) -> bool:
    """Whether the condition of a limit or a fee holds; BadInput if an answer is missing."""
    return holds(prepared(text), facts)


def quantity(text: str, facts: Mapping[str, object]) -> Decimal:
    """How many of what a fee is for one of; BadInput if it is no number, or under nothing."""
    number = evaluate(prepared(text), facts)
    if isinstance(number, bool) or not isinstance(number, int | float) or number < 0:
        raise BadInput(
            f"“{text}” không cho ra một số lượng.", code="not_a_quantity", expression=text
        )
    return Decimal(str(number))


def guard(text: str, facts: Mapping[str, object], label: str) -> bool:
    """True if the condition of an action holds; else GuardFailed says what is still missing."""
    expression = prepared(text)
    try:
        if holds(expression, facts):
            return True
        why = _why(expression, facts)
    except BadInput as refusal:
        why = refusal.message
    raise GuardFailed(f"Chưa thể “{label}”: {why}", guard=text, unmet=_unmet(expression, facts))


def _unmet(expression: Expression, facts: Mapping[str, object]) -> list[str]:
    return [name for name in expression.names if fact(facts, name) is False]


def _why(expression: Expression, facts: Mapping[str, object]) -> str:
    said = [_UNMET[name] for name in _unmet(expression, facts) if name in _UNMET]
    if said:
        return f"{', '.join(said)}."
    return f"điều kiện “{expression.text}” chưa đạt."
