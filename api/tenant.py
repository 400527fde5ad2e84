"""The tenant put together: files or the database become a catalogue, an organisation, an office."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from engine.catalogue import Catalogue
from engine.definitions.defects import Defect, Place
from engine.desk.office import Office
from engine.desk.receipt_books import Books
from engine.desk.systems import ExternalSystem
from engine.errors import DefinitionFault, NotFound, RecordBroken
from engine.procedure import Procedure
from engine.reports.periods import Scheme as PeriodScheme
from engine.store import editions
from forms.doubts import doubts_of
from forms.fields import Choice
from forms.form import Form
from receipts.codes import Owner, Scheme, SchemeNumbering, check_schemes, owners
from workflows.kept import CALENDAR, PROCEDURE, Kept, files_of
from workflows.published import Published, examine


def schemes_of(published: Published) -> tuple[Scheme, ...]:
    """The code schemes of the files, each naming its file in whatever it refuses."""
    return tuple(
        Scheme.from_mapping(data, where=f"codes/{name}.yaml")
        for name, data in published.codes.items()
    )


def owners_of(published: Published) -> tuple[Owner, ...]:
    """Whose receipt codes begin how; DefinitionFault if two agencies' do at one time."""
    return owners(schemes_of(published), published.organisation.agencies.values())


def periods_of(published: Published) -> tuple[PeriodScheme, ...]:
    """The named periods of reports, each naming its file in whatever it refuses."""
    return tuple(
        PeriodScheme.from_mapping(data, f"periods/{name}.yaml")
        for name, data in published.periods.items()
    )


def reasons_of(published: Published) -> dict[str, frozenset[str]]:
    """Which verbs each reason code fits."""
    reasons: Mapping[str, Any] = published.reasons
    return {code: frozenset(one["fits"]) for code, one in reasons.get("reasons", {}).items()}


def books_of(published: Published) -> Books:
    """The books of fee receipts; DefinitionFault names the file."""
    return Books.from_mapping(published.receipts, "fee-receipts.yaml")


def systems_of(published: Published) -> dict[str, ExternalSystem]:
    """The systems of ministries; DefinitionFault names the file."""
    return ExternalSystem.read_all(published.systems, "systems.yaml")


def office_of(published: Published) -> Office:
    """The office that these files describe, ready for a desk."""
    organisation = published.organisation
    numbering = SchemeNumbering(schemes_of(published), organisation.identifiers())
    forms = {name: _fields(form) for name, form in published.forms.items()}
    roles: Mapping[str, Any] = published.labels
    return Office(
        published.catalogue,
        organisation,
        numbering,
        reasons_of(published),
        forms,
        roles.get("roles", {}),
        books=books_of(published),
        systems=systems_of(published),
        doubts=doubts_of,
    )


def _fields(form: Form) -> dict[str, frozenset[str]]:
    """What a form asks: each field, with its options if it is a choice, and its sums."""
    options = {
        field.id: frozenset(field.options) if isinstance(field, Choice) else frozenset[str]()
        for field in form.fields
    }
    return {name.partition(".")[0]: frozenset() for name in form.names} | options


def defects_of(published: Published) -> tuple[Defect, ...]:
    """What is wrong in these files: each by itself, and together as one office."""
    return (*published.defects, *_between(published))


def _between(published: Published) -> Iterator[Defect]:
    """Files that cannot be an office's, though each can be read."""
    for shelf, check in (
        ("codes", _check_codes),
        ("periods", periods_of),
        ("fee-receipts", books_of),
        ("systems", systems_of),
    ):
        try:
            check(published)
        except DefinitionFault as fault:
            file = str(fault.facts.get("where", shelf)).partition(".yaml")[0]
            place = Place(f"{file}.yaml" if "/" in file else file)
            yield Defect(place, fault.code, fault.message, "Sửa lại tệp này.")


def _check_codes(published: Published) -> None:
    schemes = schemes_of(published)
    check_schemes(schemes, published.organisation.agencies)
    for scheme in schemes:
        if scheme.uses:
            published.organisation.check_prefixes(scheme.identifier_keys)
    owners_of(published)


def applied(connection: Connection, mending: Sequence[Kept] | None = None) -> Published:
    """What was applied to the database, with the past editions that dossiers still follow.

    NotFound (`no_catalogue`) if nothing was applied yet. RecordBroken (`edition_changed`) for a
    text that was changed behind our back, unless these texts are about to mend it: then it is
    what they say, or left out if they do not have that edition.
    """
    if not (in_force := editions.applied(connection)):
        raise NotFound("Chưa có danh mục. Hãy chạy: motcua apply", code="no_catalogue")
    stored = editions.texts(connection, (PROCEDURE, CALENDAR))
    if mending is None:
        now, past = [[_intact(one) for one in some] for some in (in_force, stored)]
    else:
        now, past = [list(_mended(some, mending)) for some in (in_force, stored)]
    published = examine(files_of(now))
    return replace(published, catalogue=_catalogue(published, now, past))


def texts_in_force(connection: Connection) -> tuple[Kept, ...]:
    """What was applied, text by text; refused as `applied` refuses."""
    if not (in_force := editions.applied(connection)):
        raise NotFound("Chưa có danh mục. Hãy chạy: motcua apply", code="no_catalogue")
    return tuple(_intact(one) for one in in_force)


def _intact(stored: editions.Stored) -> Kept:
    if not stored.intact:
        raise RecordBroken(
            stored.complaint, code="edition_changed", kind=stored.kind, name=stored.code
        )
    return _kept(stored)


def _mended(some: Iterable[editions.Stored], mending: Sequence[Kept]) -> Iterator[Kept]:
    known = {(one.kind, one.edition): one for one in mending}
    for stored in some:
        if stored.intact:
            yield _kept(stored)
        elif mended := known.get((stored.kind, stored.edition)):
            yield replace(mended, code=stored.code)


def _kept(stored: editions.Stored) -> Kept:
    return Kept(stored.kind, stored.code, stored.edition, stored.content)


def _catalogue(published: Published, now: Sequence[Kept], past: Sequence[Kept]) -> Catalogue:
    every = {one.edition: one.procedure() for one in (*past, *now) if one.kind == PROCEDURE}
    by_code = groupby(
        sorted(every.values(), key=lambda one: one.code), key=lambda procedure: procedure.code
    )
    known = {code: tuple(one for one in same if not one.imported) for code, same in by_code}
    current = published.catalogue.kept
    calendars = {one.edition: one for one in current.values()}
    for one in past:
        if one.kind == CALENDAR and one.edition not in calendars:
            calendars[one.edition] = one.calendar()
    return Catalogue(
        procedures=every,
        calendars=calendars,
        offered={
            one.code: _in_succession(every[one.edition], known[one.code])
            for one in now
            if one.kind == PROCEDURE
        },
        kept=current,
    )


def _in_succession(first: Procedure, others: Sequence[Procedure]) -> tuple[Procedure, ...]:
    """The edition in force and, for the days before it, those that it followed.

    So an edition that is applied before its first day leaves the old one in place until then.
    """
    offered, begins = [first], first.valid_from
    for other in others:
        if other.valid_from < begins:
            last = min(other.valid_to, begins - timedelta(days=1))
            offered.append(replace(other, valid_to=last))
            begins = other.valid_from
    return tuple(offered)
