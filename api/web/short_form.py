"""The short form of a reception: procedure, applicant, papers, what the promise and fees turn on.

For what came without the person: an item of the post, a receipt written by hand.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from api.web.house import House
from engine.desk import PaperCount, Party, Reception
from engine.desk.papers import as_listed
from engine.errors import BadInput
from engine.organisation import Agency
from engine.procedure import Channel, Procedure, Question, QuestionKind, Tier
from forms.fields import Choice, Field, Money, Number, YesNo
from workflows.published import Published

_NAMED = re.compile(r"\banswers\.(\w+)")
YES, NO = "co", "khong"
KINDS = ("originals", "certified", "copies")  # of one paper, as its inputs are named


@dataclass(frozen=True, slots=True)
class ShortForm:
    """What was typed, by the name of the field; nothing of it is believed yet."""

    house: House
    agency: str
    typed: Mapping[str, str]

    def text(self, name: str, default: str = "") -> str:
        return self.typed.get(name, default)

    @property
    def procedure(self) -> Procedure | None:
        """The procedure that was chosen, as it is today; None while there is none."""
        code = self.text("procedure").partition(" ")[0]
        offered = self.house.system.office.catalogue.offered
        if code not in offered:
            return None
        return self.house.system.office.catalogue.current(code, self.house.today)

    @property
    def questions(self) -> tuple[Question, ...]:
        found = self.procedure
        return tuple(asked_at_receipt(self.house.system.published, found)) if found else ()

    def count(self, paper: str, kind: str) -> str:
        """How many of a paper: what was typed, else what the list asks for."""
        typed = self.typed.get(f"{paper}.{kind}")
        if typed is not None:
            return typed
        found = self.procedure
        listed = next((one for one in found.papers if one.id == paper), None) if found else None
        if listed is None or not listed.required:
            return "0"
        return str(getattr(as_listed(listed), kind))

    def reception(self, channel: Channel, at: datetime | None = None) -> Reception:
        """What the desk is asked for, as it was `at`; BadInput says what cannot be read."""
        procedure = self.procedure
        if procedure is None:
            raise BadInput("Chọn thủ tục trong danh sách.", code="unknown_procedure")
        return Reception(
            self.agency,
            procedure.code,
            channel,
            (self._owner(),),
            papers=dict(self.papers(procedure)),
            answers=dict(self.answers()),
            place=self.text("place") or None,
            return_by=self._return_by(procedure, channel),
            paid=bool(self.text("paid")),
            method=self.text("method") or None,
            note=self.text("note") or None,
            happened_at=at,
        )

    def _owner(self) -> Party:
        number = self.text("identity") or None
        kind = self.text("identity_kind", "citizen") if number else "none"
        return Party(
            "owner",
            self.text("name"),
            kind="organisation" if kind == "tax" else "person",
            identity_kind=kind,
            identity=number,
            address=self.text("address") or None,
            phone=self.text("phone") or None,
        )

    def papers(self, procedure: Procedure) -> Iterator[tuple[str, PaperCount]]:
        """What was handed in, by the papers of the list."""
        for one in procedure.papers:
            given = PaperCount.of({k: count_of(self.count(one.id, k)) for k in KINDS})
            if given.handed_in:
                yield one.id, given

    def answers(self) -> Iterator[tuple[str, object]]:
        """What was answered, each of the kind of its question."""
        for question in self.questions:
            text = self.text(f"answer.{question.id}")
            if text:
                yield question.id, _answer(question, text)

    def _return_by(self, procedure: Procedure, channel: Channel) -> Channel:
        """As was chosen; else the way it came, if results go that way."""
        chosen = self.text("return_by")
        if chosen:
            return next((one for one in Channel if one == chosen), Channel.DIRECT)
        return channel if channel in procedure.returns else procedure.returns[0]


def offered_at(house: House, agency: str, channel: Channel) -> list[Procedure]:
    """The procedures that a unit of the agency has as its own, and that come by this channel."""
    organisation, day = house.system.office.organisation, house.today
    found = organisation.agency(agency)
    own = frozenset[str]().union(*(one.handles for one in found.units if one.in_force(day)))
    offered = house.system.office.catalogue.offered
    every = (editions[0] for _, editions in sorted(offered.items()))
    return [
        one
        for one in every
        if channel in one.channels
        and {one.field, one.code} & own
        and organisation.is_competent(agency, one.tier, one.field, one.code, day)
    ]


def places_for(house: House, agency: str) -> list[tuple[str, str]]:
    """The communes that the agency serves: a code of each and its name, in order of names."""
    organisation, day = house.system.office.organisation, house.today
    home = organisation.agency(agency)
    communes = (
        one
        for one in organisation.in_force(day)
        if one.tier is Tier.COMMUNE and one.province == home.province
    )
    found = ((_code_of(one), one.name_on(day)) for one in communes if one.serves)
    return sorted((one for one in found if home.covers(one[0])), key=lambda one: one[1])


def _code_of(commune: Agency) -> str:
    """The code of a commune among those of the older ones that it came from."""
    own = commune.id.rpartition("-")[2]
    return own if own in commune.serves else min(commune.serves)


def asked_at_receipt(published: Published, procedure: Procedure) -> Iterator[Question]:
    """What a limit or a fee turns on: the procedure's questions, and such fields of its forms."""
    yield from procedure.questions
    conditions = [one.when or "" for one in procedure.limits]
    conditions += [f"{one.when or ''} {one.times or ''}" for one in procedure.fees]
    names = {name for text in conditions for name in _NAMED.findall(text)}
    names -= {one.id for one in procedure.questions}
    forms = dict.fromkeys(one.form for one in procedure.papers if one.form)
    for form in forms:
        for section in published.forms[form].sections:
            for one in section.fields:
                if one.id in names and (question := _question(one)) is not None:
                    names.discard(one.id)
                    yield question


def _question(field: Field) -> Question | None:
    match field:
        case Choice():
            return Question(field.id, field.label, QuestionKind.CHOICE, field.options)
        case YesNo():
            return Question(field.id, field.label, QuestionKind.TRUTH)
        case Number() | Money():
            return Question(field.id, field.label, QuestionKind.NUMBER)
    return None


def _answer(question: Question, text: str) -> object:
    if question.kind is QuestionKind.TRUTH:
        return text == YES
    if question.kind is QuestionKind.CHOICE:
        return text
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        raise BadInput(
            f"“{question.label}” phải là một số.", code="not_a_number", at=question.id
        ) from None
    return int(number) if number.is_integer() else number


def count_of(text: str) -> int:
    """How many papers were typed; none where nothing was."""
    if not text.strip():
        return 0
    try:
        return int(text)
    except ValueError:
        raise BadInput("Số lượng giấy tờ phải là số nguyên.", code="impossible_count") from None
