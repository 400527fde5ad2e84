"""What reading an answer has to say about it: a finding, and where on the form it belongs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed in one answer. `code` is stable; `sentence` tells in Vietnamese what to do.

    A sentence never repeats a name or a number that identifies a person.
    """

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding at its place: `path` is `area` or `rows.0.amount`, `label` what people see."""

    path: str
    label: str
    code: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.label}: {self.sentence}"


class Wrong(ValueError):
    """An answer that cannot be taken as it was written."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.finding = Finding(code, sentence)
