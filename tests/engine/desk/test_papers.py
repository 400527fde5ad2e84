"""What of the list of papers is there: originals, certified copies, plain copies."""

from dataclasses import replace

import pytest

from engine.desk import PaperCount
from engine.desk.papers import as_listed, is_complete, papers_facts, papers_so_far, shortage
from engine.errors import BadInput
from engine.procedure import Paper
from engine.store.ledgers import entries_of
from engine.tables.papers import paper
from tests.engine.desk.town import APPRAISAL, MONDAY, Town, local, office
from tests.scenarios.clean import assert_clean

LISTED = Paper("deed", "Giấy chứng nhận", originals=1, certified=1, copies=1)
WHOLE = PaperCount(1, 1, 1)


@pytest.mark.parametrize(
    ("given", "lacks"),
    [
        (WHOLE, PaperCount()),
        (PaperCount(), WHOLE),
        (PaperCount(2, 1), PaperCount()),  # the second original is compared with the copy
        (PaperCount(1, 0, 2), PaperCount()),  # a certified copy is a copy
        (PaperCount(1, 2), PaperCount(certified=1)),  # a plain copy proves nothing
        (PaperCount(2, 0), PaperCount(copies=1)),
    ],
)
def test_what_proves_more_stands_for_what_proves_less(given: PaperCount, lacks: PaperCount) -> None:
    assert shortage(LISTED, given) == lacks


def test_a_list_that_counts_nothing_asks_for_one_original() -> None:
    assert as_listed(Paper("form", "Tờ khai")) == PaperCount(1)
    assert as_listed(LISTED) == WHOLE


def test_a_dossier_without_its_certified_copy_is_not_complete() -> None:
    found = office().catalogue.current(APPRAISAL, local(MONDAY).date())
    procedure = replace(found, papers=(LISTED,))

    assert not is_complete(procedure, {"deed": PaperCount(1, 1)})
    assert is_complete(procedure, {"deed": WHOLE})


def test_certified_copies_are_counted_by_themselves(town: Town) -> None:
    ref = town.received(papers={"application": PaperCount(1), "report": PaperCount(1, 0, 2)})

    with town.engine.connect() as connection:
        entries = entries_of(connection, ref)
    rows = {row.paper: (row.originals, row.copies, row.certified) for row in town.rows(paper)}
    assert papers_so_far(entries)["report"] == PaperCount(1, 0, 2)
    assert rows == {"application": (1, 0, 0), "report": (1, 0, 2)}
    assert_clean(town)


def test_an_entry_without_certified_copies_reads_as_it_always_did() -> None:
    assert papers_facts({"report": PaperCount(1, 2)}) == {"report": [1, 2]}
    assert papers_facts({"report": PaperCount(1, 2, 3)}) == {"report": [1, 2, 3]}


def test_an_impossible_count_of_certified_copies_is_refused(town: Town) -> None:
    refused = town.refused(BadInput, lambda: town.receive(papers={"report": PaperCount(1, 0, -1)}))

    assert refused.code == "impossible_count"
