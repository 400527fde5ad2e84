from itertools import pairwise

import pytest

from engine.store.checks import stored
from engine.store.read import reading
from engine.store.spans import spans
from tests.engine.desk.town import AGENCY, Town


@pytest.mark.parametrize("size", [1, 2, 3, 4, 500])
def test_every_dossier_is_in_one_span(town: Town, size: int) -> None:
    refs = sorted((town.received() for _ in range(4)), key=lambda ref: ref.id.int)

    with reading(town.engine) as snapshot:
        cut = list(spans(snapshot, AGENCY, size))
        found = [[one.ref for one in stored(snapshot, span)] for span in cut]

    assert [ref for part in found for ref in part] == refs
    assert [len(part) for part in found] == [span.dossiers for span in cut]
    assert max(span.dossiers for span in cut) <= size


def test_spans_leave_no_room_between_them(town: Town) -> None:
    for _ in range(3):
        town.received()

    with reading(town.engine) as snapshot:
        cut = list(spans(snapshot, AGENCY, 1))

    assert cut[0].first is None
    assert cut[-1].before is None
    assert all(one.before == other.first for one, other in pairwise(cut))


def test_an_agency_without_dossiers_has_one_span_for_whatever_is_there(town: Town) -> None:
    with reading(town.engine) as snapshot:
        (span,) = spans(snapshot, "dn-snnmt", 10)

    assert (span.first, span.before, span.dossiers) == (None, None, 0)
