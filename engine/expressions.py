"""Conditions of a definition in CEL, over frozen facts, through cel-python.

What an expression may name is checked when it is compiled: an unknown name or function is a
DefinitionFault, never a silent pass. What it decides is written into the ledger as a plain value;
nothing is evaluated when the ledger is read.

Numbers compare by value: 500 equals 500.0, whichever way the form or the definition wrote it.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import celpy
from celpy import celtypes
from celpy.celparser import CELParseError
from celpy.evaluation import CELEvalError, CELFunction, base_functions
from lark import Token, Tree

from engine.errors import BadInput, DefinitionFault

FUNCTIONS = frozenset({"size", "has", "int", "double", "string", "timestamp", "duration"})
METHODS = frozenset({"size", "contains", "startsWith", "endsWith", "matches", "getFullYear"})
LENGTH = 1000  # characters of one condition; the longest shipped one has about a hundred
DEPTH = 220  # of the parse tree; some twenty brackets within brackets
NESTED_MACROS = 2  # each goes through its whole list for every item of the one around it
MACROS = frozenset({"all", "exists", "exists_one", "filter", "map"})
_MOST_DECIDED = 10_000

# What expressions came to, by a fingerprint of text and facts asked for: an office asks the same
# few questions all day, and an evaluation takes a millisecond.
_decided: dict[bytes, tuple[object]] = {}


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked condition. `names` are the facts that it asks for, in order of appearance."""

    text: str
    names: tuple[str, ...]
    program: celpy.Runner = field(repr=False, compare=False)


@lru_cache(maxsize=4096)
def compile(text: str, names: frozenset[str]) -> Expression:  # noqa: A001 -- what it does
    """Check and prepare a condition; `names` are dotted facts, each with all that lies below it.

    Raises DefinitionFault for what is not CEL, is too long or too deep, or asks for a fact or
    function that is not there.
    """
    if len(text) > LENGTH:
        raise _fault(f"{text[:60]}…", f"dài hơn {LENGTH} ký tự", "expression_too_long")
    try:
        tree = _environment().compile(text)
        _check_depth(text, tree)
    except CELParseError as error:
        raise _fault(text, "sai cú pháp", "expression_syntax") from error
    except RecursionError as error:
        raise _too_deep(text) from error
    used = tuple(dict.fromkeys(_Names(text, names).walk(tree, frozenset())))
    return Expression(text, used, _environment().program(tree, functions=_COMPARISONS))


def evaluate(expression: Expression, facts: Mapping[str, object]) -> object:
    """What the expression comes to over nested facts, as a plain value.

    Raises BadInput naming the facts that are missing, or that are not of the kind it needs.
    """
    asked = _fingerprint(expression, facts)
    if (known := _decided.get(asked)) is not None:
        return known[0]
    value = _evaluate(expression, facts)
    if len(_decided) >= _MOST_DECIDED:
        _decided.clear()
    _decided[asked] = (value,)
    return value


def _fingerprint(expression: Expression, facts: Mapping[str, object]) -> bytes:
    """Tells a question with its facts from any other; the facts cannot be read from it."""
    asked = repr((expression.text, [_asked(facts, name) for name in expression.names]))
    return blake2b(asked.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _asked(facts: Mapping[str, object], name: str) -> tuple[object, ...]:
    """What lies at the name, and how far the way to it goes: absent is not the same as null."""
    value: object = facts
    for depth, part in enumerate(name.split(".")):
        if not isinstance(value, Mapping):
            return depth, value
        if part not in value:
            return (depth,)
        value = value[part]
    return -1, value


def _evaluate(expression: Expression, facts: Mapping[str, object]) -> object:
    try:
        value = expression.program.evaluate(_context(expression, facts))
    except CELEvalError as error:
        missing = [name for name in expression.names if fact(facts, name) is None]
        what = f"chưa có {', '.join(missing)}" if missing else "dữ kiện không đúng kiểu"
        raise BadInput(
            f"Không tính được điều kiện “{expression.text}”: {what}.",
            code="undecided",
            expression=expression.text,
            missing=missing,
        ) from error
    return bool(value) if isinstance(value, celtypes.BoolType) else value


def holds(expression: Expression, facts: Mapping[str, object]) -> bool:
    """Whether the condition is met; BadInput if it cannot be told, or is no condition."""
    value = evaluate(expression, facts)
    if not isinstance(value, bool):
        message = f"“{expression.text}” không phải là điều kiện đúng hoặc sai."
        raise BadInput(message, code="not_a_condition", expression=expression.text)
    return value


def fact(facts: Mapping[str, object], name: str) -> object:
    """The fact of that dotted name; None if it is absent."""
    value: object = facts
    for part in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


@lru_cache(maxsize=1)
def _environment() -> celpy.Environment:
    return celpy.Environment()


def _fault(text: str, what: str, code: str, **facts: object) -> DefinitionFault:
    return DefinitionFault(f"Điều kiện “{text}” {what}.", code=code, expression=text, **facts)


def _too_deep(text: str) -> DefinitionFault:
    return _fault(text, "lồng nhau quá sâu", "expression_too_deep")


def _check_depth(text: str, tree: Tree[Token]) -> None:
    """Refuse a tree that could exhaust the stack, or macros that multiply their work."""
    depth, level = 0, [tree]
    while level:
        depth += 1
        level = [child for one in level for child in one.children if isinstance(child, Tree)]
    if depth > DEPTH or _macros_within(tree) > NESTED_MACROS:
        raise _too_deep(text)


def _macros_within(tree: Tree[Token]) -> int:
    """How many macros stand one within the arguments of another; a chain of them is no nesting."""
    parts = [child for child in tree.children if isinstance(child, Tree)]
    if tree.data == "member_dot_arg" and str(tree.children[1]) in MACROS:
        return max(_macros_within(parts[0]), 1 + max(map(_macros_within, parts[1:]), default=0))
    return max(map(_macros_within, parts), default=0)


class _Names:
    """The facts that a parse tree asks for, refusing what is not there."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self._text = text
        self._names = names

    def walk(self, tree: Tree[Token], bound: frozenset[str]) -> Iterator[str]:
        """`bound` are the variables of macros around this part of the tree."""
        match tree.data:
            case "ident" | "member_dot":
                dotted = _dotted(tree)
                if dotted is None:
                    yield from self._inside(tree, bound)
                elif dotted.partition(".")[0] not in bound:
                    yield self._known(dotted)
            case "ident_arg" | "member_dot_arg":
                yield from self._call(tree, bound)
            case "dot_ident" | "dot_ident_arg" | "member_object":
                raise _fault(self._text, "dùng cách viết không được phép", "unknown_function")
            case _:
                yield from self._inside(tree, bound)

    def _inside(self, tree: Tree[Token], bound: frozenset[str]) -> Iterator[str]:
        for child in tree.children:
            if isinstance(child, Tree):
                yield from self.walk(child, bound)

    def _known(self, dotted: str) -> str:
        """The name itself, if it is a fact or lies below one."""
        parts = dotted.split(".")
        if any(".".join(parts[:length]) in self._names for length in range(1, len(parts) + 1)):
            return dotted
        what = f"hỏi “{dotted}”, là dữ kiện không có"
        raise _fault(self._text, what, "unknown_name", name=dotted)

    def _call(self, tree: Tree[Token], bound: frozenset[str]) -> Iterator[str]:
        name = str(next(child for child in tree.children if isinstance(child, Token)))
        is_method = tree.data == "member_dot_arg"
        if name not in (METHODS | MACROS if is_method else FUNCTIONS):
            raise _fault(self._text, f"gọi hàm không có “{name}”", "unknown_function")
        if is_method and name in MACROS:
            bound |= self._variable(tree)
        yield from self._inside(tree, bound)

    def _variable(self, tree: Tree[Token]) -> frozenset[str]:
        """The variable that a macro binds: its first argument, a plain word."""
        arguments = tree.children[-1]
        first = arguments.children[0] if isinstance(arguments, Tree) else None
        variable = _dotted(first) if isinstance(first, Tree) else None
        if variable is None or "." in variable:
            raise _fault(self._text, "thiếu tên biến", "expression_syntax")
        return frozenset({variable})


def _dotted(tree: Tree[Token]) -> str | None:
    """`a.b.c` if the tree is nothing but that."""
    if tree.data == "ident":
        return str(tree.children[0])
    if tree.data == "member_dot":
        inner, name = tree.children
        before = _dotted(inner) if isinstance(inner, Tree) else None
        return None if before is None else f"{before}.{name}"
    if len(tree.children) == 1 and isinstance(tree.children[0], Tree):
        return _dotted(tree.children[0])
    return None


def _context(expression: Expression, facts: Mapping[str, object]) -> dict[str, celtypes.Value]:
    """The facts that the expression asks for, as CEL values."""
    roots = {name.partition(".")[0] for name in expression.names}
    return {root: _cel(facts[root]) for root in roots if root in facts}


def _cel(value: object) -> celtypes.Value:
    """A plain value as CEL knows it; days are their midnight, absent values null."""
    match value:
        case Mapping():
            return celtypes.MapType({_cel(key): _cel(part) for key, part in value.items()})
        case list() | tuple() | frozenset():
            return celtypes.ListType([_cel(item) for item in value])
        case date() if not isinstance(value, datetime):
            return celtypes.TimestampType(datetime.combine(value, time.min, UTC))
    for kind, make in _SCALARS.items():
        if isinstance(value, kind):
            return make(value)
    return None


# In this order: a bool is an int too.
_SCALARS: Mapping[type, Callable[[Any], celtypes.Value]] = {
    bool: celtypes.BoolType,
    int: celtypes.IntType,
    Decimal: lambda number: celtypes.DoubleType(float(number)),
    float: celtypes.DoubleType,
    datetime: celtypes.TimestampType,
    str: celtypes.StringType,
}


def _by_value(name: str, compare: Callable[[Any, Any], Any]) -> CELFunction:
    """A comparison that takes whole numbers and fractions together; cel-python keeps them apart."""
    strict: Callable[..., Any] = base_functions[name]
    numbers = (celtypes.IntType, celtypes.DoubleType)

    def function(left: celtypes.Value, right: celtypes.Value) -> Any:  # noqa: ANN401 -- cel-python's
        if isinstance(left, numbers) and isinstance(right, numbers):
            return celtypes.BoolType(compare(float(left), float(right)))
        return strict(left, right)

    return function


_COMPARISONS: dict[str, CELFunction] = {
    name: _by_value(name, compare)
    for name, compare in {
        "_<_": operator.lt,
        "_<=_": operator.le,
        "_>_": operator.gt,
        "_>=_": operator.ge,
        "_==_": operator.eq,
        "_!=_": operator.ne,
    }.items()
}
