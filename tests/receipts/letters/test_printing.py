"""Every paper is opened again: sheets, bytes, text, marks."""

import unicodedata
from dataclasses import replace
from datetime import datetime

import pytest

from receipts.letters import Letter, copies, form_of, render
from tests.receipts.letters.reading import (
    collisions,
    marks,
    page_texts,
    picture,
    sheets,
    text_of,
    title,
)
from tests.receipts.letters.samples import (
    APOLOGY,
    CODE,
    EVERY,
    FEE_RECEIPT,
    HEAD,
    OWNER,
    RECEIPT,
    RECEIVED,
    REFUSAL,
    TRACKING,
)

SHEET = {("A5", False): (148, 210), ("A4", False): (210, 297), ("A4", True): (297, 210)}

each_paper = pytest.mark.parametrize("letter", EVERY, ids=lambda letter: letter.kind)


@each_paper
def test_a_paper_has_the_sheet_that_its_form_names(letter: Letter) -> None:
    form = form_of(letter)

    assert set(sheets(render(letter))) == {SHEET[form.size, form.landscape]}


@each_paper
def test_the_same_facts_give_the_same_bytes(letter: Letter) -> None:
    assert render(letter) == render(letter)


@each_paper
def test_a_paper_says_who_issues_it_what_it_is_and_when(letter: Letter) -> None:
    text = text_of(render(letter))

    assert letter.head.letterhead.office.upper() in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in text
    assert "Đồng Nai, ngày 23 tháng 11 năm 2026" in text
    assert "In lúc 07:31 23/11/2026" in text
    assert form_of(letter).title.upper() in text


@each_paper
def test_no_words_are_printed_over_each_other(letter: Letter) -> None:
    assert collisions(render(letter)) == []


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize(
    "letter", [each for each in EVERY if each.head.tracking], ids=lambda letter: letter.kind
)
def test_a_decoder_reads_the_qr_and_the_barcode(letter: Letter, dpi: int) -> None:
    read = marks(picture(render(letter), dpi))

    assert read["QRCode"] == TRACKING
    assert dpi == 150 or read["Code128"] == CODE


def test_a_scanner_reads_the_longest_code() -> None:
    code = "000.00.15.H19-261123-10001"
    long = replace(RECEIPT, head=replace(RECEIPT.head, code=code, tracking=TRACKING + "x" * 48))

    assert marks(picture(render(long), 300)) == {
        "QRCode": TRACKING + "x" * 48,
        "Code128": code,
    }


def test_a_paper_without_a_dossier_has_no_marks() -> None:
    assert marks(picture(render(REFUSAL), 300)) == {}


def test_the_copy_of_the_office_does_not_hold_the_secret() -> None:
    office, citizen = (text_of(render(copy)) for copy in copies(RECEIPT))

    assert "(Liên: Lưu)" in office
    assert "K7M2-P9QX" not in office
    assert "(Liên: Giao khách hàng)" in citizen
    assert "K7M2-P9QX" in citizen


def test_a_form_without_copies_is_printed_once() -> None:
    assert list(copies(APOLOGY)) == [APOLOGY]


def test_papers_printed_together_count_their_own_pages() -> None:
    feet = [text[-120:] for text in page_texts(render(*copies(FEE_RECEIPT), APOLOGY))]

    assert len(feet) == 4
    assert all("Trang 1/1" in foot for foot in feet)


def test_the_form_follows_the_day_of_issue() -> None:
    former = replace(RECEIPT, head=replace(HEAD, issued_at=RECEIVED.replace(year=2024)))

    assert "Mẫu số 01 – Thông tư số 01/2018/TT-VPCP" in text_of(render(former))
    assert "Mẫu số 01 – Thông tư số 03/2025/TT-VPCP" in text_of(render(RECEIPT))


def test_the_day_is_that_of_the_office_not_of_greenwich() -> None:
    evening = replace(HEAD, issued_at=datetime.fromisoformat("2025-09-14T18:00:00+00:00"))

    assert "Thông tư số 03/2025" in text_of(render(replace(RECEIPT, head=evening)))


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = replace(RECEIPT, received_at=RECEIVED.replace(tzinfo=None))

    with pytest.raises(ValueError, match="múi giờ"):
        render(naive)


def test_every_vietnamese_letter_is_read_back() -> None:
    vowels = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = [unicodedata.normalize("NFC", v + t) for v in vowels for t in tones]
    name = " ".join("".join(letters[start : start + 12]) for start in range(0, 72, 12)) + " đĐ"
    owner = replace(OWNER, owners=(name, name.upper()))

    text = text_of(render(replace(RECEIPT, applicant=owner)))

    assert name in text
    assert name.upper() in text


def test_a_decomposed_name_is_printed_composed() -> None:
    owner = replace(OWNER, owners=(unicodedata.normalize("NFD", "Nguyễn Thị Quỳnh"),))

    assert "Nguyễn Thị Quỳnh" in text_of(render(replace(RECEIPT, applicant=owner)))


def test_what_a_person_wrote_cannot_change_the_page() -> None:
    name = 'Công ty <b>A&B</b> "x" <img src="/etc/passwd"/> &nbsp;'
    owner = replace(OWNER, owners=(name, "a\x00b\x1bc"))

    assert f"{name}; a b c" in text_of(render(replace(RECEIPT, applicant=owner)))


def test_a_viewer_shows_the_paper_and_the_code_but_no_person() -> None:
    assert title(render(RECEIPT)) == f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả {CODE}"
    assert title(render(REFUSAL)) == "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
