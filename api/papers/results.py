"""What the collector signs when results are fetched."""

from collections import Counter

from api.papers.facts import Said
from api.papers.money import fees_of
from api.papers.people import applicant, capacity, handed_in_by, identity_kind, people_at
from engine.facts import Facts
from engine.ledger import Entry, Kind
from engine.procedure import DECISION, Final
from engine.timeline import Result as Given
from engine.timeline import ResultState
from receipts.letters import Letter, Result, ResultSlip


def result_slip(said: Said) -> tuple[Letter, ...]:
    """The slip of the last hand-over at the counter: results, originals, fees, who fetched them."""
    entry = _handing(said)
    if entry is None:
        return ()
    facts: Facts = entry.facts
    people = people_at(said, entry)
    collector = people.get(facts.get("party") or 0)
    if collector is None:
        collector = next((one for one in people.values() if one["role"] == "collector"), None)
    slip = ResultSlip(
        said.head(entry.happened_at, agency=said.line.return_at),
        applicant(said, entry).owners,
        said.procedure,
        results(said, entry),
        collector=str(collector["name"]) if collector else handed_in_by(said, entry),
        giver=said.person(entry.actor),
        capacity=capacity(said, collector) if collector else None,
        identity=collector.get("identity") if collector else None,
        identity_kind=identity_kind(collector) if collector else "Số giấy tờ",
        given_back=given_back(said, entry),
        fees=tuple(
            fee
            for fee, line in zip(fees_of(said), said.line.fees, strict=True)
            if line.collected_at == entry.happened_at and line.amount
        ),
    )
    return (slip,)


def _handing(said: Said) -> Entry | None:
    return next((one for one in reversed(said.entries) if _hands(said, one)), None)


def _hands(said: Said, entry: Entry) -> bool:
    """Whether results left the counter into a person's hands with that entry."""
    if "carrier_item" in entry.facts:
        return False
    if entry.kind is Kind.HANDED:
        return entry.facts.get("how") == str(ResultState.HANDED)
    state = said.line.procedure.states.get(str(entry.facts.get("to")))
    return entry.kind is Kind.MOVED and state is not None and state.final is Final.COMPLETED


def results(said: Said, entry: Entry) -> tuple[Result, ...]:
    """The applicant's results that left with that entry."""
    left = [one for one in said.line.results if one.seat is None and one.placed == entry.seq]
    return tuple(_result(said, one) for one in left) or (Result(DECISION.name),)


def _result(said: Said, one: Given) -> Result:
    rules = {rule.id: rule.name for rule in said.line.procedure.results}
    name = rules.get(one.kind, DECISION.name)
    outcome = said.line.outcome
    if name == DECISION.name and outcome is not None:
        name = f"{name}: {said.label('outcomes', outcome).lower()}"
    return Result(name, one.number, said.line.day(one.ready_at))


def given_back(said: Said, entry: Entry) -> tuple[str, ...]:
    """The originals that went back with that entry, by name, with their number."""
    facts: Facts = entry.facts
    back = set(facts.get("originals_back", ()))
    papers = Counter(one.paper for one in said.line.originals if one.no in back)
    names = {one.id: one.name for one in said.line.procedure.papers}
    return tuple(f"{names.get(paper, paper)} ({n:02} bản chính)" for paper, n in papers.items())
