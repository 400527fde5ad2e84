"""All files of a folder as procedures, and the office that they presuppose."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from engine.imports.epar import roles
from engine.imports.epar.clock import OTHER_STOP
from engine.imports.epar.definition import Offer, definition_of, handovers
from engine.imports.epar.faults import judge
from engine.imports.epar.form import Read, form_of
from engine.imports.epar.lists import lists_of
from engine.imports.epar.source import Process, process_of
from engine.imports.epar.way import way_of
from engine.imports.epar.xml import parse
from engine.imports.imported import Findings, Imported, distinct, word
from engine.imports.office import Needs

WORKFLOW, FORM = "_workflow.xml", "_form_struct.xml"
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Pair:
    """The two files of a procedure, by their names as they are shown."""

    workflow: str | None = None
    form: str | None = None
    key: str = ""  # of our form


def read(files: Mapping[str, bytes], tier: str) -> tuple[list[Imported], Needs]:
    """Every procedure of the named contents, by code; nothing raises.

    Names may have folders in front. Two files of one code in two folders: the first counts, the
    other is a problem. The needs are the fields, units and reasons that the definitions name.
    """
    needs = Needs()
    lists = lists_of({n: c for n, c in files.items() if not n.lower().endswith((WORKFLOW, FORM))})
    pairs, doubled = _pairs(files)
    found = []
    keys: set[str] = set()
    for code in sorted(pairs):
        pairs[code].key = distinct(f"epar_{word(code)}"[:50], keys)
        keys.add(pairs[code].key)
        findings = Findings(pairs[code].workflow or pairs[code].form or code)
        for other in doubled.get(code, ()):
            findings.add("duplicate_file", f"Đã có {findings.file}; tệp {other} không được đọc.")
        found.append(_one(code, pairs[code], files, lists, (findings, needs, tier)))
    return found, needs


def _pairs(files: Mapping[str, bytes]) -> tuple[dict[str, _Pair], dict[str, list[str]]]:
    pairs: dict[str, _Pair] = {}
    doubled: dict[str, list[str]] = {}
    for name in sorted(files):
        base = name.rpartition("/")[2]
        ending = next((end for end in (WORKFLOW, FORM) if base.lower().endswith(end)), None)
        if ending is None:
            continue
        code = base[: -len(ending)]
        pair = pairs.setdefault(code, _Pair())
        part = "workflow" if ending == WORKFLOW else "form"
        if getattr(pair, part) is not None:
            doubled.setdefault(code, []).append(name)
        else:
            setattr(pair, part, name)
    return pairs, doubled


_Asked = tuple[Findings, Needs, str]


def _one(
    code: str,
    pair: _Pair,
    files: Mapping[str, bytes],
    lists: Mapping[str, Mapping[str, str]],
    asked: _Asked,
) -> Imported:
    findings, needs, tier = asked
    if pair.workflow is None:
        findings.add("missing_workflow", "Có mẫu đơn nhưng không có tệp quy trình.")
        return Imported(code, problems=tuple(findings.problems))
    root = parse(files[pair.workflow], "process", findings)
    if root is None:
        return Imported(code, problems=tuple(findings.problems))
    process = process_of(root, code, findings)
    asks = _asks(process, pair, files, lists, findings)
    return _imported(process, asks, findings, needs, tier)


def _asks(
    process: Process,
    pair: _Pair,
    files: Mapping[str, bytes],
    lists: Mapping[str, Mapping[str, str]],
    findings: Findings,
) -> Read:
    if pair.form is None:
        findings.add("missing_form", f"Không có mẫu đơn {process.code}{FORM}.")
        return Read(None, [])
    of_form = Findings(pair.form)
    root = parse(files[pair.form], "form", of_form)
    asks = Read(None, [])
    if root is not None:
        asks = form_of(root, pair.key, process.name, of_form, lists)
    findings.problems.extend(of_form.problems)
    return asks


def _imported(
    process: Process, asks: Read, findings: Findings, needs: Needs, tier: str
) -> Imported:
    way = way_of(process)
    judge(process, way, findings)
    field, name = _field(process.code)
    needs.fields[field] = name
    definition = definition_of(process, way, asks.papers, Offer(tier, field))
    _note(process, definition, needs)
    on_the_way = [(process.step_of(task), task) for task in way.main]
    beside = [(step, task) for step in way.beside.values() for task in step.tasks]
    return Imported(
        code=process.code,
        name=process.name,
        limit=process.total,
        handovers=handovers(process, way.main),
        inter_agency=any(roles.is_with_others(*one) for one in (*on_the_way, *beside)),
        problems=tuple(findings.problems),
        definition=definition,
        form=asks.form,
    )


def _field(code: str) -> tuple[str, str]:
    """E-PAR has no field in these files; its codes begin with the letters of one."""
    letters = _LETTERS.match(code)
    begin = letters[0] if letters else code
    return f"epar_{word(begin)}", f"Nhóm thủ tục {begin} (E-PAR)"


def _note(process: Process, definition: Mapping[str, object], needs: Needs) -> None:
    """Remember units with the words for them, and who handles the procedure."""
    for step in process.steps:
        if step.group:
            tier = roles.tier_of(step.group)
            needs.unit(tier, roles.unit_of(step.group), roles.unit_name(step.group, step.name))
    needs.handle(process.code, _working_unit(process))
    if OTHER_STOP in str(definition["states"]):
        needs.stops[OTHER_STOP] = "Tạm dừng theo quy trình cũ"


def _working_unit(process: Process) -> str | None:
    """The office's unit that has the work: the first that is neither counter nor leaders."""
    groups = [s.group for s in process.steps if s.group and roles.tier_of(s.group) is None]
    inner = [g for g in groups if not roles.is_one_stop(g) and not roles.is_leaders(g)]
    return roles.unit_of((inner or groups)[0]) if groups else None
