"""Each defect of a definition is named, with its place; the rest of it is read all the same."""

import pytest

from engine.imports.epar import read
from engine.imports.imported import Imported, Problem
from tests.engine.imports.epar.samples import (
    CODE,
    COUNTER,
    FEE,
    FILE,
    FORM,
    FORM_FILE,
    LEADERS,
    READING_ROOM,
    RETURN,
    STEPS,
    process,
    step,
    task,
)


def one(content: bytes) -> Imported:
    (found,) = read({FILE: content, FORM_FILE: FORM}, "district")[0]
    return found


def problem(content: bytes, code: str) -> Problem:
    """The one problem of this code."""
    (found,) = [each for each in one(content).problems if each.code == code]
    return found


HEADINGS = [
    ({"totaltime": "-1"}, "no_limit"),
    ({"totaltime": ""}, "no_limit"),
    ({"totaltime": "0,5"}, "bad_time"),
    ({"totaltime": "9"}, "sum_unlike_total"),
    ({"totaltime": "0.3"}, "uncountable_time"),
    ({"fee": "tùy việc"}, "bad_fee"),
    ({"name": ""}, "missing_attribute"),
    ({"code": ""}, "missing_attribute"),
    ({"code": "TV02"}, "code_unlike_file"),
]


@pytest.mark.parametrize(("attributes", "code"), HEADINGS)
def test_a_defect_of_the_heading_is_named_with_its_file(
    attributes: dict[str, str], code: str
) -> None:
    found = problem(process(*STEPS, **attributes), code)

    assert found.where == FILE
    assert found.message


def test_a_sum_unlike_the_total_tells_both() -> None:
    found = problem(process(*STEPS, totaltime="20"), "sum_unlike_total")

    assert "6 ngày" in found.message
    assert "20 ngày" in found.message


LIBRARY = "bước 2 (Bước PHONG_DOC_SACH)"
WAYS = [
    (task("THU_LY", "KHONG_CO"), "dangling_next", f"{CODE}::THU_LY"),
    (task("THU_LY", "KY_DUYET", code="DT09::THU_LY"), "borrowed_task", "DT09::THU_LY"),
    (task("THU_LY", "KY_DUYET", code="THULY"), "bad_task_code", "THULY"),
    (task("NGHI_NGOI", "KY_DUYET"), "unknown_role", f"{CODE}::NGHI_NGOI"),
    (task("THU_LY", "PHAN_CONG"), "endless_loop", f"{CODE}::THU_LY"),
    (task("THU_LY", "KY_DUYET", next=""), "no_next", f"{CODE}::THU_LY"),
    (
        task("THU_LY", "KY_DUYET", next=f"{CODE}::KY_DUYET [{CODE}::THU_PHI]"),
        "beside_not_parallel",
        f"{CODE}::THU_LY",
    ),
    (task("THU_LY", None), "no_return", f"{CODE}::THU_LY"),
    (task("THU_LY", "KY_DUYET", time="hai"), "bad_time", f"{CODE}::THU_LY"),
    (task("THU_LY", "KY_DUYET", time="-1"), "no_time", f"{CODE}::THU_LY"),
    (task("THU_LY", "KY_DUYET", time="9"), "tasks_over_step", LIBRARY),
    (task("THU_LY", "KY_DUYET", code=""), "missing_attribute", LIBRARY),
    (task("THU_LY", "KY_DUYET", pause="true"), "pause_without_unpause", f"{CODE}::THU_LY"),
    (task("THU_LY", "KY_DUYET", unpause="true"), "unpause_without_pause", f"{CODE}::THU_LY"),
    (task("THU_LY", "KY_DUYET", biz_done="TRUE"), "clock_ends_twice", f"{CODE}::KY_DUYET"),
    (task("THU_LY", "KY_DUYET") * 2, "duplicate_task", f"{CODE}::THU_LY"),
]


@pytest.mark.parametrize(("tasks", "code", "place"), WAYS)
def test_a_defect_of_a_task_is_named_with_its_code(tasks: str, code: str, place: str) -> None:
    begun = task("PHAN_CONG", "THU_LY")
    library = step(2, "PHONG_DOC_SACH", "3.5", begun, tasks)

    found = problem(process(COUNTER, library, LEADERS, FEE, RETURN), code)

    assert found.where == f"{FILE}, {place}"


def test_what_nothing_leads_to_is_named_once_each() -> None:
    """The chain breaks after the counter: five tasks are left over."""
    broken = step(1, "BP_MOT_CUA", "1", task("TIEP_NHAN", "BAN_GIAO"), task("BAN_GIAO", "MAT"))

    problems = one(process(broken, *STEPS[1:])).problems

    assert [each.code for each in problems].count("dangling_next") == 1
    assert [each.code for each in problems].count("unreachable_task") == 6


def test_a_process_that_nobody_receives_says_so() -> None:
    assert problem(process(*STEPS[1:], totaltime="5"), "no_start").where.endswith("::PHAN_CONG")


def test_an_order_that_stands_twice_names_the_step_that_had_it() -> None:
    found = problem(process(*STEPS[:3], step(3, "BP_MOT_CUA", "0"), FEE, RETURN), "duplicate_order")

    assert found.where == f"{FILE}, bước 4 (Bước BP_MOT_CUA)"
    assert "bước 3" in found.message


def test_steps_may_be_faulty_too() -> None:
    nobody = step(6, "", "0", task("Y_KIEN_LANH_DAO", None), order="cuối")
    codes = {each.code for each in one(process(*STEPS, nobody)).problems}

    assert codes == {"no_group", "bad_order", "unreachable_task"}


def test_a_clock_that_nobody_ends_is_named_and_ends_where_the_old_system_ended_it() -> None:
    silent = step(3, "LANH_DAO_DON_VI", "1.5", task("KY_DUYET", "THU_PHI"))

    found = problem(process(COUNTER, READING_ROOM, silent, FEE, RETURN), "no_clock_end")

    assert f"{CODE}::KY_DUYET" in found.message


def test_a_fee_that_no_step_takes_is_named() -> None:
    straight = step(3, "LANH_DAO_DON_VI", "1.5", task("KY_DUYET", "TRA_KET_QUA", biz_done="true"))

    found = problem(process(COUNTER, READING_ROOM, straight, RETURN), "fee_not_taken")

    assert "20000" in found.message


def test_an_empty_process_is_told_and_not_crashed_on() -> None:
    codes = {each.code for each in one(process()).problems}

    assert codes == {"empty_process", "sum_unlike_total", "fee_not_taken"}
