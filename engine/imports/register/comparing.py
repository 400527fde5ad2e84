"""Whether a case that has landed is given again as it was, told by digests of its parts.

The digests are keyed by the pepper and stand in a private record: they go with an erasure, and
the ledger holds none of them.
"""

import hmac
from collections.abc import Mapping
from dataclasses import astuple, replace

from engine.canonical import canonical
from engine.imports.register.cases import Case, Rejected
from engine.imports.register.gathering import Gathered
from engine.store.importing import Landed

_PARTS = {
    "heading": "thủ tục, cơ quan hoặc kênh",
    "moments": "các ngày",
    "person": "người nộp",
    "steps": "các sự kiện",
}


def digests(case: Case, pepper: bytes) -> dict[str, str]:
    """The keyed digest of each part of a case, whatever the order of its rows."""
    parts: Mapping[str, object] = {
        "heading": (case.procedure, case.competent, case.given_channel, *_channels(case)),
        "moments": (case.received, case.first, case.current, case.result, case.returned),
        "person": astuple(case.person) if case.person else None,
        "steps": sorted(
            canonical((s.at, s.event, s.meaning, s.resource, s.group, s.instance)).decode()
            for s in case.steps
        ),
    }
    return {
        name: hmac.digest(pepper, canonical([name, part]), "sha256").hex()
        for name, part in parts.items()
    }


def _channels(case: Case) -> tuple[str, str]:
    return str(case.channel), str(case.return_by)


def without_differing(gathered: Gathered, known: Landed, pepper: bytes) -> Gathered:
    """What was gathered; a case that landed with other contents is kept out, with its rows."""
    differing = {
        case.id: said for case in gathered.cases if (said := _differing(case, known, pepper))
    }
    if not differing:
        return gathered
    out = [case for case in gathered.cases if case.id in differing]
    rejected = [_rejected(case, differing[case.id]) for case in out]
    held = {line: case.line for case in out for line in case.lines if line != case.line}
    return replace(
        gathered,
        cases=tuple(case for case in gathered.cases if case.id not in differing),
        rejected=tuple(sorted((*gathered.rejected, *rejected), key=lambda one: one.line)),
        held=gathered.held | held,
    )


def _differing(case: Case, known: Landed, pepper: bytes) -> list[str]:
    """The parts that differ, in words; none where nothing was kept to compare with."""
    landed = known.as_given.get(case.id)
    if landed is None:
        return []
    now = digests(case, pepper)
    return [words for name, words in _PARTS.items() if landed.get(name) != now[name]]


def _rejected(case: Case, parts: list[str]) -> Rejected:
    reason = (
        f"Mã hồ sơ đã được nhập từ trước với nội dung khác: {'; '.join(parts)}. Hồ sơ đã nhập "
        "không bị sửa; đúng thì sửa ở hồ sơ ấy, nhầm mã thì sửa mã ở dòng này."
    )
    return Rejected(case.line, "differs_from_landed", reason)
