"""What the head of the agency writes to the applicant: form 04, and the notice of an end."""

from api.papers.facts import Said
from api.papers.people import applicant
from api.papers.signing import signature
from engine.ledger import Entry
from engine.timeline import PromiseLine
from receipts.letters import Apology, Letter, SuspensionNotice

_RECIPIENTS = ("Như trên", "Lưu: VT")
_BACK = "Giấy tờ bản chính đã nộp được trả lại tại nơi tiếp nhận hồ sơ."


def apology(said: Said) -> tuple[Letter, ...]:
    """Form 04: the last extension, with the date before it and the new one."""
    asked, line = said.last("apology"), said.line
    moved = _moved(line.promises, asked) if asked else None
    if asked is None or moved is None or line.accepted_at is None:
        return ()
    before, promised = moved
    letter = Apology(
        said.deciding_head(asked.happened_at, _number(asked, "PXL")),
        applicant(said, asked),
        said.procedure,
        field=said.field,
        agency=_holder(said, asked),
        received_at=line.accepted_at,
        promised_at=before.due,
        new_due_at=promised.due,
        reason=_because(said, asked),
        signed=signature(said, asked),
        recipients=_RECIPIENTS,
    )
    return (letter,)


def _moved(
    promises: tuple[PromiseLine, ...], asked: Entry
) -> tuple[PromiseLine, PromiseLine] | None:
    """The promise before the extension, and the one that it set."""
    at = next((no for no, one in enumerate(promises) if one.seq == asked.seq), 0)
    return (promises[at - 1], promises[at]) if at else None


def _holder(said: Said, asked: Entry) -> str:
    """Who had the dossier in hand then."""
    visits = [one for one in said.line.visits if one.entered <= asked.happened_at and one.seat]
    return said.seat(visits[-1].seat, asked.happened_at) if visits else said.person(asked.actor)


def suspension_notice(said: Said) -> tuple[Letter, ...]:
    """The agency deals with the dossier no longer (form 05 since 2025)."""
    ended, line = said.last("suspension_notice"), said.line
    if ended is None or line.accepted_at is None:
        return ()
    letter = SuspensionNotice(
        said.deciding_head(ended.happened_at, _number(ended, "TB")),
        applicant(said, ended),
        said.procedure,
        line.accepted_at,
        (_because(said, ended),),
        signature(said, ended),
        asked_at=line.stops[-1].since if line.stops else None,
        advice=_BACK if line.originals else None,
        recipients=_RECIPIENTS,
    )
    return (letter,)


def _because(said: Said, entry: Entry) -> str:
    return "; ".join(part for part in (said.reason(entry), said.note(entry)) if part)


def _number(entry: Entry, suffix: str) -> str:
    """The number that was given, else room to write it by hand."""
    return str(entry.facts.get("number") or f"………/{suffix}")
