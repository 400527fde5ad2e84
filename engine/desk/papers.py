"""The papers of a dossier: what was handed in, and whether the procedure's list is complete."""

from collections.abc import Iterable, Mapping

from engine.desk.requests import PaperCount
from engine.errors import BadInput
from engine.facts import Facts
from engine.ledger import Entry
from engine.procedure import Paper, Procedure
from engine.store.act import Insert
from engine.tables.papers import paper

MOST = 10_000
WAYS = ("digitised", "reused", "from_store")  # how a paper is held as data (QĐ 766, nhóm 4)


def check_papers(procedure: Procedure, papers: Mapping[str, PaperCount]) -> None:
    """Refuse papers that the procedure does not list, and counts that nobody hands in."""
    listed = {one.id for one in procedure.papers}
    for name, count in papers.items():
        if name not in listed:
            raise BadInput(
                f"Thủ tục {procedure.code} không có giấy tờ “{name}”.",
                code="unknown_paper",
                paper=name,
            )
        if not _is_possible(count):
            raise BadInput(
                f"Số lượng giấy tờ phải từ 0 đến {MOST}.", code="impossible_count", paper=name
            )


def _is_possible(count: object) -> bool:
    """Whole numbers only: a ledger on one database must read the same on another."""
    return (
        isinstance(count, PaperCount)
        and all(type(n) is int and 0 <= n <= MOST for n in _counts(count))
        and all(type(getattr(count, way)) is bool for way in WAYS)
    )


def _counts(count: PaperCount) -> tuple[int, int, int]:
    return count.originals, count.copies, count.certified


def papers_so_far(entries: Iterable[Entry]) -> dict[str, PaperCount]:
    """What was handed in by the entries that stand."""
    total: dict[str, PaperCount] = {}
    for one in entries:
        facts: Facts = one.facts
        given = {name: PaperCount(*counts) for name, counts in facts.get("papers", {}).items()}
        total = added(total, given)
        if digital := facts.get("digital"):
            total = added(total, {name: _as_data(ways) for name, ways in digital.items()})
        total = added(total, elsewhere(facts))
    return total


def elsewhere(facts: Facts) -> dict[str, PaperCount]:
    """Papers that were brought once for several dossiers of a visit, and lie in the first."""
    return dict.fromkeys(facts.get("common", ()), PaperCount(reused=True))


def _as_data(ways: Iterable[str]) -> PaperCount:
    return PaperCount(**{way: way in ways for way in WAYS})


def added(
    earlier: Mapping[str, PaperCount], now: Mapping[str, PaperCount]
) -> dict[str, PaperCount]:
    """All that was handed in so far, with what came now."""
    total = dict(earlier)
    for name, count in now.items():
        before = total.get(name, PaperCount())
        total[name] = PaperCount(
            before.originals + count.originals,
            before.copies + count.copies,
            before.certified + count.certified,
            *(getattr(before, way) or getattr(count, way) for way in WAYS),
        )
    return total


def is_complete(procedure: Procedure, papers: Mapping[str, PaperCount]) -> bool:
    """Whether every required paper is there in the number that the list asks for.

    What the office has as data already is not asked for again (NĐ 107/2021, recalled).
    """
    return not lacking(procedure, papers)


def lacking(procedure: Procedure, papers: Mapping[str, PaperCount]) -> tuple[Paper, ...]:
    """The required papers that are not there in that number, in the order of the list."""
    return tuple(
        one
        for one in procedure.papers
        if one.required and _lacks(one, papers.get(one.id, PaperCount()))
    )


def _lacks(listed: Paper, given: PaperCount) -> bool:
    if given.reused or given.from_store:
        return False
    return any(_counts(shortage(listed, given))) or given == PaperCount()


def shortage(listed: Paper, given: PaperCount) -> PaperCount:
    """How many the list still asks for.

    What proves more stands for what proves less: an original to spare for a certified copy (it is
    compared with at the counter), a certified copy to spare for a plain one (assumption).
    """
    spare = max(given.originals - listed.originals, 0) if listed.certified else 0
    certified = given.certified + spare - listed.certified
    return PaperCount(
        max(listed.originals - given.originals, 0),
        max(listed.copies - given.copies - max(min(certified, given.certified), 0), 0),
        max(-certified, 0),
    )


def as_listed(listed: Paper) -> PaperCount:
    """What a whole dossier has of a paper; one original where the list counts none."""
    alone = not (listed.originals or listed.copies or listed.certified)
    return PaperCount(1 if alone else listed.originals, listed.copies, listed.certified)


def papers_facts(papers: Mapping[str, PaperCount]) -> dict[str, list[int]]:
    """By paper, originals, copies and, where there are any, certified copies."""
    return {
        name: [count.originals, count.copies, *filter(None, (count.certified,))]
        for name, count in papers.items()
    }


def digital_facts(papers: Mapping[str, PaperCount]) -> dict[str, list[str]]:
    """By paper, how it is held as data; papers that are only paper are left out."""
    every = {name: [way for way in WAYS if getattr(count, way)] for name, count in papers.items()}
    return {name: ways for name, ways in every.items() if ways}


def paper_rows(
    key: Mapping[str, object], seq: int, papers: Mapping[str, PaperCount]
) -> tuple[Insert, ...]:
    return tuple(
        Insert(
            paper,
            {
                **key,
                "seq": seq,
                "paper": name,
                "originals": count.originals,
                "copies": count.copies,
                "certified": count.certified,
                **{way: getattr(count, way) for way in WAYS},
            },
        )
        for name, count in papers.items()
    )
