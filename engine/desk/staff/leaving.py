"""What somebody would leave behind: nobody goes while work lies with them, or waits for them."""

from collections.abc import Sequence

from engine.actors import Grant
from engine.desk.staff.bench import Bench
from engine.errors import Conflict
from engine.store.open_work import Kept, Work, originals_of, seats_at_work, work_of
from engine.store.scope import Scope


def check_nothing_left(bench: Bench, person: str, lost: Sequence[Grant]) -> None:
    """Refuse while the person has open work on seats that they lose, or sits there alone."""
    work = [
        one
        for one in work_of(bench.write.connection, person, Scope(bench.by, bench.today))
        if any(grant.covers(one.seat, bench.today) for grant in lost)
    ]
    if work:
        raise _open_work(work, ())
    _check_seats(bench, person, lost)


def check_gone(bench: Bench, person: str, lost: Sequence[Grant]) -> None:
    """Refuse while anything lies with the person: dossiers, originals, a seat of theirs alone."""
    connection, scope = bench.write.connection, Scope(bench.by, bench.today)
    work, originals = work_of(connection, person, scope), originals_of(connection, person, scope)
    if work or originals:
        raise _open_work(work, originals)
    _check_seats(bench, person, lost)


def _open_work(work: Sequence[Work], originals: Sequence[Kept]) -> Conflict:
    """The codes are told only of dossiers that the asker may see; the others are counted."""
    codes = [one.code for one in work if one.seen]
    told = f" ({', '.join(codes)})" if codes else ""
    return Conflict(
        f"Người này còn {len(work)} hồ sơ đang giữ{told} và {len(originals)} bản chính chưa bàn "
        "giao. Chuyển hết việc cho người khác trước (motcua staff redistribute).",
        code="open_work",
        dossiers=len(work),
        codes=codes,
        originals=len(originals),
    )


def _check_seats(bench: Bench, person: str, lost: Sequence[Grant]) -> None:
    for grant in lost:
        for seat, waiting in seats_at_work(bench.write.connection, grant):
            if not bench.holders(seat, but=person):
                role = bench.office.say((seat.role,))
                raise Conflict(
                    f"{waiting} việc đang chờ {role} {seat.unit or ''} ở {seat.agency} mà không "
                    "còn ai khác giữ vai trò này. Giao vai trò cho người khác trước.",
                    code="seat_left_empty",
                    agency=seat.agency,
                    role=str(seat.role),
                    unit=seat.unit,
                    waiting=waiting,
                )
