"""What is wrong with a process as a whole: its way, its times, its clock, its names."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from engine.imports.epar import clock
from engine.imports.epar.roles import KNOWN, RECEIVED, RETURNED, TAKE_FEE
from engine.imports.epar.source import PARTS, Process, Task
from engine.imports.epar.times import ZERO, stated
from engine.imports.epar.way import Way
from engine.imports.imported import Findings, days, is_file_name

_HALF = Decimal("0.5")


def judge(process: Process, way: Way, findings: Findings) -> None:
    """Add every defect of the process."""
    for rule in RULES:
        rule(process, way, findings)


def _names(process: Process, _: Way, findings: Findings) -> None:
    if not is_file_name(process.code):
        message = f"Mã “{process.code}” có ký tự không dùng được trong tên tệp."
        findings.add("bad_code", message)
    own = {process.code, process.written}
    for task in process.tasks:
        if task.code and PARTS not in task.code:
            message = f"Mã công việc không có dạng <thủ tục>{PARTS}<vai trò>."
            findings.add("bad_task_code", message, task.code)
        elif task.code and not own & set(task.owners):
            message = f"Công việc mượn của thủ tục khác: {PARTS.join(task.owners)}."
            findings.add("borrowed_task", message, task.code)
        if task.role and task.role not in KNOWN:
            message = f"E-PAR không có vai trò “{task.role}”; ở đây coi là chuyên viên xử lý."
            findings.add("unknown_role", message, task.code)


def _twice(process: Process, _: Way, findings: Findings) -> None:
    for code, times in Counter(task.code for task in process.tasks if task.code).items():
        if times > 1:
            message = f"{times} công việc cùng mã; E-PAR và bản chuyển chỉ dùng công việc đầu tiên."
            findings.add("duplicate_task", message, code)
    first: dict[str, str] = {}
    for step in process.steps:
        if not step.order.isdigit():
            findings.add("bad_order", f'order="{step.order}" không phải số thứ tự.', step.place)
        elif step.parallel:  # it has the number of the step that it stands beside
            continue
        elif step.order in first:
            message = f"Trùng số thứ tự {step.order} với {first[step.order]}."
            findings.add("duplicate_order", message, step.place)
        first.setdefault(step.order, step.place)


def _ways(process: Process, way: Way, findings: Findings) -> None:
    if not way.main:
        findings.add("empty_process", "Quy trình không có bước hoặc công việc nào.")
        return
    start, last = way.main[0], way.main[-1]
    if not any(task.role in RECEIVED for task in way.main):
        findings.add("no_start", "Không có công việc tiếp nhận (TIEP_NHAN).", start.code)
    if way.loop is not None:
        message = f"Đi vòng về {way.loop.code}: hồ sơ không bao giờ kết thúc."
        findings.add("endless_loop", message, last.code)
    elif way.lost is None and last.role not in RETURNED:
        message = "Quy trình hết ở đây mà chưa trả kết quả (TRA_KET_QUA)."
        findings.add("no_return", message, last.code)
    known = {task.code for task in process.tasks}
    for task in process.tasks:
        _leads(task, known, findings)
        if id(task) not in way.reached:
            message = "Không có đường nào từ tiếp nhận đến công việc này."
            findings.add("unreachable_task", message, task.code or process.step_of(task).place)


def _leads(task: Task, known: set[str], findings: Findings) -> None:
    for attribute, code in (("next", task.next), ("công việc song song", task.beside)):
        if code is not None and code not in known:
            message = f"{attribute} là {code}, không có công việc nào mang mã này."
            findings.add("dangling_next", message, task.code)


def _beside(process: Process, _: Way, findings: Findings) -> None:
    parallel = {task.code for step in process.steps if step.parallel for task in step.tasks}
    known = {task.code for task in process.tasks}
    for task in process.tasks:
        if task.beside in known - parallel:
            message = f"{task.beside} không thuộc bước song song (no_chain); bản chuyển bỏ qua."
            findings.add("beside_not_parallel", message, task.code)


def _times(process: Process, _: Way, findings: Findings) -> None:
    times = [step.time for step in process.steps if not step.parallel]
    whole = sum((time for time in times if time is not None), ZERO)
    if process.total is not None and None not in times and whole != process.total:
        message = f"Các bước cộng lại {days(whole)} ngày, thời hạn ghi {days(process.total)} ngày."
        findings.add("sum_unlike_total", message)
    if process.total is not None and process.total % _HALF:
        message = f"Thời hạn {days(process.total)} ngày không phải bội số của nửa ngày."
        findings.add("uncountable_time", message)
    for step in process.steps:
        if step.time is not None and stated(step) > step.time:
            message = (
                f"Các công việc cộng lại {days(stated(step))} ngày, "
                f"bước chỉ có {days(step.time)} ngày; bản chuyển giữ thời gian của bước."
            )
            findings.add("tasks_over_step", message, step.place)


def _clock(process: Process, way: Way, findings: Findings) -> None:
    done = [task for task in way.main if task.done]
    for extra in done[1:]:
        message = f"biz_done lần thứ hai; thời hạn đã kết thúc ở {done[0].code}."
        findings.add("clock_ends_twice", message, extra.code)
    last = clock.ending(way.main)
    if way.main and not any(task.done for task in process.tasks):
        where = f"ở {last.code}" if last else "khi hồ sơ kết thúc"
        message = f"Không công việc nào ghi biz_done; như E-PAR, coi thời hạn kết thúc {where}."
        findings.add("no_clock_end", message)
    _pauses(way, last, findings)


def _pauses(way: Way, last: Task | None, findings: Findings) -> None:
    paused: Task | None = None
    for task in way.main:
        if clock.goes_on(task):
            if paused is None:
                findings.add("unpause_without_pause", "unpause mà trước đó không pause.", task.code)
            paused = None
        if clock.pauses(task):
            if paused is not None or clock.goes_on(task):
                findings.add("paused_twice", "pause khi đồng hồ đã dừng.", task.code)
            paused = task
        if task is last:
            break
    if paused is not None:
        message = "pause mà không có unpause trước khi có kết quả."
        findings.add("pause_without_unpause", message, paused.code)


def _money(process: Process, _: Way, findings: Findings) -> None:
    takes = any(task.role == TAKE_FEE for task in process.tasks)
    if process.fee and not takes:
        message = f"Có phí {process.fee} đồng nhưng không có công việc thu phí (THU_PHI)."
        findings.add("fee_not_taken", message)


Rule = Callable[[Process, Way, Findings], None]
RULES: tuple[Rule, ...] = (_names, _twice, _ways, _beside, _times, _clock, _money)
