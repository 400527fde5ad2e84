"""The catalogue in force as a tenant's folder: files that lint and plan as nothing changed.

Comments and the order of keys are not kept by a database, and so do not come back. A procedure is
written as what it changes of its workflow; workflows go along, so that the folder says all of it
whatever release reads it. Days that calendars share stay one list.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.definitions.document import Plain, document, flow, over
from engine.definitions.inherit import heading, resolve
from engine.definitions.texts import Document, parse
from engine.procedure import Procedure
from workflows.kept import CALENDAR, PROCEDURE, Kept
from workflows.loader import LISTS, Files, gather
from workflows.written import written


def exported(texts: Sequence[Kept]) -> dict[str, str]:
    """The files of these texts, by their path in the folder."""
    shipped = gather()
    return dict(
        sorted(
            [
                *_definitions([one.procedure() for one in texts if one.kind == PROCEDURE], shipped),
                *_calendars([one for one in texts if one.kind == CALENDAR], shipped),
                *_others(texts),
            ]
        )
    )


def _others(texts: Iterable[Kept]) -> Iterator[tuple[str, str]]:
    for one in texts:
        if one.kind in {PROCEDURE, CALENDAR}:
            continue
        path = f"{one.code}.yaml" if one.kind in LISTS else f"{one.kind}/{one.code}.yaml"
        value = parse(one.content, path).value
        if isinstance(value, dict):
            yield path, written(value)


def _definitions(procedures: Iterable[Procedure], shipped: Files) -> Iterator[tuple[str, str]]:
    """Procedures over their workflows; one that no file has is that of the first that needs it."""
    bases = _workflows(shipped)
    used: dict[str, Mapping[str, object]] = {}
    for procedure in procedures:
        whole, code = document(procedure), procedure.code
        if procedure.workflow == code:
            yield f"procedures/{code}.yaml", written({"procedure": code, **whole})
            continue
        base = bases.setdefault(procedure.workflow, flow(whole))
        used[procedure.workflow] = base
        said = {"procedure": code, "extends": procedure.workflow, **over(base, whole)}
        yield f"procedures/{code}.yaml", written(said)
    for name, base in used.items():
        yield f"base/{name}.yaml", written({"workflow": name, **base})


def _workflows(shipped: Files) -> dict[str, Mapping[str, object]]:
    """The product's workflows, each with what it extends in it."""
    found: dict[str, Document] = {}
    for file, text in shipped.texts().items():
        read = parse(text, file)
        kind, name = heading(read)
        if kind == "workflow":
            found[name] = read
    return {name: resolve(read, found).data for name, read in found.items()}


def _calendars(texts: Sequence[Kept], shipped: Files) -> Iterator[tuple[str, str]]:
    """Calendars that have the same years share them in one list of days."""
    shared: dict[str, str] = {}
    for one in texts:
        whole: Plain = json.loads(one.content)
        years = json.dumps(whole.pop("years", {}), sort_keys=True)
        name = _days_of(one.code, shipped)
        if shared.setdefault(name, years) != years:
            name = shared_name = f"{one.code}-days"
            shared[shared_name] = years
        head = {"calendar": whole.pop("calendar", one.code), "days": name}
        yield f"calendars/{one.code}.yaml", written({**head, **whole})
    for name, years in shared.items():
        said = {"calendar_days": name, "years": json.loads(years)}
        yield f"calendars/{name}.yaml", written(said)


def _days_of(calendar: str, shipped: Files) -> str:
    """The list that the product's calendar of that name shares, or one of its own."""
    known = shipped.shelves["calendars"].get(calendar)
    value = known.value if known else None
    return str(value["days"]) if isinstance(value, dict) and "days" in value else f"{calendar}-days"
