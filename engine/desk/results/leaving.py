"""A result leaves the counter by itself, comes back with the post, or is put away."""

from engine.desk.codes import check_code
from engine.desk.draft import Draft, Scene
from engine.desk.guarding import check_arrived
from engine.desk.issuing.making import follows
from engine.desk.results.choosing import at_counter, chosen, noted, numbers
from engine.desk.results.requests import Archiving, ComeBack, Handing
from engine.errors import GuardFailed, NotNow
from engine.ledger import Kind
from engine.procedure import Final
from engine.timeline import Result, ResultState

COME_BACK = "come_back"
ARCHIVE = "archive_result"


def hand(scene: Scene, wish: Handing) -> Draft:
    """A phase on the way, or what came back or was put away after the end.

    The results that end the dossier leave with its last action; this one changes no figure.
    """
    at_counter(scene, "hand_result")
    found = chosen(scene, wish.results, _may_leave, "đang chờ trả tại quầy")
    check_arrived(scene)
    over = scene.line.final is Final.COMPLETED
    if not over and not all(one.phase for one in found):
        raise NotNow("Kết quả này trả bằng thao tác trả kết quả của hồ sơ.", code="not_by_itself")
    if scene.line.unpaid:
        raise GuardFailed("Còn phí, lệ phí chưa nộp.", unmet=["fees.paid"])
    how = ResultState.HANDED
    facts: dict[str, object] = {"results": numbers(found)}
    if wish.carrier_item is not None:
        check_code(wish.carrier_item, "carrier_item")
        how, facts["carrier_item"] = ResultState.POSTED, wish.carrier_item
    facts["how"] = str(how)
    return Draft(Kind.HANDED, facts, noted(wish.note), follows=follows(scene))


def _may_leave(one: Result) -> bool:
    put_away = one.seat is None and one.state is ResultState.ARCHIVED and not one.replaced
    return one.waits or put_away


def come_back(scene: Scene, wish: ComeBack) -> Draft:
    """The post could not deliver: an entry, also after the end. The dossier stays as it was."""
    at_counter(scene, COME_BACK)
    scene.office.check_reason(wish.reason, COME_BACK)
    found = chosen(scene, wish.results, _is_posted, "đang ở chỗ bưu chính")
    facts = {"results": numbers(found), "reason": wish.reason}
    told = ((COME_BACK, "applicant"),)
    return Draft(Kind.COME_BACK, facts, noted(wish.note), tells=told, follows=follows(scene))


def _is_posted(one: Result) -> bool:
    return one.seat is None and one.state is ResultState.POSTED and not one.replaced


def archive(scene: Scene, wish: Archiving) -> Draft:
    """A person confirms that nobody fetches it: put away, and still given to whoever comes."""
    at_counter(scene, ARCHIVE)
    scene.office.check_reason(wish.reason, ARCHIVE)
    found = chosen(scene, wish.results, lambda one: one.waits, "đang chờ trả tại quầy")
    last = max(scene.office.waiting.remind)
    waited = min(scene.at - one.placed_at for one in found)
    if waited.days < last:
        raise NotNow(
            f"Chỉ đưa vào lưu trữ sau lần nhắc cuối ({last} ngày kể từ khi có kết quả).",
            code="archived_too_early",
            days=last,
        )
    facts = {"results": numbers(found), "reason": wish.reason}
    return Draft(Kind.ARCHIVED, facts, noted(wish.note), follows=follows(scene))
