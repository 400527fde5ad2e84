"""The heading of a procedure: fees, channels, level, papers, validity."""

from collections import Counter
from collections.abc import Iterator

from engine.definitions.defects import Flaw, Severity
from engine.definitions.known import Known
from engine.definitions.load import Definition
from engine.procedure import Channel


def fees(definition: Definition, _: Known) -> Iterator[Flaw]:
    """A fee that nobody would ever take."""
    procedure = definition.procedure
    taken = any(action.takes for action in procedure.actions.values())
    if procedure.fees and not taken:
        message = "Thủ tục có phí, lệ phí nhưng không có thao tác nào thu."
        fix = "Thêm “takes: fee” vào thao tác tiếp nhận hoặc trả kết quả."
        yield Flaw(("fee",), "fee_not_taken", message, fix)


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


RULES = (field, fees, channels, level, papers, validity, sources)
