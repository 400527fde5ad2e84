"""Templates of result documents: which one is for a procedure, and its text with the data in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine.errors import DefinitionFault

SHIPPED = Path(__file__).with_name("templates")
USUAL = "chung"
_ENDING = ".txt"


class Unfilled(DefinitionFault):
    """A template asks for something that a dossier does not have, or cannot be read."""

    code = "template_unfilled"


@dataclass(frozen=True, slots=True)
class Library:
    """Folders of templates; those of the office come before the shipped ones."""

    folders: Sequence[Path] = (SHIPPED,)

    def filled(self, procedure: str, facts: Mapping[str, object]) -> str:
        """The text of the procedure's template, else of the usual one, with the facts in."""
        path = self._path(procedure)
        made = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        try:
            text = made.from_string(path.read_text(encoding="utf-8")).render(facts)
        except TemplateError as fault:
            raise Unfilled(f"Mẫu văn bản {path.name}: {fault.message}.", file=path.name) from fault
        return text.strip() + "\n"

    def _path(self, procedure: str) -> Path:
        wanted = (
            folder / f"{name}{_ENDING}" for name in (procedure, USUAL) for folder in self.folders
        )
        return next(path for path in wanted if path.is_file())
