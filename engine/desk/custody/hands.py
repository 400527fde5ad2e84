"""Who may act on an original: its custodian, who stands in for them, and their counter."""

from collections.abc import Iterable, Sequence

from engine.actors import Actor, Role
from engine.desk.custody.carried import under_way
from engine.desk.draft import Scene
from engine.desk.office import Office
from engine.errors import BadInput, NotFound, NotYourStep
from engine.procedure import Procedure
from engine.timeline import Original

COUNTERS = frozenset({Role.COUNTER, Role.POSTAL_COUNTER})


def chosen(scene: Scene, numbers: Sequence[int]) -> list[Original]:
    """The originals of these numbers, each named once; refused if the dossier has not got one."""
    known = {one.no: one for one in scene.line.originals}
    if not numbers or len(set(numbers)) != len(numbers):
        raise BadInput("Phải nêu bản chính, mỗi bản một lần.", code="originals_missing")
    for no in numbers:
        if no not in known:
            raise NotFound(
                f"Hồ sơ {scene.line.origin.code} không có bản chính số {no}.",
                code="unknown_original",
                item=no,
            )
    return [known[no] for no in numbers]


def is_of_counter(scene: Scene, staff: str) -> bool:
    """Whether that person works, or worked, at the counter where this one sits."""
    return worked_at_counter(scene.office, staff, counters_of(scene))


def lies_at_counter(office: Office, one: Original, agencies: Iterable[str]) -> bool:
    """Whether its custodian works, or worked, at the counter of one of these agencies."""
    return worked_at_counter(office, one.custodian, agencies)


def worked_at_counter(office: Office, staff: str, agencies: Iterable[str]) -> bool:
    """Whether that person works, or worked, at the counter of one of these agencies."""
    person = office.organisation.people.get(staff)
    return person is not None and any(
        grant.role in COUNTERS and grant.agency in agencies for grant in person.grants
    )


def is_at_hand(scene: Scene, one: Original) -> bool:
    """Whether this person has it: in their own hands, or at the counter where they sit."""
    if one.custodian in {scene.by.id, *scene.by.stands_in_for}:
        return True
    return is_of_counter(scene, one.custodian)


def counters_of(scene: Scene) -> frozenset[str]:
    """The agencies at whose counter this person sits today."""
    return frozenset(
        grant.agency
        for grant in scene.by.grants
        if grant.role in COUNTERS and grant.valid_from <= scene.today <= grant.valid_to
    )


def must_have(scene: Scene, items: Iterable[Original], of: str | None = None) -> None:
    """Refuse unless the person has every one of them, and none is on its way to somebody.

    `of`: it is that colleague who must have them, for whom the person acts.
    """
    sent = {one.no for one in under_way(scene)}
    for one in items:
        if not one.is_out and not _waits(scene, one):
            raise BadInput(
                f"Bản chính số {one.no} ({paper_name(scene.procedure, one)}) đã trả hoặc đã lưu.",
                code="original_gone",
                item=one.no,
            )
        if not (is_at_hand(scene, one) if of is None else one.custodian == of):
            raise NotYourStep(
                f"Bản chính số {one.no} ({paper_name(scene.procedure, one)}) do "
                f"{who(scene, one.custodian)} giữ.",
                code="not_your_original",
                item=one.no,
                custodian=one.custodian,
            )
        if one.no in sent:
            raise BadInput(
                f"Bản chính số {one.no} đang chuyển theo phiếu luân chuyển, chờ nơi nhận ký.",
                code="original_under_way",
                item=one.no,
            )
        if one.offered is not None:
            raise BadInput(
                f"Bản chính số {one.no} đang bàn giao theo danh mục {one.offered.list}. "
                "Chờ bên nhận ký hoặc thu hồi danh mục.",
                code="original_offered",
                item=one.no,
                list=one.offered.list,
            )


def _waits(scene: Scene, one: Original) -> bool:
    return one.state == "waiting" and scene.line.final is not None


def paper_name(procedure: Procedure, one: Original) -> str:
    """What the list of papers calls it."""
    return next((p.name for p in procedure.papers if p.id == one.paper), one.paper)


def who(scene: Scene, staff: str) -> str:
    """The name of a member of staff, for a sentence."""
    person: Actor | None = scene.office.organisation.people.get(staff)
    return person.name if person else staff
