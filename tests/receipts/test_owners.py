"""The beginning of a code leads to one agency on each day."""

from dataclasses import replace
from datetime import date

import pytest

from engine.errors import DefinitionFault
from engine.organisation import Agency, DatedName
from engine.procedure import Tier
from receipts.codes import Owner, Scheme, owners
from tests.receipts.shipped import SCHEMES

LAST_DAY, AFTER = date(2025, 6, 30), date(2025, 7, 1)
NATIONAL = SCHEMES["qd20-2020"]
OLD = SCHEMES["tt01-2018"]
DIGITS = SCHEMES["qd3582-2015"]


def agency(name: str, **identifiers: str) -> Agency:
    names = (DatedName(name),)
    return Agency(name, "75", Tier.COMMUNE, names, (), names, frozenset(), identifiers=identifiers)


def prefixes(*agencies: Agency, scheme: Scheme = NATIONAL) -> list[Owner]:
    return list(owners([scheme], agencies))


def test_the_beginning_ends_where_the_day_begins() -> None:
    (one,) = prefixes(agency("a", qd20="H19.1"))
    assert (one.prefix, one.agency, one.scheme) == ("H19.1-", "a", "qd20-2020")
    assert (one.valid_from, one.valid_to) == (date(2022, 9, 15), date.max)
    (digits,) = prefixes(agency("dn-a", qd3582_unit="001", qd3582_area="738"), scheme=DIGITS)
    assert (digits.prefix, digits.valid_from) == ("001738", date(2012, 1, 1))


def test_no_prefix_of_one_agency_begins_the_codes_of_another() -> None:
    found = prefixes(agency("a", qd20="H19.1"), agency("b", qd20="H19.12"), agency("c", qd20="H19"))
    assert [one.prefix for one in found] == ["H19-", "H19.1-", "H19.12-"]
    assert not any(
        code.startswith(one.prefix)
        for one in found
        for other in found
        if other is not one
        for code in (f"{other.prefix}260302-0001",)
    )


def test_an_agency_without_the_identifier_owns_nothing() -> None:
    assert prefixes(agency("a", qcvn102="000.00.15.H19")) == []
    assert prefixes(agency("a", qd20="wrong")) == []
    (one,) = prefixes(agency("a", qcvn102="000.00.15.H19"), scheme=OLD)
    assert (one.prefix, one.valid_to) == ("000.00.15.H19-", date(2022, 9, 14))


def test_an_heir_may_go_on_with_the_prefix_and_two_at_once_may_not() -> None:
    old = replace(agency("old", qd20="H19.1"), valid_to=LAST_DAY)
    heir = replace(agency("heir", qd20="H19.1"), valid_from=AFTER)
    assert [one.agency for one in prefixes(heir, old)] == ["old", "heir"]
    with pytest.raises(DefinitionFault) as raised:
        prefixes(old, replace(heir, valid_from=LAST_DAY))
    assert raised.value.code == "prefix_owned_twice"
