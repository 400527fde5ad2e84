"""The fees of a dossier as a page shows them, and what this person may do about each."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.web.asking import Worker
from api.web.folded import folded, listed_of
from engine.actors import Actor, Role, Seat
from engine.desk.fees.refunding import MAY_REFUND
from engine.desk.papers import papers_so_far
from engine.desk.receipts import COLLECTORS, counter_of
from engine.ledger import DossierRef, Entry
from engine.procedure import Paper, Reduction
from engine.store.ledgers import Reading
from engine.store.lists import Listed
from engine.timeline import FeeLine, Timeline


@dataclass(frozen=True, slots=True)
class Account:
    """A dossier with its fee lines. Nothing here names a person of the public."""

    listed: Listed
    line: Timeline
    entries: Sequence[Entry]

    @property
    def ref(self) -> DossierRef:
        return self.listed.ref

    @property
    def owed(self) -> int:
        return sum(fee.amount for fee in self.line.unpaid)

    def reductions(self, fee: FeeLine) -> tuple[Reduction, ...]:
        """On what grounds the tariff lowers a line that is still owed."""
        rules = self.line.procedure.fees if fee.is_owed else ()
        return next((rule.reductions for rule in rules if rule.name == fee.name), ())

    @property
    def to_assess(self) -> tuple[str, ...]:
        """The names of the lines whose amount a person finds out."""
        later = [rule.name for rule in self.line.procedure.fees if rule.later]
        said = [fee.name for fee in self.line.fees if fee.basis and fee.collected_at is None]
        return tuple(dict.fromkeys((*later, *said)))

    @property
    def papers(self) -> list[Paper]:
        """What was handed in, which may prove the ground of a reduction."""
        given = papers_so_far(self.entries)
        return [
            one for one in self.line.procedure.papers if one.id in given and given[one.id].handed_in
        ]

    @property
    def given(self) -> tuple[FeeLine, ...]:
        """What was taken and may be given back."""
        return tuple(fee for fee in self.line.fees if fee.receipt and fee.refunded_at is None)


def account(who: Worker, snapshot: Reading, listed: Listed) -> Account:
    return Account(listed, *folded(who, snapshot, listed.ref))


def account_of(who: Worker, snapshot: Reading, ref: DossierRef) -> Account:
    """Of that dossier; to whom may not see it, it is not there."""
    return account(who, snapshot, listed_of(who, snapshot, ref))


def tills_of(who: Worker, *roles: Role) -> tuple[str, ...]:
    """The agencies of whose money the person has to do by one of these roles, of today first.

    One that ended is among them: what its heirs take for its dossiers stands on its own sheets.
    """
    known = who.house.system.office.organisation.agencies
    found = {grant.agency for grant in who.scope.grants if grant.role in roles}
    return tuple(sorted(found, key=lambda one: (not known[one].in_force(who.today), one)))


def may_collect(who: Worker, found: Account) -> bool:
    places = (found.ref.agency, found.line.return_at)
    return counter_of(who.actor, places, who.today) is not None


def may_refund(who: Worker, found: Account) -> bool:
    """Whether the page shows the form; the desk decides of each line."""
    agencies = {fee.receipt.agency for fee in found.given if fee.receipt} | {found.line.competent}
    return any(who.actor.has(role, one, who.today) for role in MAY_REFUND for one in agencies)


def drawers(who: Worker, found: Account) -> list[Actor]:
    """The people at the counters that took the money: one of them pays it back."""
    holders = who.house.system.office.organisation.holders
    agencies = sorted({fee.receipt.agency for fee in found.given if fee.receipt})
    people = [
        person
        for agency in agencies
        for role in COLLECTORS
        for person in holders(Seat(Role(role), agency), who.today)
    ]
    return list(dict.fromkeys(people))


def reasons_for(who: Worker, verb: str) -> list[str]:
    """The codes of the reasons that fit a verb."""
    known = who.house.system.office.reasons
    return [code for code, fits in known.items() if verb in fits]
