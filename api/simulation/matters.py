"""What people of the province ask for on a day, of whom, and about which place: by weights."""

from datetime import date
from itertools import accumulate
from random import Random

from api.simulation.assumptions import Assumptions
from api.simulation.people import chance
from api.simulation.territory import Territory, served
from engine.desk import Office
from engine.organisation import Agency
from engine.procedure import Channel, Procedure


class Matters:
    """Procedures as they are offered on `last`, and the agencies that handle them.

    A procedure that is not yet in force on a day, or no more, has no agency then.
    """

    def __init__(self, office: Office, taken: Assumptions, last: date) -> None:
        self._taken = taken
        self._offered = office.catalogue.on(last)
        self._popular = tuple(accumulate(taken.popularity(one.code) for one in self._offered))
        self.territory = Territory(office.organisation, taken.province)

    def procedure(self, dice: Random) -> Procedure:
        """One that somebody asks for, by popularity."""
        return dice.choices(self._offered, cum_weights=self._popular)[0]

    def offers(self, procedure: Procedure, channel: Channel, day: date) -> bool:
        """Whether it may be handed in that way that day; before 2016 the post received nothing."""
        in_force = procedure.valid_from <= day <= procedure.valid_to
        return in_force and (channel is not Channel.POSTAL or day >= self._taken.postal_from)

    def agency(self, procedure: Procedure, day: date, dice: Random) -> Agency | None:
        """One of those that handle it on that day; None if nobody does."""
        agencies = self.territory.handling(procedure, day)
        weights = [self._taken.agencies.get(one.id, 1.0) for one in agencies]
        return dice.choices(agencies, weights)[0] if agencies else None

    def partner_places(self, agency: Agency, day: date, seed: int) -> tuple[str, ...]:
        """The places of the communes with which the agency has linked dossiers."""
        communes = sorted(self.territory.communes(agency, day), key=lambda one: one.id)
        count = min(self._taken.partners, len(communes))
        dice = chance(f"{seed}/{agency.id}/partners")
        return served(agency, dice.sample(communes, count))
