"""What files of receptions have in common: people, papers in numbers, answers."""

from collections.abc import Mapping
from datetime import date

from engine.desk import PaperCount, Party
from engine.fields import Fields

_COUNTS = (2, 3)


def people_of(file: Fields, key: str) -> tuple[Party, ...]:
    """The people of a list; whose role is not said is an owner."""
    return tuple(_person(one) for one in file.parts(key))


def _person(one: Fields) -> Party:
    until = one.day("expires_on", date.max)
    person = Party(
        one.text("role", "owner"),
        one.text("name"),
        kind=one.text("kind", "person"),
        identity_kind=one.text("identity_kind", "none"),
        identity=one.optional("identity"),
        identity_note=one.optional("identity_note"),
        address=one.optional("address"),
        phone=one.optional("phone"),
        email=one.optional("email"),
        scope=one.texts("scope"),
        expires_on=None if until == date.max else until,
        document=one.optional("document"),
    )
    one.finish()
    return person


def papers_of(file: Fields) -> Mapping[str, PaperCount]:
    """By paper, originals, copies, and certified copies if any: `{application: [1, 0]}`."""
    value = file.take("papers") or {}
    papers: dict[str, PaperCount] = {}
    for name, counts in value.items() if isinstance(value, dict) else [("papers", None)]:
        if not isinstance(counts, list) or len(counts) not in _COUNTS:
            raise file.fault(
                "papers",
                "phải ghi như {application: [1, 0]}: bản chính, bản sao, rồi bản sao chứng thực",
            )
        papers[str(name)] = PaperCount(*counts)
    return papers


def answers_of(file: Fields) -> Mapping[str, object]:
    """What was answered at receipt, by the id of the question or field."""
    value = file.take("answers") or {}
    if not isinstance(value, dict):
        raise file.fault("answers", "phải là một nhóm “khóa: giá trị”")
    return value
