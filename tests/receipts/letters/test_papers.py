"""What each form says, line by line, as the law and the forms in use have it."""

from dataclasses import replace

from receipts.letters import Fee, Letter, Signature, render
from tests.receipts.letters.reading import text_of
from tests.receipts.letters.samples import (
    APOLOGY,
    CASH_SHEET,
    CODE,
    CONTROL_SLIP,
    FEE_RECEIPT,
    HEAD,
    POST_RECORD,
    PROCEDURE,
    RECEIPT,
    RECEIVED,
    REFUSAL,
    REGISTER,
    RESULT_SLIP,
    SUPPLEMENT,
    SUSPENSION,
    TAX_NOTICE,
    TRANSFER_SLIP,
)


def says(letter: Letter, *lines: str) -> None:
    """The paper holds these lines, in this order."""
    text, at = text_of(render(letter)), 0
    for line in lines:
        found = text.find(line, at)
        assert found >= 0, f"“{line}” is not behind “{text[max(0, at - 60) : at]}”: {text}"
        at = found + len(line)


def test_the_receipt_tells_who_what_and_when() -> None:
    says(
        RECEIPT,
        "Mã hồ sơ: H19.15-261123-0018",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Quỳnh Như; Trần Đức Thắng",
        "Người nộp: Lê Hoàng Ửng (theo giấy ủy quyền ngày 20/11/2026)",
        "Địa chỉ: Số 12/3, tổ 5, khu phố 2, phường Tam Hiệp, tỉnh Đồng Nai",
        "Số điện thoại: 0903 123 456",
        "Email: quynhnhu@example.vn",
        "Số CCCD: 075190012345",
        f"Nội dung yêu cầu giải quyết: {PROCEDURE}",
        "1. Thành phần hồ sơ nộp gồm:",
        "STT Tên giấy tờ Loại giấy tờ Số lượng",
        "3 Chứng từ thực hiện nghĩa vụ tài chính Bản chứng thực 1",
        "2. Số lượng hồ sơ: 1 bộ",
        "3. Thời gian giải quyết hồ sơ theo quy định: 20 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 07 giờ 30 phút, ngày 23/11/2026",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 22/12/2026",
        "6. Đăng ký nhận kết quả: trực tiếp tại",
        "7. Phí, lệ phí: Phí thẩm định 75.000 đồng (đã nộp);",
        "Quyển số 02, Số thứ tự 1843.",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    )


def test_the_former_receipt_counts_originals_and_copies_in_columns() -> None:
    former = replace(RECEIPT, head=replace(HEAD, issued_at=RECEIVED.replace(year=2024)))

    says(former, "TT Tên giấy tờ Số lượng", "Bản chính", "Bản chứng thực", "Bản chụp")
    says(former, "2 Giấy tờ về quyền sử dụng đất 1 2 3 Chứng từ")


def test_a_receipt_without_limit_promises_no_day() -> None:
    open_ended = replace(RECEIPT, due_at=None, limit="không quy định")

    assert "Thời gian trả kết quả" not in text_of(render(open_ended))


def test_a_procedure_of_two_phases_has_two_promises() -> None:
    says(
        replace(RECEIPT, second_received_at=RECEIVED, second_due_at=RECEIPT.due_at),
        "6. Thời gian nhận hồ sơ lần hai: 07 giờ 30 phút, ngày 23/11/2026",
        "7. Thời gian trả kết quả lần hai: 17 giờ 00 phút, ngày 22/12/2026",
        "8. Đăng ký nhận kết quả",
    )


def test_the_supplement_request_lists_what_is_missing_and_whom_to_ask() -> None:
    says(
        SUPPLEMENT,
        "Số: 15/HDHS",
        "Hồ sơ của: Nguyễn Thị Quỳnh Như",
        "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        "1 Giấy tờ về quyền sử dụng đất Bản chính Bản chụp 1 2",
        "1. Ký tên ở trang 2 của đơn.",
        "Lý do: Giấy tờ không đúng mẫu quy định",
        "xin liên hệ: gặp Lâm Ngọc Phương, điện thoại 0251 3822 501",
        "NGƯỜI HƯỚNG DẪN",
    )


def test_the_refusal_gives_its_reasons_and_no_identity_number() -> None:
    says(
        REFUSAL,
        "Số: 16/TCHS",
        "với lý do cụ thể như sau:",
        "1. Thửa đất thuộc thẩm quyền giải quyết của cơ quan khác.",
        "2. Hồ sơ đã được tiếp nhận ngày 12/11/2026",
    )
    assert "075190012345" not in text_of(render(REFUSAL))


def test_the_apology_names_the_promise_the_reason_and_the_new_day() -> None:
    says(
        APOLOGY,
        "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI",
        "Số: 08/PXL-SNNMT",
        "Kính gửi: Nguyễn Thị Quỳnh Như; Trần Đức Thắng",
        "lĩnh vực Đất đai, số biên nhận H19.15-261123-0018",
        "Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 22/12/2026",
        "Đơn vị đang giải quyết: Phòng Quản lý đất đai",
        "Lý do: Cơ quan thuế chưa có thông báo",
        "xin lỗi Ông/Bà",
        "17 giờ 00 phút, ngày 29/12/2026",
        "Nơi nhận:",
        "- Lưu: VT, QLĐĐ.",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        "Hồ Thành Phúc",
    )


def test_a_head_who_signs_alone_has_one_line() -> None:
    says(replace(APOLOGY, signed=Signature(("GIÁM ĐỐC",), "Lê Hữu Hùng")), "GIÁM ĐỐC Lê Hữu Hùng")


def test_the_notice_of_an_end_says_on_what_grounds() -> None:
    says(
        SUSPENSION,
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Căn cứ Nghị định số 118/2025/NĐ-CP",
        "Ngày 25/11/2026, cơ quan đã yêu cầu bổ sung",
        "1. Quá 30 ngày",
    )


def test_the_control_slip_has_a_row_for_each_hand_over() -> None:
    says(
        CONTROL_SLIP,
        "Cơ quan phối hợp giải quyết: Thuế tỉnh Đồng Nai; UBND phường Tam Hiệp",
        "1. Giao: Trung tâm",
        "2. Nhận: Phòng Quản lý đất đai",
        "10 giờ 15 phút ngày 23/11/2026",
        "Đúng hạn",
        "Quá hạn",
    )


def test_the_register_has_the_columns_of_the_law() -> None:
    text = text_of(render(REGISTER))

    for heading in (
        "Mã hồ sơ",
        "Tên thủ tục hành chính",
        "Tên cá nhân, tổ chức",
        "Cơ quan chủ trì giải quyết",
        "Hẹn trả kết quả",
        "Ký nhận",
        "Ghi chú",
    ):
        assert text.count(heading) == 3  # once a page
    says(REGISTER, "Quyển số 02 · Từ ngày 23/11/2026", "1843", CODE, "1844")


def test_the_fee_receipt_says_the_sum_in_words() -> None:
    says(
        FEE_RECEIPT,
        "Mẫu số: 01LP",
        "1 Phí thẩm định hồ sơ 1.005.000",
        "giảm 50%: hộ nghèo",
        "Tổng số tiền: 1.030.000 đồng",
        "Bằng chữ: Một triệu không trăm ba mươi nghìn đồng",
        "NGƯỜI THU TIỀN",
    )
    free = replace(FEE_RECEIPT, fees=(Fee("Lệ phí", 0, "miễn"),))
    says(free, "Tổng số tiền: 0 đồng", "Bằng chữ: Không đồng")


def test_the_cash_sheet_says_what_was_counted_and_who_has_not_signed_yet() -> None:
    says(
        CASH_SHEET,
        "SỔ QUỸ TRONG NGÀY",
        "Tiền mặt 75.000 70.000 −5.000 Trả thừa",
        "Cộng theo biên lai: 125.000 đồng",
        "−25.000",
        "NGƯỜI KÝ SOÁT",
    )
    signed = replace(CASH_SHEET, countersigned_by="Trần Thị Ủy")
    says(signed, "Trần Thị Ủy")


def test_the_result_slip_lists_results_and_originals_given_back() -> None:
    says(
        RESULT_SLIP,
        "Người nhận kết quả: Lê Hoàng Ửng",
        "Số CCCD: 075090054321",
        "1 Giấy chứng nhận quyền sử dụng đất DN 123456 18/12/2026 1",
        "Giấy tờ bản chính trả lại: Giấy tờ về quyền sử dụng đất",
        "NGƯỜI NHẬN KẾT QUẢ",
    )


def test_the_record_with_the_post_names_each_item_and_what_it_lacks() -> None:
    says(
        POST_RECORD,
        "Thời gian giao nhận: 07 giờ 30 phút, ngày 23/11/2026",
        "Bên giao: Bưu điện thành phố Biên Hòa – người giao: Phạm Văn Ổn",
        "1 EB123456785VN",
        "2 EB123456799VN",
        "Thiếu: giấy chứng nhận",
        "Tổng số: 2 bưu gửi",
    )


def test_papers_between_units_are_listed_for_both_sides() -> None:
    says(TRANSFER_SLIP, "Bên giao: Phòng Quản lý đất đai", CODE, "100.000", "Tổng số: 2 mục")
    says(TAX_NOTICE, "Kính gửi: Thuế tỉnh Đồng Nai", "Diện tích 218,5 m²", "Giấy tờ kèm theo:")
