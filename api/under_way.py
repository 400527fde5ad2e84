"""Papers under way told in words: from where to where, under which slip, and what did not come."""

from collections.abc import Iterator
from datetime import date

from api.naming import agency_name, unit_name
from engine.facts import Facts
from engine.timeline.places import RESULT
from workflows.published import Published


def under_way(published: Published, facts: Facts, day: date) -> Iterator[str]:
    """Lines for an entry that papers were sent or taken; none for any other."""
    if not isinstance(slip := facts.get("slip"), dict):
        return
    what = "kết quả" if facts["what"] == RESULT else "giấy tờ của hồ sơ"
    yield f"{what}, phiếu luân chuyển số {slip['number']}/{slip['year']}"
    if "to" in facts:
        origin, to = (_site(published, facts[end], day) for end in ("from", "to"))
        yield f"từ {origin} đến {to}"
    elif facts["arrived"]:
        yield f"đã ở {_site(published, facts['at'], day)}"
    else:
        yield "không có trong lần giao này"
    for name, count in facts.get("missing", ()):
        yield f"thiếu {count} bản chính “{name}”"


def _site(published: Published, site: Facts, day: date) -> str:
    agency, unit = site["agency"], site["unit"]
    part = f"{unit_name(published, agency, unit, day)}, " if unit else ""
    return f"{part}{agency_name(published, agency, day)}"
