"""Form 01 of a dossier, and the cover receipt of all that came in one visit."""

from dataclasses import replace

from api.papers.facts import Said
from api.papers.handed_in import handed_in
from api.papers.money import fee_words, fees_of
from api.papers.people import applicant, handed_in_by
from engine.ledger import Entry
from engine.timeline import Phase
from receipts.letters import Covered, CoverReceipt, Letter, Receipt


def receipt(said: Said) -> tuple[Letter, ...]:
    """What the citizen was told at acceptance; a date that was moved since stands in a note."""
    entry, line = said.acceptance, said.line
    if entry is None or line.accepted_at is None or line.voided:
        return ()
    issued = said.issued
    head = replace(
        said.head(line.accepted_at),
        tracking=f"{said.site}/t/{issued.token}" if issued else None,
        secret=issued.secret if issued else None,
    )
    first, second = _phases(said)
    promised = line.first.due if line.first else None
    later = second.first_due if second else promised
    letter = Receipt(
        head,
        applicant(said, entry),
        said.procedure,
        handed_in(said, entry),
        said.limit,
        line.accepted_at,
        first.first_due if first else promised,
        receiver=said.person(entry.actor),
        handed_in_by=handed_in_by(said, entry),
        channel=said.label("channels", line.origin.channel),
        second_received_at=second.begun_at if second else None,
        second_due_at=later if first else None,
        return_by=said.return_by,
        fees=fees_of(said, entry),
        note=_moved(said),
    )
    return (letter,)


def _phases(said: Said) -> tuple[Phase | None, Phase | None]:
    """The phase that is promised first, and the one that begins after it, if they are."""
    phases = sorted(said.line.phases.values(), key=lambda one: (one.begun_at, one.first_due))
    if not phases:
        return None, None
    first = phases[0]
    return first, next((one for one in phases if one.begun_at > first.begun_at), None)


def _moved(said: Said) -> str | None:
    first, current = said.line.first, said.line.current
    if first is None or current is None or current.due == first.due:
        return None
    due = said.line.day(current.due)
    return f"Ngày hẹn trả đã thay đổi, hiện nay: {due:%d/%m/%Y}."


def cover_receipt(said: Said) -> tuple[Letter, ...]:
    """One list of all codes of the visit, for the person who brought them."""
    every = sorted((said, *said.beside), key=lambda one: one.line.origin.code)
    if said.line.origin.visit is None or said.line.voided:
        return ()
    entry = said.entries[0]
    came = [one for one in every if not one.line.voided]
    letter = CoverReceipt(
        replace(said.head(said.line.opened_at), code=None),
        handed_in_by(said, entry),
        tuple(_covered(one) for one in came),
        receiver=said.person(entry.actor),
        phone=applicant(said, entry).phone,
    )
    return (letter,)


def _covered(said: Said) -> Covered:
    entry: Entry = said.entries[0]
    return Covered(
        said.line.origin.code,
        said.procedure,
        "; ".join(applicant(said, entry).owners),
        said.line.first.due if said.line.first else None,
        sum(fee.amount for fee in fees_of(said, entry)),
        fee_words(said),
    )
