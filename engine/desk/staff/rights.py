"""Who decides about people: whoever leads them about work, the administrator about roles."""

from collections.abc import Iterable

from engine.actors import AGENCY_WIDE, Actor, Role, Seat
from engine.desk.staff.bench import Bench
from engine.errors import NotAllowed


def seats_of(person: Actor, bench: Bench) -> list[Seat]:
    """Where a person sits in the agency today."""
    return [
        Seat(grant.role, grant.agency, None if grant.role in AGENCY_WIDE else grant.unit)
        for grant in person.grants
        if grant.agency == bench.agency and grant.valid_from <= bench.today <= grant.valid_to
    ]


def leads(bench: Bench, seat: Seat) -> bool:
    """Whether the person who decides heads that unit, or leads that agency."""
    over = [Seat(Role.LEADER, seat.agency)]
    if seat.unit is not None:
        over.append(Seat(Role.UNIT_HEAD, seat.agency, seat.unit))
    return any(bench.by.sits_on(one, bench.today) for one in over)


def must_lead(bench: Bench, seats: Iterable[Seat], what: str, *, every: bool) -> None:
    """Refuse unless the person leads whoever sits there: on one of the seats, or on `every`."""
    led = [leads(bench, seat) for seat in seats]
    if not led or not (all(led) if every else any(led)):
        names = bench.office.say((Role.UNIT_HEAD, Role.LEADER))
        raise NotAllowed(
            f"Bạn không có quyền {what} (dành cho: {names} của người đó).",
            code="not_their_head",
        )


def must_administer(bench: Bench, agencies: Iterable[str], what: str) -> None:
    """Refuse unless the person is the administrator of each agency, or of one above it."""
    for agency in agencies:
        above = bench.office.organisation.above(agency)
        if not any(bench.by.has(Role.SYSTEM_ADMIN, one, bench.today) for one in above):
            raise NotAllowed(
                f"Bạn không có quyền {what} ở cơ quan {agency} "
                f"(dành cho: {bench.office.say((Role.SYSTEM_ADMIN,))}).",
                code="not_administrator",
                agency=agency,
            )
