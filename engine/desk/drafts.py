"""What a clerk has typed at the counter and not saved yet, kept beyond the session.

It is seen by its author alone, and is gone once the dossier is received, when it is given up, and
after some days by itself. It is no part of the record: nothing follows from it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.actors import Actor, Role
from engine.desk.acting import Acting
from engine.desk.authority import of_office
from engine.desk.texts import tidy_text
from engine.errors import BadInput
from engine.store.drafts import Content, DraftKey, Kept, draft_of, drafts_of, drop_draft, keep_draft
from engine.store.held import database_moment
from engine.store.ledgers import Reading
from engine.store.read import reading
from engine.store.write import Write, writing

KEPT_FOR = timedelta(days=3)  # over a weekend; assumption, no text sets it
LARGEST = 200_000  # characters of one draft
_TYPING = (Role.COUNTER, Role.POSTAL_COUNTER)


@dataclass(frozen=True, slots=True)
class Drafts:
    """The verbs of drafts; each is about those of the person who asks."""

    acting: Acting

    def keep(
        self, agency: str, procedure: str, content: Content, by: Actor, *, page: str | None = None
    ) -> None:
        """Keep it in place of the one before.

        `page` is the idempotency key of the page: what arrives late from a page whose dossier was
        received meanwhile is not kept.
        """
        tidied = _tidied(content)
        key = DraftKey(tidy_text(agency, "agency"), by.id, tidy_text(procedure, "procedure"))
        with writing(self.acting.engine, self.acting.clock) as write:
            self._check(write, key, by)
            if page is None or write.answer_to(key.agency, by.id, page) is None:
                keep_draft(write, key, tidied)

    def _check(self, write: Write, key: DraftKey, by: Actor) -> None:
        office = self.acting.office
        today = office.calendar_of(key.agency).local_day(write.moment)
        of_office(office, key.agency, today, by, _TYPING)
        office.catalogue.current(key.procedure, today)

    def drop(self, agency: str, procedure: str, by: Actor) -> None:
        """Give it up; nothing happens if there is none."""
        with writing(self.acting.engine, self.acting.clock) as write:
            drop_draft(write.connection, DraftKey(agency, by.id, procedure))

    def open(self, agency: str, procedure: str, by: Actor) -> Content | None:
        """What the person had typed; None if nothing is kept."""
        with reading(self.acting.engine) as snapshot:
            return draft_of(snapshot, DraftKey(agency, by.id, procedure), self._since(snapshot))

    def list(self, agency: str, by: Actor) -> list[Kept]:
        """The person's drafts at a counter, the latest first."""
        with reading(self.acting.engine) as snapshot:
            return drafts_of(snapshot, agency, by.id, self._since(snapshot))

    def _since(self, snapshot: Reading) -> datetime:
        clock = self.acting.clock
        return (clock() if clock else database_moment(snapshot)) - KEPT_FOR


def _tidied(content: Content) -> list[tuple[str, str]]:
    if sum(len(name) + len(text) for name, text in content) > LARGEST:
        raise BadInput("Bản nháp quá dài nên không giữ được.", code="too_long", field="content")
    return [
        (tidy_text(name, "content"), tidy_text(text, "content", LARGEST)) for name, text in content
    ]
