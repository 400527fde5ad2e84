"""Who took over from whom: the heirs of an agency on a day, and what each of them answers for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.actors import Actor, Grant, Places
from engine.organisation.values import EVERYTHING, WHOLE_PROVINCE, Agency, Unit

Agencies = Mapping[str, Agency]

_NEXT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Legacy:
    """What an heir answers for from `first` to `last`: the work of `agency`, of these places."""

    agency: Agency
    heir: Agency
    places: Places | None
    first: date
    last: date


def heirs_on(agencies: Agencies, agency: Agency, day: date) -> tuple[Agency, ...]:
    """The agencies that answer for `agency` on `day`: itself until its last day, then heirs."""
    if day <= agency.valid_to:
        return (agency,)
    found = {
        heir.id: heir
        for step in agency.lineage
        if step.day <= day
        for heir in heirs_on(agencies, agencies[step.successor], day)
    }
    return tuple(found.values())


def shares(heirs: Sequence[Agency]) -> Iterator[tuple[Agency, Places | None]]:
    """Each heir with the places of its share; None for all of them. No place has two heirs.

    A place goes to the first heir that names it. What nobody names, an unknown place too, goes to
    one that serves the whole province, else to the first.
    """
    if len(heirs) == 1:
        yield heirs[0], None
        return
    rest = next((heir for heir in heirs if WHOLE_PROVINCE in heir.serves), heirs[0])
    taken: set[str] = set()
    for heir in heirs:
        named = heir.serves - taken - {WHOLE_PROVINCE}
        taken |= heir.serves
        others = (other.serves for other in heirs if other is not heir)
        if heir is rest:
            yield heir, Places(frozenset().union(*others) - named - {WHOLE_PROVINCE}, but=True)
        else:
            yield heir, Places(named)


def legacies(agencies: Agencies) -> Iterator[Legacy]:
    """All that is answered for by an heir, for every agency that has ended."""
    for agency in agencies.values():
        if not agency.lineage:
            continue
        days = sorted({day for day in _turns(agencies, agency) if day > agency.valid_to})
        for first, following in zip(days, [*days[1:], None], strict=True):
            last = date.max if following is None else following - _NEXT
            for heir, places in shares(heirs_on(agencies, agency, first)):
                yield Legacy(agency, heir, places, first, last)


def _turns(agencies: Agencies, agency: Agency) -> Iterator[date]:
    """The days on which the heirs of an agency may change."""
    if agency.valid_to < date.max:
        yield agency.valid_to + _NEXT
    for step in agency.lineage:
        yield step.day
        yield from _turns(agencies, agencies[step.successor])


def with_legacies(agencies: Agencies, people: Mapping[str, Actor]) -> dict[str, Actor]:
    """The people with, beside their own grants, those over what their agencies answer for.

    So whoever sits in an heir may see and do what is left of the agency that ended, in every verb
    and list alike.
    """
    of_heir: dict[str, list[Legacy]] = {}
    for legacy in legacies(agencies):
        of_heir.setdefault(legacy.heir.id, []).append(legacy)
    return {
        person.id: replace(person, grants=person.grants + tuple(_left(person.grants, of_heir)))
        for person in people.values()
    }


def _left(grants: Iterable[Grant], of_heir: Mapping[str, Sequence[Legacy]]) -> Iterator[Grant]:
    for grant in grants:
        for legacy in of_heir.get(grant.agency, ()):
            first = max(grant.valid_from, legacy.first)
            last = min(grant.valid_to, legacy.last, legacy.heir.valid_to)
            if first <= last:
                for unit in _units(grant, legacy):
                    yield Grant(
                        grant.role,
                        legacy.agency.id,
                        unit,
                        first,
                        last,
                        grant.decision,
                        legacy.places,
                    )


def _units(grant: Grant, legacy: Legacy) -> Iterator[str | None]:
    """The units whose work went to the unit of the grant: of the same id, or the same matters."""
    if grant.unit is None:
        yield None
        return
    now = legacy.heir.unit(grant.unit)
    for then in legacy.agency.units:
        if then.id == grant.unit or (now is not None and _same_matters(then, now)):
            yield then.id


def _same_matters(then: Unit, now: Unit) -> bool:
    return bool((then.handles & now.handles) - {EVERYTHING})
