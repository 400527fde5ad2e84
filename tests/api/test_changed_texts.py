"""A stored text that was changed behind our back is noticed, and `apply` restores it."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select, update

from api.tenant import applied
from engine.errors import RecordBroken
from engine.store.connect import open_database
from engine.store.editions import every
from engine.store.read import reading
from engine.tables.record import edition
from engine.verify.editions import editions
from tests.api.conftest import Motcua, Tenant

CODE = "9.900001"


def without_four_eyes(text: str) -> str:
    whole = json.loads(text)
    whole["procedure"]["actions"]["sign"]["by"] = ["officer"]
    return json.dumps(whole, ensure_ascii=False)


def earlier_noon(text: str) -> str:
    assert "11:30" in text
    return text.replace("11:30", "11:00")


def everybody_leads(text: str) -> str:
    assert '"officer"' in text
    return text.replace('"officer"', '"leader"')


def unreadable(text: str) -> str:
    return text[: len(text) // 2]


def tamper(url: str, kind: str, change: Callable[[str], str]) -> str:
    """Change the texts of a kind (of procedures: the tenant's) as one with the password could."""
    engine = open_database(url)
    with engine.begin() as connection:
        of_kind = select(edition.c.edition, edition.c.code, edition.c.content).where(
            edition.c.kind == kind
        )
        rows = [one for one in connection.execute(of_kind) if kind != "procedure" or one[1] == CODE]
        code = str(rows[0].code)
        for row in rows:
            connection.execute(
                update(edition)
                .where(edition.c.edition == row.edition)
                .values(content=change(row.content))
            )
    engine.dispose()
    return code


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("procedure", without_four_eyes),
        ("calendars", earlier_noon),
        ("agencies", everybody_leads),
    ],
)
def test_a_changed_text_is_told_refused_and_restored(
    motcua: Motcua, tenant: Tenant, database_url: str, kind: str, change: Callable[[str], str]
) -> None:
    tenant.procedure(CODE)
    assert motcua("apply").err == ""
    code = tamper(database_url, kind, change)

    told = motcua("verify", "--json")
    refused = motcua("tick")
    planned = motcua("plan", "--json").json()["changes"]
    restored = motcua("apply", "--json").json()["changes"]

    assert told.code == 1
    assert {one["what"] for one in told.json()} == {"edition_changed"}
    assert f"{kind}/{code}" in told.out
    assert refused.code == 1
    assert refused.err.startswith("motcua: [edition_changed] ")
    assert {(one["verb"], one["kind"]) for one in planned} == {("restored", kind)}
    assert restored == planned
    assert motcua("verify").code == 0
    assert motcua("plan", "--json").json()["changes"] == []


def test_the_catalogue_is_not_loaded_from_a_changed_text(
    motcua: Motcua, tenant: Tenant, database_url: str, engine: Engine
) -> None:
    tenant.procedure(CODE)
    motcua("apply")
    tamper(database_url, "procedure", without_four_eyes)

    with reading(engine) as snapshot, pytest.raises(RecordBroken) as broken:
        applied(snapshot)

    assert broken.value.code == "edition_changed"
    assert broken.value.facts == {"kind": "procedure", "name": CODE}


def test_a_past_edition_is_restored_by_the_files_that_it_came_from(
    motcua: Motcua, tenant: Tenant, database_url: str, engine: Engine
) -> None:
    tenant.procedure(CODE, days=10)
    motcua("apply")
    tenant.procedure(CODE, days=15)
    motcua("apply")
    tamper(database_url, "procedure", without_four_eyes)

    motcua("apply")
    with reading(engine) as snapshot:
        (still,) = editions(every(snapshot))
    tenant.procedure(CODE, days=10)
    again = motcua("apply", "--json").json()["changes"]

    assert (still.what, still.agency) == ("edition_changed", "")
    assert [(one["verb"], one["code"]) for one in again] == [("changed", CODE)]
    assert motcua("verify").code == 0


def test_a_changed_text_does_not_keep_a_new_one_out(
    motcua: Motcua, tenant: Tenant, database_url: str, engine: Engine
) -> None:
    tenant.procedure(CODE, days=10)
    motcua("apply")
    tamper(database_url, "calendars", unreadable)
    tenant.procedure(CODE, days=15)

    answer = motcua("apply", "--json")

    assert {(one["verb"], one["kind"]) for one in answer.json()["changes"]} == {
        ("changed", "procedure"),
        ("restored", "calendars"),
    }
    with reading(engine) as snapshot:
        assert applied(snapshot).catalogue.offered[CODE][0].limits[0].limit.amount == 15
