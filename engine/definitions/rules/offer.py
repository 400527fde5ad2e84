"""The heading of a procedure: fees, channels, level, papers, validity."""

from collections import Counter
from collections.abc import Iterator

from engine.actors import Role
from engine.definitions.defects import Flaw, Severity
from engine.definitions.known import Known
from engine.definitions.load import Definition
from engine.procedure import Channel, Final

# Papers by which an office refuses, asks for more, puts off or stops.
BEYOND_THE_POST = frozenset(
    {"supplement_request", "refusal", "apology", "suspension_notice", "tax_notice"}
)


def fees(definition: Definition, _: Known) -> Iterator[Flaw]:
    """A fee that nobody would ever take."""
    procedure = definition.procedure
    taken = any(action.takes for action in procedure.actions.values())
    if procedure.fees and not taken:
        message = "Thủ tục có phí, lệ phí nhưng không có thao tác nào thu."
        fix = "Thêm “takes: fee” vào thao tác tiếp nhận hoặc trả kết quả."
        yield Flaw(("fee",), "fee_not_taken", message, fix)


def amounts(definition: Definition, _: Known) -> Iterator[Flaw]:
    """A fee whose amount is left to an officer and said all the same."""
    for number, fee in enumerate(definition.procedure.fees):
        if fee.later and (fee.amount or fee.times):
            message = f"“{fee.name}” do công chức xác định sau nhưng đã ghi số tiền."
            fix = "Bỏ “later”, hoặc ghi “amount: 0” và bỏ “times”."
            yield Flaw(("fee", number), "fee_amount_twice", message, fix)


def channels(definition: Definition, _: Known) -> Iterator[Flaw]:
    """Lists of channels that are empty or say one twice."""
    procedure = definition.procedure
    for key, listed in (("channels", procedure.channels), ("returns", procedure.returns)):
        if not listed or len(set(listed)) != len(listed):
            message = f"Danh sách kênh “{key}” trống hoặc lặp."
            yield Flaw((key,), "channel_list", message, "Ghi mỗi kênh một lần.")


def level(definition: Definition, _: Known) -> Iterator[Flaw]:
    """A level of online service that the channels do not carry (NĐ 43/2011 Đ3.4)."""
    procedure = definition.procedure
    if procedure.level >= 3 and Channel.ONLINE not in procedure.channels:  # noqa: PLR2004
        message = f"Mức độ {procedure.level} nhưng không nhận hồ sơ trực tuyến."
        fix = "Thêm online vào channels, hoặc hạ level."
        yield Flaw(("level",), "level_above_channels", message, fix, Severity.WARNING)


def papers(definition: Definition, _: Known) -> Iterator[Flaw]:
    """Two papers with one id."""
    counted = Counter(paper.id for paper in definition.procedure.papers)
    for number, paper in enumerate(definition.procedure.papers):
        if counted[paper.id] > 1:
            message = f"Giấy tờ “{paper.id}” khai báo nhiều lần."
            yield Flaw(("documents", number, "id"), "duplicate_paper", message, "Đổi id.")


def validity(definition: Definition, _: Known) -> Iterator[Flaw]:
    """A procedure that ends before it begins."""
    procedure = definition.procedure
    if procedure.valid_from > procedure.valid_to:
        message = "Ngày bắt đầu áp dụng sau ngày cuối cùng."
        yield Flaw(("valid",), "validity_reversed", message, "Sửa “from” hoặc “to”.")


def sources(definition: Definition, _: Known) -> Iterator[Flaw]:
    """A procedure must say where it comes from."""
    if not definition.is_workflow and not definition.procedure.sources:
        message = "Thủ tục không ghi căn cứ."
        fix = "Thêm “source: [{law: …, confidence: …}]”."
        yield Flaw((), "no_source", message, fix, Severity.WARNING)


def field(definition: Definition, known: Known) -> Iterator[Flaw]:
    """A field of administration that the catalogue does not list."""
    named = definition.procedure.field
    if known.fields is not None and not definition.is_workflow and named not in known.fields:
        message = f"Không có lĩnh vực “{named}”."
        fix = f"Chọn một trong: {', '.join(sorted(known.fields))}; hoặc thêm vào fields.yaml."
        yield Flaw(("field",), "unknown_field", message, fix)


def post(definition: Definition, _: Known) -> Iterator[Flaw]:
    """Something that the post at the counter must not do: refuse, ask, extend, stop (QĐ 45/2016).

    It receives, sends on, takes money and hands over.
    """
    procedure = definition.procedure
    for action in procedure.actions.values():
        if not any(address.role is Role.POSTAL_COUNTER for address in action.by):
            continue
        state = procedure.states.get(action.to)
        ends_ill = state is not None and state.final not in {None, Final.COMPLETED}
        stops = state is not None and state.stop is not None
        if action.letter in BEYOND_THE_POST or ends_ill or stops or action.reason_required:
            message = f"Nhân viên bưu chính không được “{action.id}”."
            fix = "Bỏ postal_counter khỏi “by”: bưu chính chỉ nhận, thu và trả."
            yield Flaw(("actions", action.id, "by"), "beyond_the_post", message, fix)


RULES = (post, field, fees, amounts, channels, level, papers, validity, sources)
