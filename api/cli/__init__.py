"""The command line: one module for each command or group of commands.

Only the module of the command that was asked for is imported, so that the help comes at once.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.exceptions import Abort, TyperException

from engine.errors import Refusal

# Name, whether it has commands of its own, and what the help says before it is imported.
_COMMANDS: tuple[tuple[str, bool, str], ...] = (
    ("db", True, "Cơ sở dữ liệu: nâng cấp, kiểm tra (database)."),
    ("workflow", True, "Thủ tục và quy trình: kiểm tra, xem, vẽ, chạy thử (definitions)."),
    ("plan", False, "Xem danh mục sẽ đổi những gì, chưa áp dụng (dry run)."),
    ("apply", False, "Áp dụng danh mục từ các tệp, một lần trọn vẹn."),
    ("code", True, "Mã hồ sơ: đọc mã, xem các lược đồ (receipt codes)."),
    ("dossier", True, "Hồ sơ: xem diễn biến, liệt kê (dossiers)."),
    ("party", True, "Người của hồ sơ: thêm, thay, chấm dứt ủy quyền (parties)."),
    ("visit", True, "Lượt khách: nhiều hồ sơ một lần, giải quyết ngay, phiếu 02, 03 (visits)."),
    ("place", True, "Nơi giải quyết, nơi trả; giấy tờ luân chuyển theo phiếu (places)."),
    ("agency", True, "Cơ quan: tên theo ngày, kế thừa, sắp xếp bộ máy (succession)."),
    ("mistakes", True, "Sửa sai: hủy tiếp nhận nhầm, đổi thủ tục, nhập bù biên nhận giấy."),
    ("outage", True, "Sự cố mất điện, mất mạng: báo, duyệt, xem (outages)."),
    ("staff", True, "Nhân sự: xử lý thay, chuyển việc, phụ trách, ngừng tài khoản (staff)."),
    ("fees", True, "Phí, lệ phí: thu, biên lai, giảm, hủy, hoàn, sổ quỹ trong ngày (fees)."),
    ("originals", True, "Bản chính: ai giữ, bàn giao, cho mượn, trả, lưu (custody)."),
    ("result", True, "Kết quả: xác nhận, chờ nhận, bưu chính trả lại, lưu trữ, đính chính."),
    ("papers", True, "Số hóa, và mã hồ sơ ở hệ thống của bộ, ngành (external codes)."),
    ("report", True, "Báo cáo: đúng hạn, từng bước, trực tuyến, Biểu II.06 (figures)."),
    ("import", True, "Đưa vào: định nghĩa và sổ của hệ thống khác (E-PAR, DIGIT, CSV, XLSX)."),
    ("export", True, "Đưa ra: sổ theo dõi, nhật ký XES, danh mục (export)."),
    ("migrate-edition", False, "Chuyển hồ sơ đang giải quyết sang bản quy trình khác."),
    ("simulate", False, "Dựng một tỉnh như thật: nhiều hồ sơ, qua đúng các bước (simulation)."),
    ("verify", False, "Kiểm tra nhật ký, sổ và bản tổng hợp của mọi hồ sơ."),
    ("seal", False, "Niêm phong một ngày: dấu chung của mọi nhật ký, giữ ở nơi khác (anchor)."),
    ("backup", False, "Sao lưu cơ sở dữ liệu và tệp vào một thư mục."),
    ("restore", False, "Phục hồi từ một bản sao lưu."),
    ("erase", False, "Xóa dữ liệu cá nhân của một hồ sơ."),
    ("tick", False, "Việc đến giờ: hết hạn chờ, nhắc sắp trễ, báo lãnh đạo (timers)."),
    ("demo", True, "Dữ liệu mẫu (demonstration data)."),
    ("account", True, "Tài khoản đăng nhập: cấp mật khẩu (accounts)."),
    ("serve", False, "Mở trang làm việc và API (web server)."),
    ("tour", False, "Dựng tỉnh mẫu và đi một vòng: ba kênh, từ tiếp nhận đến trả kết quả."),
    ("run", False, "Dựng tỉnh mẫu và mở trang làm việc trên máy này."),
)
# Where a command's name is a word of Python or no name of a module.
_MODULES = {"import": "imports", "export": "exports", "migrate-edition": "migrate_edition"}
REFUSED, MISUSED = 1, 2


def application(asked: str | None = None) -> typer.Typer:
    """The commands; of `asked` the whole, of the others only the line in the help."""
    app = typer.Typer(
        name="motcua",
        help="motcua – bộ máy một cửa: tiếp nhận, luân chuyển, hẹn ngày và báo cáo hồ sơ.",
        add_completion=False,
        rich_markup_mode=None,
    )
    for name, is_group, says in _COMMANDS:
        if name != asked:
            app.command(name, help=says)(_stand_in)
            continue
        module: Any = import_module(f"api.cli.{_MODULES.get(name, name)}")
        if is_group:
            app.add_typer(module.app, name=name, help=says)
        else:
            app.command(name)(module.command)
    return app


def _stand_in() -> None:
    """Stands in the help for a command whose module is not imported."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process: 0 if all is well, 1 refused, 2 misused."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """The exit code of these arguments; what is wrong stands on stderr, in one line."""
    asked = next((word for word in arguments if not word.startswith("-")), None)
    groups = [[name] for name, is_group, _ in _COMMANDS if is_group]
    if not arguments or list(arguments) in groups:
        run([*arguments, "--help"])
        return MISUSED
    try:
        app = application(asked)
        code = app(list(arguments), prog_name="motcua", standalone_mode=False)
    except Refusal as refusal:
        return _tell(refusal.code, refusal.message, REFUSED)
    except TyperException as misuse:
        return _tell("usage", misuse.format_message(), MISUSED)
    except Abort:
        return _tell("interrupted", "Đã dừng theo yêu cầu.", REFUSED)
    except Exception as unexpected:  # noqa: BLE001  # a person gets one line, whatever broke
        what = f"Lỗi ngoài dự kiến ({type(unexpected).__name__}). Báo người quản trị hệ thống."
        return _tell("internal", what, REFUSED)
    return code if isinstance(code, int) else 0


def _tell(code: str, message: str, exit_code: int) -> int:
    sys.stderr.write(f"motcua: [{code}] {' '.join(message.split())}\n")
    return exit_code
