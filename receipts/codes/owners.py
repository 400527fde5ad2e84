"""Whose codes begin how: the beginnings that lead a typed code to the agency that gave it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from engine.errors import DefinitionFault
from engine.organisation import Agency
from receipts.codes.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Owner:
    """An agency whose codes of a scheme begin so, and the days on which it gives them out."""

    prefix: str
    agency: str
    scheme: str
    valid_from: date
    valid_to: date


def owners(schemes: Iterable[Scheme], agencies: Iterable[Agency]) -> tuple[Owner, ...]:
    """One for each prefix and agency, by prefix. An agency without the identifier has none.

    DefinitionFault if a prefix has two owners on one day: a code would lead to either.
    """
    listed = tuple(agencies)
    found: dict[tuple[str, str], Owner] = {}
    for scheme in schemes:
        for agency in listed:
            for one in _of(scheme, agency):
                key = (one.prefix, one.agency)
                found[key] = _joined(found[key], one) if key in found else one
    every = tuple(sorted(found.values(), key=lambda one: (one.prefix, one.valid_from, one.agency)))
    _check(every)
    return every


def _of(scheme: Scheme, agency: Agency) -> Iterator[Owner]:
    try:
        prefix = scheme.beginning(agency.identifiers)
    except DefinitionFault:
        return  # without the identifier it gives out no such code
    for use in scheme.uses:
        first = max(use.valid_from, agency.valid_from)
        last = min(use.valid_to, agency.valid_to)
        if prefix and first <= last and (use.names(agency.id) or not use.agencies):
            yield Owner(prefix, agency.id, scheme.id, first, last)


def _joined(one: Owner, other: Owner) -> Owner:
    first, last = min(one.valid_from, other.valid_from), max(one.valid_to, other.valid_to)
    return Owner(one.prefix, one.agency, other.scheme, first, last)


def _check(every: tuple[Owner, ...]) -> None:
    latest: dict[str, Owner] = {}
    for one in every:
        before = latest.get(one.prefix)
        if before is not None and before.valid_to >= one.valid_from:
            raise DefinitionFault(
                f"Mã hồ sơ bắt đầu bằng “{one.prefix}” cùng lúc thuộc {before.agency} và "
                f"{one.agency}. Xin sửa mã định danh trong tệp cơ quan.",
                code="prefix_owned_twice",
                prefix=one.prefix,
            )
        latest[one.prefix] = one
