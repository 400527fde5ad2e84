"""Saving an intake: one dossier, one that is done at once, or all of a visit; then its files."""

from dataclasses import replace

from starlette.responses import Response

from api.web.asking import Form
from api.web.pages import intake_done, intake_files, intake_visit
from api.web.pages.intake_desktop import Desktop
from api.web.pages.intake_reading import Read
from api.web.rendering import go
from engine.desk import Outcome
from engine.desk.visits import AtOnce
from engine.errors import NotFound, Refusal
from engine.ledger import DossierRef


def save(desktop: Desktop, form: Form, *, at_once: bool) -> Response:
    """Save, keep the files, and show the code; or the page again with everything typed."""
    wanted, files = desktop.read(), intake_files.files_of(form)
    complaints = dict(wanted.complaints)
    if wrong := intake_files.complaint(desktop.who.house.files, files):
        complaints["files"] = wrong
    if complaints:
        return desktop.show(complaints=complaints, files_lost=bool(files))
    try:
        refs = [one.ref for one in _received(desktop, wanted, at_once=at_once)]
    except Refusal as refusal:
        return desktop.refused(refusal, files_lost=bool(files))
    note = _with_files(desktop, refs[-1], form)
    return go(intake_done.address(refs, note))


def _received(desktop: Desktop, wanted: Read, *, at_once: bool) -> tuple[Outcome, ...]:
    who, typed, key = desktop.who, desktop.typed, desktop.typed.one("key") or None
    if desktop.basket.entries:
        agency, basket = desktop.sheet.agency, desktop.basket
        return intake_visit.receive(who, agency, basket, wanted.reception, key=key).outcomes
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


def _with_files(desktop: Desktop, ref: DossierRef, form: Form) -> str:
    """Keep the files; the dossier is there already, so what fails is told and loses nothing."""
    try:
        intake_files.attach(
            desktop.who, ref, intake_files.files_of(form), desktop.typed.one("key") or None
        )
    except Refusal as refusal:
        return "" if refusal.code == "file_known" else "tep"
    return ""
