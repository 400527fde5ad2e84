"""Many dossiers received as one: what was said once, put into each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.desk.office import Office
from engine.desk.provenance import Provenance
from engine.desk.requests import Reception
from engine.desk.visits.requests import Visit
from engine.errors import BadInput
from engine.ledger import DossierRef
from engine.procedure import Channel

MOST = 200  # dossiers of one visit: an act must end within its ten seconds


def check(visit: Visit, office: Office, day: date) -> None:
    """Refuse a visit without dossiers, at two counters, or with a paper that none of them asks."""
    check_many(visit.receptions)
    for one in visit.receptions:
        if one.agency != visit.agency:
            raise BadInput(
                "Các hồ sơ của một lượt nộp phải cùng nơi tiếp nhận.", code="two_counters"
            )
        if one.channel is Channel.POSTAL:
            raise BadInput(
                "Hồ sơ qua bưu chính nhận theo biên bản bàn giao.", code="not_in_a_visit"
            )
    listed = {paper for one in visit.receptions for paper in _listed(office, one, day)}
    for paper in visit.papers.keys() - listed:
        raise BadInput(
            f"Không thủ tục nào của lượt nộp này có giấy tờ “{paper}”.",
            code="unknown_paper",
            paper=paper,
        )


def check_many(some: Sequence[object]) -> None:
    """Refuse an act over nothing, or over more than one act can hold."""
    if not 0 < len(some) <= MOST:
        raise BadInput(f"Mỗi lượt gồm từ 1 đến {MOST} hồ sơ.", code="impossible_count", most=MOST)


def check_once(refs: Sequence[DossierRef]) -> None:
    """Refuse a dossier that is named twice."""
    if len(set(refs)) != len(refs):
        raise BadInput("Có hồ sơ ghi hai lần trong một lượt.", code="given_twice")


def _listed(office: Office, one: Reception, day: date) -> frozenset[str]:
    return frozenset(paper.id for paper in office.catalogue.current(one.procedure, day).papers)


@dataclass(slots=True)
class Sharing:
    """Hands the papers that were brought once to one dossier after the other.

    The first that lists a paper has it; the others say in which dossier it lies.
    """

    office: Office
    visit: Visit
    id: str
    lies_in: dict[str, DossierRef]

    def reception(self, one: Reception, day: date) -> Reception:
        """The reception with the submitter, and with the papers that it shares."""
        shared = (paper for paper in self._shared(one, day) if paper not in self.lies_in)
        given = {paper: self.visit.papers[paper] for paper in shared}
        return replace(
            one,
            parties=(*one.parties, self.visit.submitter),
            presented_by=len(one.parties) + 1,
            papers={**one.papers, **given},
            paid=False,  # taken for all together, under one receipt
        )

    def provenance(self, one: Reception, day: date) -> Provenance:
        """What the opening entry says of the visit."""
        common = {
            paper: self.lies_in[paper].id.hex
            for paper in self._shared(one, day)
            if paper in self.lies_in
        }
        facts: Mapping[str, object] = {"visit": self.id} | ({"common": common} if common else {})
        return Provenance(facts)

    def received(self, one: Reception, day: date, ref: DossierRef) -> None:
        """The dossier is open: what it is the first to list lies in it."""
        for paper in self._shared(one, day):
            self.lies_in.setdefault(paper, ref)

    def _shared(self, one: Reception, day: date) -> Iterator[str]:
        listed = _listed(self.office, one, day)
        return (p for p in sorted(self.visit.papers) if p in listed and p not in one.papers)
