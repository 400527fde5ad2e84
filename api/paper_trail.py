"""What an entry says of original papers, of data, and of other systems, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from api.clock import local
from api.naming import agency_name, person_name, words
from engine.canonical import read_moment
from engine.facts import Facts
from workflows.published import Published

_ACTS: Mapping[str, str] = {
    "offered": "bàn giao",
    "taken": "ký nhận",
    "recalled": "thu hồi danh mục",
    "returned": "trả người nộp",
    "archived": "lưu theo quy định",
}
_SETTLED: Mapping[str, str] = {
    "originals_back": "trả lại",
    "originals_filed": "lưu theo quy định",
    "originals_waiting": "để ở quầy chờ nhận",
}
_KINDS: Mapping[str, str] = {"loan": "cho mượn", "back": "trả lại bên cho mượn"}


def papers_told(published: Published, facts: Facts, named: Callable[[str], str]) -> Iterator[str]:
    """One line for each thing that the entry says of it; `named` gives the name of a paper."""
    came = facts.get("originals") or ()
    for paper in dict.fromkeys(paper for _, paper in came):
        numbers = _numbers(no for no, of in came if of == paper)
        yield f"nhận bản chính “{named(paper)}”, số {numbers}"
    if "act" in facts and "items" in facts:
        yield from _entrusted(published, facts)
    for name, what in _SETTLED.items():
        if name in facts:
            yield f"bản chính số {_numbers(facts[name])}: {what}"
    ways = words(published, "ways")
    for paper, how in facts.get("digital", {}).items():
        yield f"giấy tờ “{named(paper)}”: {', '.join(ways.get(one, one).lower() for one in how)}"
    for paper in facts.get("common", {}):
        yield f"giấy tờ chung “{named(paper)}” nằm ở hồ sơ đầu của lượt nộp"
    if facts.get("digital_result"):
        yield "kết quả điện tử đã cấp"
    yield from _of_systems(published, facts)


def _entrusted(published: Published, facts: Facts) -> Iterator[str]:
    what = _KINDS.get(str(facts.get("kind")), _ACTS.get(facts["act"], facts["act"]))
    if facts["items"]:
        to = f" cho {_receiver(published, facts['to'])}" if "to" in facts else ""
        until = f", hạn trả {facts['due_back']}" if "due_back" in facts else ""
        yield f"bản chính số {_numbers(facts['items'])}: {what}{to}{until}"
    if "on_behalf_of" in facts:
        yield f"giao thay {person_name(published, facts['on_behalf_of'])}, không có chữ ký của họ"
    if facts.get("missing"):
        yield f"bản chính số {_numbers(facts['missing'])}: không có trong lần giao"
    if "list" in facts:
        yield f"danh mục {facts['list']}"


def _receiver(published: Published, to: str) -> str:
    known = to in published.organisation.people
    if known or to not in published.organisation.agencies:
        return person_name(published, to)
    return agency_name(published, to, published.organisation.agencies[to].valid_from)


def _of_systems(published: Published, facts: Facts) -> Iterator[str]:
    if (referred := facts.get("referred")) is not None:
        yield f"có mã ở {system_name(published, referred['system'])}"
        for name, at in referred["times"].items():
            yield f"{name}: {local(read_moment(at)):%H:%M %d/%m/%Y}"
    if (external := facts.get("external")) is not None:
        number = external.get("document")
        shown = f"số {number}" if number else "tệp kèm hồ sơ"
        yield f"làm ở {system_name(published, external['system'])}, căn cứ {shown}"


def system_name(published: Published, system: str) -> str:
    """The name of a ministry's system; one that is not listed any more stays as it is."""
    listed = published.systems.get("systems")
    one = listed.get(system) if isinstance(listed, dict) else None
    return str(one["name"]) if isinstance(one, dict) and "name" in one else system


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(str(no) for no in numbers)
