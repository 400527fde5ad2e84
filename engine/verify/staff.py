"""Staff acts: one unbroken chain for each agency, and the rows that follow from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID

from engine.ledger import first_break
from engine.staff import GENESIS, StaffAct, StaffKind
from engine.store.ledgers import Reading
from engine.store.staff_acts import acting_agencies, chain_end, rows_of_staff, staff_acts
from engine.verify.compare import Expected, differences
from engine.verify.disagreement import Disagreement

Row = tuple[int, dict[str, object]]


@dataclass(slots=True)
class _Replayed:
    """What the acts of an agency leave in its tables: by id, the last act and the columns."""

    grants: dict[UUID, Row] = field(default_factory=dict)
    delegations: dict[UUID, Row] = field(default_factory=dict)
    disabled: dict[str, Row] = field(default_factory=dict)

    def read(self, act: StaffAct) -> None:
        facts: Mapping[str, Any] = act.facts
        match act.kind:
            case StaffKind.GRANTED:
                self.grants[UUID(facts["id"])] = (act.seq, _grant(facts))
            case StaffKind.DELEGATED:
                self.delegations[UUID(facts["id"])] = (act.seq, _delegation(act, facts))
            case StaffKind.GRANT_REVOKED:
                self.grants[UUID(facts["id"])][1]["revoked_at"] = act.at
            case StaffKind.DELEGATION_REVOKED:
                self.delegations[UUID(facts["id"])][1]["revoked_at"] = act.at
            case StaffKind.DISABLED:
                self.disabled[facts["staff"]] = (act.seq, {"disabled_at": act.at})
            case StaffKind.ENABLED:
                self.disabled[facts["staff"]] = (act.seq, {"disabled_at": None})
            case StaffKind.REDISTRIBUTED:  # its entries stand in the ledgers of the dossiers
                pass


def staff(reading: Reading, agency: str | None) -> Iterator[Disagreement]:
    """What disagrees about the people of every agency, or of one."""
    for owner in acting_agencies(reading) if agency is None else [agency]:
        yield from _of_agency(reading, owner)


def _of_agency(reading: Reading, agency: str) -> Iterator[Disagreement]:
    def note(what: str, seq: int | None, clause: str) -> Disagreement:
        place = "" if seq is None else f", dòng {seq}"
        message = f"Quyết định về nhân sự của {agency}{place}: {clause}."
        return Disagreement(f"staff_{what}", message, agency, seq=seq)

    try:
        acts = list(staff_acts(reading, agency))
        broken = first_break(agency, acts, GENESIS)
        replayed = _Replayed()
        for act in acts[: (broken or len(acts) + 1) - 1]:
            replayed.read(act)
    except (ValueError, LookupError, TypeError, AttributeError):
        yield note("unreadable", None, "có giá trị không đọc được")
        return
    if broken is not None:
        yield note("chain_broken", broken, "chuỗi bị đứt: dòng bị sửa, mất, thêm hoặc đổi chỗ")
        return
    ends = (acts[-1].seq, acts[-1].hash) if acts else (0, GENESIS)
    if (chain_end(reading, agency) or (0, GENESIS)) != ends:
        yield note("chain_cut", len(acts), "chuỗi không kết thúc ở dòng đã ghi nhận")
        return
    rows = rows_of_staff(reading, agency)
    named: tuple[tuple[str, str, Expected, str], ...] = (
        ("grant", "giao vai trò", replayed.grants, "grant_id"),
        ("delegation", "phân công xử lý thay", replayed.delegations, "delegation_id"),
    )
    for what, label, expected, key in named:
        yield from differences(what, label, expected, rows[what], itemgetter(key), note)
    here = {row["staff_id"] for row in rows["account"]}
    left = {
        person: row
        for person, row in replayed.disabled.items()
        if person in here or row[1]["disabled_at"] is not None
    }  # one that was let in again may have been disabled by another agency since
    yield from differences(
        "account", "tài khoản", left, rows["account"], itemgetter("staff_id"), note
    )


def _grant(facts: Mapping[str, Any]) -> dict[str, object]:
    last = facts["last"]
    return {
        "staff_id": facts["staff"],
        "role": facts["role"],
        "unit": facts["unit"],
        "valid_from": date.fromisoformat(facts["first"]),
        "valid_to": date.fromisoformat(last) if last else None,
        "decision": facts["decision"],
        "revoked_at": None,
    }


def _delegation(act: StaffAct, facts: Mapping[str, Any]) -> dict[str, object]:
    return {
        "from_staff": facts["absent"],
        "to_staff": facts["substitute"],
        "valid_from": date.fromisoformat(facts["first"]),
        "valid_to": date.fromisoformat(facts["last"]),
        "decided_by": act.actor,
        "revoked_at": None,
    }
