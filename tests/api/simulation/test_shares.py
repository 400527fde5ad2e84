"""Which agencies may live apart."""

from datetime import date

from api.simulation.assumptions import assumptions
from api.simulation.planning import Order, Planner, opens_elsewhere
from api.simulation.shares import Ties, shares
from engine.desk import Office


def planner(office: Office, order: Order) -> Planner:
    return Planner(office, assumptions(), order)


def groups(office: Office, order: Order) -> list[frozenset[str]]:
    planned = planner(office, order)
    return Ties(office, planned.matters.territory, order.last).groups(planned.plan())


def test_every_dossier_is_in_one_share_and_no_agency_in_two(office: Office) -> None:
    order = Order(400, date(2026, 3, 2), date(2026, 5, 29), seed=11)
    plan = planner(office, order).plan()

    split = shares(plan, groups(office, order), 3)
    agencies = [{one.agency for one in share} for share in split]

    assert sorted(one.seed or "" for share in split for one in share) == sorted(
        one.seed or "" for one in plan
    )
    assert sum(map(len, agencies)) == len(set().union(*agencies))
    assert max(map(len, split)) < 0.6 * len(plan)


def test_an_agency_stays_with_the_communes_at_which_it_opens_linked_dossiers(
    office: Office,
) -> None:
    order = Order(2_000, date(2026, 3, 2), date(2026, 5, 29), seed=11)
    linking = [
        one
        for one in planner(office, order).plan()
        if opens_elsewhere(office.organisation.agency(one.agency), one.procedure, one.fate)
    ]

    together = next(group for group in groups(office, order) if "dn-sxd" in group)

    assert linking
    assert 1 < len(together) <= 1 + assumptions().partners


def test_whoever_ends_within_the_span_stays_with_its_heirs(office: Office) -> None:
    order = Order(400, date(2025, 5, 5), date(2025, 9, 30), seed=11)
    ending = office.organisation.agency("dn-732")

    found = groups(office, order)
    theirs = next(group for group in found if ending.id in group)

    assert {heir.id for heir in office.organisation.successors(ending.id, order.last)} <= theirs
    assert len(found) > 5


def test_more_shares_than_groups_leave_none_empty(office: Office) -> None:
    order = Order(3, date(2026, 3, 2), date(2026, 3, 6), seed=11)

    split = shares(planner(office, order).plan(), groups(office, order), 16)

    assert all(split)
    assert len(split) <= 3
