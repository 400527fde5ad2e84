"""Folders of files: which belong together, and what is said of those that do not."""

from engine.imports.epar import read
from engine.imports.imported import Imported
from tests.engine.imports.epar.samples import CODE, FILE, FILES, FORM, FORM_FILE, OWING, SOUND


def only(files: dict[str, bytes]) -> Imported:
    (found,) = read(files, "district")[0]
    return found


def codes(one: Imported) -> list[str]:
    return [problem.code for problem in one.problems]


def test_a_sound_definition_has_no_problem_and_its_figures() -> None:
    card = only(FILES)

    assert card.problems == ()
    assert (card.code, card.name) == (CODE, "Cấp thẻ đọc sách")
    assert card.limit == 6
    assert (card.states, card.actions, card.handovers, card.clock_stops) == (8, 8, 3, 0)
    assert card.inter_agency is False


def test_the_way_over_the_commune_is_between_agencies_and_stops_the_clock_once() -> None:
    card = only({FILE: OWING, FORM_FILE: FORM})

    assert card.problems == ()
    assert card.inter_agency is True
    assert card.clock_stops == 1
    assert card.handovers == 5


def test_files_may_lie_in_a_folder_for_each_procedure() -> None:
    card = only({f"{CODE}/{FILE}": SOUND, f"{CODE}/{FORM_FILE}": FORM})

    assert card.problems == ()
    assert card.form is not None


def test_a_process_without_its_form_says_so() -> None:
    card = only({FILE: SOUND})

    assert codes(card) == ["missing_form"]
    assert card.problems[0].where == FILE


def test_a_form_without_a_process_is_no_procedure_that_could_be_written() -> None:
    card = only({FORM_FILE: FORM})

    assert codes(card) == ["missing_workflow"]
    assert card.definition is None


def test_two_files_of_one_code_are_not_mixed() -> None:
    card = only({f"a/{FILE}": SOUND, f"b/{FILE}": OWING, f"a/{FORM_FILE}": FORM})

    assert codes(card) == ["duplicate_file"]
    assert card.inter_agency is False


def test_the_office_has_the_groups_as_units_with_their_words() -> None:
    _, needs = read(FILES, "district")

    assert needs.units[None]["phong_doc_sach"] == "Phòng đọc sách"
    assert needs.units[None]["bp_mot_cua"] == "Bộ phận Một cửa"
    assert needs.handles == {"phong_doc_sach": [CODE]}


def test_other_files_of_the_folder_are_left_alone() -> None:
    found, _ = read({**FILES, "vssver2.xml": b"\x00\x01", "notes.txt": b"?"}, "district")

    assert [one.code for one in found] == [CODE]
