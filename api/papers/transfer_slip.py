"""The list of originals that change hands, for both sides to sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from api.clock import local
from api.naming import agency_name, paper_name, person_name, words
from api.papers.facts import ZONE
from engine.ledger import DossierRef
from engine.store.originals import Passing
from engine.timeline import Passage
from receipts.letters import Head, Letterhead, TransferItem, TransferSlip
from workflows.published import Published

_STATES = {"missing": "thiếu khi nhận", "recalled": "đã thu hồi"}
People = Mapping[DossierRef, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Slip:
    """A hand-over list at the printer. `people` are those that were opened to be named on it."""

    published: Published
    passings: Sequence[Passing]
    people: People
    due_back: date | None
    now: datetime

    def letter(self) -> TransferSlip:
        first = self.passings[0]
        day = local(first.given_at).date()
        organisation = self.published.organisation
        agency = organisation.agency(first.list.rsplit("/", 2)[0])
        head = Head(
            Letterhead.receiving(agency, day),
            place=words(self.published, "provinces").get(agency.province, ""),
            issued_at=first.given_at,
            rendered_at=self.now,
            zone=ZONE,
            number=first.list,
        )
        return TransferSlip(
            head,
            self._purpose(first),
            giving_side=self._side(first.given_by, day),
            receiving_side=self._side(first.taken_by, day),
            given_by=self._name(first.given_by),
            received_by=self._name(first.taken_by),
            items=tuple(self._item(one) for one in self.passings),
        )

    def _purpose(self, first: Passing) -> str:
        told = words(self.published, "passages")[first.kind]
        if first.kind == Passage.LOAN and self.due_back:
            return f"{told}, hạn trả lại {self.due_back:%d/%m/%Y}"
        return told

    def _name(self, who: str) -> str:
        """An agency signs by whoever of it comes: the line stays free."""
        known = self.published.organisation.agencies
        return "................................" if who in known else self._person(who)

    def _person(self, staff: str) -> str:
        return person_name(self.published, staff)

    def _side(self, who: str, day: date) -> str:
        """The agency, and the unit if the person has one there."""
        organisation = self.published.organisation
        if who in organisation.agencies:
            return agency_name(self.published, who, day)
        person = organisation.people.get(who)
        grants = [g for g in person.grants if g.valid_from <= day <= g.valid_to] if person else []
        if not grants:
            return self._person(who)
        agency, unit = grants[0].agency, grants[0].unit
        name = agency_name(self.published, agency, day)
        return f"{organisation.unit(agency, unit).name_on(day)}, {name}" if unit else name

    def _item(self, one: Passing) -> TransferItem:
        owners = [p["name"] for p in self.people.get(one.ref, ()) if p["role"] == "owner"]
        return TransferItem(
            f"{one.code}:{one.no}",
            ", ".join(map(str, owners)) or "–",
            paper_name(self.published, one.procedure, one.paper),
            note=_STATES.get(one.state),
        )
