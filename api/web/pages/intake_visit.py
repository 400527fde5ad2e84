"""Many dossiers of one person: put together on the page, received in one act, paid once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from api.web.asking import Worker
from api.web.pages.intake_reading import SHARED, papers_of, read
from api.web.pages.intake_typed import Typed
from engine.desk import PaperCount, Party, Reception
from engine.desk.visits import Settled, Visit
from engine.desk.visits.together import MOST
from engine.errors import BadInput
from engine.procedure import Procedure

FIELD = "visit"
_OF_THE_PERSON = ("p.", "people", "return_by", "return_at", "place", "channel")
_KEPT_OUT = frozenset({FIELD, "key"})


@dataclass(frozen=True, slots=True)
class Basket:
    """The dossiers that were filled in before this one, as they were typed; nothing is saved yet.

    It travels with the page and is read again from the beginning when it is saved, so nothing in
    it is believed.
    """

    entries: tuple[tuple[str, Typed], ...] = ()

    @classmethod
    def of(cls, typed: Typed) -> Self:
        text = typed.one(FIELD)
        if not text:
            return cls()
        try:
            return cls(tuple(_entry(one) for one in json.loads(text)[:MOST]))
        except (ValueError, TypeError, KeyError):
            raise BadInput(
                "Không đọc được các hồ sơ trước của lượt nộp. Tiếp nhận lại từ đầu.",
                code="broken_visit",
            ) from None

    def text(self) -> str:
        if not self.entries:
            return ""
        return json.dumps([[code, typed.items()] for code, typed in self.entries])

    def with_one(self, code: str, typed: Typed) -> Self:
        kept = {name: some for name, some in typed.texts.items() if name not in _KEPT_OUT}
        return replace(self, entries=(*self.entries, (code, Typed(kept))))

    def next(self) -> Typed:
        """What the next dossier of the same person begins with."""
        return self.entries[-1][1].kept(*_OF_THE_PERSON) if self.entries else Typed({})


def _entry(one: tuple[object, list[tuple[object, object]]]) -> tuple[str, Typed]:
    """One dossier as the page carries it; ValueError or TypeError for anything else."""
    code, items = one
    return str(code), Typed.read((str(name), str(text)) for name, text in items)


def receive(
    who: Worker, agency: str, basket: Basket, last: Reception, typed: Typed, *, key: str | None
) -> Settled:
    """All dossiers of the visit in one act; refused as a whole."""
    earlier = tuple(_earlier(who, agency, basket))
    typed_all = (*(one for _, one in basket.entries), typed)
    common = _common(earlier, typed_all)
    came = _submitter(last.parties)
    visit = Visit(
        agency,
        came,
        tuple(
            replace(one, parties=_others(one.parties, came), papers=_own(who, no, one, own, common))
            for no, (one, own) in enumerate(zip((*earlier, last), typed_all, strict=True))
        ),
        {paper: earlier[no].papers[paper] for paper, no in common.items()},
        paid=last.paid,
        method=last.method,
    )
    return who.house.desk.visits.receive(visit, who.actor, key=key)


def _earlier(who: Worker, agency: str, basket: Basket) -> Iterator[Reception]:
    catalogue = who.house.system.office.catalogue
    for code, typed in basket.entries:
        procedure = catalogue.current(code, who.today)
        wanted = read(who, agency, procedure, typed)
        if wanted.complaints:
            raise BadInput(
                f"Hồ sơ “{procedure.name}” của lượt nộp còn chỗ nhập sai.", code="broken_visit"
            )
        yield wanted.reception


def shareable(who: Worker, procedure: Procedure, basket: Basket) -> dict[str, str]:
    """Papers of the procedure that an earlier dossier of the visit has, with that procedure.

    A paper that is a form to be filled in belongs to one dossier alone.
    """
    catalogue, found = who.house.system.office.catalogue, dict[str, str]()
    for code, typed in basket.entries:
        listed = papers_of(catalogue.current(code, who.today), typed, {})
        found |= {paper: code for paper, count in listed.items() if count.handed_in}
    return {one.id: found[one.id] for one in procedure.papers if one.id in found and not one.form}


def _common(earlier: Sequence[Reception], typed: Sequence[Typed]) -> dict[str, int]:
    """The papers that a later dossier shares, with the place of the first that counted them."""
    wanted = {paper for one in typed[1:] for paper, tick in one.below(f"{SHARED}.") if tick}
    found: dict[str, int] = {}
    for no, one in enumerate(earlier):
        for paper, count in one.papers.items():
            if paper in wanted and count.handed_in:
                found.setdefault(paper, no)
    return found


def _own(
    who: Worker, no: int, one: Reception, typed: Typed, common: Mapping[str, int]
) -> dict[str, PaperCount]:
    """The papers of a dossier without what it shares; what it has no part in is none of its."""
    papers = dict(one.papers)
    listed = who.house.system.office.catalogue.current(one.procedure, who.today).papers
    for paper in (one.id for one in listed if one.id in common):
        if common[paper] == no or _shares(typed, papers, paper):
            papers.pop(paper, None)
        else:
            papers.setdefault(paper, PaperCount())
    return papers


def _shares(typed: Typed, papers: Mapping[str, PaperCount], paper: str) -> bool:
    """Whether it was ticked, and nothing of its own was counted."""
    ticked = bool(typed.one(f"{SHARED}.{paper}"))
    return ticked and not papers.get(paper, PaperCount()).handed_in


def _submitter(people: tuple[Party, ...]) -> Party:
    """Who brings them all: the one who came for others, else the owner."""
    came = [one for one in people if one.role in {"submitter", "authorised"}]
    return came[-1] if came else replace(people[0], role="submitter")


def _others(people: tuple[Party, ...], came: Party) -> tuple[Party, ...]:
    return tuple(one for one in people if one.role == "owner" or one.name != came.name)
