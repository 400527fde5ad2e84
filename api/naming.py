"""Words for the ids that records keep: agencies, units, people, procedures, steps."""

from collections.abc import Iterator
from datetime import date

from engine.canonical import decimal_text
from engine.errors import NotFound
from engine.procedure import Limit, Procedure, Unit
from engine.reports.format import Label
from engine.reports.grouping import By
from engine.reports.tables import key_label
from workflows.published import Published


def words(published: Published, section: str) -> dict[str, str]:
    """A section of the labels file: the words for codes."""
    found = published.labels.get(section)
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def field_name(published: Published, field: str) -> str:
    known = published.fields.get("fields")
    entry = known.get(field) if isinstance(known, dict) else None
    return str(entry["name"]) if isinstance(entry, dict) else field


def limit_words(limit: Limit, published: Published) -> str:
    """“20 ngày làm việc”, “trong ngày (trước 15:00)”."""
    unit = words(published, "units").get(str(limit.unit), str(limit.unit))
    if limit.unit is Unit.SAME_DAY:
        return f"{unit} (trước {limit.cutoff:%H:%M})" if limit.cutoff else unit
    if limit.unit is Unit.NONE:
        return unit
    return f"{decimal_text(limit.amount)} {unit}".replace(".", ",")


def agency_name(published: Published, agency: str, day: date) -> str:
    """The name on that day; an id that is not known stays as it is."""
    try:
        return published.organisation.name_on(agency, day)
    except NotFound:
        return agency


def unit_name(published: Published, agency: str, unit: str, day: date) -> str:
    try:
        return published.organisation.unit(agency, unit).name_on(day)
    except NotFound:
        return unit


def person_name(published: Published, person: str) -> str:
    """The name of a member of staff, or the word for the system and the applicant."""
    known = published.organisation.people.get(person)
    return known.name if known else words(published, "roles").get(person, person)


def procedure_name(published: Published, code: str) -> str:
    known = next(_editions_of(published, code), None)
    return known.name if known else code


def state_label(published: Published, procedure: str, state: str) -> str:
    """What a step is called: in the edition that is offered, or else in any that is known."""
    known = (one.states.get(state) for one in _editions_of(published, procedure))
    return next((one.label for one in known if one is not None), state)


def _editions_of(published: Published, code: str) -> Iterator[Procedure]:
    """The editions that are offered, then those that dossiers still follow."""
    catalogue = published.catalogue
    yield from catalogue.offered.get(code, ())
    yield from (one for one in catalogue.procedures.values() if one.code == code)


def paper_name(published: Published, procedure: str, paper: str) -> str:
    """What the procedure's list of papers calls it, in the latest edition that lists it."""
    offered = published.catalogue.offered.get(procedure, ())
    return next((p.name for one in offered for p in one.papers if p.id == paper), paper)


def key_words(published: Published, by: By, day: date) -> Label:
    """The words for the keys of a sheet; names are those of that day."""

    def of(key: str) -> str:
        match by:
            case By.AGENCY | By.COMPETENT_AGENCY | By.RECEIVED_AT:
                return agency_name(published, key, day)
            case By.PROCEDURE:
                return f"{key} {procedure_name(published, key)}"
            case By.FIELD:
                return field_name(published, key)
        return key_label(key)

    return of


def reason_words(published: Published) -> Label:
    """The words for the codes of reasons."""
    known = published.reasons.get("reasons")

    def of(key: str) -> str:
        entry = known.get(key) if isinstance(known, dict) else None
        return str(entry["text"]) if isinstance(entry, dict) else key

    return of


def person_or_agency(published: Published, day: date) -> Label:
    """The words for an id that may be an agency's or a person's; any other text as it is."""

    def of(key: str) -> str:
        known = published.organisation.people.get(key)
        return known.name if known else agency_name(published, key, day)

    return of
