"""Which results come into being with a move, for whom, and under which number."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from engine.actors import Seat
from engine.desk.codes import check_code
from engine.desk.draft import Scene
from engine.desk.requests import Wish
from engine.desk.seats import seat_for
from engine.errors import BadInput, GuardFailed, NotFound
from engine.facts import Facts, seat_facts
from engine.ledger import standing
from engine.procedure import DECISION, Action, ClockMode, Final, Instant, ResultRule, State

DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Issued:
    """One result to be, or the copy of it for a related unit or agency (`seat`)."""

    no: int
    rule: ResultRule
    seat: Seat | None
    number: str | None

    def facts(self) -> dict[str, object]:
        optional: dict[str, object | None] = {
            "to": seat_facts(self.seat) if self.seat else None,
            "phase": True if self.rule.by else None,
            "number": self.number,
        }
        given = {name: value for name, value in optional.items() if value is not None}
        return {"no": self.no, "id": self.rule.id, **given}


def arrives(scene: Scene, state: State) -> bool:
    """Whether the move into `state` brings the results to the counter."""
    there = state.clock is ClockMode.ENDED or state.final is Final.COMPLETED
    return there and Instant.AT_COUNTER not in scene.line.instants


def rules(scene: Scene, action: Action, state: State, wish: Wish) -> list[ResultRule]:
    """What comes into being: a phase by its action, the rest with the end of the clock.

    Somebody who is turned down gets the decision that says so, and nothing else.
    """
    there = _standing(scene)
    found = [
        rule for rule in scene.procedure.given if rule.by == action.id and rule.id not in there
    ]
    if arrives(scene, state):
        last = [rule for rule in scene.procedure.given if rule.by is None]
        found += [DECISION] if _is_declined(scene, wish) else last
    return found


def issue(scene: Scene, given: list[ResultRule], wish: Wish) -> list[Issued]:
    """Each for the applicant and for its recipients; one who is nowhere today gets none."""
    _check_numbers(scene, wish)
    numbers, no = _numbers(scene, wish), _last_number(scene)
    made: list[Issued] = []
    for rule in given:
        seats = [*([None] if rule.applicant else []), *_seats(scene, rule)]
        for seat in seats:
            no += 1
            made.append(Issued(no, rule, seat, numbers.get(rule.id)))
    return made


def lost(given: Iterable[ResultRule], made: Iterable[Issued]) -> int:
    """How many recipients of the definition are nowhere to be found on this day."""
    return sum(len(rule.to) for rule in given) - sum(one.seat is not None for one in made)


def check_phases(scene: Scene, state: State, wish: Wish) -> None:
    """A dossier is not over while a phase was not given, unless it was turned down."""
    if state.final is not Final.COMPLETED or _is_declined(scene, wish):
        return
    there = _standing(scene)
    lacking = [rule for rule in scene.procedure.given if rule.by and rule.id not in there]
    if lacking:
        raise GuardFailed(f"Chưa cấp “{lacking[0].name}”.", unmet=["results.issued"])


def _is_declined(scene: Scene, wish: Wish) -> bool:
    return (wish.outcome or scene.line.outcome) == DECLINED


def _standing(scene: Scene) -> set[str]:
    return {one.kind for one in scene.line.results if not one.replaced}


def _seats(scene: Scene, rule: ResultRule) -> Iterator[Seat]:
    for address in rule.to:
        with suppress(NotFound):
            yield seat_for(scene.office, scene.ref, scene.line, address, scene.day)


def _check_numbers(scene: Scene, wish: Wish) -> None:
    known = {DECISION.id, *(rule.id for rule in scene.procedure.given)}
    for name, number in wish.numbers.items():
        check_code(number, "numbers")
        if name not in known:
            raise BadInput(f"Thủ tục không có kết quả “{name}”.", code="unknown_result")


def _numbers(scene: Scene, wish: Wish) -> Mapping[str, str]:
    """Those that were given to results by name, now or at an earlier step."""
    numbers: dict[str, str] = {}
    for entry in standing(scene.entries):
        facts: Facts = entry.facts
        numbers |= facts.get("numbers", {})
    return numbers | dict(wish.numbers)


def _last_number(scene: Scene) -> int:
    """The last number used; that of a result which was taken back stays used."""
    used = {one.no for one in scene.line.results}
    for entry in scene.entries:
        facts: Facts = entry.facts
        used |= {one["no"] for one in facts.get("results", ()) if isinstance(one, dict)}
    return max(used, default=0)
