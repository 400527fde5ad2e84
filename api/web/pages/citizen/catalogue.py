"""Every procedure in plain words: what to bring, how long, how much, by which way, by which law."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from api.naming import field_name, limit_words
from api.web.asking import Anybody, Asking
from api.web.pages.citizen.steps import way
from api.web.rendering import page
from engine.procedure import FeeRule, LimitCase, Procedure, State
from engine.store.finding import search_key

router = APIRouter(prefix="/thu-tuc")
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Field:
    """A field with the procedures of it that fit the search."""

    code: str
    name: str
    procedures: tuple[Procedure, ...]


@router.get("")
def search(who: Anybody, q: str = "", linh_vuc: str = "") -> Response:
    """By any words of name, code or field, with or without accents; by field."""
    text = q.strip()[:LONGEST]
    fields = _fields(who, _offered(who))
    found = _fields(who, (one for one in _offered(who) if _fits(who, one, text, linh_vuc)))
    return page(
        who, "citizen/catalogue.html", fields=fields, found=found, text=text, chosen=linh_vuc
    )


def _offered(who: Asking) -> list[Procedure]:
    known = who.house.system.office.catalogue.on(who.house.today)
    return [one for one in known if not one.imported]


def _fields(who: Asking, procedures: Iterable[Procedure]) -> list[Field]:
    by_field: dict[str, list[Procedure]] = {}
    for one in procedures:
        by_field.setdefault(one.field, []).append(one)
    published = who.house.system.published
    found = [
        Field(code, field_name(published, code), tuple(sorted(some, key=_name)))
        for code, some in by_field.items()
    ]
    return sorted(found, key=lambda one: search_key(one.name))


def _name(one: Procedure) -> str:
    return search_key(one.name)


def _fits(who: Asking, one: Procedure, text: str, field: str) -> bool:
    name = field_name(who.house.system.published, one.field)
    key = search_key(f"{one.code} {one.name} {name}")
    return (not field or one.field == field) and all(
        word in key for word in search_key(text).split()
    )


@router.get("/{code}")
def show(who: Anybody, code: str) -> Response:
    """One procedure, as it is in force today."""
    procedure = who.house.system.office.catalogue.current(code, who.house.today)
    return page(
        who,
        "citizen/procedure.html",
        procedure=procedure,
        limits=[(_condition(one), _limit(who, one)) for one in procedure.limits],
        fees=[(one, _is_conditional(one)) for one in procedure.fees],
        steps=_steps(procedure),
        unsure=sorted({one.confidence for one in procedure.sources} - {"verified"}),
    )


def _condition(case: LimitCase) -> bool:
    """Whether the limit is that of a case of its own."""
    return case.when is not None


def _limit(who: Asking, case: LimitCase) -> str:
    return limit_words(case.limit, who.house.system.published)


def _is_conditional(fee: FeeRule) -> bool:
    return fee.when is not None


def _steps(procedure: Procedure) -> tuple[State, ...]:
    """From the counter to the result; from wherever it starts if no counter takes it in."""
    start = next(iter(procedure.starts.values()))
    return way(procedure, start)
