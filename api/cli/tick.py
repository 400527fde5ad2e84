"""`motcua tick`: what time has to say of dossiers, entered once however often it is run."""

from api import clock
from api.cli.output import AsJson, write, write_json
from api.system import system
from engine.desk.drafts import KEPT_FOR
from engine.store.files import Files
from engine.store.sweeping import sweep_waiting
from engine.timers import tick

_WORDS = {
    "expired": "đề xuất khi hết thời gian chờ",
    "due_soon": "nhắc sắp đến hạn",
    "overdue": "báo quá hạn",
    "over_budget": "báo quá thời gian của bước",
    "silent": "nhắc ý kiến chưa trả lời",
    "uncollected": "nhắc đến nhận kết quả",
    "archive_result": "đề xuất lưu trữ kết quả không ai nhận",
    "unacknowledged": "nhắc xác nhận bản kết quả",
}


def command(*, as_json: AsJson = False) -> int:
    """Chạy định kỳ (cron): hết hạn chờ, sắp đến hạn, quá hạn. Thoát với mã 1 nếu có hồ sơ lỗi."""
    with system() as found:
        done = tick(found.engine, found.office)
        sweep_waiting(Files(found.waiting), clock.now() - KEPT_FOR)
    unreadable = [f"{ref.agency}/{ref.id.hex}" for ref in done.unreadable]
    if as_json:
        said = {"entered": dict(done.entered), "forgotten": done.forgotten, "busy": done.busy}
        write_json({**said, "unreadable": unreadable})
        return 1 if unreadable else 0
    for what, count in sorted(done.entered.items()):
        write(f"{count} lần {_WORDS.get(what, what)}.")
    write(f"{sum(done.entered.values())} việc đến giờ; {done.busy} hồ sơ đang có người xử lý.")
    for ref in unreadable:
        write(f"Không đọc được hồ sơ {ref}; hãy chạy motcua verify.")
    return 1 if unreadable else 0
