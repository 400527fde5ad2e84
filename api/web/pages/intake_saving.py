"""Saving an intake: one dossier, one that is done at once, or all of a visit; then its files."""

from collections.abc import Sequence
from dataclasses import replace

from starlette.datastructures import UploadFile
from starlette.responses import Response

from api.web.asking import Form
from api.web.pages import intake_done, intake_drafts, intake_files, intake_visit
from api.web.pages.intake_desktop import Desktop
from api.web.pages.intake_held import Held
from api.web.pages.intake_reading import Read
from api.web.rendering import go
from engine.desk import Outcome
from engine.desk.visits import AtOnce
from engine.errors import NotFound, Refusal
from engine.ledger import DossierRef


def save(desktop: Desktop, form: Form, *, at_once: bool) -> Response:
    """Save, keep the files, and show the code; or the page again with everything typed."""
    wanted, complaints, files = desktop.read(), {}, []
    for one in intake_files.files_of(form):
        if wrong := intake_files.complaint(desktop.who.house.files, one):
            complaints["files"] = wrong
        else:
            files.append(one)
    if complaints := {**wanted.complaints, **complaints}:
        return desktop.holding(files).show(complaints=complaints)
    if desktop.unconfirmed(wanted):
        return desktop.holding(files).show(asking="at_once" if at_once else "save")
    try:
        refs = [one.ref for one in _received(desktop, wanted, at_once=at_once)]
    except Refusal as refusal:
        return desktop.holding(files).refused(refusal)
    intake_drafts.drop(desktop)
    return go(intake_done.address(refs, _with_files(desktop, refs, files)))


def _received(desktop: Desktop, wanted: Read, *, at_once: bool) -> tuple[Outcome, ...]:
    who, typed, key = desktop.who, desktop.typed, desktop.typed.one("key") or None
    if desktop.basket.entries:
        agency, basket = desktop.sheet.agency, desktop.basket
        settled = intake_visit.receive(who, agency, basket, wanted.reception, typed, key=key)
        return settled.outcomes
    if not at_once:
        return (who.house.desk.receive(wanted.reception, who.actor, key=key),)
    if not desktop.sheet.at_once:
        raise NotFound("Thủ tục này không trả ngay tại quầy được.", code="not_at_once")
    now = AtOnce(
        replace(wanted.reception, paid=True),
        outcome=typed.one("outcome", "granted"),
        number=typed.one("number") or None,
        capacity=typed.one("capacity") or None,
        signer=typed.one("signer") or None,
        receipt=typed.one("receipt") == "1",
    )
    return who.house.desk.visits.resolve_now(now, who.actor, key=key).outcomes


def _with_files(desktop: Desktop, refs: list[DossierRef], files: Sequence[UploadFile]) -> str:
    """Give each dossier its files; all are there already, so what fails is told, nothing lost."""
    typed = [*(typed for _, typed in desktop.basket.entries), desktop.typed]
    last, key = len(refs) - 1, desktop.typed.one("key")
    failed = False
    for no, (ref, one) in enumerate(zip(refs, typed, strict=True)):
        given, own = (files, key) if no == last else ((), f"{key}-{no}")
        try:
            intake_files.attach(desktop.who, ref, Held.of(one), given, own if key else None)
        except Refusal as refusal:
            failed |= refusal.code != "file_known"
    return "tep" if failed else ""
