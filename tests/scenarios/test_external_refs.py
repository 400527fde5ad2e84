"""A ministry's own system has the matter too: its code, its times, a step that was done there."""

from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from engine.desk import Wish
from engine.desk.draft import APPLICANT
from engine.desk.external import EXTERNAL_TIME, Milestone, Reference
from engine.desk.requests import Cited, CitedFile
from engine.erasure import Eraser
from engine.errors import BadInput, Conflict, NotNow, NotYourStep, OutOfScope
from engine.ledger import DossierRef, Kind
from engine.store.external import search_by_external
from engine.store.files import Files
from engine.store.read import reading
from engine.store.scope import Scope
from engine.tables.papers import attachment, external_ref
from tests.engine.desk.town import COUNTER, LEADER, OFFICER, Town, local, office, who
from tests.scenarios.clean import assert_clean

ELSEWHERE = who("officer", "dn25-26017", "justice")
AUDITOR = who("auditor")
TAX, CODE = "tax", "TBT-2026.000123"
PAID = local("2026-03-03 10:00")
LATER = "2026-03-10 09:00"


def refer(town: Town, ref: DossierRef, code: str = CODE, **times: datetime) -> None:
    wish = Reference(TAX, code, tuple(Milestone(name, at) for name, at in times.items()))
    town.desk.ministry.refer(ref, wish, OFFICER)


def taxed(town: Town) -> DossierRef:
    """It waits until the tax is paid, of which only the tax office's system knows when."""
    ref = town.examined()
    town.take(ref, "ask_tax", OFFICER)
    return ref


def receipt_of_tax(ref: DossierRef, files: Files) -> CitedFile:
    """The file that shows the payment, on disk."""
    stored = files.keep(ref, BytesIO(b"%PDF-1.4\n%%EOF\n"))
    return CitedFile(stored.sha256.hex(), stored.size, stored.media_type, "bien-lai-thue.pdf")


def test_the_code_and_the_times_of_a_ministrys_system_are_entered_and_brought_up_to_date(
    town: Town,
) -> None:
    ref = town.examined()
    town.clock.set(LATER)
    refer(town, ref, received=PAID)
    refer(town, ref, notified=PAID + timedelta(days=1))

    (row,) = town.rows(external_ref)
    assert (row.system, row.code) == (TAX, CODE)
    assert set(row.facts) == {"received", "notified"}
    assert [e.kind for e in town.entries(ref)].count(Kind.REFERRED) == 2
    assert CODE not in str(town.last(ref))
    assert_clean(town)


def test_a_dossier_is_found_by_the_other_systems_code_within_the_scope(town: Town) -> None:
    ref = town.examined()
    refer(town, ref)
    day = date(2026, 3, 2)

    with reading(town.engine) as snapshot:
        found = search_by_external(snapshot, Scope(LEADER, day), TAX, CODE)
        unseen = search_by_external(snapshot, Scope(ELSEWHERE, day), TAX, CODE)
        other = search_by_external(snapshot, Scope(LEADER, day), "land", CODE)

    assert found is not None
    assert found.ref == ref
    assert (unseen, other) == (None, None)


def test_one_code_belongs_to_one_dossier(town: Town) -> None:
    refer(town, town.examined())
    second = town.examined()

    assert town.refused(Conflict, lambda: refer(town, second)).code == "external_code_known"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Reference("nobody", CODE), "unknown_system"),
        (Reference(TAX, "Nguyễn Văn Ánh"), "malformed_code"),
        (Reference(TAX, CODE, (Milestone("born", PAID),)), "unknown_time"),
        (Reference(TAX, CODE, (Milestone("paid", local("2026-04-01 10:00")),)), "future_moment"),
        (Reference(TAX, CODE, (Milestone("paid", PAID.replace(tzinfo=None)),)), "naive_moment"),
    ],
)
def test_a_reference_that_cannot_be_is_refused(town: Town, wish: Reference, code: str) -> None:
    ref = town.examined()
    town.clock.set(LATER)

    assert town.refused(BadInput, lambda: town.desk.ministry.refer(ref, wish, OFFICER)).code == code


def test_a_stranger_enters_no_code(town: Town) -> None:
    ref, wish = town.examined(), Reference(TAX, CODE)

    town.refused(OutOfScope, lambda: town.desk.ministry.refer(ref, wish, ELSEWHERE))


def test_a_step_done_in_the_other_system_bears_that_systems_time(town: Town) -> None:
    ref = taxed(town)
    town.clock.set("2026-03-04 09:00")
    cited = Cited(TAX, CODE, PAID, document="GNT-2026/77")

    town.take(ref, "tax_paid", COUNTER, external=cited)

    entry = town.entries(ref)[-1]
    assert entry.happened_at == PAID
    assert entry.recorded_at > PAID
    assert entry.facts["external"] == {"system": TAX, "document": "GNT-2026/77"}
    assert town.line(ref).marks[EXTERNAL_TIME] == 1
    assert town.line(ref).stops[-1].until == PAID
    assert [row.code for row in town.rows(external_ref)] == [CODE]
    assert_clean(town)


def test_only_a_file_that_shows_it_reaches_further_back_than_a_persons_word(
    town: Town, tmp_path: Path
) -> None:
    ref, files = taxed(town), Files(tmp_path)
    town.clock.set(LATER)
    said = Cited(TAX, CODE, local("2026-03-03 11:00"), document="GNT-2026/77")
    refused = town.refused(BadInput, lambda: town.take(ref, "tax_paid", COUNTER, external=said))

    assert refused.code == "backdated_too_far"
    cited = Cited(TAX, CODE, said.happened_at, receipt_of_tax(ref, files))
    town.take(ref, "tax_paid", COUNTER, external=cited)

    (row,) = town.rows(attachment)
    assert town.entries(ref)[-1].happened_at == said.happened_at
    assert (row.purpose, row.seq) == ("evidence", town.line(ref).length)
    assert "bien-lai-thue" not in str(town.last(ref))
    assert_clean(town, files)


def test_a_step_is_not_before_the_entry_that_it_follows(town: Town) -> None:
    ref = taxed(town)
    cited = Cited(TAX, CODE, local("2026-03-02 08:00"), document="GNT-2026/77")

    refused = town.refused(BadInput, lambda: town.take(ref, "tax_paid", COUNTER, external=cited))

    assert refused.code == "before_previous_entry"


@pytest.mark.parametrize(
    ("cited", "code"),
    [
        (Cited(TAX, CODE, PAID), "evidence_missing"),
        (Cited("nobody", CODE, PAID, document="1"), "unknown_system"),
        (Cited(TAX, CODE, PAID, document="một hai"), "malformed_code"),
        (Cited(TAX, CODE, PAID, CitedFile("../x", 1, "application/pdf", "x")), "malformed_address"),
    ],
)
def test_a_citation_needs_a_known_system_and_something_to_show(
    town: Town, cited: Cited, code: str
) -> None:
    ref = taxed(town)
    town.clock.set("2026-03-04 09:00")

    refused = town.refused(BadInput, lambda: town.take(ref, "tax_paid", COUNTER, external=cited))

    assert refused.code == code


def test_a_citation_under_another_code_than_the_known_one_is_refused(town: Town) -> None:
    ref = taxed(town)
    refer(town, ref)
    town.clock.set("2026-03-04 09:00")
    cited = Cited(TAX, "TBT-2026.999", PAID, document="GNT-2026/77")

    refused = town.refused(Conflict, lambda: town.take(ref, "tax_paid", COUNTER, external=cited))

    assert refused.code == "external_code_differs"


def test_a_step_has_one_moment_and_it_is_the_offices_to_cite(town: Town) -> None:
    ref = taxed(town)
    town.clock.set("2026-03-04 09:00")
    cited = Cited(TAX, CODE, PAID, document="GNT-2026/77")
    twice = Wish("tax_paid", happened_at=PAID, external=cited)

    assert town.refused(BadInput, lambda: town.desk.take(ref, twice, COUNTER)).code == "two_moments"
    ready = town.examined()
    town.take(ready, "ask_more", OFFICER, reason="paper_missing")
    supply = Wish("supply", external=Cited(TAX, CODE, town.clock.now, document="1"))
    refused = town.refused(BadInput, lambda: town.desk.take(ready, supply, APPLICANT))
    assert refused.code == "not_for_applicant"


def test_a_step_that_another_system_did_is_not_undone_here(town: Town) -> None:
    ref = taxed(town)
    town.clock.set("2026-03-03 10:05")
    cited = Cited(TAX, CODE, PAID, document="GNT-2026/77")
    town.take(ref, "tax_paid", COUNTER, external=cited)

    assert town.refused(NotNow, lambda: town.desk.undo(ref, COUNTER)).code == "undo_has_effects"


def test_the_code_is_erased_with_the_person_and_may_not_be_read_anywhere(
    town: Town, tmp_path: Path
) -> None:
    ref = town.examined()
    refer(town, ref)
    erasing = Eraser(town.engine, office(), Files(tmp_path), town.clock)
    town.take(ref, "withdraw", COUNTER, reason="applicant_wish")

    erasing.erase(ref, LEADER, "erasure_requested")

    assert town.rows(external_ref) == []
    assert CODE not in str([entry.facts for entry in town.entries(ref)])
    assert town.line(ref).systems == {}
    assert_clean(town)


def test_who_only_looks_enters_nothing(town: Town) -> None:
    ref, wish = town.received(), Reference(TAX, CODE)

    town.refused(NotYourStep, lambda: town.desk.ministry.refer(ref, wish, AUDITOR))
