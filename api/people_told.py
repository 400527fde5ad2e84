"""The people of a dossier in words: who came in, who acted, what a check doubts.

Without names a person is told by role; a name is given only to who may see it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.naming import person_name, words
from engine.facts import Facts
from engine.timeline import PartyLine
from workflows.published import Published


@dataclass(frozen=True, slots=True)
class People:
    """The people of a dossier; `given` are they as stored, in their order, for who may see them."""

    published: Published
    parties: Sequence[PartyLine]
    given: Sequence[Mapping[str, Any]] = ()

    def name(self, no: int) -> str:
        """The name of a person; empty where it may not be shown or was erased."""
        return str(self.given[no - 1]["name"]) if 0 < no <= len(self.given) else ""

    def called(self, no: int) -> str:
        """The name, else the role; the number too where several have that role."""
        if name := self.name(no):
            return name
        roles = {one.no: one.role for one in self.parties}
        if no not in roles:
            return f"người thứ {no}"
        role = words(self.published, "parties")[roles[no]].lower()
        alone = list(roles.values()).count(roles[no]) == 1
        return role if alone else f"{role} (người thứ {no})"


def people_told(published: Published, facts: Facts, people: People) -> Iterator[str]:
    """What one entry says of the people of the dossier, and of the visit in which it came."""
    yield from _acted(published, facts, people)
    for one in facts.get("parties", ()):
        if one["no"] > 1 or one.get("scope") or one.get("warnings"):
            yield _party(published, one, people)
    for no in facts.get("ends", ()):
        yield f"chấm dứt ủy quyền của {people.called(no)}"
    yield from _of_visit(facts)


def _acted(published: Published, facts: Facts, people: People) -> Iterator[str]:
    if facts.get("presented_by"):
        yield f"do {people.called(facts['presented_by'])} nộp"
    if facts.get("party"):
        yield f"người đến làm việc: {people.called(facts['party'])}"
    if facts.get("signer"):
        yield f"người ký trên giấy: {person_name(published, facts['signer'])}"


def _of_visit(facts: Facts) -> Iterator[str]:
    if facts.get("at_once"):
        yield "giải quyết ngay" + ("" if facts.get("receipt_asked") else ", không cấp giấy hẹn")
    if facts.get("visit"):
        yield f"cùng lượt nộp {facts['visit']}"


def _party(published: Published, one: Facts, people: People) -> str:
    role = words(published, "parties")[one["role"]].lower()
    errands = words(published, "errands")
    name = people.name(one["no"])
    told = [f"ghi tên {name}: {role}" if name else f"người thứ {one['no']}: {role}"]
    if one.get("scope"):
        told.append("được " + ", ".join(errands[errand].lower() for errand in one["scope"]))
    if one.get("expires_on"):
        told.append(f"đến hết {date.fromisoformat(one['expires_on']):%d/%m/%Y}")
    if one.get("warnings"):
        doubts = words(published, "doubts")
        told.append("cần xem lại: " + ", ".join(doubts[doubt].lower() for doubt in one["warnings"]))
    return "; ".join(told)
