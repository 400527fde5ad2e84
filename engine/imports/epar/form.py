"""form_struct: its items as questions of our form, its `doc="yes"` as required papers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from engine.imports.imported import Findings, Plain, distinct, word

_TEXTS = frozenset({"Textbox", "TextboxName", "TextboxDocSEQ", "Hidden"})
_LONG, _MULTI = "TextboxArea", frozenset({"MultiCheckbox", "RadioButton"})
_LISTS = frozenset({"DropDownList"}) | _MULTI
_NO_QUESTION = frozenset({"Button", "Label"})
_KNOWN = _TEXTS | _LISTS | _NO_QUESTION | {_LONG, "TextboxDate", "TextboxMoney", "Checkbox", "File"}
_BY_VALIDATE = {"date": "date", "money": "money", "phone": "phone", "email": "email"}
# Digits of a paper are no number: zeros in front would be lost.
_OF_A_PAPER = re.compile(
    r"chứng minh|cmnd|cmt|căn cước|cccd|hộ chiếu|tài khoản|mã số", re.IGNORECASE
)
_NUMBER = "number"
_APPLICATION = re.compile(r"^(đơn|tờ khai|giấy đề nghị|văn bản đề nghị|phiếu)", re.IGNORECASE)
_COPY = re.compile(r"bản sao|photo|phô tô|sao y|bản chụp", re.IGNORECASE)
_ORIGINAL = re.compile(r"bản chính|bản gốc", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DECLARED = "Thông tin kê khai"


@dataclass(slots=True)
class Read:
    """The form and the papers of one procedure."""

    form: Plain | None
    papers: list[Plain]


@dataclass(slots=True)
class _Section:
    title: str
    fields: Plain = field(default_factory=dict)

    def plain(self) -> Plain:
        return {"title": self.title, "fields": self.fields}


@dataclass(slots=True)
class _Reading:
    findings: Findings
    lists: Mapping[str, Mapping[str, str]]  # a list's file name → value → label
    sections: list[_Section] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)  # our key → the id in the source
    papers: dict[str, Plain] = field(default_factory=dict)


def form_of(
    root: Element, key: str, title: str, findings: Findings, lists: Mapping[str, Mapping[str, str]]
) -> Read:
    """The form under our `key`, and the papers: the application among them carries the form."""
    reading = _Reading(findings, lists)
    for line in root.iter("line"):
        _line(line, reading)
    sections = [section.plain() for section in reading.sections if section.fields]
    papers = list(reading.papers.values())
    if not sections:
        findings.add("empty_form", "Mẫu không hỏi điều gì.")
        return Read(None, papers)
    source = {"law": f"Mẫu E-PAR {findings.file}: tên và thứ tự các mục", "confidence": "inferred"}
    form: Plain = {"form": key, "title": title, "source": [source], "sections": sections}
    return Read(form, _carrying(papers, key))


def _carrying(papers: list[Plain], form: str) -> list[Plain]:
    """The first paper that is an application has the form; without one, a paper of its own."""
    for paper in papers:
        if _APPLICATION.match(str(paper["name"])):
            paper["form"] = form
            return papers
    declared: Plain = {"id": distinct("ke_khai", {str(paper["id"]) for paper in papers})}
    declared |= {"name": _DECLARED, "copies": 1, "required": False, "form": form}
    return [declared, *papers]


def _line(line: Element, reading: _Reading) -> None:
    label = _words(line, "label")
    if label or not reading.sections:
        reading.sections.append(_Section(label or _DECLARED))
    for item in line.iter("item"):
        _item(item, reading)


def _words(element: Element, name: str) -> str:
    return " ".join((element.get(name) or "").split())


def _label(item: Element) -> str:
    found = _words(item, "label") or _words(item, "name") or _words(item, "title")
    return found.rstrip(": ") or _words(item, "id") or "Nội dung khác"


def _item(item: Element, reading: _Reading) -> None:
    kind, id_ = _words(item, "type"), _words(item, "id")
    if kind not in _KNOWN:
        message = f"Không hiểu kiểu “{kind}”; coi là dòng chữ."
        reading.findings.add("unknown_item", message, id_)
    if kind in _NO_QUESTION:
        return
    if not id_:
        message = f"Mục “{_label(item)}” không có id."
        reading.findings.add("missing_attribute", message, _label(item))
    if _words(item, "doc").lower() == "yes":
        _paper(item, reading)
    else:
        _question(item, kind, reading)


def _key(id_: str) -> str:
    """The id as a key of ours: with an underscore it is no word that conditions reserve."""
    key = word(_CAMEL.sub("_", id_), "muc")[:50]
    return key if "_" in key else f"muc_{key}"


def _paper(item: Element, reading: _Reading) -> None:
    name = _words(item, "title") or _label(item)
    id_ = distinct(_key(_words(item, "id")), reading.papers)
    copies = {"copies": 1} if _COPY.search(name) else {}
    originals = {} if copies and not _ORIGINAL.search(name) else {"originals": 1}
    reading.papers[id_] = {"id": id_, "name": name, **originals, **copies, "required": True}


def _question(item: Element, kind: str, reading: _Reading) -> None:
    source = _words(item, "id")
    key = _key(source)
    if key in reading.fields:
        message = f"Hai mục cùng id “{source}”; mục sau được đổi tên."
        reading.findings.add("duplicate_item", message, source)
    key = distinct(key, reading.fields)
    reading.fields[key] = source
    required = {"required": True} if _words(item, "allownull").lower() == "no" else {}
    asked = {**_kind(item, kind, reading), **required}
    label = _words(item, "title") if kind == "Checkbox" else ""
    reading.sections[-1].fields[key] = {
        "kind": asked.pop("kind"),
        "label": label or _label(item),
        **asked,
    }


def _kind(item: Element, kind: str, reading: _Reading) -> Plain:
    if kind == "Checkbox":
        return {"kind": "yes_no"}
    if kind == "TextboxDate":
        return {"kind": "date"}
    if kind == "TextboxMoney":
        return {"kind": "money"}
    if kind == "File":
        return {"kind": "file"}
    if kind in _LISTS:
        return _choice(item, kind, reading)
    return _typed(item, kind)


def _typed(item: Element, kind: str) -> Plain:
    validate = _words(item, "validate").lower()
    if found := _BY_VALIDATE.get(validate):
        return {"kind": found}
    if validate == _NUMBER and _OF_A_PAPER.search(f"{_label(item)} {_words(item, 'name')}") is None:
        return {"kind": "number"}
    return {"kind": "text", "lines": True} if kind == _LONG else {"kind": "text"}


def _choice(item: Element, kind: str, reading: _Reading) -> Plain:
    """A list that came along is a choice; one that stayed in the program is asked in words."""
    name = _words(item, "src_file")
    options = reading.lists.get(name.replace("\\", "/").rpartition("/")[2].lower())
    if options:
        return {"kind": "choices" if kind in _MULTI else "choice", "options": dict(options)}
    return (
        {"kind": "text", "help": f"E-PAR: chọn từ danh mục {name}."} if name else {"kind": "text"}
    )
