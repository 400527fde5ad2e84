"""Reductions, refunds and tills: each in its period, under its agency."""

from datetime import date

from sqlalchemy import Engine

from engine.desk import Desk
from engine.desk.fees import Refund
from engine.desk.requests import Claim, Evidence
from engine.reports.money import Gap, Lost, money
from engine.reports.periods import Period
from tests.engine.desk.town import AGENCY, COUNTER, LEADER, PEPPER, Clock, Town, office

MARCH = Period.between(date(2026, 3, 1), date(2026, 3, 31))
APRIL = Period.between(date(2026, 4, 1), date(2026, 4, 30))
POOR = {"Phí thẩm định": Claim("hộ nghèo", Evidence(document="12/GCN"))}


def test_what_was_reduced_and_given_back_stands_in_its_period(engine: Engine) -> None:
    clock = Clock()
    town = Town(engine, Desk(engine, office(), PEPPER, clock), clock)
    refs = [town.received(reductions=POOR), town.received()]
    clock.set("2026-04-01 09:00")
    town.desk.fees.refund(refs[1], Refund((1,), "fee_overpaid"), LEADER)
    lines = [town.line(ref) for ref in refs]

    march, april = money(lines, MARCH), money(lines, APRIL)

    assert [(row.agency, row.ground, row.count, row.amount) for row in march.rows] == [
        (AGENCY, "hộ nghèo", 1, 75000)
    ]
    assert (march.total(Lost.REFUNDED), april.total(Lost.REFUNDED)) == (0, 75000)


def test_only_the_gaps_of_the_period_are_told() -> None:
    gaps = [
        Gap(AGENCY, date(2026, month, 2), COUNTER.id, "cash", -5000, "cash_short")
        for month in (3, 4)
    ]

    assert money([], MARCH, gaps).to_json()["gaps"] == [gaps[0].to_json()]
