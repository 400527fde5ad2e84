"""From facts to a PDF. No clock, no database, no settings: the same facts give the same bytes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, TypeAlias, TypeVar

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from receipts.fonts import REGULAR, register
from receipts.letters import (
    cash_sheet,
    control_slip,
    cover,
    handovers,
    money,
    notices,
    receipt,
    results,
    tax_notice,
    turned_away,
)
from receipts.letters import register as book
from receipts.letters.formsets import Form, FormSets, shipped
from receipts.letters.pages import Area, draw
from receipts.letters.values import Letter

AnyLetter = TypeVar("AnyLetter", bound=Letter)
# The facts of one kind of paper, its form and the width of the text → the pieces of the paper.
Drawing: TypeAlias = Callable[[Any, Form, float], list[Flowable]]

DRAWINGS: dict[type[Letter], Drawing] = {
    receipt.Receipt: receipt.draw,
    cover.CoverReceipt: cover.draw,
    turned_away.SupplementRequest: turned_away.draw_supplement_request,
    turned_away.Refusal: turned_away.draw_refusal,
    notices.Apology: notices.draw_apology,
    notices.SuspensionNotice: notices.draw_suspension_notice,
    control_slip.ControlSlip: control_slip.draw,
    book.Register: book.draw,
    money.FeeReceipt: money.draw,
    cash_sheet.CashSheet: cash_sheet.draw,
    results.ResultSlip: results.draw,
    handovers.PostRecord: handovers.draw_post_record,
    handovers.TransferSlip: handovers.draw_transfer_slip,
    tax_notice.TaxNotice: tax_notice.draw,
}


def form_of(letter: Letter, forms: FormSets | None = None) -> Form:
    """The form in force on the day of issue, from `forms` or those shipped. NotFound."""
    day = letter.head.local(letter.head.issued_at).date()
    return (forms or shipped()).form(letter.kind, day)


def copies(letter: AnyLetter, forms: FormSets | None = None) -> Iterator[AnyLetter]:
    """The paper once for each copy (liên) of its form; once as it is where the form names none."""
    named = form_of(letter, forms).copies
    if not named:
        yield letter
    for copy in named:
        head = letter.head.for_copy(copy.name, office=copy.office)
        yield replace(letter, head=head)  # type: ignore[type-var]  # every letter is a dataclass


def render(*letters: Letter, forms: FormSets | None = None) -> bytes:
    """One PDF of these papers in order; each starts on a page of its own and counts its own."""
    register()
    page = BytesIO()
    canvas = _canvas(page)
    for letter in letters:
        form = form_of(letter, forms)
        pieces = DRAWINGS[type(letter)](letter, form, Area.of(form).width)
        draw(canvas, form, letter.head, pieces)
    _describe(canvas, letters, forms)
    canvas.save()
    return page.getvalue()


def _canvas(page: BytesIO) -> Canvas:
    """Without the moment of writing in it, and without a font that has no Vietnamese."""
    return Canvas(
        page,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,  # type: ignore[arg-type]  # the stub calls it a float
    )


def _describe(canvas: Canvas, letters: tuple[Letter, ...], forms: FormSets | None) -> None:
    """What a viewer shows as the name of the file: the paper and the code, no person."""
    first = letters[0]
    title = form_of(first, forms).title
    canvas.setTitle(f"{title} {first.head.code}" if first.head.code else title)
    canvas.setAuthor(first.head.letterhead.office)
    canvas.setCreator("motcua")
    canvas.setCatalogEntry("Lang", "vi-VN")
