"""The people of a dossier in words, without a name: who came in, who acted, what a check doubts."""

from collections.abc import Iterator
from datetime import date

from api.naming import person_name, words
from engine.facts import Facts
from workflows.published import Published


def people_told(published: Published, facts: Facts) -> Iterator[str]:
    """What one entry says of the people of the dossier, and of the visit in which it came."""
    yield from _acted(published, facts)
    for one in facts.get("parties", ()):
        if one["no"] > 1 or one.get("scope") or one.get("warnings"):
            yield _party(published, one)
    for no in facts.get("ends", ()):
        yield f"chấm dứt ủy quyền của người thứ {no}"
    yield from _of_visit(facts)


def _acted(published: Published, facts: Facts) -> Iterator[str]:
    if facts.get("presented_by"):
        yield f"người thứ {facts['presented_by']} của hồ sơ nộp"
    if facts.get("party"):
        yield f"người thứ {facts['party']} của hồ sơ đến làm"
    if facts.get("signer"):
        yield f"người ký trên giấy: {person_name(published, facts['signer'])}"


def _of_visit(facts: Facts) -> Iterator[str]:
    if facts.get("at_once"):
        yield "giải quyết ngay" + ("" if facts.get("receipt_asked") else ", không cấp giấy hẹn")
    if facts.get("visit"):
        yield f"cùng lượt nộp {facts['visit']}"
    for paper in facts.get("common", {}):
        yield f"giấy tờ chung “{paper}” nằm ở hồ sơ đầu của lượt nộp"


def _party(published: Published, one: Facts) -> str:
    role = words(published, "parties")[one["role"]].lower()
    errands = words(published, "errands")
    told = [f"người thứ {one['no']}: {role}"]
    if one.get("scope"):
        told.append("được " + ", ".join(errands[errand].lower() for errand in one["scope"]))
    if one.get("expires_on"):
        told.append(f"đến hết {date.fromisoformat(one['expires_on']):%d/%m/%Y}")
    if one.get("warnings"):
        doubts = words(published, "doubts")
        told.append("cần xem lại: " + ", ".join(doubts[doubt].lower() for doubt in one["warnings"]))
    return "; ".join(told)
