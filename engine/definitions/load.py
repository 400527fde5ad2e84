"""From texts to procedures: parse, inherit, read, name by edition."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.definitions.defects import Defect, FaultyText, Unreadable
from engine.definitions.edition import edition, written
from engine.definitions.flow import named_actions
from engine.definitions.heading import PROCEDURE, WORKFLOW
from engine.definitions.inherit import Draft, heading, resolve
from engine.definitions.known import Known
from engine.definitions.limits import limits
from engine.definitions.records import record
from engine.definitions.texts import Document, parse
from engine.procedure import Procedure, Tier

_READERS = {"procedure": record(PROCEDURE), "workflow": record(WORKFLOW)}
SCOPES = {4: "full", 3: "partial"}  # NĐ 42/2022: toàn trình, một phần; below, information


@dataclass(frozen=True, slots=True)
class Definition:
    """A procedure, or a workflow standing as one, with the places that its values came from.

    A workflow has no code, no limit of its own and no papers: only its flow can be judged.
    """

    draft: Draft
    procedure: Procedure

    @property
    def is_workflow(self) -> bool:
        return self.draft.kind == "workflow"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of the texts, and why the rest could not."""

    definitions: tuple[Definition, ...]
    defects: tuple[Defect, ...]

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        return tuple(d.procedure for d in self.definitions if not d.is_workflow)


def load(texts: Mapping[str, str], known: Known) -> Loaded:
    """Read named texts: workflows to be extended, and procedures. Nothing is raised."""
    defects: list[Defect] = []
    documents = _parsed(texts, defects)
    workflows = {
        heading(document)[1]: document
        for document in documents
        if heading(document)[0] == "workflow"
    }
    definitions = []
    for document in documents:
        try:
            definitions.append(define(resolve(document, workflows), known))
        except FaultyText as fault:
            defects.extend(fault.defects)
    return Loaded(tuple(definitions), tuple(defects))


def _parsed(texts: Mapping[str, str], defects: list[Defect]) -> list[Document]:
    documents = []
    for file, text in texts.items():
        try:
            document = parse(text, file)
            heading(document)
        except FaultyText as fault:
            defects.extend(fault.defects)
        else:
            documents.append(document)
    return documents


def define(draft: Draft, known: Known) -> Definition:
    """The value of a draft; FaultyText with every flaw of it."""
    try:
        given = dict(_READERS[draft.kind].read(draft.data, ()))
    except Unreadable as unreadable:
        flaws = unreadable.flaws
        raise FaultyText(flaw.at(draft.place(flaw.path)) for flaw in flaws) from None
    if draft.kind == "workflow":
        given = _offered(given)
    procedure = _procedure(draft, given, known)
    named = replace(procedure, edition=edition(written(procedure, known.forms)))
    return Definition(draft, named)


def _offered(given: dict[str, Any]) -> dict[str, Any]:
    """The heading that a workflow stands under while only its flow is judged."""
    channels = tuple(given["starts"])
    heading = {"name": "", "field": "", "tier": Tier.COMMUNE, "level": 1, "limit": ()}
    return {**heading, "channels": channels, "returns": channels, **given}


def _procedure(draft: Draft, given: dict[str, Any], known: Known) -> Procedure:
    return Procedure(
        code=draft.id,
        workflow=draft.workflow,
        scope=given.pop("scope", SCOPES.get(given["level"], "information")),
        limits=limits(given.pop("limit"), given.pop("counting", None)),
        actions=named_actions(given.pop("actions"), known.labels),
        fees=given.pop("fee", ()),
        papers=given.pop("documents", ()),
        sources=given.pop("source", ()),
        **given.pop("valid", {}),
        **given,
    )
