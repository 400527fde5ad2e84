"""A procedure back as the file that an official would write: what `load` reads as the same edition.

Values at their default are left out. `over` says a definition as what it changes of another.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from engine.canonical import decimal_text
from engine.counting import default_counting
from engine.definitions.flow import MARKS
from engine.definitions.inherit import DEPTH
from engine.definitions.load import SCOPES
from engine.procedure import (
    Action,
    Budget,
    BudgetUnit,
    ClockMode,
    FeeRule,
    Limit,
    LimitCase,
    OnSilence,
    Paper,
    Procedure,
    Question,
    QuestionKind,
    Reduction,
    ResultRule,
    Source,
    State,
    Unit,
)

Plain = dict[str, object]
_FLOW = ("starts", "clock_end", "states", "actions")


def document(procedure: Procedure) -> Plain:
    """Everything that the procedure says, by the keys of a file; its heading is not among them."""
    scope = SCOPES.get(procedure.level, "information")
    return _said(
        {
            "name": procedure.name,
            "field": procedure.field,
            "tier": str(procedure.tier),
            "level": procedure.level,
            "scope": None if procedure.scope == scope else procedure.scope,
            "limit": _cases(procedure.limits),
            "channels": [str(one) for one in procedure.channels],
            "returns": [str(one) for one in procedure.returns],
            "fee": [_fee(one) for one in procedure.fees],
            "documents": [_paper(one) for one in procedure.papers],
            "questions": {one.id: _question(one) for one in procedure.questions},
            "results": [_result(one) for one in procedure.results],
            "correction": procedure.correction,
            "restricted": procedure.restricted or None,
            "starts": {str(channel): state for channel, state in procedure.starts.items()},
            "clock_end": str(procedure.clock_end),
            "states": {one.id: _state(one) for one in procedure.states.values()},
            "actions": {one.id: _action(one) for one in procedure.actions.values()},
            "valid": _said({"from": _day(procedure.valid_from), "to": _day(procedure.valid_to)}),
            "source": [_source(one) for one in procedure.sources],
        },
        kept=("channels", "returns"),
    )


def flow(whole: Plain) -> Plain:
    """The part of a definition that a workflow has."""
    return {key: whole[key] for key in _FLOW}


def over(base: Mapping[str, object], whole: Mapping[str, object]) -> Plain:
    """What a file that extends `base` has to say to come to `whole`; null takes a key away."""
    said: Plain = {}
    for key in [*whole, *(key for key in base if key not in whole)]:
        _lay(said, base, whole, key, DEPTH.get(key, 0))
    return said


def _lay(
    said: Plain, base: Mapping[str, object], whole: Mapping[str, object], key: str, depth: int
) -> None:
    before, after = base.get(key), whole.get(key)
    if depth and isinstance(before, Mapping) and isinstance(after, Mapping):
        inner: Plain = {}
        for part in [*after, *(part for part in before if part not in after)]:
            _lay(inner, before, after, part, depth - 1)
        if inner:
            said[key] = inner
    elif before != after:
        said[key] = after


def _said(values: Mapping[str, object], kept: Iterable[str] = ()) -> Plain:
    """The values that say something; a list that is `kept` may be empty."""
    return {
        key: value for key, value in values.items() if key in kept or value not in (None, [], {})
    }


def _one_or_more(values: Iterable[object]) -> object:
    texts = [str(value) for value in values]
    return texts[0] if len(texts) == 1 else texts


def _day(day: date) -> date | None:
    return None if day in {date.min, date.max} else day


# limits


def _cases(cases: tuple[LimitCase, ...]) -> object:
    first = cases[0]
    if len(cases) == 1 and first.when is None:
        return str(Unit.NONE) if first.limit.unit is Unit.NONE else _limit(first.limit)
    return {"cases": [{**_said({"when": case.when}), **_limit(case.limit)} for case in cases]}


def _limit(limit: Limit) -> Plain:
    said: Plain = {str(limit.unit): _number(limit.amount)}
    if limit.unit is Unit.SAME_DAY:
        said = {str(limit.unit): {"cutoff": f"{limit.cutoff:%H:%M}"} if limit.cutoff else {}}
    if limit.counting is not default_counting(limit.unit):
        said["counting"] = str(limit.counting)
    return said


def _number(amount: Decimal) -> object:
    return int(amount) if amount == amount.to_integral_value() else amount


def _budget(budget: Budget | None) -> str | None:
    if budget is None:
        return None
    if budget.unit is BudgetUnit.REST:
        return str(budget.unit)
    return f"{decimal_text(budget.amount)}{budget.unit}"


# steps


def _state(state: State) -> Plain:
    expires = state.expires
    return _said(
        {
            "label": state.label,
            "holder": str(state.holder) if state.holder else None,
            "clock": None if state.clock is ClockMode.ON else str(state.clock),
            "budget": _budget(state.budget),
            "within": _limit(state.within) if state.within else None,
            "forward_by": {"cutoff": f"{state.forward_by:%H:%M}"} if state.forward_by else None,
            "stop": state.stop,
            "on_return": str(state.on_return) if state.on_return else None,
            "expires": {"after": _limit(expires.after), "propose": expires.propose}
            if expires
            else None,
            "final": str(state.final) if state.final else None,
        }
    )


def _action(action: Action) -> Plain:
    opens = action.opens
    return _said(
        {
            "label": action.label,
            "from": _one_or_more(action.sources),
            "to": action.to,
            "by": _one_or_more(action.by),
            "reason": "required" if action.reason_required else None,
            "letter": action.letter,
            "takes": action.takes,
            "outcome": _one_or_more(action.outcomes),
            "when": action.when,
            "four_eyes": action.four_eyes,
            "asks": list(_asks(action)),
            "opens": {"procedure": opens.procedure, "agency": opens.agency} if opens else None,
            "marks": str(action.marks) if action.marks != MARKS.get(action.id) else None,
        }
    )


def _asks(action: Action) -> Iterator[Plain]:
    for ask in action.asks:
        silence = None if ask.on_silence is OnSilence.REMIND else str(ask.on_silence)
        yield _said({"of": str(ask.of), "limit": _limit(ask.limit), "on_silence": silence})


# what is brought, paid and given


def _fee(rule: FeeRule) -> Plain:
    return _said(
        {
            "kind": rule.kind,
            "name": rule.name,
            "amount": rule.amount,
            "moment": rule.moment,
            "when": rule.when,
            "reductions": [_reduction(one) for one in rule.reductions],
            "times": rule.times,
            "later": rule.later or None,
        }
    )


def _reduction(reduction: Reduction) -> Plain:
    evidence = None if reduction.evidence_required else "none"
    return _said({"ground": reduction.ground, "percent": reduction.percent, "evidence": evidence})


def _paper(paper: Paper) -> Plain:
    counts = {name: getattr(paper, name) or None for name in ("originals", "copies", "certified")}
    required = None if paper.required else False
    said = {"id": paper.id, "name": paper.name, **counts, "required": required, "form": paper.form}
    return _said(said)


def _question(question: Question) -> Plain:
    kind = None if question.kind is QuestionKind.TRUTH else str(question.kind)
    return _said({"label": question.label, "kind": kind, "options": dict(question.options)})


def _result(rule: ResultRule) -> Plain:
    return _said(
        {
            "id": rule.id,
            "name": rule.name,
            "to": _one_or_more(rule.to),
            "applicant": None if rule.applicant else False,
            "by": rule.by,
            "limit": _limit(rule.limit) if rule.limit else None,
            "after": rule.after,
        }
    )


def _source(source: Source) -> Plain:
    return _said({"law": source.law, "confidence": source.confidence, "note": source.note})
