import pytest

from tests.api.conftest import Motcua


@pytest.fixture
def database_url(empty_database_url: str) -> str:
    """A database without any table."""
    return empty_database_url


def test_an_empty_database_must_first_be_upgraded(motcua: Motcua) -> None:
    assert motcua("db", "check").err.startswith("motcua: [schema_outdated] ")

    upgraded = motcua("db", "upgrade", "--json").json()

    assert upgraded["before"] is None
    assert motcua("db", "check", "--json").json() == {"revision": upgraded["after"], "ok": True}


def test_an_upgrade_run_again_changes_nothing(motcua: Motcua) -> None:
    first = motcua("db", "upgrade", "--json").json()

    assert motcua("db", "upgrade", "--json").json() == {
        "before": first["after"],
        "after": first["after"],
    }
