"""An item of the post becomes a dossier once, whoever signs two records at the same time."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select

from engine.errors import Conflict
from engine.store.act import Insert
from engine.store.beside import write_rows
from engine.store.write import writing
from engine.tables.office import handover_item


def _hand_over(engine: Engine, dossier: UUID | None, agency: str = "dn-sxd") -> None:
    values = {
        "agency_id": agency,
        "record_id": uuid4(),
        "no": 1,
        "item_code": "EA1VN",
        "dossier_id": dossier,
        "remark": None,
    }
    with writing(engine) as write:
        write_rows(write, [Insert(handover_item, values)], None)


def _count(engine: Engine) -> int:
    with engine.connect() as connection:
        return len(connection.execute(select(handover_item)).all())


def test_an_item_that_became_a_dossier_does_not_become_another(engine: Engine) -> None:
    _hand_over(engine, uuid4())

    with pytest.raises(Conflict) as refused:
        _hand_over(engine, uuid4())
    assert (refused.value.code, refused.value.facts) == ("item_known", {"item": "EA1VN"})
    assert _count(engine) == 1


def test_an_item_turned_back_comes_again_and_other_agencies_have_their_own(engine: Engine) -> None:
    _hand_over(engine, None)
    _hand_over(engine, None)
    _hand_over(engine, uuid4())
    _hand_over(engine, uuid4(), agency="dn-snn")

    assert _count(engine) == 4
