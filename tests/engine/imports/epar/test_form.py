"""What becomes of the items of a form."""

from typing import Any

from engine.imports.epar import read
from engine.imports.imported import Imported
from forms.load import load
from tests.engine.imports.epar.samples import FILE, FILES, FORM_FILE, SOUND

LIST = (
    '<root><item name="--Chọn--" value=""/><item name="Thiếu nhi" value="0"/>'
    '<item name="Báo" value="B"/></root>'
).encode()


def read_one(files: dict[str, bytes]) -> Imported:
    (found,) = read(files, "district")[0]
    return found


def fields(one: Imported) -> Any:  # noqa: ANN401 -- the plain value of a YAML file
    form: Any = one.form
    return {key: said for part in form["sections"] for key, said in part["fields"].items()}


def with_items(*items: str) -> Imported:
    lines = "".join(f"<line label=''><item {item}/></line>" for item in items)
    return read_one({FILE: SOUND, FORM_FILE: f"<form>{lines}</form>".encode()})


def test_items_are_questions_of_their_kind() -> None:
    asked = fields(read_one(FILES))

    assert asked["txt_ho_ten"] == {"kind": "text", "label": "Họ tên", "required": True}
    assert asked["txt_ngay_sinh"]["kind"] == "date"
    assert asked["txt_dat_coc"]["kind"] == "money"
    assert asked["ckb_khac"] == {"kind": "yes_no", "label": "Giấy tờ khác"}
    assert "btn_save" not in asked


def test_the_digits_of_a_paper_stay_a_text() -> None:
    assert fields(read_one(FILES))["txt_so_cccd"]["kind"] == "text"


def test_a_form_reads_back_as_one_of_ours() -> None:
    form = load(read_one(FILES).form)

    assert form.id == "epar_tv01"
    assert [section.title for section in form.sections] == ["Người đọc", "Giấy tờ"]


def test_a_required_paper_is_listed_and_the_application_carries_the_form() -> None:
    definition: Any = read_one(FILES).definition

    assert definition["documents"] == [
        {
            "id": "ckb_don",
            "name": "Đơn xin cấp thẻ",
            "originals": 1,
            "required": True,
            "form": "epar_tv01",
        },
        {"id": "ckb_anh", "name": "Bản sao thẻ cũ", "copies": 1, "required": True},
    ]


def test_a_list_that_came_along_is_a_choice_and_one_that_did_not_is_asked_in_words() -> None:
    with_list = read_one({**FILES, "xml_phong_doc.xml": LIST})

    assert fields(with_list)["ddl_phong"]["options"] == {"chon_0": "Thiếu nhi", "b": "Báo"}
    assert fields(read_one(FILES))["ddl_phong"]["kind"] == "text"
    assert "xml_phong_doc" in fields(read_one(FILES))["ddl_phong"]["help"]


def test_two_items_of_one_id_are_both_kept_and_told() -> None:
    found = with_items(
        'type="Textbox" id="txtA" label="Một"', 'type="Textbox" id="txtA" label="Hai"'
    )

    assert list(fields(found)) == ["txt_a", "txt_a_2"]
    (problem,) = found.problems
    assert (problem.code, problem.where) == ("duplicate_item", f"{FORM_FILE}, txtA")


def test_an_unknown_item_is_kept_as_a_text_and_told() -> None:
    found = with_items('type="Bản đồ" id="map" label="Vị trí"')

    assert fields(found)["muc_map"]["kind"] == "text"
    assert [problem.code for problem in found.problems] == ["unknown_item"]


def test_a_form_that_asks_nothing_is_told() -> None:
    found = with_items('type="Button" id="btnSave"')

    assert found.form is None
    assert [problem.code for problem in found.problems] == ["empty_form"]


def test_a_broken_form_leaves_the_process_readable() -> None:
    found = read_one({FILE: SOUND, FORM_FILE: b"<form><line></form>"})

    assert [problem.code for problem in found.problems] == ["broken_xml"]
    assert found.definition is not None
