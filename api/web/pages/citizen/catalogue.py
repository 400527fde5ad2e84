"""Every procedure in plain words: what to bring, how long, how much, by which way, by which law."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.responses import Response

from api.naming import field_name, limit_words
from api.web.asking import Anybody, Asking
from api.web.pages.citizen.steps import way
from api.web.pages.intake_sheet import handles
from api.web.rendering import page
from engine.procedure import Channel, FeeRule, LimitCase, Procedure, State, Tier
from engine.store.finding import search_key

router = APIRouter(prefix="/thu-tuc")
LONGEST = 100
_OPTIONAL = {"lam", "xin", "giay", "to", "cap", "toi", "muon", "can", "di", "cho", "nop"}
_OPTIONAL |= {"thu", "tuc", "ho", "so", "dang", "ky"}


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
    fits = {one.code: _fit(who, one, text) for one in _offered(who)}
    some = [one for one in _offered(who) if linh_vuc in {"", one.field} and fits[one.code]]
    found = _ranked(_fields(who, some), fits)
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


def _ranked(fields: list[Field], fits: Mapping[str, int]) -> list[Field]:
    """What answers more of the words first, within its field and with it."""
    within = [
        replace(one, procedures=tuple(sorted(one.procedures, key=lambda o: -fits[o.code])))
        for one in fields
    ]
    return sorted(within, key=lambda one: -fits[one.procedures[0].code])


def _fit(who: Asking, one: Procedure, text: str) -> int:
    """One more than how many of the words are found; 0 where one that matters is not.

    Words by which people begin (làm, xin, giấy …) may lack, unless nothing else was typed.
    """
    name = field_name(who.house.system.published, one.field)
    key, words = search_key(f"{one.code} {one.name} {name}"), search_key(text).split()
    needed = [word for word in words if word not in _OPTIONAL] or words
    found = [word for word in words if word in key]
    return 1 + len(found) if all(word in found for word in needed) else 0


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
        places=_places(who, procedure),
        unsure=sorted({one.confidence for one in procedure.sources} - {"verified"}),
    )


def _places(who: Asking, procedure: Procedure) -> dict[Tier, list[tuple[str, str]]]:
    """The agencies of its tier that decide it today and take it in: name, name of the counter."""
    organisation, day = who.house.system.office.organisation, who.house.today
    found: dict[Tier, list[tuple[str, str]]] = {}
    if Channel.DIRECT in procedure.channels:
        for one in organisation.in_force(day):
            ours = one.tier is procedure.tier
            if ours and handles(organisation, one.id, procedure, day):
                found.setdefault(one.tier, []).append((one.name_on(day), one.office_on(day)))
    return {tier: sorted(some, key=lambda one: search_key(one[0])) for tier, some in found.items()}


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
