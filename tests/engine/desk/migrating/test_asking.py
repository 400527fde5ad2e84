"""Who may ask for a migration, and for which editions and steps."""

from dataclasses import replace

import pytest

from engine.errors import (
    BadInput,
    NotFound,
    NotNow,
    NotYourStep,
    Refusal,
    UnknownDossier,
)
from tests.engine.desk.migrating.two_editions import (
    KEEPER,
    beside,
    moved,
    second,
    to,
)
from tests.engine.desk.town import (
    HEAD,
    LEADER,
    OFFICER,
    Town,
    local,
)


@pytest.mark.parametrize("person", [LEADER, HEAD, OFFICER])
def test_only_who_keeps_the_catalogue_may_move_dossiers(town: Town, person: object) -> None:
    town = beside(town, second())
    town.received()

    refused = town.refused(
        NotYourStep,
        lambda: town.desk.editions.migrate(to(town), person),  # type: ignore[arg-type]  # a person
    )

    assert refused.code == "not_catalogue_admin"


def test_dossiers_of_an_agency_that_one_does_not_keep_stay(town: Town) -> None:
    town = beside(town, second())
    town.received()
    elsewhere = replace(
        KEEPER, grants=tuple(replace(one, agency="ag-ubnd") for one in KEEPER.grants)
    )

    done = town.desk.editions.migrate(to(town), elsewhere)

    assert [one.code for fate in done.staying for one in fate.hindrances] == ["not_your_agency"]


@pytest.mark.parametrize(
    ("said", "kind", "code"),
    [
        ({"procedure": "9.999999"}, NotFound, "unknown_procedure"),
        ({"edition": "0000"}, NotFound, "unknown_edition"),
        ({"edition": ""}, NotFound, "unknown_edition"),
        ({"states": {"examining": "nowhere"}}, BadInput, "unknown_state"),
        ({"states": {"nowhere": "examining"}}, BadInput, "unknown_state"),
        ({"reason": "workload"}, BadInput, "unknown_reason"),
        ({"only": ("H19-000",)}, UnknownDossier, "unknown_dossier"),
    ],
)
def test_what_is_unknown_is_refused_by_its_code(
    town: Town, said: dict[str, object], kind: type[Refusal], code: str
) -> None:
    town = beside(town, second())
    town.received()
    wanted = replace(to(town), **said)  # type: ignore[arg-type]  # by their names

    refused = town.refused(kind, lambda: town.desk.editions.migrate(wanted, KEEPER))

    assert refused.code == code


def test_an_edition_before_its_first_day_is_refused(town: Town) -> None:
    first = local("2026-07-01").date()
    town = beside(town, second(lambda one: replace(one, valid_from=first)))

    assert town.refused(NotNow, lambda: moved(town)).code == "edition_not_in_force"


def test_a_beginning_that_two_editions_have_is_refused(town: Town) -> None:
    one = second()
    town = beside(town, one, replace(one, edition=one.edition[:63] + "x"))

    assert town.refused(BadInput, lambda: moved(town)).code == "ambiguous_edition"
