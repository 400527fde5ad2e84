"""What an entry says of a mistake put right or of an outage, in words."""

from collections.abc import Iterator

from api.clock import local
from api.naming import agency_name, person_name
from engine.canonical import read_moment
from engine.facts import Facts
from engine.reports.mistakes import LATE_ENTERED
from workflows.published import Published


def mistaken(published: Published, facts: Facts) -> Iterator[str]:
    """One line for each thing that the entry says of it."""
    if (other := facts.get("replaced_by")) is not None:
        yield f"thay bằng hồ sơ {other['code']}"
    if (other := facts.get("replaces")) is not None:
        yield f"thay hồ sơ {other['code']} chọn nhầm thủ tục"
    if (paper := facts.get("back_entered")) is not None:
        agreed = paper["approved_by"]
        by = f", {person_name(published, agreed)} duyệt" if agreed else ""
        yield f"nhập bù từ biên nhận giấy{by}"
    elif LATE_ENTERED in facts.get("marks", ()):
        yield "nhập sau ngày tiếp nhận"
    if "outage" in facts:
        since, until = (local(read_moment(facts[edge])) for edge in ("since", "until"))
        name = agency_name(published, facts["agency"], since.date())
        yield f"{name} không làm việc được từ {since:%H:%M %d/%m} đến {until:%H:%M %d/%m/%Y}"
