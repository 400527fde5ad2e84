"""Every question of the store that a person asks, for the scenario of restricted dossiers."""

from collections.abc import Callable

from engine.actors import Actor
from engine.store import (
    at_counter,
    external,
    fee_receipts,
    led,
    lists,
    open_work,
    originals,
    post_records,
    results,
    transit,
    worklist,
)
from engine.store.book import BookSpan, book
from engine.store.intake import procedures_used
from engine.store.ledgers import Reading
from engine.store.scope import Scope
from engine.timeline import ReceiptNumber
from tests.engine.desk.town import AGENCY, COUNTER, LEADER, OFFICER, PEPPER, local
from tests.scenarios.money import SERIES
from tests.scenarios.secret import FIRE, Secret

LATER = local("2026-12-31 09:00")
YEAR, BOUNDS = local("2026-01-01 00:00"), worklist.Bounds(LATER, LATER)
RECEIPT = ReceiptNumber(AGENCY, SERIES, 1)

Call = Callable[[Reading, Scope, Secret], object]


def open_count(counts: lists.Counts) -> int:
    return counts.open + counts.overdue + counts.waiting


# Every question of the store that a person asks, and somebody to whom it shows something. A new
# one is added here, or the test of restricted dossiers fails.
ASKED: dict[str, tuple[Call, Actor]] = {
    "lists.inbox": (lambda r, s, _: lists.inbox(r, s), OFFICER),
    "lists.asked": (lambda r, s, _: lists.asked(r, s), FIRE),
    "lists.overdue": (lambda r, s, _: lists.overdue(r, s, AGENCY, LATER), LEADER),
    "lists.counts": (lambda r, s, _: open_count(lists.counts(r, s, AGENCY, LATER)), LEADER),
    "lists.register": (lambda r, s, _: lists.register(r, AGENCY, s), LEADER),
    "lists.search_by_name": (lambda r, s, _: lists.search_by_name(r, s, "anh"), LEADER),
    "lists.search_by_identity": (
        lambda r, s, _: lists.search_by_identity(r, s, "075090123456", PEPPER),
        LEADER,
    ),
    "lists.search_by_code": (lambda r, s, one: lists.search_by_code(r, s, one.code), LEADER),
    "lists.find_in_scope": (lambda r, s, one: lists.find_in_scope(r, s, one.given), LEADER),
    "transit.items": (lambda r, s, _: transit.items(r, s, AGENCY, 2026, 1), LEADER),
    "transit.open_slips": (lambda r, s, _: transit.open_slips(r, s, AGENCY), LEADER),
    "open_work.work_of": (
        lambda r, s, _: [one for one in open_work.work_of(r, OFFICER.id, s) if one.seen],
        LEADER,
    ),
    "open_work.originals_of": (
        lambda r, s, _: [one for one in open_work.originals_of(r, COUNTER.id, s) if one.seen],
        LEADER,
    ),
    "originals.originals_held": (lambda r, s, _: originals.originals_held(r, s), LEADER),
    "results.uncollected": (lambda r, s, _: results.uncollected(r, s, AGENCY, LATER), LEADER),
    "at_counter.fetchable": (lambda r, s, _: at_counter.fetchable(r, s, [AGENCY]), LEADER),
    "at_counter.fetchable_with": (
        lambda r, s, one: at_counter.fetchable_with(r, s, [AGENCY], one.given),
        LEADER,
    ),
    "book.book": (lambda r, s, _: book(r, s, AGENCY, BookSpan(YEAR, YEAR, LATER)), LEADER),
    "fee_receipts.covered": (lambda r, s, _: fee_receipts.covered(r, s, RECEIPT), LEADER),
    "intake.procedures_used": (lambda r, s, _: procedures_used(r, s, AGENCY, YEAR), LEADER),
    "lists.seen_of": (lambda r, s, one: lists.seen_of(r, s, [one.given]), LEADER),
    "worklist.worklist": (
        lambda r, s, _: worklist.worklist(r, s, worklist.Narrowed(), BOUNDS),
        OFFICER,
    ),
    "worklist.heaps": (lambda r, s, _: worklist.heaps(r, s, BOUNDS), OFFICER),
    "worklist.open_by_officer": (
        lambda r, s, _: worklist.open_by_officer(r, s, AGENCY),
        LEADER,
    ),
    "led.led": (lambda r, s, _: led.led(r, s, AGENCY, OFFICER.id), LEADER),
    "led.led_by_officer": (lambda r, s, _: led.led_by_officer(r, s, AGENCY), LEADER),
}
# These show nothing of our dossiers to anybody: no such thing was made. Their scope is the same.
EMPTY: dict[str, Call] = {
    "lists.of_visit": lambda r, s, _: lists.of_visit(r, "none", s),
    "external.search_by_external": lambda r, s, _: external.search_by_external(r, s, "x", "1"),
    "originals.loans_overdue": lambda r, s, _: originals.loans_overdue(r, s, LATER.date()),
    "results.to_acknowledge": lambda r, s, _: results.to_acknowledge(r, s),
    "results.unacknowledged": lambda r, s, _: results.unacknowledged(r, s, AGENCY, LATER),
    "results.phase_counts": lambda r, s, _: results.phase_counts(r, s, AGENCY, YEAR, LATER),
    "at_counter.submitted": lambda r, s, _: at_counter.submitted(r, s),
    "at_counter.with_the_post": lambda r, s, _: at_counter.with_the_post(r, s, [AGENCY]),
    "originals.passing": lambda r, s, _: originals.passing(r, s),
    "post_records.items": lambda r, s, _: [
        one.code
        for found in post_records.records(r, AGENCY)
        for one in post_records.items(r, s, found)
    ],
}
# These name dossiers to no person: why each may.
UNASKED = {
    "lists.find_by_code": "the key of a dossier; what may be shown of it is asked next",
    "lists.find_by_id": "the same",
    "external.bearer_of": "the same",
    "paper_receipts.find_by_paper_number": "the same",
    "originals.items_on_list": "the same: each is then acted on in its own sight",
    "outages.candidates": "the same",
    "touched.touched": "succession, which acts on every dossier of an agency",
    "results.of_dossier": "of a dossier that was opened already",
    "due.open_ledgers": "time, which tells only those who see it",
    "notices.take": "the senders: ids, for a receiver that was chosen in sight",
    "ledgers.ledgers": "figures, which name nobody",
    "checks.stored": "the check of the record, which calls a restricted one by its id",
    "checks.entered_outages": "the same",
    "unreadable.readable": "the same, of a record that cannot be read as a whole",
    "unreadable.ledgers_of": "the same",
    "board.ended": "figures of the public board, which name nobody",
    "public.find_public": "what everybody may know of a code; it passes over a restricted one",
    "migrations.open_elsewhere": "a change of edition, which acts on every dossier of a procedure",
    "migrations.moved_by": "the same, taken back",
    "editions.counting_by_others": "apply, which moves promises",
}
