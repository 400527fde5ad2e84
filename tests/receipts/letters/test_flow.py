"""Long names and long lists: nothing is lost, nothing is printed over something else."""

from dataclasses import replace

import pytest

from receipts.letters import PaperLine, Receipt, Register, render
from tests.receipts.letters.reading import boxes, collisions, page_texts, sheets, text_of
from tests.receipts.letters.samples import (
    EVERY,
    LINE,
    OWNER,
    PAPERS,
    RECEIPT,
    REGISTER,
    SUPPLEMENT,
)

LONG_NAME = ("Nguyễn Thị Quỳnh Như " * 10)[:200]
A5_WIDTH = 148 / 25.4 * 72


def with_papers(count: int) -> Receipt:
    papers = tuple(PaperLine(f"Bản vẽ thiết kế số {n}", originals=1) for n in range(1, count + 1))
    return replace(RECEIPT, papers=papers)


def test_a_usual_receipt_is_one_page() -> None:
    assert len(sheets(render(RECEIPT))) == 1


def test_a_name_of_two_hundred_letters_is_printed_whole() -> None:
    owner = replace(OWNER, owners=(LONG_NAME,), submitter=LONG_NAME, address=LONG_NAME)
    pdf = render(replace(RECEIPT, applicant=owner, handed_in_by=LONG_NAME))

    assert text_of(pdf).count(LONG_NAME.strip()) == 4
    assert collisions(pdf) == []


def test_a_name_without_blanks_is_broken_at_the_edge() -> None:
    pdf = render(replace(RECEIPT, applicant=replace(OWNER, owners=("Ơ" * 200,))))

    assert text_of(pdf).replace(" ", "").count("Ơ" * 200) == 1
    assert all(box.right < A5_WIDTH for page in boxes(pdf) for box in page)


def test_a_long_list_flows_on_with_its_headings_and_page_numbers() -> None:
    pages = page_texts(render(with_papers(90)))

    assert len(pages) > 2
    assert [f"Trang {n}/{len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(
        pages
    )
    assert all("Tên giấy tờ" in page for page in pages[:-1])
    assert all(page.count(f"Bản vẽ thiết kế số {n} ") <= 1 for n in range(1, 91) for page in pages)
    joined = " ".join(pages)
    assert all(f"{n} Bản vẽ thiết kế số {n} Bản chính 1" in joined for n in range(1, 91))


def test_a_long_list_stays_on_the_sheet() -> None:
    pdf = render(with_papers(90))

    assert set(sheets(pdf)) == {(148, 210)}
    assert collisions(pdf) == []
    assert all(box.bottom > 10 for page in boxes(pdf) for box in page)


@pytest.mark.parametrize("count", range(4, 24))
def test_signatures_never_stand_alone_on_a_page(count: int) -> None:
    last = page_texts(render(with_papers(count)))[-1]

    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in last
    assert not last.startswith("NGƯỜI NỘP HỒ SƠ")


def test_a_cell_longer_than_a_page_goes_on_in_the_next_row() -> None:
    words = [f"từ{n}" for n in range(2000)]
    endless = PaperLine(" ".join(words), originals=1)
    text = text_of(render(replace(SUPPLEMENT, missing=(endless, *PAPERS))))

    found = [word for word in text.split() if word.startswith("từ") and word[2:].isdigit()]
    assert found == words


def test_a_note_of_many_lines_keeps_them() -> None:
    text = text_of(render(replace(RECEIPT, note="trước\nsau\n" * 100)))

    assert text.count("trước") == text.count("sau") == 100


def test_a_year_of_the_register_has_every_line_once() -> None:
    lines = tuple(replace(LINE, number=n, code=f"H19.15-261123-{n:04d}") for n in range(1, 201))
    pages = page_texts(render(replace(REGISTER, lines=lines)))

    joined = " ".join(pages)
    assert all(joined.count(line.code) == 1 for line in lines)
    assert all("Phương thức nhận kết quả" in page for page in pages)


def test_an_empty_register_says_so() -> None:
    empty: Register = replace(REGISTER, lines=())

    assert "0 hồ sơ" in text_of(render(empty))


def test_every_kind_of_paper_survives_long_names_at_its_head() -> None:
    for letter in EVERY:
        above = replace(letter.head.letterhead, superior=LONG_NAME, office=LONG_NAME)
        head = replace(letter.head, letterhead=above)
        long = replace(letter, head=head)  # type: ignore[type-var]  # every letter is a dataclass

        assert collisions(render(long)) == []
