"""The verbs of a visit: receive many, hand over many, resolve one at once. Each is one act."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from engine.actors import Actor
from engine.desk.acting import Acting, ask_of
from engine.desk.receiving import Receiving
from engine.desk.texts import tidy
from engine.desk.visits.collecting import HandingOver
from engine.desk.visits.opening import OpeningMany
from engine.desk.visits.requests import AtOnce, Collection, Settled, Visit
from engine.desk.visits.resolving import Resolving
from engine.desk.visits.together import check_many, check_once
from engine.desk.writing import Ask
from engine.store.beside import write_rows
from engine.store.write import Write


@dataclass(frozen=True, slots=True)
class Visits:
    """Verbs of a desk over the dossiers of one visit: all of them, or none."""

    acting: Acting
    receiving: Receiving
    entropy: Callable[[int], bytes]

    def receive(self, visit: Visit, by: Actor, *, key: str | None = None) -> Settled:
        """Open every dossier of the visit, each with its code; take the fees together."""
        wanted = tidy(visit)

        def act(write: Write) -> Settled:
            many = OpeningMany(self.acting, self.receiving, write, wanted, by)
            return many.receive(self.entropy)

        ask = ask_of(by, key, "receive_visit", asdict(wanted))
        return self._once(ask, (wanted.agency,), act)

    def hand_over(self, request: Collection, by: Actor, *, key: str | None = None) -> Settled:
        """Give one person the results of several dossiers; who that is stands in each."""
        check_many(request.refs)
        check_once(request.refs)
        collector = tidy(request.collector) if request.collector is not None else None
        lost = tidy(request.without_receipt) if request.without_receipt is not None else None
        wanted = Collection(request.refs, collector, request.paid, tidy(request.method), lost)
        said = asdict(collector) if collector is not None else None
        check = asdict(lost) if lost is not None else None
        spelled = [f"{ref.agency}/{ref.id.hex}" for ref in wanted.refs]
        ask = ask_of(by, key, "hand_over_visit", spelled, said, wanted.paid, wanted.method, check)

        def act(write: Write) -> Settled:
            pen = HandingOver(self.acting, write, wanted, by, self.receiving.pepper, self.entropy)
            return pen.hand_over()

        # An erasure looks for what was asked at the dossier's own agency.
        return self._once(ask, sorted({ref.agency for ref in wanted.refs}), act)

    def resolve_now(self, request: AtOnce, by: Actor, *, key: str | None = None) -> Settled:
        """Receive, resolve and hand over a dossier while the person waits."""
        wanted = tidy(request)

        def act(write: Write) -> Settled:
            return Resolving(self.acting, self.receiving, write, wanted, by, self.entropy).resolve()

        ask = ask_of(by, key, "resolve_now", asdict(wanted))
        return self._once(ask, (wanted.reception.agency,), act)

    def _once(self, ask: Ask, agencies: Sequence[str], act: Callable[[Write], Settled]) -> Settled:
        """The act, or what was answered to its key before at the first of the agencies."""

        def written(write: Write) -> Settled:
            known = ask.answered(write, agencies[0])
            if known is not None:
                return Settled.read(known)
            settled = act(write)
            for agency in agencies:
                write_rows(write, (), ask.remember(agency, settled.facts()))
            return settled

        return self.acting.durably(ask, written)
