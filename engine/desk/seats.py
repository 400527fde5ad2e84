"""Where an address of the definition leads for one dossier on one day."""

from datetime import date

from engine.actors import AGENCY_WIDE, Address, Role, Seat
from engine.desk.office import Office
from engine.ledger import DossierRef
from engine.procedure import ClockMode, State
from engine.timeline import Timeline

AT_THE_COUNTER = frozenset({Role.COUNTER, Role.POSTAL_COUNTER})


def locate(
    office: Office,
    address: Address,
    *,
    home: Seat,
    counter: str,
    place: str | None,
    day: date,
) -> Seat:
    """The seat that an address names.

    `home` gives the agency and unit that have the dossier, `counter` the agency whose counter
    serves it now: where it was handed in, or where the result is fetched.
    """
    if address.agency is not None:
        found = office.organisation.resolve(
            address.agency, address.unit, place, day, asking=home.agency
        )
        agency, unit = found.agency, found.unit
    else:
        at_counter = address.role in AT_THE_COUNTER
        agency = counter if at_counter else home.agency
        unit = address.unit or home.unit
    return Seat(address.role, agency, None if address.role in AGENCY_WIDE else unit)


def receiver(seat: Seat) -> str:
    """A seat as notices name it, `agency:unit/role`: who sits there is asked at delivery."""
    return f"{seat.agency}:{seat.unit or ''}/{seat.role}"


def seat_for(office: Office, ref: DossierRef, line: Timeline, address: Address, day: date) -> Seat:
    """The seat that an address names for a dossier as it stands now."""
    state = line.procedure.states[line.state]
    return locate(
        office,
        address,
        home=Seat(Role.OFFICER, line.competent, line.unit),
        counter=_counter(office, ref, line, state, day),
        place=line.origin.place,
        day=day,
    )


def seat_in(
    office: Office, ref: DossierRef, line: Timeline, state: State, day: date
) -> Seat | None:
    """The seat that holds the dossier once it is in `state`; None when it is over."""
    if state.holder is None:
        return None
    return locate(
        office,
        state.holder,
        home=Seat(Role.OFFICER, line.competent, line.unit),
        counter=_counter(office, ref, line, state, day),
        place=line.origin.place,
        day=day,
    )


def _counter(office: Office, ref: DossierRef, line: Timeline, state: State, day: date) -> str:
    """The result waits where it is fetched; everything before happens where it was handed in.

    The counter of an agency that has ended is that of its successor.
    """
    agency = line.return_at if state.clock is ClockMode.ENDED else ref.agency
    return office.organisation.successor_on(agency, line.origin.place, day).id
