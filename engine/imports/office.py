"""The office that imported definitions presuppose: units of their groups, and a person a seat.

Other systems' definitions name groups and roles but no people. So that what was imported can be
looked at and tried, every seat gets a sample person; an office replaces the file by its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.imports.imported import Plain

_AGENCY_WIDE = ("leader", "leader", "counter", "clerical")
_OF_A_UNIT = ("unit_head", "officer")
_OTHERS = {"commune": "Ủy ban nhân dân xã, phường (mẫu)", "province": "Cơ quan cấp tỉnh (mẫu)"}
_ROLES = {
    "leader": "Lãnh đạo",
    "counter": "Một cửa",
    "clerical": "Văn thư",
    "unit_head": "Lãnh đạo phòng",
    "officer": "Chuyên viên",
}


@dataclass(slots=True)
class Needs:
    """What the definitions name. Units by tier (None: the office itself) and key."""

    fields: dict[str, str] = field(default_factory=dict)
    stops: dict[str, str] = field(default_factory=dict)
    units: dict[str | None, dict[str, str]] = field(default_factory=lambda: {None: {}})
    handles: dict[str, list[str]] = field(default_factory=dict)

    def unit(self, tier: str | None, unit: str, name: str | None) -> None:
        """A unit; the first words found for it stay, its key stands until there are any."""
        known = self.units.setdefault(tier, {})
        if name is not None and known.get(unit, unit) == unit:
            known[unit] = name
        known.setdefault(unit, unit)

    def handle(self, procedure: str, unit: str | None) -> None:
        self.handles.setdefault(unit or "", []).append(procedure)


@dataclass(frozen=True, slots=True)
class Home:
    """The agency under which the procedures are laid. `identifier` begins its receipt codes."""

    agency: str
    name: str
    tier: str
    province: str
    identifier: str


def office_of(needs: Needs, home: Home) -> Plain:
    """A file of agencies: the office, and one sample agency for each other level that is named."""
    agencies = [_agency(home, needs, None)]
    agencies += [_agency(home, needs, tier) for tier in sorted(t for t in needs.units if t)]
    note = "Đơn vị theo bộ phận của hệ thống nguồn. Người, mã định danh, cơ quan khác là mẫu."
    source = {"law": "Không có quy định", "confidence": "assumption", "note": note}
    tiers = sorted({str(agency["tier"]) for agency in agencies})
    offices = [{"tier": tier, "name": "Bộ phận Tiếp nhận và Trả kết quả"} for tier in tiers]
    return {
        "province": home.province,
        "source": [source],
        "offices": offices,
        "agencies": agencies,
    }


def _agency(home: Home, needs: Needs, tier: str | None) -> Plain:
    id_ = home.agency if tier is None else f"{home.agency}-{tier}"
    identifier = home.identifier if tier is None else f"{home.identifier}.{tier[0].upper()}"
    units = needs.units[tier]
    return {
        "agency": id_,
        "tier": tier or home.tier,
        "name": home.name if tier is None else _OTHERS.get(tier, tier),
        "serves": "*",
        "identifiers": {"qd20": identifier},
        "units": [_unit(key, name, needs, tier) for key, name in sorted(units.items())],
        "staff": _staff(id_, dict(sorted(units.items()))),
    }


def _unit(key: str, name: str, needs: Needs, tier: str | None) -> Plain:
    handled = sorted(needs.handles.get(key, ())) if tier is None else []
    return {"unit": key, "name": name, **({"handles": handled} if handled else {})}


def _staff(agency: str, units: Mapping[str, str]) -> list[Plain]:
    """One person a seat, two leaders; each named after the seat."""
    seats: list[tuple[Plain, str]] = [({"role": role}, _ROLES[role]) for role in _AGENCY_WIDE]
    for unit, name in units.items():
        seats += [({"role": role, "unit": unit}, f"{_ROLES[role]}, {name}") for role in _OF_A_UNIT]
    return [
        {"id": f"{agency}-{number:02}", "name": f"Mẫu {number:02}: {says}", "grants": [grant]}
        for number, (grant, says) in enumerate(seats, 1)
    ]
