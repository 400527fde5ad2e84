"""The results of a procedure: each comes at some time, to somebody, and its promise can begin."""

from collections import Counter
from collections.abc import Iterator

from engine.actors import Role
from engine.definitions.defects import Flaw
from engine.definitions.known import Known
from engine.definitions.load import Definition
from engine.procedure import START, Procedure, ResultRule

_NOBODY = frozenset({Role.APPLICANT, Role.SYSTEM})  # a copy is for a unit or an agency


def listed(definition: Definition, _: Known) -> Iterator[Flaw]:
    """Two results with one id, a copy for nobody, or a result that reaches no one."""
    counted = Counter(one.id for one in definition.procedure.results)
    for number, one in enumerate(definition.procedure.results):
        if counted[one.id] > 1:
            message = f"Kết quả “{one.id}” khai báo nhiều lần."
            yield Flaw(("results", number, "id"), "duplicate_result", message, "Đổi id.")
        if any(address.role in _NOBODY for address in one.to):
            message = "“to” chỉ ghi đơn vị, cơ quan liên quan; người nộp đã có sẵn."
            yield Flaw(("results", number, "to"), "role_nobody_holds", message, "Bỏ vai trò đó.")
        if not one.applicant and not one.to:
            message = f"Kết quả “{one.id}” không trả cho ai."
            yield Flaw(("results", number), "result_for_nobody", message, "Ghi “to”.")


def last(definition: Definition, _: Known) -> Iterator[Flaw]:
    """Nothing would wait for the applicant when the clock has ended."""
    given = definition.procedure.given
    if not any(one.by is None and one.applicant for one in given):
        message = "Không có kết quả nào trả cho người nộp khi giải quyết xong."
        fix = "Thêm một kết quả không có “by”."
        yield Flaw(("results",), "no_last_result", message, fix)


def phases(definition: Definition, _: Known) -> Iterator[Flaw]:
    """A phase that no action issues, or a promise that could never begin."""
    procedure, earlier = definition.procedure, set[str]()
    for number, one in enumerate(procedure.results):
        if one.by is not None and not _issues(procedure, one.by):
            message = f"Thao tác “{one.by}” không cấp được kết quả “{one.id}” khi đang giải quyết."
            fix = "Nêu một thao tác không mở và không kết thúc hồ sơ."
            yield Flaw(("results", number, "by"), "unknown_action", message, fix)
        if one.after is not None and one.after not in earlier:
            message = f"“after” nêu “{one.after}”, không phải giai đoạn đứng trước."
            yield Flaw(("results", number, "after"), "unknown_phase", message, "Sửa “after”.")
        earlier |= _phase(one)


def _phase(one: ResultRule) -> set[str]:
    return {one.id} if one.by is not None else set()


def _issues(procedure: Procedure, name: str) -> bool:
    action = procedure.actions.get(name)
    if action is None or START in action.sources:
        return False
    state = procedure.states.get(action.to)
    return state is not None and state.final is None


def correction(definition: Definition, known: Known) -> Iterator[Flaw]:
    """A wrong result is corrected by a procedure that there is."""
    code = definition.procedure.correction
    if code is not None and known.procedures is not None and code not in known.procedures:
        message = f"Thủ tục đính chính “{code}” không có trong danh mục."
        fix = "Thêm tệp của thủ tục đó, hoặc bỏ dòng này để dùng chính thủ tục đang khai."
        yield Flaw(("correction",), "unknown_procedure", message, fix)


RULES = (listed, last, phases, correction)
