"""What several papers say of a dossier, in the words and by the names of the day of issue."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from api.naming import agency_name, limit_words, person_name, reason_words, unit_name, words
from engine.actors import Role, Seat
from engine.desk.seeing import Seen
from engine.desk.tracking import Issued
from engine.facts import Facts
from engine.ledger import Entry, standing
from engine.procedure import Channel
from engine.timeline import Timeline
from receipts.letters import Contact, Head, Letterhead
from workflows.published import Published

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Said:
    """A dossier that was opened to be printed; `now` is the moment of printing.

    `site` is where codes are typed and the token of the QR leads to; `issued` are the token and
    the secret of this very print. `beside` are the dossiers that came, or were paid for, with it.
    """

    published: Published
    seen: Seen
    now: datetime
    site: str = ""
    issued: Issued | None = None
    beside: tuple["Said", ...] = ()

    @property
    def line(self) -> Timeline:
        return self.seen.line

    @property
    def entries(self) -> list[Entry]:
        """The entries that stand, in order."""
        return standing(self.seen.entries)

    def last(self, letter: str) -> Entry | None:
        """The last entry that called for the letter."""
        return next(self._calling_for(letter), None)

    def _calling_for(self, letter: str) -> Iterator[Entry]:
        return (one for one in reversed(self.entries) if one.facts.get("letter") == letter)

    @property
    def acceptance(self) -> Entry | None:
        """The entry that made the dossier the office's; None for one that was not accepted."""
        accepted, first = self.line.accepted_at, self.line.first
        if accepted is None:
            return None
        if first is not None:
            return next((one for one in self.entries if one.seq == first.seq), None)
        return next((one for one in self.entries if one.happened_at == accepted), None)

    def head(self, issued_at: datetime, *, agency: str | None = None) -> Head:
        """The head of a paper of the one-stop office, by the names of the day of issue."""
        issuer = agency or self.line.origin.received_at or self.seen.ref.agency
        head = head_of(self.published, issuer, issued_at, self.now)
        contact = Contact(site=self.site) if self.site else None
        return replace(head, code=self.line.origin.code, contact=contact)

    def deciding_head(self, issued_at: datetime, number: str) -> Head:
        """The head of a paper that the head of the competent agency signs, of that day."""
        organisation, competent = self.published.organisation, self._competent(issued_at)
        agency = organisation.agency(competent)
        parent = organisation.agencies.get(agency.parent) if agency.parent else None
        letterhead = Letterhead.deciding(agency, parent, self.line.day(issued_at))
        return Head(
            letterhead,
            _place(self.published, competent),
            issued_at,
            self.now,
            ZONE,
            number=number,
            code=self.line.origin.code,
        )

    def _competent(self, at: datetime) -> str:
        held = [agency for since, agency in self.line.competences if since <= at]
        return held[-1] if held else self.line.competent

    @property
    def procedure(self) -> str:
        return self.line.procedure.name

    @property
    def field(self) -> str:
        fields = self.published.fields.get("fields")
        known = fields.get(self.line.procedure.field) if isinstance(fields, dict) else None
        return str(known["name"]) if isinstance(known, dict) else self.line.procedure.field

    @property
    def limit(self) -> str:
        limit = self.line.limit
        return limit_words(limit, self.published) if limit else "Không quy định"

    def person(self, staff: str) -> str:
        return person_name(self.published, staff)

    def label(self, section: str, code: object) -> str:
        return words(self.published, section).get(str(code), str(code))

    def seat(self, seat: Seat | None, at: datetime) -> str:
        """Whose hands these are, by the names of that day; other agencies than ours by name."""
        if seat is None or seat.role is Role.APPLICANT:
            return "Người nộp hồ sơ"
        day = self.line.day(at)
        if seat.role in {Role.COUNTER, Role.POSTAL_COUNTER}:
            return self.published.organisation.office_on(seat.agency, day)
        ours = seat.agency == self._competent(at)
        beyond = "" if ours else f", {agency_name(self.published, seat.agency, day)}"
        role = self.label("roles", seat.role)
        if seat.unit is None:
            return f"{role}{beyond}"
        unit = unit_name(self.published, seat.agency, seat.unit, day)
        return f"{unit}{f' ({role.lower()})' if seat.role is Role.UNIT_HEAD else ''}{beyond}"

    def note(self, entry: Entry) -> str:
        """The free text that the entry seals; empty once erased."""
        return str(self.seen.notes.get((entry.seq, "note"), ""))

    def reason(self, entry: Entry) -> str:
        """The words for the reason of an entry; empty if it names none."""
        facts: Facts = entry.facts
        return reason_words(self.published)(facts["reason"]) if facts.get("reason") else ""

    @property
    def return_by(self) -> str:
        """How the result is to leave, as was told when the dossier came."""
        origin = self.line.origin
        how = self.label("channels", origin.return_by).lower()
        if origin.return_by is not Channel.DIRECT:
            return how
        day = self.line.day(self.line.opened_at)
        organisation = self.published.organisation
        agency = organisation.name_on(origin.return_at, day)
        return f"{how} tại {organisation.office_on(origin.return_at, day)}, {agency}"


def head_of(published: Published, agency: str, issued_at: datetime, now: datetime) -> Head:
    """The head of a paper of an agency's one-stop office, by the names of the day of issue."""
    found = published.organisation.agency(agency)
    day = issued_at.astimezone(ZONE).date()
    letterhead = Letterhead.receiving(found, day)
    return Head(letterhead, _place(published, agency), issued_at, now, ZONE)


def _place(published: Published, agency: str) -> str:
    return words(published, "provinces").get(published.organisation.agency(agency).province, "")
