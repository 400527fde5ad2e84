"""The same dossiers under the agencies of then and under those that answer for them today."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from engine.organisation import Organisation
from engine.reports.grouping import By, Organised
from engine.reports.periods import Period
from engine.reports.timeliness import Question, timeliness
from engine.timeline import Timeline
from tests.engine.reports.office import Book, at, lines

JANUARY = Period.between(date(2026, 1, 1), date(2026, 1, 31))
LAST_DAY, FIRST_DAY, TODAY = date(2026, 2, 28), date(2026, 3, 1), date(2026, 6, 1)
PLACES = [f"{number:03}" for number in range(12)]
OLD = [f"old{number}" for number in range(6)]
NEW = [f"new{number}" for number in range(3)]


def reformed(chance: Random) -> Organisation:
    """Six agencies that end, each going to one, two or three of those that follow."""
    served = {one: [place for place in PLACES if chance.random() < 0.4] for one in NEW}
    old = [
        {
            **_agency(one, chance.sample(PLACES, 2)),
            "to": LAST_DAY,
            "becomes": [
                {"kind": "split", "agency": heir, "from": FIRST_DAY}
                for heir in chance.sample(NEW, chance.randint(1, len(NEW)))
            ],
        }
        for one in OLD
    ]
    new = [{**_agency(one, served[one]), "from": FIRST_DAY} for one in NEW]
    return Organisation.from_mappings({"x.yaml": {"province": "75", "agencies": [*old, *new]}})


def _agency(name: str, serves: list[str]) -> dict[str, object]:
    offices = [{"name": "Một cửa"}]
    return {"agency": name, "tier": "province", "name": name, "serves": serves, "offices": offices}


def dossiers(chance: Random) -> list[Timeline]:
    """A month's work of the old agencies; some places are unknown."""
    return lines(
        Book(at(f"2026-01-{chance.randint(5, 30):02} 09:00"), agency=agency, place=place)
        for agency, place in (
            (chance.choice(OLD), chance.choice([*PLACES, None])) for _ in range(30)
        )
    )


@given(st.randoms(use_true_random=True), st.sampled_from(By))
def test_whatever_became_of_the_agencies_the_totals_agree(chance: Random, by: By) -> None:
    organisation, office = reformed(chance), dossiers(chance)

    def successor(agency: str, place: str | None) -> str:
        return organisation.successor_on(agency, place, TODAY).id

    then = timeliness(office, Question(JANUARY, by))
    now = timeliness(office, Question(JANUARY, by, organised=Organised.NOW), successor)

    assert now.total == then.total
    assert now.total.received == len(office)
    if by is By.AGENCY:
        assert {row.key for row in now.rows} <= set(NEW)
        heirs = Counter(successor(one.competent, one.origin.place) for one in office)
        assert {row.key: row.received for row in now.rows} == heirs


@given(st.randoms(use_true_random=True))
def test_a_report_of_todays_agency_has_what_it_took_over(chance: Random) -> None:
    organisation, office = reformed(chance), dossiers(chance)

    def successor(agency: str, place: str | None) -> str:
        return organisation.successor_on(agency, place, TODAY).id

    question = Question(JANUARY, organised=Organised.NOW)
    whole = timeliness(office, question, successor)
    parts = (
        timeliness(office, replace(question, agencies=frozenset({one})), successor) for one in NEW
    )

    assert sum(part.total.received for part in parts) == whole.total.received
