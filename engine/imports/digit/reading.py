"""JSON files as procedures, and the office that they presuppose."""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from engine.imports.digit import roles
from engine.imports.digit.definition import definition_of
from engine.imports.digit.faults import judge
from engine.imports.digit.graph import usual_way
from engine.imports.digit.source import Service, service_of
from engine.imports.imported import Findings, Imported, word
from engine.imports.office import Needs

_KEYS = ("BusinessServices", "BusinessService", "businessServices")
MOST_BYTES = 5_000_000


def read(files: Mapping[str, bytes], tier: str) -> tuple[list[Imported], Needs]:
    """Every BusinessService of the named contents, file by file; nothing raises."""
    needs = Needs()
    found: list[Imported] = []
    for name in sorted(files):
        for one in _file(name, files[name], needs, tier):
            first = next((other for other in found if other.code == one.code), None)
            found.append(one if first is None else _again(name, one))
    return found, needs


def _again(name: str, one: Imported) -> Imported:
    findings = Findings(name)
    findings.add("duplicate_code", "Đã có quy trình cùng tên; bản này không được ghi.", one.code)
    return Imported(one.code, one.name, one.limit, problems=tuple(findings.problems))


def _file(name: str, content: bytes, needs: Needs, tier: str) -> Iterator[Imported]:
    findings = Findings(name)
    code = name.rpartition("/")[2].removesuffix(".json")
    listed = list(_services(_parsed(content, findings)))
    services = [one for one in listed if isinstance(one, dict)]
    for number, one in enumerate(listed, 1):
        if not isinstance(one, dict):
            findings.add("wrong_shape", "Không phải một BusinessService.", f"mục {number}")
    if not services and not findings.problems:
        findings.add("wrong_shape", "Không thấy BusinessServices trong tệp.")
    if findings.problems:
        yield Imported(code, problems=tuple(findings.problems))
    for data in services:
        of_one = Findings(name)
        yield _imported(service_of(data, code, of_one), of_one, needs, tier)


def _parsed(content: bytes, findings: Findings) -> object:
    if len(content) > MOST_BYTES:
        findings.add("too_large", f"Tệp lớn hơn {MOST_BYTES // 1_000_000} MB: không đọc.")
        return None
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        findings.add("wrong_encoding", "Tệp không phải UTF-8. Lưu lại bằng UTF-8.")
    except json.JSONDecodeError as error:
        message = f"JSON hỏng ở dòng {error.lineno}, cột {error.colno}."
        findings.add("broken_json", message, f"dòng {error.lineno}")
    except (RecursionError, ValueError):
        findings.add("broken_json", "JSON lồng nhau quá sâu hoặc có số quá dài.")
    return None


def _services(value: Any) -> Iterator[object]:  # noqa: ANN401 -- whatever JSON says
    """What an answer, a request to create them or a list holds, or one service by itself."""
    if isinstance(value, dict):
        inner = next((value[key] for key in _KEYS if isinstance(value.get(key), list)), None)
        if inner is None and ("states" in value or isinstance(value.get("businessService"), str)):
            inner = [value]
        value = inner
    yield from value if isinstance(value, list) else ()


def _imported(service: Service, findings: Findings, needs: Needs, tier: str) -> Imported:
    judge(service, findings)
    field = f"digit_{word(service.business or 'chung')}"
    needs.fields[field] = f"DIGIT: {service.business or 'chung'}"
    units = roles.units(service)
    for unit, name in units:
        needs.unit(None, unit, name)
    if not units:
        needs.unit(None, "mot_cua", "Bộ phận Một cửa")
    needs.handle(service.code, units[0][0] if units else "mot_cua")
    return Imported(
        code=service.code,
        name=service.code,
        limit=service.days,
        handovers=_handovers(service),
        problems=tuple(findings.problems),
        definition=definition_of(service, tier, field) if service.stages else None,
    )


def _handovers(service: Service) -> int:
    """Changes between units on the usual way; the citizen is no unit."""
    staff = [roles.holder(stage) for stage in usual_way(service) if stage.moves and not stage.ends]
    staff = [one for one in staff if one not in {roles.APPLICANT, roles.SYSTEM}]
    return sum(one != other for one, other in pairwise(staff))
