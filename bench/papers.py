"""Papers: a receipt with its QR and barcode, alone and a hundred in one file.

The receipt is that of a usual dossier: two owners, six papers, a procedure with a long name.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from bench import Row, timed
from receipts.letters import Applicant, Head, Letterhead, PaperLine, Receipt, render
from receipts.qr import Matrix, matrix

OURS = "motcua"
BATCH = 100
RECEIVED = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
TRACKING = (
    "https://motcua.example.vn/t/" + "Zr3kQ0v9mXcT7bWqPl2yNw" + "/giay-tiep-nhan-ho-so-2026-11-23"
)
RECEIPT = Receipt(
    head=Head(
        letterhead=Letterhead("Sở Xây dựng", "Trung tâm Phục vụ hành chính công tỉnh"),
        place="Đồng Nai",
        issued_at=RECEIVED,
        rendered_at=RECEIVED,
        zone=ZoneInfo("Asia/Ho_Chi_Minh"),
        code="H19.15-261123-0018",
        tracking=TRACKING,
    ),
    applicant=Applicant(
        owners=("Nguyễn Thị Quỳnh Như", "Trần Đức Thắng"),
        address="Số 12/3, khu phố 2, phường Tam Hiệp, tỉnh Đồng Nai",
        phone="0903 123 456",
    ),
    procedure="Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ",
    papers=tuple(PaperLine(f"Bản vẽ thiết kế số {n}", originals=1, copies=1) for n in range(6)),
    limit="20 ngày làm việc",
    received_at=RECEIVED,
    due_at=datetime(2026, 12, 21, 10, 0, tzinfo=UTC),
    receiver="Lâm Ngọc Phương",
    handed_in_by="Nguyễn Thị Quỳnh Như",
)


def measure() -> Iterator[Row]:
    """One receipt, a batch of them, and the QR alone with a fixed mask and without."""
    batch = [
        replace(RECEIPT, head=replace(RECEIPT.head, code=f"H19.15-261123-{n:04d}"))
        for n in range(1, BATCH + 1)
    ]
    yield timed("giấy tiếp nhận có QR", OURS, lambda: render(RECEIPT), _size(render(RECEIPT)))
    question = f"{BATCH} giấy tiếp nhận trong một tệp"
    yield timed(question, OURS, lambda: render(*batch), _size(render(*batch)))
    question = f"QR của {len(TRACKING)} ký tự"
    yield timed(question, OURS, lambda: matrix(TRACKING), _modules(matrix(TRACKING)))
    yield timed(question, "qrcode", _with_every_mask, _modules(_with_every_mask()))


def _with_every_mask() -> Matrix:
    """As the library does it when it is not told a mask."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(TRACKING)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def _size(pdf: bytes) -> str:
    return f"{len(pdf) / 1024:.0f} KB"


def _modules(code: Matrix) -> str:
    return f"{len(code)} × {len(code)} ô"
