"""The tenant put together: files become a catalogue, an organisation, a numbering, an office."""

from collections.abc import Mapping
from typing import Any

from engine.desk.office import Office
from receipts.codes import Scheme, SchemeNumbering
from workflows.published import Published


def schemes_of(published: Published) -> tuple[Scheme, ...]:
    """The code schemes of the files, each naming its file in whatever it refuses."""
    return tuple(
        Scheme.from_mapping(data, where=f"codes/{name}.yaml")
        for name, data in published.codes.items()
    )


def reasons_of(published: Published) -> dict[str, frozenset[str]]:
    """Which verbs each reason code fits."""
    reasons: Mapping[str, Any] = published.reasons
    return {code: frozenset(one["fits"]) for code, one in reasons.get("reasons", {}).items()}


def office_of(published: Published) -> Office:
    """The office that these files describe, ready for a desk."""
    organisation = published.organisation
    numbering = SchemeNumbering(schemes_of(published), organisation.identifiers())
    return Office(published.catalogue, organisation, numbering, reasons_of(published))
