"""The verbs about people: who stands in, who takes over, who may act, and as what."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from uuid import UUID

from engine.actors import Actor
from engine.desk.acting import Acting, ask_of
from engine.desk.staff import delegating, disabling, granting, redistributing
from engine.desk.staff.bench import Bench, Decision, Recording
from engine.desk.staff.requests import (
    Delegation,
    Granting,
    Recorded,
    Redistributed,
    Redistribution,
)
from engine.desk.texts import tidy, tidy_text
from engine.errors import BadInput, NotFound
from engine.staff import StaffKind
from engine.store.act import Change
from engine.store.staff import delegations, grants
from engine.tables.people import delegation, role_grant


@dataclass(frozen=True, slots=True)
class Staff:
    """Each verb is one durable act in the chain of the agency that it names."""

    acting: Acting
    entropy: Callable[[int], bytes]

    @property
    def _recording(self) -> Recording:
        return Recording(self.acting, self.entropy)

    def delegate(self, request: Delegation, by: Actor, *, key: str | None = None) -> Recorded:
        """Let somebody do the work of a colleague who is away; a head of that colleague decides."""
        wish = tidy(request)
        ask = ask_of(by, key, "staff.delegate", asdict(wish))
        return self._recording.act(
            wish.agency, ask, lambda bench: delegating.delegate(bench, wish), Recorded
        )

    def grant(self, request: Granting, by: Actor, *, key: str | None = None) -> Recorded:
        """Give a role for a time, as to an acting head; the administrator writes it down."""
        wish = tidy(request)
        ask = ask_of(by, key, "staff.grant", asdict(wish))
        return self._recording.act(
            wish.agency, ask, lambda bench: granting.grant(bench, wish), Recorded
        )

    def revoke(self, agency: str, id_: str, by: Actor, *, key: str | None = None) -> Recorded:
        """End a delegation, or a role that was given through the desk, from now on."""
        which = _uuid(tidy_text(id_, "id"))
        ask = ask_of(by, key, "staff.revoke", agency, which.hex)
        return self._recording.act(agency, ask, lambda bench: _revoke(bench, which), Recorded)

    def redistribute(
        self, request: Redistribution, by: Actor, *, key: str | None = None
    ) -> Redistributed:
        """Move all open work of a person to others; one colleague in turn takes it all over.

        Original papers in the person's hands are not moved: the answer names what must be handed
        over on a list that both sides confirm.
        """
        wish = tidy(request)
        ask = ask_of(by, key, "staff.redistribute", asdict(wish))
        pen = self.acting.pen
        return self._recording.act(
            wish.agency,
            ask,
            lambda bench: redistributing.redistribute(bench, pen, wish),
            Redistributed,
        )

    def disable(self, agency: str, staff: str, by: Actor, *, key: str | None = None) -> Recorded:
        """Nothing that the person asks is accepted any more; refused while work lies with them."""
        ask = ask_of(by, key, "staff.disable", agency, staff)
        return self._recording.act(
            agency, ask, lambda bench: disabling.disable(bench, staff), Recorded
        )

    def enable(self, agency: str, staff: str, by: Actor, *, key: str | None = None) -> Recorded:
        """Let somebody in again who was disabled by this agency."""
        ask = ask_of(by, key, "staff.enable", agency, staff)
        return self._recording.act(
            agency, ask, lambda bench: disabling.enable(bench, staff), Recorded
        )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInput("Mã phân công hoặc mã giao vai trò không đúng.", code="bad_id") from None


def _revoke(bench: Bench, which: UUID) -> tuple[Decision, Recorded]:
    connection, gone = bench.write.connection, {"revoked_at": bench.write.moment}
    recorded = Recorded(bench.agency, bench.seq, which.hex)
    key: dict[str, object] = {"agency_id": bench.agency}
    for one in delegations(connection, agency_id=bench.agency, delegation_id=which):
        delegating.check_may_revoke(bench, one)
        row = Change(delegation, {**key, "delegation_id": which}, gone)
        return Decision(StaffKind.DELEGATION_REVOKED, {"id": which.hex}, (row,)), recorded
    for given in grants(connection, agency_id=bench.agency, grant_id=which):
        granting.check_may_revoke(bench, given)
        row = Change(role_grant, {**key, "grant_id": which}, gone)
        return Decision(StaffKind.GRANT_REVOKED, {"id": which.hex}, (row,)), recorded
    raise NotFound(
        "Cơ quan không có phân công hoặc vai trò mang mã này.",
        code="unknown_decision",
        id=which.hex,
    )
