"""One paper of every kind, filled in as an office of Đồng Nai would."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from receipts.letters import (
    Apology,
    Applicant,
    CashLine,
    CashSheet,
    Contact,
    ControlSlip,
    CountedMoney,
    Covered,
    CoverReceipt,
    Fee,
    FeeReceipt,
    Handing,
    Head,
    Letter,
    Letterhead,
    PaperLine,
    PostItem,
    PostRecord,
    Receipt,
    Refusal,
    Register,
    RegisterLine,
    Result,
    ResultSlip,
    Signature,
    SupplementRequest,
    SuspensionNotice,
    TaxNotice,
    TransferItem,
    TransferSlip,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CODE = "H19.15-261123-0018"
TRACKING = "https://motcua.dongnai.gov.vn/t/Zr3kQ0v9mXcT7bWqPl2yNw"
PROCEDURE = (
    "Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất lần đầu"
)
RECEIVED = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # 07:30 in Đồng Nai
DUE = datetime(2026, 12, 22, 10, 0, tzinfo=UTC)  # 17:00

OWNER = Applicant(
    owners=("Nguyễn Thị Quỳnh Như", "Trần Đức Thắng"),
    submitter="Lê Hoàng Ửng (theo giấy ủy quyền ngày 20/11/2026)",
    address="Số 12/3, tổ 5, khu phố 2, phường Tam Hiệp, tỉnh Đồng Nai",
    phone="0903 123 456",
    email="quynhnhu@example.vn",
    identity="075190012345",
    identity_kind="Số CCCD",
)
HEAD = Head(
    letterhead=Letterhead(
        "Sở Nông nghiệp và Môi trường tỉnh Đồng Nai",
        "Trung tâm Phục vụ hành chính công tỉnh",
    ),
    place="Đồng Nai",
    issued_at=RECEIVED,
    rendered_at=datetime(2026, 11, 23, 0, 31, tzinfo=UTC),
    zone=ZONE,
    code=CODE,
    tracking=TRACKING,
    contact=Contact("https://motcua.dongnai.gov.vn", "Lâm Ngọc Phương", "0251 3822 501"),
)
SLIP_HEAD = replace(HEAD, number="15/HDHS", code=None, tracking=None)
DECIDING_HEAD = replace(
    HEAD,
    letterhead=Letterhead(
        "Ủy ban nhân dân tỉnh Đồng Nai", "Sở Nông nghiệp và Môi trường tỉnh Đồng Nai"
    ),
    number="08/PXL-SNNMT",
)
LEADER = Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Hồ Thành Phúc")
PAPERS = (
    PaperLine("Đơn đăng ký, cấp Giấy chứng nhận quyền sử dụng đất (Mẫu số 04/ĐK)", originals=1),
    PaperLine("Giấy tờ về quyền sử dụng đất", originals=1, copies=2),
    PaperLine("Chứng từ thực hiện nghĩa vụ tài chính", certified=1),
    PaperLine("Trích đo địa chính thửa đất", electronic=1),
)

RECEIPT = Receipt(
    head=replace(HEAD, copy="Giao khách hàng", secret="K7M2-P9QX"),  # noqa: S106 - a sample
    applicant=OWNER,
    procedure=PROCEDURE,
    content="Thửa đất số 125, tờ bản đồ số 8, phường Tam Hiệp",
    papers=PAPERS,
    limit="20 ngày làm việc",
    channel="Trực tiếp",
    received_at=RECEIVED,
    due_at=DUE,
    return_by="trực tiếp tại Trung tâm Phục vụ hành chính công phường Tam Hiệp",
    fees=(
        Fee("Phí thẩm định", 75000, "đã nộp"),
        Fee("Lệ phí cấp giấy chứng nhận", 0, "miễn: hộ nghèo"),
    ),
    book="02",
    entry="1843",
    receiver="Lâm Ngọc Phương",
    handed_in_by="Lê Hoàng Ửng",
)
COVER = CoverReceipt(
    head=replace(HEAD, code=None, tracking=None),
    handed_in_by="Lê Hoàng Ửng",
    dossiers=tuple(
        Covered(code, PROCEDURE, "; ".join(OWNER.owners), DUE, 75000, "đã nộp")
        for code in (CODE, "000.00.32.H19-210708-0032")
    ),
    receiver="Lâm Ngọc Phương",
    phone=OWNER.phone,
)
SUPPLEMENT = SupplementRequest(
    head=SLIP_HEAD,
    applicant=OWNER,
    procedure=PROCEDURE,
    missing=PAPERS[1:3],
    remarks=("Ký tên ở trang 2 của đơn.", "Ghi lại diện tích thửa đất theo bản trích đo."),
    reason="Giấy tờ không đúng mẫu quy định",
    until="30 ngày, đến hết ngày 23/12/2026",
    guide="Lâm Ngọc Phương",
)
REFUSAL = Refusal(
    head=replace(SLIP_HEAD, number="16/TCHS"),
    applicant=OWNER,
    procedure=PROCEDURE,
    reasons=(
        "Thửa đất thuộc thẩm quyền giải quyết của cơ quan khác.",
        "Hồ sơ đã được tiếp nhận ngày 12/11/2026 và đang được giải quyết.",
    ),
    receiver="Lâm Ngọc Phương",
    handed_in_by="Lê Hoàng Ửng",
)
APOLOGY = Apology(
    head=DECIDING_HEAD,
    applicant=OWNER,
    procedure=PROCEDURE,
    field="Đất đai",
    agency="Phòng Quản lý đất đai",
    received_at=RECEIVED,
    promised_at=DUE,
    new_due_at=datetime(2026, 12, 29, 10, 0, tzinfo=UTC),
    reason="Cơ quan thuế chưa có thông báo về nghĩa vụ tài chính.",
    signed=LEADER,
    recipients=("Như trên", "Trung tâm Phục vụ hành chính công tỉnh", "Lưu: VT, QLĐĐ"),
)
SUSPENSION = SuspensionNotice(
    head=replace(DECIDING_HEAD, number="21/TB-SNNMT"),
    applicant=OWNER,
    procedure=PROCEDURE,
    received_at=RECEIVED,
    grounds=("Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ;",),
    asked_at=datetime(2026, 11, 25, 2, 0, tzinfo=UTC),
    reasons=("Quá 30 ngày kể từ ngày yêu cầu, hồ sơ chưa được bổ sung.",),
    advice="Giấy tờ bản chính đã nộp được trả lại tại nơi tiếp nhận.",
    signed=LEADER,
    recipients=("Như trên", "Lưu: VT, QLĐĐ"),
)
CONTROL_SLIP = ControlSlip(
    head=HEAD,
    owners=OWNER.owners,
    procedure=PROCEDURE,
    agency="Phòng Quản lý đất đai",
    partners=("Thuế tỉnh Đồng Nai", "UBND phường Tam Hiệp"),
    received_at=RECEIVED,
    due_at=DUE,
    handings=(
        Handing(
            "Trung tâm Phục vụ hành chính công tỉnh",
            "Phòng Quản lý đất đai",
            datetime(2026, 11, 23, 3, 15, tzinfo=UTC),
            given_by="Lâm Ngọc Phương",
            received_by="Mai Văn An",
            verdict="Đúng hạn",
        ),
        Handing(
            "Phòng Quản lý đất đai",
            "Lãnh đạo Sở",
            datetime(2026, 12, 18, 8, 40, tzinfo=UTC),
            given_by="Mai Văn An",
            received_by="Hồ Thành Phúc",
            verdict="Quá hạn",
            note="Chờ cơ quan thuế",
        ),
    ),
)
LINE = RegisterLine(
    number=1843,
    code=CODE,
    procedure=PROCEDURE,
    owner="Nguyễn Thị Quỳnh Như; Trần Đức Thắng",
    address="Số 12/3, tổ 5, khu phố 2, phường Tam Hiệp, tỉnh Đồng Nai",
    phone="0903 123 456",
    agency="Phòng Quản lý đất đai",
    received_at=RECEIVED,
    due_at=DUE,
    returned_at=datetime(2026, 12, 21, 2, 5, tzinfo=UTC),
    returned_by="Trực tiếp",
)
REGISTER = Register(
    head=replace(SLIP_HEAD, number=None),
    book="02",
    span="Từ ngày 23/11/2026 đến ngày 30/11/2026",
    lines=tuple(replace(LINE, number=1843 + n) for n in range(25)),
)
FEE_RECEIPT = FeeReceipt(
    head=replace(HEAD, number="0000412"),
    payer="Lê Hoàng Ửng",
    address=OWNER.address,
    procedure=PROCEDURE,
    fees=(
        Fee("Phí thẩm định hồ sơ", 1005000),
        Fee("Lệ phí cấp giấy", 25000, "giảm 50%: hộ nghèo"),
    ),
    paid_by="Tiền mặt",
    cashier="Lâm Ngọc Phương",
    template="01LP",
    series="DN/26",
)
RESULT_SLIP = ResultSlip(
    head=HEAD,
    owners=OWNER.owners,
    procedure=PROCEDURE,
    results=(
        Result("Giấy chứng nhận quyền sử dụng đất", "DN 123456", date(2026, 12, 18)),
        Result("Tờ khai lệ phí trước bạ", copies=2),
    ),
    collector="Lê Hoàng Ửng",
    capacity="Người được ủy quyền, giấy ủy quyền ngày 20/11/2026",
    identity="075090054321",
    identity_kind="Số CCCD",
    given_back=("Giấy tờ về quyền sử dụng đất (01 bản chính)",),
    fees=(Fee("Lệ phí cấp giấy chứng nhận", 100000),),
    giver="Lâm Ngọc Phương",
)
POST_RECORD = PostRecord(
    head=replace(SLIP_HEAD, number="31/BBGN", copy="Bưu chính giữ"),
    purpose="Nhận hồ sơ do bưu chính tiếp nhận",
    giving_side="Bưu điện thành phố Biên Hòa",
    receiving_side="Trung tâm Phục vụ hành chính công tỉnh",
    given_by="Phạm Văn Ổn",
    received_by="Lâm Ngọc Phương",
    items=(
        PostItem("EB123456785VN", "Nguyễn Thị Quỳnh Như", PROCEDURE, 6, "Đủ", CODE, OWNER.address),
        PostItem("EB123456799VN", "Vũ Đức Việt", "Đăng ký biến động", 3, "Thiếu: giấy chứng nhận"),
    ),
)
TRANSFER_SLIP = TransferSlip(
    head=replace(SLIP_HEAD, number="77/PBG"),
    purpose="Bàn giao kết quả giải quyết thủ tục hành chính",
    giving_side="Phòng Quản lý đất đai",
    receiving_side="Trung tâm Phục vụ hành chính công tỉnh",
    given_by="Mai Văn An",
    received_by="Lâm Ngọc Phương",
    items=(
        TransferItem(CODE, "Nguyễn Thị Quỳnh Như", "Giấy chứng nhận DN 123456", fee=100000),
        TransferItem("H19.15-261123-0019", "Vũ Đức Việt", "Văn bản trả lời", by_post=True),
    ),
)
TAX_NOTICE = TaxNotice(
    head=replace(DECIDING_HEAD, number="112/PCTT-SNNMT", tracking=None),
    to="Thuế tỉnh Đồng Nai",
    applicant=OWNER,
    procedure=PROCEDURE,
    received_at=RECEIVED,
    particulars=(
        ("Thửa đất, tờ bản đồ", "125, tờ số 8"),
        ("Địa chỉ thửa đất", "phường Tam Hiệp, tỉnh Đồng Nai"),
        ("Diện tích", "218,5 m²"),
        ("Mục đích sử dụng", "Đất ở tại đô thị"),
    ),
    papers=PAPERS[:2],
    signed=LEADER,
    recipients=("Như trên", "Lưu: VT, QLĐĐ"),
)

COUNTED = (CountedMoney("Tiền mặt", 75000, 70000, "Trả thừa"), CountedMoney("Thẻ", 50000))
GIVEN_BACK = (CashLine(f"Hoàn {CODE}", "Tiền mặt", -25000),)
CASH_SHEET = CashSheet(SLIP_HEAD, "Lâm Ngọc Phương", COUNTED, GIVEN_BACK, "Lâm Ngọc Phương")

EVERY: tuple[Letter, ...] = (
    RECEIPT,
    COVER,
    SUPPLEMENT,
    REFUSAL,
    APOLOGY,
    SUSPENSION,
    CONTROL_SLIP,
    REGISTER,
    FEE_RECEIPT,
    RESULT_SLIP,
    POST_RECORD,
    TRANSFER_SLIP,
    TAX_NOTICE,
    CASH_SHEET,
)
