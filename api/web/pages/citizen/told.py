"""What the page of a receipt tells: how far it is, what is asked, what is owed, where to fetch it.

Nothing here names anybody: it is read from the ledger alone. What an officer wrote in free words is
shown after a second proof.
"""

from dataclasses import dataclass

from api.papers import Said
from api.papers.handed_in import lacking
from api.papers.turned_away import until
from api.telling import Dossier
from api.web.pages.citizen.steps import Step, steps_of
from engine.actors import APPLICANT_ID
from engine.desk.following import Followed
from engine.desk.requests import PaperCount
from engine.desk.seeing import Seen
from engine.facts import Facts
from engine.ledger import Entry, Kind, standing
from engine.procedure import Action, Channel, Final, Paper
from engine.timeline import Cause, ResultState, Timeline
from workflows.published import Published

SUPPLEMENT = "supplement_request"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the applicant is asked for: why, which papers, until when; `note` after a proof.

    `reply` is the action that answers it, None where files are only sent along. `replied` says
    that something came since.
    """

    reason: str
    papers: tuple[tuple[Paper, PaperCount], ...]
    until: str | None
    note: str
    reply: Action | None
    replied: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A dossier in words; `seen` is what a proof opens, None without one."""

    published: Published
    followed: Followed
    seen: Seen | None = None

    @property
    def line(self) -> Timeline:
        return self.followed.line

    @property
    def said(self) -> Dossier:
        return Dossier(self.published, self.followed.entries, self.line, self.followed.now)

    @property
    def steps(self) -> list[Step]:
        return [] if self.line.voided else steps_of(self.line)

    @property
    def office(self) -> str:
        """The one-stop office at which the result is fetched, and its agency."""
        day, organisation = self.line.day(self.followed.now), self.published.organisation
        where = self.line.return_at
        return f"{organisation.office_on(where, day)}, {organisation.name_on(where, day)}"

    @property
    def asked(self) -> Asked | None:
        """The request that waits for an answer of the applicant, if there is one."""
        last = next((one for one in reversed(self._standing) if one.kind is Kind.MOVED), None)
        if last is None or self.line.final or last.facts.get("letter") != SUPPLEMENT:
            return None
        papers = Said(self.published, self._seen, self.followed.now)
        return Asked(
            papers.reason(last),
            tuple(lacking(papers, last)),
            until(papers, last),
            papers.note(last),
            self._leading(None),
            any(_brings(one) for one in self._standing if one.seq > last.seq),
        )

    @property
    def withdrawal(self) -> Action | None:
        """The action by which the applicant may take the dossier back now."""
        return self._leading(Final.WITHDRAWN)

    def _leading(self, final: Final | None) -> Action | None:
        states = self.line.procedure.states
        fits = (one for one in self.followed.possible if states[one.to].final is final)
        return next(fits, None)

    @property
    def apology(self) -> str | None:
        """Why the agency last asked for more time; None if the promise is of another cause."""
        current = self.line.current
        if current is None or current.cause is not Cause.EXTENSION:
            return None
        entry = next((one for one in self._standing if one.seq == current.seq), None)
        said = Said(self.published, self._seen, self.followed.now)
        return said.reason(entry) if entry else ""

    @property
    def has_result(self) -> bool:
        """Whether a result for the applicant exists and stands."""
        return any(
            one.seat is None and not one.replaced and one.state is not ResultState.UNDONE
            for one in self.line.results
        )

    @property
    def is_fetched_here(self) -> bool:
        return any(one.waits for one in self.line.results)

    @property
    def is_downloaded(self) -> bool:
        """Whether the result may be downloaded: it leaves online, stands, and nothing is owed."""
        online = self.line.origin.return_by is Channel.ONLINE
        ended = self.line.ended_at is not None
        return online and ended and self.has_result and not self.line.unpaid

    @property
    def _standing(self) -> list[Entry]:
        return standing(self.followed.entries)

    @property
    def _seen(self) -> Seen:
        """With the free texts after a proof, else with nothing but the ledger."""
        one = self.followed
        return self.seen or Seen(one.ref, one.entries, one.line, (), {}, {}, one.possible)


def _brings(entry: Entry) -> bool:
    facts: Facts = entry.facts
    return entry.actor == APPLICANT_ID and bool(facts.get("files"))
