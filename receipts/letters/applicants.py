"""The lines that say whose dossier it is, and the list of its papers."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Table

from receipts.letters.formsets import PaperColumns
from receipts.letters.pieces import beside, said
from receipts.letters.tables import CELL, NUMBER, Column, listing
from receipts.letters.values import Applicant, PaperLine

_QUANTITY = "Số lượng"
_COUNTS = (
    Column("TT", 5, NUMBER),
    Column("Tên giấy tờ", 52, CELL),
    Column("Bản chính", 11, NUMBER, _QUANTITY),
    Column("Bản chứng thực", 13, NUMBER, _QUANTITY),
    Column("Bản chụp", 11, NUMBER, _QUANTITY),
)
_KINDS = (
    Column("STT", 6, NUMBER),
    Column("Tên giấy tờ", 52, CELL),
    Column("Loại giấy tờ", 22, CELL),
    Column("Số lượng", 12, NUMBER),
)


def who(applicant: Applicant, label: str, *, identity: bool = False) -> list[Flowable]:
    """The owners after `label`, then who came, and how to reach them.

    The identity number stands only on the forms that ask for it.
    """
    number = applicant.identity if identity else None
    return [
        *said(label, "; ".join(applicant.owners), bold=True),
        *said("Người nộp", applicant.submitter),
        *said("Địa chỉ", applicant.address),
        *beside(
            ("Số điện thoại", applicant.phone),
            ("Email", applicant.email),
            (applicant.identity_kind, number),
        ),
    ]


def papers_table(papers: Sequence[PaperLine], columns: PaperColumns, width: float) -> Table:
    """The papers as the form lists them; electronic ones count as copies where it has no kind."""
    if columns is PaperColumns.COUNTS:
        rows = [_counted(n, paper) for n, paper in enumerate(papers, start=1)]
        return listing(_COUNTS, rows, width)
    return listing(
        _KINDS,
        [(str(n), p.name, *_kinds(p)) for n, p in enumerate(papers, start=1)],
        width,
    )


def _counted(number: int, paper: PaperLine) -> tuple[str, ...]:
    counts = (paper.originals, paper.certified, paper.copies + paper.electronic)
    return (str(number), paper.name, *(str(count or "") for count in counts))


def _kinds(paper: PaperLine) -> tuple[str, str]:
    counted = {
        "Bản chính": paper.originals,
        "Bản chứng thực": paper.certified,
        "Bản chụp": paper.copies,
        "Bản điện tử": paper.electronic,
    }
    present = {kind: count for kind, count in counted.items() if count}
    return "\n".join(present), "\n".join(str(count) for count in present.values())
