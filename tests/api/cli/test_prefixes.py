"""Applying the catalogue says whose codes begin how."""

from pathlib import Path

from sqlalchemy import Engine, select

from engine.store.prefixes import owners_of
from engine.store.read import reading
from engine.tables.record import code_owner
from tests.api.conftest import Motcua, Tenant

SHIPPED = Path(__file__).parents[3] / "workflows" / "agencies" / "dong-nai-2025.yaml"
COMMUNE_CODE = "H19.101-260302-0001"


def test_apply_fills_the_prefixes_of_every_agency_and_scheme(
    motcua: Motcua, tenant: Tenant, engine: Engine
) -> None:
    assert tenant.folder.exists()
    assert motcua("apply").code == 0
    assert motcua("apply").code == 0
    with reading(engine) as snapshot:
        assert owners_of(snapshot, COMMUNE_CODE) == ["dn25-26017"]
        assert owners_of(snapshot, "000.00.01.H19-210708-0032") == ["dn-sxd"]
        assert owners_of(snapshot, "002000150000014") == ["dn-sxd"]
        assert owners_of(snapshot, "G09.20-20260609-0092637") == []
        prefixes = snapshot.execute(select(code_owner.c.prefix)).scalars().all()
    assert len(prefixes) == len(set(prefixes))  # nobody has taken over another's here


def test_two_agencies_with_one_prefix_are_refused(
    motcua: Motcua, tenant: Tenant, engine: Engine
) -> None:
    assert motcua("apply").code == 0
    text = SHIPPED.read_text(encoding="utf-8")
    tenant.write(f"agencies/{SHIPPED.name}", text.replace('"H19.102"', '"H19.101"'))

    answer = motcua("apply")
    assert answer.code == 1
    assert "prefix_owned_twice" in answer.err + answer.out
    with reading(engine) as snapshot:
        assert owners_of(snapshot, COMMUNE_CODE) == ["dn25-26017"]


def test_a_changed_identifier_moves_what_comes_and_not_what_was_given_out(
    motcua: Motcua, tenant: Tenant, engine: Engine
) -> None:
    assert motcua("apply").code == 0
    text = SHIPPED.read_text(encoding="utf-8")
    tenant.write(f"agencies/{SHIPPED.name}", text.replace('"H19.101"', '"H19.901"'))
    assert motcua("apply").code == 0
    with reading(engine) as snapshot:
        assert owners_of(snapshot, COMMUNE_CODE) == ["dn25-26017"]
        assert owners_of(snapshot, "H19.901-260302-0001") == ["dn25-26017"]
        wanted = select(code_owner.c.valid_to).where(code_owner.c.prefix == "H19.101-")
        assert snapshot.execute(wanted).scalar_one() is not None
