"""A change of hands told in words: who decides now, and where the result is fetched."""

from collections.abc import Iterator
from datetime import date

from api.naming import agency_name, unit_name
from engine.facts import Facts
from workflows.published import Published


def handed_on(published: Published, facts: Facts, day: date) -> Iterator[str]:
    """Lines for an entry of kind `transferred`; none for any other. Names are those of `day`."""
    if "action" in facts:  # a step of the definition, the first one names who decides too
        return
    before: Facts = facts["before"] if isinstance(facts.get("before"), dict) else {}
    if (agency := facts.get("competent")) is not None:
        unit = facts.get("unit")
        part = f", {unit_name(published, agency, unit, day)}" if unit else ""
        yield f"nay giải quyết: {agency_name(published, agency, day)}{part}"
        if before.get("competent"):
            yield f"trước đó: {agency_name(published, before['competent'], day)}"
    if before.get("return_at") and "return_at" in facts:
        yield f"nơi trả kết quả: {agency_name(published, facts['return_at'], day)}"
    if facts.get("decision"):
        yield f"căn cứ: {facts['decision']}"
