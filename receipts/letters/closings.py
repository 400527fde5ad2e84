"""The end of what the head of an agency signs: nơi nhận on the left, the signature on the right."""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table

from receipts.letters.pieces import SMALL, sentence, side_by_side, signatures
from receipts.letters.values import Signature

_RECIPIENTS = ParagraphStyle("recipients", parent=SMALL, spaceBefore=0)
_LEFT_SHARE = 0.45


def closing(recipients: Sequence[str], signed: Signature, width: float) -> Table:
    """On one page, whatever stands before it."""
    left = width * _LEFT_SHARE
    lines: list[Flowable] = [Paragraph("<b><i>Nơi nhận:</i></b>", _RECIPIENTS)]
    listed = (";\n".join(f"- {recipient}" for recipient in recipients)) + "."
    lines.append(sentence(listed, _RECIPIENTS))
    right = width - left
    signature = signatures(signed, width=right, hint=False)
    return side_by_side(lines if recipients else [], [signature], widths=[left, right], before=9)
