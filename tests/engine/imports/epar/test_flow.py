"""What becomes of steps, tasks, times and pauses in our definition."""

from typing import Any

import pytest

from engine.imports.epar import read
from tests.engine.imports.epar.samples import (
    COUNTER,
    FEE,
    FILE,
    LEADERS,
    OWING,
    RETURN,
    SOUND,
    STEPS,
    process,
    step,
    task,
)


def definition(content: bytes) -> Any:  # noqa: ANN401 -- the plain value of a YAML file
    (found,) = read({FILE: content}, "district")[0]
    return found.definition


def test_tasks_are_the_steps_and_the_ways_on() -> None:
    card = definition(SOUND)

    assert " ".join(card["states"]) == (
        "ban_giao phan_cong thu_ly xet_duyet ky_duyet thu_phi tra_ket_qua returned"
    )
    assert card["actions"]["receive"] == {
        "label": "Tiep_nhan",
        "from": "start",
        "to": "ban_giao",
        "by": "counter",
        "letter": "receipt",
    }
    assert card["actions"]["xet_duyet"]["to"] == "ky_duyet"
    assert card["actions"]["tra_ket_qua"]["to"] == "returned"


def test_groups_are_units_and_roles_are_seats() -> None:
    states = definition(SOUND)["states"]

    assert states["phan_cong"]["holder"] == "phong_doc_sach/unit_head"
    assert states["thu_ly"]["holder"] == "phong_doc_sach/officer"
    assert states["ky_duyet"]["holder"] == "leader"
    assert states["tra_ket_qua"]["holder"] == "counter"


def test_two_tasks_of_one_name_are_told_apart_by_their_steps() -> None:
    room = step(2, "PHONG_DOC_SACH", "3.5", task("XET_DUYET", "KY_DUYET", name="Duyệt"))
    head = step(3, "LANH_DAO_DON_VI", "1.5", task("KY_DUYET", None, name="Duyệt"), name="Ký")
    counter = step(1, "BP_MOT_CUA", "1", task("TIEP_NHAN", "XET_DUYET"))
    states = definition(process(counter, room, head))["states"]

    assert states["xet_duyet"]["label"] == "Duyệt (Bước PHONG_DOC_SACH)"
    assert states["ky_duyet"]["label"] == "Duyệt (Ký)"


def test_the_time_of_a_step_is_shared_and_its_longest_task_takes_the_rest() -> None:
    states = definition(SOUND)["states"]

    assert states["ban_giao"]["budget"] == "1d"
    assert states["phan_cong"]["budget"] == "0.5d"
    assert states["thu_ly"]["budget"] == "2.5d"
    assert states["xet_duyet"]["budget"] == "0.5d"
    assert states["ky_duyet"]["budget"] == "1.5d"


def test_tasks_that_ask_for_more_than_their_step_leave_it_to_the_longest() -> None:
    room = step(
        2,
        "PHONG_DOC_SACH",
        "3.5",
        task("PHAN_CONG", "THU_LY", time="4"),
        task("THU_LY", "KY_DUYET", time="5"),
    )
    states = definition(process(COUNTER, room, LEADERS, FEE, RETURN))["states"]

    assert "budget" not in states["phan_cong"]
    assert states["thu_ly"]["budget"] == "3.5d"


def test_a_reception_that_is_all_of_its_step_gives_its_time_to_what_follows() -> None:
    alone = step(1, "BP_MOT_CUA", "0.5", task("TIEP_NHAN", "THU_LY"))
    room = step(2, "PHONG_DOC_SACH", "4", task("THU_LY", "KY_DUYET"))
    states = definition(process(alone, room, LEADERS, FEE, RETURN))["states"]

    assert states["thu_ly"]["budget"] == "4.5d"


def test_the_work_is_over_where_biz_done_stands_and_later_time_is_no_part_of_the_limit() -> None:
    slow = step(5, "BP_MOT_CUA", "0.5", task("TRA_KET_QUA", None))
    states = definition(process(*STEPS[:-1], slow, totaltime="6.5"))["states"]

    assert states["ky_duyet"].get("clock") is None
    assert states["thu_phi"]["clock"] == "ended"
    assert states["tra_ket_qua"]["clock"] == "ended"
    assert states["tra_ket_qua"]["within"] == {"half_days": 1}


def test_a_pause_stops_the_clock_until_the_unpause_and_keeps_what_remained() -> None:
    states = definition(OWING)["states"]

    assert states["nhan_bien_lai_nop_thue"] == {
        "label": "Nhan_bien_lai_nop_thue",
        "holder": "applicant",
        "stop": "financial_duty",
        "on_return": "resume",
    }
    assert "stop" not in states["tra_thong_bao_nop_thue"]
    assert "stop" not in states["ky_duyet"]


def test_another_agency_is_addressed_by_its_level() -> None:
    assert definition(OWING)["states"]["xac_nhan_lien_thong"]["holder"] == (
        "commune:dia_chinh_cap_xa/officer"
    )


def test_the_fee_is_taken_where_the_old_system_took_it() -> None:
    card = definition(SOUND)

    assert card["fee"][0]["amount"] == 20_000
    assert card["actions"]["thu_phi"]["takes"] == "fee"


def test_a_fee_without_an_amount_is_left_to_the_officer() -> None:
    card = definition(process(*STEPS, fee=""))

    assert card["fee"][0] | {"later": True} == card["fee"][0]
    assert card["fee"][0]["amount"] == 0


@pytest.mark.parametrize(
    ("total", "limit", "counting"),
    [
        ("15", {"working_days": 15}, None),
        ("0", {"working_days": 0}, "half_day"),
        ("0.5", {"working_days": 0.5}, "half_day"),
        ("-1", "none", None),
    ],
)
def test_half_days_are_counted_as_the_old_system_counted_them(
    total: str, limit: object, counting: str | None
) -> None:
    card = definition(process(COUNTER, totaltime=total))

    assert card["limit"] == limit
    assert card.get("counting") == counting


def test_a_parallel_step_is_a_consultation_and_its_answer_is_waited_for() -> None:
    room = step(
        2,
        "PHONG_DOC_SACH",
        "3.5",
        task("THU_LY", "KY_DUYET", next="TV01::KY_DUYET [TV01::Y_KIEN_LANH_DAO]"),
    )
    beside = step(3, "PHONG_MUON", "1.5", task("Y_KIEN_LANH_DAO", None), no_chain="true")
    counter = step(1, "BP_MOT_CUA", "1", task("TIEP_NHAN", "THU_LY"))
    (found,) = read({FILE: process(counter, room, beside, LEADERS, FEE, RETURN)}, "district")[0]
    card: Any = found.definition

    assert [problem.code for problem in found.problems] == ["missing_form"]
    assert card["actions"]["thu_ly"]["asks"] == [
        {"of": "phong_muon/officer", "limit": {"half_days": 3}, "on_silence": "remind"}
    ]
    assert card["actions"]["ky_duyet"]["when"] == "consultations.answered"
    assert "y_kien_lanh_dao" not in card["states"]


def test_a_dangling_way_is_written_as_it_stands() -> None:
    lost = step(1, "BP_MOT_CUA", "1", task("TIEP_NHAN", "BAN_GIAO"), task("BAN_GIAO", "MAT"))
    card = definition(process(lost))

    assert card["actions"]["ban_giao"]["to"] not in card["states"]


@pytest.mark.parametrize(
    ("group", "holder"),
    [
        ("PHONG_LAO_DONG_THUONG_BINH_XA_HOI", "phong_lao_dong_thuong_binh_xa_hoi/officer"),
        ("UBND_XA", "commune:ubnd_xa/officer"),
        ("SO_XAY_DUNG", "province:so_xay_dung/officer"),
        ("HOP_TAC_XA", "hop_tac_xa/officer"),
        ("LANH_DAO_PHONG", "lanh_dao_phong/officer"),
    ],
)
def test_a_group_is_told_from_its_words(group: str, holder: str) -> None:
    counter = step(1, "BP_MOT_CUA", "1", task("TIEP_NHAN", "THU_LY"))
    card = definition(process(counter, step(2, group, "1", task("THU_LY", "KY_DUYET")), LEADERS))

    assert card["states"]["thu_ly"]["holder"] == holder
