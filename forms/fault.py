"""A form that cannot be accepted as it stands."""


class FormFault(ValueError):
    """`path` leads to the place in the mapping, `code` is stable, `sentence` tells what to mend."""

    def __init__(self, path: str, code: str, sentence: str) -> None:
        self.path = path.lstrip(".")
        self.code = code
        self.sentence = sentence
        super().__init__(f"{self.path or '(gốc)'}: {sentence}")
