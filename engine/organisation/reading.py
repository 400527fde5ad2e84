"""From parsed files of agencies to values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from engine.actors import Actor, Grant, Role
from engine.errors import DefinitionFault
from engine.fields import Fields
from engine.organisation.values import Agency, DatedName, Lineage, LineageKind, Unit
from engine.procedure import Source, Tier

Record = TypeVar("Record", Agency, Actor)

OF_CHILDREN = "children"  # in a file: `serves` what the agencies under it serve


@dataclass(frozen=True, slots=True)
class _Common:
    """What the agencies of one file share."""

    province: str
    offices: Mapping[Tier, tuple[DatedName, ...]]
    unit_sets: Mapping[str, tuple[Unit, ...]]
    sources: tuple[Source, ...]


def read(files: Mapping[str, object]) -> tuple[dict[str, Agency], dict[str, Actor]]:
    """All agencies and people of the files; DefinitionFault on an id that stands twice."""
    agencies: list[Agency] = []
    people: list[Actor] = []
    for where, data in files.items():
        entry = Fields(data, where)
        common = _common(entry)
        for part in entry.parts("agencies"):
            agency = _agency(part, common)
            agencies.append(agency)
            people.extend(_person(one, agency) for one in part.parts("staff"))
            part.finish()
        people.extend(_person(one, None) for one in entry.parts("staff"))
        entry.finish()
    by_id = _by_id(_serving_through_children(agencies), "cơ quan")
    return by_id, _by_id(people, "người")


def _common(entry: Fields) -> _Common:
    return _Common(
        province=entry.text("province"),
        offices={part.choice("tier", Tier): _offices(part) for part in entry.parts("offices")},
        unit_sets={
            part.text("set"): tuple(_unit(one) for one in part.parts("units"))
            for part in entry.parts("unit_sets")
        },
        sources=entry.sources(),
    )


def _offices(entry: Fields) -> tuple[DatedName, ...]:
    names = _names(entry)
    entry.finish()
    return names


def _agency(entry: Fields, common: _Common) -> Agency:
    tier = entry.choice("tier", Tier)
    return Agency(
        id=entry.text("agency"),
        province=common.province,
        tier=tier,
        names=_names(entry),
        units=_units(entry, common),
        offices=tuple(_name(part) for part in entry.parts("offices"))
        or common.offices.get(tier, ()),
        serves=frozenset(entry.texts("serves")),
        parent=entry.optional("parent"),
        identifiers=entry.pairs("identifiers"),
        lineage=tuple(_lineage(part) for part in entry.parts("becomes")),
        valid_from=entry.day("from", date.min),
        valid_to=entry.day("to", date.max),
        sources=entry.sources() or common.sources,
    )


def _units(entry: Fields, common: _Common) -> tuple[Unit, ...]:
    own = tuple(_unit(part) for part in entry.parts("units"))
    shared = entry.optional("unit_set")
    if shared is None:
        return own
    if shared not in common.unit_sets:
        raise entry.fault("unit_set", f"“{shared}” không có trong unit_sets của tệp")
    return common.unit_sets[shared] + own


def _unit(entry: Fields) -> Unit:
    unit = Unit(
        id=entry.text("unit"),
        names=_names(entry),
        handles=frozenset(entry.texts("handles")),
        valid_from=entry.day("from", date.min),
        valid_to=entry.day("to", date.max),
    )
    entry.finish()
    return unit


def _names(entry: Fields) -> tuple[DatedName, ...]:
    """`name:` for one name, `names:` for dated ones."""
    if "names" in entry:
        return tuple(_name(part) for part in entry.parts("names"))
    return (DatedName(entry.text("name")),)


def _name(entry: Fields) -> DatedName:
    name = DatedName(entry.text("name"), entry.day("from", date.min), entry.day("to", date.max))
    entry.finish()
    return name


def _lineage(entry: Fields) -> Lineage:
    step = Lineage(
        kind=entry.choice("kind", LineageKind),
        successor=entry.text("agency"),
        day=entry.day("from", date.min),
        source=entry.optional("source"),
    )
    entry.finish()
    return step


def _person(entry: Fields, agency: Agency | None) -> Actor:
    person = Actor(
        id=entry.text("id"),
        name=entry.text("name"),
        grants=tuple(_grant(part, agency) for part in entry.parts("grants")),
    )
    entry.finish()
    return person


def _grant(entry: Fields, agency: Agency | None) -> Grant:
    """A grant; written under an agency it is for that agency and, unless dated, for its life."""
    grant = Grant(
        role=entry.choice("role", Role),
        agency=entry.text("agency", agency.id if agency else None),
        unit=entry.optional("unit"),
        valid_from=entry.day("from", agency.valid_from if agency else date.min),
        valid_to=entry.day("to", agency.valid_to if agency else date.max),
        decision=entry.optional("decision"),
    )
    entry.finish()
    return grant


def _serving_through_children(agencies: Iterable[Agency]) -> list[Agency]:
    children: dict[str | None, set[str]] = {}
    listed = list(agencies)
    for agency in listed:
        children.setdefault(agency.parent, set()).update(agency.serves)
    return [
        replace(agency, serves=frozenset(children.get(agency.id, ())))
        if agency.serves == {OF_CHILDREN}
        else agency
        for agency in listed
    ]


def _by_id(records: Iterable[Record], what: str) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        if record.id in found:
            raise DefinitionFault(
                f"Có hai {what} cùng mã “{record.id}”. Xin sửa tệp cơ quan.", code="duplicate_id"
            )
        found[record.id] = record
    return found
