"""Results in phases: each with a promise and a verdict of its own, beside that of the dossier."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.tenant import office_of
from engine.clock import Verdict, verdict, verdict_of_phase
from engine.desk import Desk, Office, Reception
from engine.desk.results import Handing
from engine.errors import GuardFailed, NotNow, NotYourStep
from engine.fold import fold
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.store.files import Files
from engine.store.read import reading
from engine.store.results import phase_counts
from engine.store.scope import Scope
from engine.tables.papers import result
from engine.timeline import ByClock, Timeline
from engine.verify import verify
from tests.engine.desk.town import (
    AGENCY,
    CLERICAL,
    COUNTER,
    HEAD,
    LEADER,
    OFFICER,
    OWNER,
    PEPPER,
    Clock,
    Town,
    local,
)
from tests.scenarios.clean import NOWHERE
from workflows.published import publish

PHASED = "9.900020"


@cache
def office() -> Office:
    return office_of(publish(Path(__file__).parent / "phased"))


@dataclass(frozen=True, slots=True)
class Phased(Town):
    """A town whose office has a procedure in two phases."""

    def line(self, ref: DossierRef) -> Timeline:
        return fold(office().catalogue, self.entries(ref))

    def examining(self) -> DossierRef:
        """Accepted on Monday 2 March at nine, and on the officer's table."""
        request = Reception(AGENCY, PHASED, Channel.DIRECT, (OWNER,))
        ref = self.desk.receive(request, COUNTER).ref
        self.take(ref, "forward", COUNTER)
        self.take(ref, "assign", HEAD, officer=OFFICER.id)
        return ref

    def finish(self, ref: DossierRef) -> None:
        self.take(ref, "propose", OFFICER, outcome="granted")
        self.take(ref, "agree", HEAD)
        self.take(ref, "sign", LEADER, capacity="KT.")
        self.take(ref, "seal", CLERICAL, number="2/GCN")

    def verdicts(self, ref: DossierRef) -> dict[str, Verdict | None]:
        line = self.line(ref)
        return {name: verdict_of_phase(line, one) for name, one in line.phases.items()}

    def due(self, ref: DossierRef) -> dict[str, str]:
        line = self.line(ref)
        return {name: line.day(one.due).isoformat() for name, one in line.phases.items()}

    def assert_clean(self) -> None:
        found = verify(self.engine, office().catalogue, Files(NOWHERE), PEPPER)
        assert [one.message for one in found] == []


@pytest.fixture
def town(engine: Engine) -> Phased:
    clock = Clock()
    return Phased(engine, Desk(engine, office(), PEPPER, clock), clock)


def test_each_phase_has_a_promise_of_its_own_and_the_dossier_keeps_its(town: Phased) -> None:
    ref = town.examining()
    assert town.due(ref) == {"temporary": "2026-03-05"}
    town.clock.set("2026-03-04 10:00")
    town.take(ref, "issue_temporary", LEADER, number="1/TT")
    assert town.due(ref) == {"temporary": "2026-03-05", "certificate": "2026-03-18"}
    town.clock.set("2026-03-19 10:00")
    town.finish(ref)

    line = town.line(ref)
    assert town.verdicts(ref) == {"temporary": Verdict.EARLY, "certificate": Verdict.LATE}
    assert verdict(line) is Verdict.EARLY
    assert line.current is not None
    assert line.day(line.current.due).isoformat() == "2026-03-30"
    assert {(row.kind, row.number, row.verdict) for row in town.rows(result)} == {
        ("temporary", "1/TT", "early"),
        ("certificate", "2/GCN", "late"),
        ("record", "2/GCN", None),
    }
    town.assert_clean()


def test_a_phase_is_handed_over_while_the_dossier_goes_on(town: Phased) -> None:
    ref = town.examining()
    town.take(ref, "issue_temporary", LEADER)
    town.refused(NotYourStep, lambda: town.desk.results.hand(ref, Handing(), OFFICER))
    town.desk.results.hand(ref, Handing(), COUNTER)

    assert [row.state for row in town.rows(result)] == ["handed"]
    assert town.line(ref).state == "examining"
    town.finish(ref)
    refused = town.refused(NotNow, lambda: town.desk.results.hand(ref, Handing(), COUNTER))
    assert refused.code == "not_by_itself"
    town.take(ref, "hand_over", COUNTER)
    states = {(row.kind, row.recipient, row.state) for row in town.rows(result)}
    assert states == {
        ("temporary", "applicant", "handed"),
        ("certificate", "applicant", "handed"),
        ("record", AGENCY, "posted"),
    }
    town.assert_clean()


def test_a_phase_that_was_not_handed_over_leaves_with_the_rest(town: Phased) -> None:
    ref = town.examining()
    town.take(ref, "issue_temporary", LEADER)
    town.finish(ref)
    town.take(ref, "hand_over", COUNTER)

    assert {row.state for row in town.rows(result)} == {"handed", "posted"}
    town.assert_clean()


def test_a_dossier_is_not_returned_while_a_phase_was_not_given(town: Phased) -> None:
    ref = town.examining()
    town.finish(ref)
    refused = town.refused(GuardFailed, lambda: town.take(ref, "hand_over", COUNTER))

    assert refused.facts["unmet"] == ["results.issued"]


def test_a_stop_moves_the_promise_of_the_phase_that_is_open(town: Phased) -> None:
    ref = town.examining()
    town.clock.set("2026-03-03 10:00")
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    town.clock.set("2026-03-10 10:00")
    town.take(ref, "supply", COUNTER)

    assert town.due(ref) == {"temporary": "2026-03-13"}
    town.take(ref, "issue_temporary", LEADER)
    assert town.verdicts(ref)["temporary"] is Verdict.EARLY
    town.assert_clean()


def test_a_stop_that_comes_too_late_does_not_mend_a_phase(town: Phased) -> None:
    ref = town.examining()
    town.clock.set("2026-03-06 10:00")
    town.take(ref, "ask_more", OFFICER, reason="paper_missing")
    town.clock.set("2026-03-10 10:00")
    town.take(ref, "supply", COUNTER)
    town.take(ref, "issue_temporary", LEADER)

    line = town.line(ref)
    assert town.verdicts(ref)["temporary"] is Verdict.LATE
    assert verdict_of_phase(line, line.phases["temporary"], ByClock.MOMENT) is Verdict.LATE
    assert verdict(line) is None
    town.assert_clean()


def test_a_phase_that_is_taken_back_is_open_again(town: Phased) -> None:
    ref = town.examining()
    town.take(ref, "issue_temporary", LEADER)
    town.desk.undo(ref, LEADER)

    assert town.verdicts(ref) == {"temporary": None}
    assert [row.state for row in town.rows(result)] == ["undone"]
    town.take(ref, "issue_temporary", LEADER)
    assert set(town.due(ref)) == {"temporary", "certificate"}
    town.assert_clean()


def test_phases_are_counted_by_their_verdicts(town: Phased) -> None:
    for day in ("2026-03-03 10:00", "2026-03-20 10:00"):
        town.clock.set("2026-03-02 09:00")
        ref = town.examining()
        town.clock.set(day)
        town.take(ref, "issue_temporary", LEADER)
    march = (local("2026-03-01 00:00"), local("2026-04-01 00:00"))
    with reading(town.engine) as snapshot:
        counts = phase_counts(snapshot, Scope(LEADER, town.clock.now.date()), AGENCY, *march)

    assert [(one.kind, one.verdict, one.count) for one in counts] == [
        ("temporary", "early", 1),
        ("temporary", "late", 1),
    ]
