"""What holds between the texts of a catalogue: one file a definition, named after it."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from engine.definitions.defects import Defect
from engine.definitions.load import Definition


def file_names(definitions: Sequence[Definition]) -> Iterator[Defect]:
    """A file is named after its code; `<code>@<date>.yaml` tells later versions apart."""
    for definition in definitions:
        draft = definition.draft
        stem = draft.file.rpartition("/")[2].removesuffix(".yaml").partition("@")[0]
        if stem != draft.id:
            message = f"Mã “{draft.id}” khác tên tệp “{stem}”."
            fix = f"Đổi tên tệp thành {draft.id}.yaml, hoặc sửa mã."
            yield Defect(draft.place(), "code_unlike_file", message, fix)


def duplicates(definitions: Sequence[Definition]) -> Iterator[Defect]:
    """Two definitions with one code on the same day."""
    for one, other in combinations(definitions, 2):
        if (one.draft.kind, one.draft.id) == (other.draft.kind, other.draft.id) and _meet(
            one, other
        ):
            message = f"Mã “{other.draft.id}” đã có ở {one.draft.place()}."
            fix = "Bỏ một tệp, hoặc tách thời gian áp dụng (valid)."
            yield Defect(other.draft.place(), "duplicate_code", message, fix)


def _meet(one: Definition, other: Definition) -> bool:
    first, second = one.procedure, other.procedure
    return first.valid_from <= second.valid_to and second.valid_from <= first.valid_to


RULES = (file_names, duplicates)
