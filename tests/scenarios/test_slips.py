"""Phiếu 02, 03: somebody goes home without a dossier, and the log of visits says why."""

from concurrent.futures import ThreadPoolExecutor

from engine.desk.turning_away import TurnedAway
from engine.errors import BadInput, NotAllowed, NotFound, NotYourStep
from engine.store.files import Files
from engine.tables.office import visit_log
from engine.tables.record import dossier
from engine.verify import verify
from tests.engine.desk.town import (
    AGENCY,
    APPRAISAL,
    COMMUNE,
    COUNTER,
    OFFICER,
    PEPPER,
    Town,
    office,
    who,
)
from tests.scenarios.clean import NOWHERE, assert_clean

INCOMPLETE = TurnedAway(AGENCY, "supplement_request", "paper_missing", APPRAISAL, ("report",))
REFUSED = TurnedAway(AGENCY, "refusal", "no_such_procedure")


def test_somebody_turned_away_gets_a_numbered_slip_and_no_dossier(town: Town) -> None:
    first = town.desk.visit_log.turn_away(INCOMPLETE, COUNTER, key="a")
    second = town.desk.visit_log.turn_away(REFUSED, COUNTER)

    assert (first.number, second.number) == ("01/2026", "02/2026")
    assert town.desk.visit_log.turn_away(INCOMPLETE, COUNTER, key="a") == first
    assert town.rows(dossier) == []
    assert town.desk.visit_log.log(AGENCY, 2026, COUNTER) == [first, second]
    assert_clean(town)


def test_each_agency_and_each_year_counts_for_itself(town: Town) -> None:
    town.desk.visit_log.turn_away(REFUSED, COUNTER)
    there = TurnedAway(COMMUNE, "refusal", "wrong_agency")
    assert town.desk.visit_log.turn_away(there, who("counter", COMMUNE)).number == "01/2026"
    town.clock.set("2027-01-04 08:00")

    assert town.desk.visit_log.turn_away(REFUSED, COUNTER).number == "01/2027"
    assert_clean(town)


def test_a_slip_that_is_refused_takes_no_number(town: Town) -> None:
    def code(wanted: TurnedAway) -> str:
        return town.refused(BadInput, lambda: town.desk.visit_log.turn_away(wanted, COUNTER)).code

    assert code(TurnedAway(AGENCY, "scolding", "other")) == "unknown_slip"
    assert code(TurnedAway(AGENCY, "refusal", "paper_missing")) == "unknown_reason"
    wrong = TurnedAway(AGENCY, "supplement_request", "paper_missing", APPRAISAL, ("dowry",))
    assert code(wrong) == "unknown_paper"
    loose = TurnedAway(AGENCY, "supplement_request", "paper_missing", None, ("report",))
    assert code(loose) == "procedure_missing"
    none = TurnedAway(AGENCY, "refusal", "other", "9.999999")
    town.refused(NotFound, lambda: town.desk.visit_log.turn_away(none, COUNTER))
    town.refused(NotYourStep, lambda: town.desk.visit_log.turn_away(REFUSED, OFFICER))

    assert town.desk.visit_log.turn_away(REFUSED, COUNTER).no == 1
    assert_clean(town)


def test_the_log_is_read_by_the_people_of_the_agency(town: Town) -> None:
    town.desk.visit_log.turn_away(REFUSED, COUNTER)
    reads = lambda: town.desk.visit_log.log(AGENCY, 2026, who("counter", COMMUNE))  # noqa: E731

    assert town.refused(NotAllowed, reads).code == "log_of_others"


def test_counters_that_turn_people_away_at_once_leave_no_gap(town: Town) -> None:
    with ThreadPoolExecutor(4) as counters:
        given = list(
            counters.map(lambda _: town.desk.visit_log.turn_away(REFUSED, COUNTER).no, range(12))
        )

    assert sorted(given) == list(range(1, 13))
    assert_clean(town)


def test_a_line_that_is_gone_from_the_log_is_found(town: Town) -> None:
    for _ in range(3):
        town.desk.visit_log.turn_away(REFUSED, COUNTER)
    with town.engine.begin() as connection:
        connection.execute(visit_log.delete().where(visit_log.c.no == 2))
    found = list(verify(town.engine, office().catalogue, Files(NOWHERE), PEPPER))

    assert [(one.what, one.seq) for one in found] == [("visit_missing", 2)]
