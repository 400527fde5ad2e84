"""What is wrong with a service as a whole."""

from collections import Counter
from collections.abc import Callable

from engine.imports.digit.graph import final, longest, reached, stuck
from engine.imports.digit.source import START, Service
from engine.imports.imported import Findings, days, is_file_name


def judge(service: Service, findings: Findings) -> None:
    """Add every defect of the service."""
    for rule in RULES:
        rule(service, findings)


def _name(service: Service, findings: Findings) -> None:
    if not is_file_name(service.code):
        message = f"Mã “{service.code}” có ký tự không dùng được trong tên tệp."
        findings.add("bad_code", message)


def _start(service: Service, findings: Findings) -> None:
    first = service.stages.get(START)
    if not service.stages:
        return
    if first is None or not first.moves:
        message = "Không có trạng thái bắt đầu (state: null) với thao tác mở hồ sơ."
        findings.add("no_start", message, service.code)
    elif len({move.to for move in first.moves}) < len(first.moves):
        message = "Nhiều thao tác mở hồ sơ vào cùng một trạng thái."
        findings.add("several_openings", message, f"{service.code}/null")


def _ways(service: Service, findings: Findings) -> None:
    for stage, move in service.moves:
        if move.to is not None and move.to not in service.stages:
            at = f"{service.code}/{stage.name or 'null'}/{move.name}"
            findings.add("dangling_next", f"nextState là “{move.to}”, không có.", at)
    come_to = reached(service)
    for name in service.stages:
        if name not in come_to:
            message = "Không có đường nào từ lúc nộp đến trạng thái này."
            findings.add("unreachable_state", message, f"{service.code}/{name}")
    for stage in stuck(service):
        message = "Từ đây hồ sơ không bao giờ kết thúc."
        findings.add("endless_loop", message, f"{service.code}/{stage.name or 'null'}")


def _ends(service: Service, findings: Findings) -> None:
    for stage in service.stages.values():
        at = f"{service.code}/{stage.name}"
        if stage.ends and any(move.to != stage.name for move in stage.moves):
            message = "isTerminateState là true nhưng vẫn có thao tác đi tiếp."
            findings.add("leaves_final", message, at)
        if final(stage) and not stage.ends:
            message = "Không có thao tác nào và isTerminateState không phải true; coi là kết thúc."
            findings.add("not_terminated", message, at)
    over = [final(stage) for stage in service.stages.values()]
    if service.stages and "completed" not in over:
        message = "Không có trạng thái nào là hoàn thành: thời hạn không có điểm kết thúc."
        findings.add("no_clock_end", message, service.code)


def _moves(service: Service, findings: Findings) -> None:
    for stage in service.stages.values():
        for name, times in Counter(move.name for move in stage.moves).items():
            if times > 1:
                at = f"{service.code}/{stage.name or 'null'}/{name}"
                findings.add("duplicate_action", f"{times} thao tác cùng tên ở đây.", at)


def _times(service: Service, findings: Findings) -> None:
    if service.days is None:
        message = "Không ghi thời hạn của quy trình (businessServiceSla)."
        findings.add("no_limit", message, service.code)
    elif (most := longest(service)) > service.days:
        message = (
            f"Có đường mà các trạng thái cộng lại {days(most)} ngày, "
            f"thời hạn ghi {days(service.days)} ngày."
        )
        findings.add("sum_over_total", message, service.code)


Rule = Callable[[Service, Findings], None]
RULES: tuple[Rule, ...] = (_name, _start, _ways, _ends, _moves, _times)
