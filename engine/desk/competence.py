"""Which agency may decide a procedure, and where: asked at the counter and at every transfer."""

from collections.abc import Iterator
from datetime import date

from engine.actors import Address
from engine.desk.office import Office
from engine.errors import BadInput
from engine.procedure import Procedure, Tier

# The agency of one of these tiers is found by the place; one of the province serves every place.
_BY_PLACE = frozenset({str(Tier.COMMUNE), str(Tier.DISTRICT)})


def check_in_force(office: Office, agency: str, day: date) -> None:
    """Refuse an agency that there is not, or not on that day."""
    if not office.organisation.agency(agency).in_force(day):
        raise BadInput(
            f"Cơ quan {agency} không hoạt động ngày {day:%d/%m/%Y}.",
            code="agency_not_in_force",
            agency=agency,
        )


def check_competent(office: Office, agency: str, procedure: Procedure, day: date) -> None:
    """Refuse an agency that does not decide such procedures."""
    organisation = office.organisation
    if not organisation.is_competent(agency, procedure.tier, procedure.field, procedure.code, day):
        raise BadInput(
            f"Cơ quan {organisation.name_on(agency, day)} không giải quyết thủ tục "
            f"{procedure.code}. Chọn cơ quan có thẩm quyền.",
            code="not_competent",
            agency=agency,
        )


def check_place(office: Office, agency: str, procedure: Procedure, place: str | None) -> None:
    """Refuse a place that is not in the province of the agency, or none where one is needed."""
    if place is None:
        if needs_place(procedure):
            raise BadInput(
                f"Thủ tục {procedure.code} có bước ở cơ quan của nơi có sự việc. Chọn xã, phường.",
                code="place_missing",
                procedure=procedure.code,
            )
        return
    if not office.organisation.knows_place(agency, place):
        raise BadInput(
            f"Không có địa bàn mang mã “{place}”. Chọn lại xã, phường.", code="unknown_place"
        )


def needs_place(procedure: Procedure) -> bool:
    """Whether a step, a question or a linked dossier goes to the agency of the place."""
    opened = (action.opens for action in procedure.actions.values() if action.opens)
    tiers = {one.agency.partition(":")[0] for one in opened}
    tiers |= {address.agency for address in _addresses(procedure) if address.agency}
    return not _BY_PLACE.isdisjoint(tiers)


def _addresses(procedure: Procedure) -> Iterator[Address]:
    for state in procedure.states.values():
        if state.holder is not None:
            yield state.holder
    for action in procedure.actions.values():
        yield from action.by
        yield from (ask.of for ask in action.asks)
