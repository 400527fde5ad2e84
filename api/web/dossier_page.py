"""The page of a dossier, shown as it is now, with what was typed if a form was refused."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from starlette.responses import Response

from api import clock
from api.papers import Said, offered
from api.telling import Dossier, Told
from api.web.acts import acts_of, the_way_on
from api.web.addresses import address
from api.web.answered import answered
from api.web.asking import Form, Worker
from api.web.attached import files_of
from api.web.refusals import status_of
from api.web.rendering import page
from engine.actors import Actor, Role
from engine.clock import attribution, verdict
from engine.desk.papers import papers_so_far
from engine.desk.seeing import Seen
from engine.errors import Refusal
from engine.facts import Facts
from engine.ledger import DossierRef, Kind, standing
from engine.timeline import WorkItem


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that the desk refused: which one, why, and what was typed in it."""

    at: str
    refusal: Refusal
    form: Form

    def text(self, at: str, name: str) -> str:
        """What was typed in a field, if it was of that form."""
        return self.form.text(name) if at == self.at else ""

    def complaint(self, at: str, name: str) -> str:
        """What the refusal says of that field of that form."""
        mine = at == self.at and self.refusal.facts.get("at") == name
        return self.refusal.message if mine else ""

    def lost(self, forms: Collection[str]) -> list[str]:
        """What was typed in a form that the page has no more, as somebody acted in between."""
        typed = (self.form.text(name) for name in _TYPED)
        return [] if self.at in forms else [text for text in typed if text]


_TYPED = ("note", "text", "number")  # the fields of the forms in which people write


@dataclass(frozen=True, slots=True)
class Opinion:
    """A consultation: what came back, and whether this person may answer it."""

    item: WorkItem
    note: str
    mine: bool


def show(who: Worker, ref: DossierRef, refused: Refused | None = None, done: str = "") -> Response:
    """The page; opening it is recorded before anything is read.

    `done` is how long the record was when the person's act was taken: that act is told then.
    """
    house = who.house
    seen = house.desk.seeing.open(ref, who.actor)
    now = clock.now()
    said = Said(house.system.published, seen, now)
    acts, opinions = acts_of(who, seen), _opinions(who, seen)
    told = Dossier(house.system.published, seen.entries, seen.line, now)
    story = told.story(seen.notes, seen.parties)
    forms = {act.action.id for act in acts} | {f"answer-{one.item.id}" for one in opinions}
    return page(
        who,
        "dossier.html",
        status=200 if refused is None else status_of(refused.refusal),
        seen=seen,
        line=seen.line,
        told=told,
        story=story,
        done=_done(who, seen, story, done),
        way_on=the_way_on(acts),
        papers_here=papers_so_far(standing(seen.entries)),
        answers=answered(house.system.published, seen.line.procedure, seen.answers),
        held=_held(seen, now),
        verdict=verdict(seen.line),
        acts=acts,
        files=files_of(seen),
        opinions=opinions,
        colleagues=_colleagues(who, seen),
        reasons_to_extend=_fitting(who, "extend"),
        papers=offered(said, who.actor),
        refused=refused,
        lost=refused.lost(forms | seen.verbs) if refused else [],
        refusal=refused.refusal if refused else None,
        key=uuid4().hex,
        here=address(ref),
        now=now,
        signs_digitally=house.settings.signing_p12 is not None,
    )


def _held(seen: Seen, now: datetime) -> list[tuple[object, timedelta, int]]:
    """Who held the working time, the most first, with the share of it in percent."""
    held = sorted(attribution(seen.line, now).items(), key=lambda one: -one[1])
    parts = shares([span.total_seconds() for _, span in held])
    return [(seat, span, part) for (seat, span), part in zip(held, parts, strict=True)]


def shares(amounts: Sequence[float]) -> list[int]:
    """Each in percent of the whole; together 100, the largest remainders are rounded up."""
    whole = sum(amounts) or 1.0
    exact = [100 * one / whole for one in amounts]
    floors = [int(one) for one in exact]
    by_rest = sorted(range(len(exact)), key=lambda at: floors[at] - exact[at])
    up = set(by_rest[: round(sum(exact)) - sum(floors)])
    return [floor + (at in up) for at, floor in enumerate(floors)]


def _done(who: Worker, seen: Seen, story: Sequence[Told], length: str) -> Told | None:
    """The person's last entry, if the record is still as long as it was after their act."""
    if length != str(seen.line.length):
        return None
    mine = {entry.seq for entry in seen.entries if entry.actor == who.actor.id}
    return next((one for one in reversed(story) if one.seq in mine), None)


def _opinions(who: Worker, seen: Seen) -> list[Opinion]:
    notes: dict[str, str] = {}
    for entry in seen.entries:
        facts: Facts = entry.facts
        if entry.kind is Kind.ANSWERED:
            notes[facts["item"]] = str(seen.notes.get((entry.seq, "note"), ""))
    here = who.actor.at(seen.line.origin.place)
    open_ = seen.line.final is None
    return [
        Opinion(
            item,
            notes.get(item.id, ""),
            open_ and item.answered_at is None and here.sits_on(item.seat, who.today),
        )
        for item in seen.line.items
    ]


def _colleagues(who: Worker, seen: Seen) -> tuple[Actor, ...]:
    """Whom the present step may be given to, if the person may give it."""
    seat = seen.line.seat
    if "assign" not in seen.verbs or seat is None or seat.role is Role.APPLICANT:
        return ()
    return tuple(who.house.system.office.organisation.holders(seat, who.today))


def _fitting(who: Worker, verb: str) -> tuple[str, ...]:
    known = who.house.system.office.reasons
    return tuple(code for code, fits in known.items() if verb in fits)
