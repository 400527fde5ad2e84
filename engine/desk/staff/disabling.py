"""Somebody leaves the office, or comes back: they may not act, or may again."""

from engine.desk.staff.bench import Bench, Decision
from engine.desk.staff.leaving import check_gone
from engine.desk.staff.requests import Recorded
from engine.desk.staff.rights import must_administer
from engine.errors import Conflict, NotAllowed, NotNow
from engine.staff import StaffKind
from engine.store.accounts import end_sessions
from engine.store.act import Change, Insert
from engine.store.staff import delegations, disabled_at, hold_person, known
from engine.tables.people import staff as staff_table


def disable(bench: Bench, staff: str) -> tuple[Decision, Recorded]:
    """Refused while anything lies with the person, for whomever they stand in, or at their seat.

    Wherever they are signed in, they are no longer.
    """
    connection = bench.write.connection
    bench.office.person(staff)
    hold_person(connection, staff, alone=True)
    person, standing = bench.person(staff)
    now = [one for one in person.grants if one.valid_from <= bench.today <= one.valid_to]
    must_administer(bench, {bench.agency, *(one.agency for one in now)}, "ngừng tài khoản")
    if staff == bench.by.id:
        raise NotAllowed("Không tự ngừng tài khoản của mình.", code="own_account")
    if standing.disabled:
        raise NotNow("Tài khoản này đã ngừng hoạt động.", code="already_disabled")
    check_gone(bench, staff, now)
    stood_in = [
        one
        for one in delegations(connection, to_staff=staff)
        if one.revoked_at is None and one.last >= bench.today
    ]
    if stood_in:
        raise Conflict(
            "Người này đang được phân công xử lý thay. Hủy phân công đó trước.",
            code="stands_in",
            absent=[one.absent for one in stood_in],
        )
    end_sessions(connection, staff, bench.write.moment)
    return _put(bench, staff, StaffKind.DISABLED)


def enable(bench: Bench, staff: str) -> tuple[Decision, Recorded]:
    """Only the agency that disabled the person lets them in again."""
    must_administer(bench, (bench.agency,), "mở lại tài khoản")
    bench.office.person(staff)
    found = disabled_at(bench.write.connection, staff)
    if found is None:
        raise NotNow("Tài khoản này đang hoạt động.", code="not_disabled")
    if found[0] != bench.agency:
        raise NotAllowed(
            f"Tài khoản này do cơ quan {found[0]} ngừng; cơ quan đó mở lại.",
            code="disabled_elsewhere",
            agency=found[0],
        )
    return _put(bench, staff, StaffKind.ENABLED)


def _put(bench: Bench, staff: str, kind: StaffKind) -> tuple[Decision, Recorded]:
    at = bench.write.moment if kind is StaffKind.DISABLED else None
    key, values = {"staff_id": staff}, {"agency_id": bench.agency, "disabled_at": at}
    row: Insert | Change = Insert(staff_table, {**key, **values})
    if known(bench.write.connection, staff):
        row = Change(staff_table, key, values)
    return Decision(kind, {"staff": staff}, (row,)), Recorded(bench.agency, bench.seq, staff)
