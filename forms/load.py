"""A mapping (already read from YAML) becomes a `Form`, or a fault that names the place.

Field ids stand as keys, in the order of the paper:

    form: building_permit
    title: Đơn đề nghị cấp giấy phép xây dựng
    source: [{law: …, confidence: recalled}]
    sections:
      - title: Công trình
        fields:
          area: {kind: number, label: Tổng diện tích sàn, unit: m², required: true}
    sums:
      total: {label: Tổng cộng, of: [items.amount]}
"""

import dataclasses
from collections.abc import Callable, Mapping

from forms.check import addends, check
from forms.fault import FormFault
from forms.fields import KINDS, CardItem, Condition, Field, When
from forms.form import Confidence, Form, Section, Source, Sum
from forms.parts import bound, count, flag, items, mapping, member, text, texts
from forms.values import IdentityKind

_FORM_KEYS = frozenset(
    {"form", "title", "paper", "addressed_to", "pledge", "sections", "sums", "source"}
)


def load(raw: object) -> Form:
    """The form that the mapping describes; raises `FormFault` with the path of the first fault."""
    top = mapping(raw, "", _FORM_KEYS, required={"form", "title", "sections", "source"})
    sections = tuple(
        _section(part, f"sections.{i}") for i, part in enumerate(items(top["sections"], "sections"))
    )
    form = Form(
        id=text(top["form"], "form"),
        title=text(top["title"], "title"),
        sections=sections,
        source=tuple(
            _source(part, f"source.{i}") for i, part in enumerate(items(top["source"], "source"))
        ),
        paper=_optional(top, "paper"),
        addressed_to=_optional(top, "addressed_to"),
        pledge=_optional(top, "pledge"),
    )
    sums = tuple(
        _sum(key, part, form) for key, part in mapping(top.get("sums", {}), "sums").items()
    )
    return check(dataclasses.replace(form, sums=sums))


def _optional(top: Mapping[str, object], key: str) -> str:
    return text(top[key], key) if key in top else ""


def _section(raw: object, path: str) -> Section:
    keys = {"title", "fields"}
    part = mapping(raw, path, keys, required=keys)
    return Section(text(part["title"], f"{path}.title"), _fields(part["fields"], f"{path}.fields"))


def _source(raw: object, path: str) -> Source:
    keys = {"law", "confidence"}
    part = mapping(raw, path, keys, required=keys)
    confidence = member(Confidence)(part["confidence"], f"{path}.confidence")
    return Source(text(part["law"], f"{path}.law"), confidence)


def _sum(key: str, raw: object, form: Form) -> Sum:
    keys = {"label", "of"}
    part = mapping(raw, f"sums.{key}", keys, required=keys)
    of = texts(part["of"], f"sums.{key}.of")
    added = addends(form, of, f"sums.{key}.of")
    whole = all(field.whole for field in added)
    return Sum(key, text(part["label"], f"sums.{key}.label"), of, added[0].unit, whole)


def _fields(raw: object, path: str) -> tuple[Field, ...]:
    return tuple(_field(key, part, f"{path}.{key}") for key, part in mapping(raw, path).items())


def _field(key: str, raw: object, path: str) -> Field:
    kind_name = text(mapping(raw, path).get("kind", ""), f"{path}.kind")
    kind = KINDS.get(kind_name)
    if kind is None:
        known = ", ".join(KINDS)
        raise FormFault(
            f"{path}.kind", "unknown_kind", f"Không có kiểu “{kind_name}”. Các kiểu: {known}."
        )
    parts = {part.name: part for part in dataclasses.fields(kind) if part.name != "id"}
    required = {name for name, part in parts.items() if part.default is dataclasses.MISSING}
    given = mapping(raw, path, {"kind", *parts}, required=required)
    read = {
        name: _ATTRIBUTES[name](given[name], f"{path}.{name}") for name in parts if name in given
    }
    return kind(id=key, **read)  # type: ignore[arg-type]


def _conditions(raw: object, path: str) -> tuple[Condition, ...]:
    return tuple(
        Condition(key, _values(value, f"{path}.{key}")) for key, value in mapping(raw, path).items()
    )


def _values(raw: object, path: str) -> tuple[str | bool, ...]:
    found = []
    for value in raw if isinstance(raw, list) else [raw]:
        if not isinstance(value, (str, bool)):
            raise FormFault(path, "not_a_value", "Điều kiện so với mã lựa chọn hoặc true/false.")
        found.append(value)
    return tuple(found)


def _options(raw: object, path: str) -> Mapping[str, str]:
    options = {key: text(label, f"{path}.{key}") for key, label in mapping(raw, path).items()}
    if not options:
        raise FormFault(path, "no_options", "Cần ít nhất một lựa chọn.")
    return options


def _kinds(raw: object, path: str) -> tuple[IdentityKind, ...]:
    return tuple(member(IdentityKind)(part, path) for part in items(raw, path))


_ATTRIBUTES: Mapping[str, Callable[[object, str], object]] = {
    "label": text,
    "help": text,
    "required": flag,
    "shown_when": _conditions,
    "from_card": member(CardItem),
    "most": count,
    "least": count,
    "lines": flag,
    "kinds": _kinds,
    "born": text,
    "sex": text,
    "lowest": bound,
    "highest": bound,
    "unit": text,
    "decimals": count,
    "when": member(When),
    "abroad": flag,
    "year_only": flag,
    "options": _options,
    "columns": _fields,
    "types": texts,
    "most_bytes": count,
}
