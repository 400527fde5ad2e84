"""Whether a catalogue may be published: every defect, with file, line, rule and remedy."""

from collections.abc import Iterator

from engine.definitions.defects import Defect
from engine.definitions.known import Known
from engine.definitions.load import Definition, Loaded
from engine.definitions.rules import guards, offer, references, results, shape, shelf, time

RULES = (
    *shape.RULES,
    *time.RULES,
    *references.RULES,
    *results.RULES,
    *guards.RULES,
    *offer.RULES,
)


def lint(loaded: Loaded, known: Known) -> tuple[Defect, ...]:
    """Every defect of the texts, in the order of files and lines, each said once.

    What a procedure inherits is reported at the line that says it, in the workflow's file.
    """
    found = [*loaded.defects, *_between(loaded)]
    for definition in loaded.definitions:
        found.extend(judge(definition, known))
    return tuple(sorted(dict.fromkeys(found), key=lambda defect: (defect.place, defect.code)))


def judge(definition: Definition, known: Known) -> Iterator[Defect]:
    """The defects of one definition by itself."""
    for rule in RULES:
        for flaw in rule(definition, known):
            yield flaw.at(definition.draft.place(flaw.path))


def _between(loaded: Loaded) -> Iterator[Defect]:
    for rule in shelf.RULES:
        yield from rule(loaded.definitions)
