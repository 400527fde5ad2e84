"""The keys of a procedure: its heading, papers, fees and sources beside states and actions."""

from collections.abc import Mapping
from datetime import date

from engine.definitions.defects import Path
from engine.definitions.flow import ACTIONS, ADDRESS, STATES
from engine.definitions.limits import CASES, COUNTING, LIMIT, WHEN
from engine.definitions.readers import (
    DAY,
    TEXT,
    TRUTH,
    WHOLE,
    WORD,
    Field,
    Reader,
    Record,
    choice,
    items,
    one_or_more,
    table,
    words,
    wrong,
)
from engine.definitions.records import made, record
from engine.procedure import (
    Channel,
    FeeRule,
    Instant,
    Paper,
    Question,
    QuestionKind,
    Reduction,
    ResultRule,
    Source,
    Tier,
)


def _within(low: int, high: int) -> Reader[int]:
    def read(value: object, path: Path) -> int:
        number = WHOLE.read(value, path)
        if not low <= number <= high:
            message = f"{number} nằm ngoài khoảng {low}–{high}."
            raise wrong(path, message, "Sửa lại con số.", "out_of_range")
        return number

    return Reader(read, {"type": "integer", "minimum": low, "maximum": high})


_COUNT = _within(0, 1000)
_EVIDENCE = words("required", "none").then(lambda word: word == "required")

REDUCTION = {
    "ground": Field(TEXT, required=True, says="Đối tượng được giảm"),
    "percent": Field(_within(0, 100), required=True, says="Giảm bao nhiêu phần trăm"),
    "evidence": Field(_EVIDENCE, into="evidence_required", says="required: phải có giấy tờ"),
}
FEE = {
    "kind": Field(words("charge", "levy"), required=True, says="charge: phí; levy: lệ phí"),
    "name": Field(TEXT, required=True),
    "amount": Field(_within(0, 10**12), required=True, says="Số tiền, đồng"),
    "moment": Field(words("receipt", "supplement", "return"), required=True, says="Thu khi nào"),
    "when": WHEN,
    "reductions": Field(items(made(REDUCTION, Reduction))),
    "times": Field(TEXT, says="Nhân với số lượng nào: answers.pages (biểu thức)"),
    "later": Field(TRUTH, says="true: công chức xác định số tiền sau; khi đó ghi amount: 0"),
}
PAPER = {
    "id": Field(WORD, required=True),
    "name": Field(TEXT, required=True, says="Tên giấy tờ như trong quyết định công bố"),
    "originals": Field(_COUNT, says="Số bản chính"),
    "copies": Field(_COUNT, says="Số bản sao, bản chụp"),
    "certified": Field(_COUNT, says="Số bản sao chứng thực"),
    "required": Field(TRUTH, says="Bắt buộc"),
    "form": Field(WORD, says="Mẫu đơn trong forms/library"),
}
RESULT = {
    "id": Field(WORD, required=True),
    "name": Field(TEXT, required=True, says="Tên kết quả như trong quyết định công bố"),
    "to": Field(one_or_more(ADDRESS), says="Gửi thêm cho ai: commune:construction/officer"),
    "applicant": Field(TRUTH, says="false: không trả cho người nộp, chỉ gửi nơi khác"),
    "by": Field(WORD, says="Thao tác cấp kết quả này trước khi hồ sơ xong (giai đoạn)"),
    "limit": Field(LIMIT, says="Hẹn riêng của giai đoạn, tính từ tiếp nhận hoặc từ `after`"),
    "after": Field(WORD, says="Tính hẹn từ khi cấp kết quả này"),
}
SOURCE = {
    "law": Field(TEXT, required=True, says="Văn bản"),
    "confidence": Field(words("verified", "recalled", "inferred", "assumption"), required=True),
    "note": Field(TEXT),
}
VALIDITY = {
    "from": Field(DAY, into="valid_from", says="Ngày bắt đầu áp dụng"),
    "to": Field(DAY, into="valid_to", says="Ngày cuối cùng áp dụng"),
}


QUESTION = {
    "label": Field(TEXT, required=True, says="Câu hỏi của bộ phận tiếp nhận"),
    "kind": Field(choice(QuestionKind), says="truth: có/không; number: con số; choice: chọn"),
    "options": Field(table(WORD, TEXT), says="Các lựa chọn, khi kind là choice"),
}


def _asked(given: Mapping[str, Record]) -> tuple[Question, ...]:
    return tuple(Question(id=id_, **attributes) for id_, attributes in given.items())


def _dates(given: Record) -> dict[str, date]:
    return dict(given)


def _by_channel(given: Mapping[str, str]) -> dict[Channel, str]:
    return {Channel(name): state for name, state in given.items()}


_CHANNELS = items(choice(Channel))
_STARTS = table(words(*Channel), WORD).then(_by_channel)

# What workflows and procedures both may say.
FLOW: dict[str, Field] = {
    "starts": Field(_STARTS, required=True, says="Kênh nộp bắt đầu ở bước nào"),
    "clock_end": Field(choice(Instant), required=True, says="Thời điểm kết thúc tính thời gian"),
    "states": Field(STATES, required=True, says="Các bước"),
    "actions": Field(ACTIONS, required=True, says="Các thao tác"),
    "limit": Field(CASES, says="Thời hạn giải quyết"),
    "counting": COUNTING,
    "channels": Field(_CHANNELS, says="Các kênh nộp hồ sơ"),
    "returns": Field(_CHANNELS, says="Các kênh trả kết quả"),
    "fee": Field(items(made(FEE, FeeRule)), says="Phí, lệ phí"),
    "documents": Field(items(made(PAPER, Paper)), says="Thành phần hồ sơ"),
    "questions": Field(
        table(WORD, record(QUESTION)).then(_asked),
        says="Điều phải hỏi khi tiếp nhận để chọn thời hạn, phí: answers.<tên câu hỏi>",
    ),
    "results": Field(items(made(RESULT, ResultRule)), says="Các kết quả; mặc định một quyết định"),
    "correction": Field(TEXT, says="Mã thủ tục đính chính kết quả; mặc định chính thủ tục này"),
    "restricted": Field(TRUTH, says="true: chỉ người giữ hồ sơ và lãnh đạo thấy"),
    "valid": Field(record(VALIDITY).then(_dates), says="Thời gian áp dụng"),
    "source": Field(items(made(SOURCE, Source)), says="Căn cứ và độ tin cậy"),
}

# What only a procedure says.
OFFER: dict[str, Field] = {
    "name": Field(TEXT, required=True, says="Tên đầy đủ của thủ tục"),
    "field": Field(TEXT, required=True, says="Lĩnh vực"),
    "tier": Field(choice(Tier), required=True, says="Cấp thực hiện"),
    "level": Field(_within(1, 4), required=True, says="Mức độ dịch vụ công trực tuyến, 1–4"),
    "scope": Field(words("full", "partial", "information"), says="Mặc định suy từ level"),
    "limit": Field(CASES, required=True, says="Thời hạn giải quyết"),
    "channels": Field(_CHANNELS, required=True, says="Các kênh nộp hồ sơ"),
    "returns": Field(_CHANNELS, required=True, says="Các kênh trả kết quả"),
}

WORKFLOW: dict[str, Field] = {"name": Field(TEXT, says="Tên quy trình mẫu"), **FLOW}
PROCEDURE: dict[str, Field] = {**FLOW, **OFFER}
