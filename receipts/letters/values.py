"""What several papers say: frozen facts, already in words where the law has no formula for them.

A paper is a function of its facts alone: the same facts give the same bytes, next year too. So
everything that could change stands here, the name of the office and the moment of printing
included.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import ClassVar, Protocol, Self

from engine.organisation.values import Agency


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The two lines at the top left: the agency above, and the office that issues the paper."""

    superior: str | None
    office: str

    @classmethod
    def receiving(cls, agency: Agency, day: date) -> Self:
        """The head of papers of the counter, by the names of that office day."""
        return cls(agency.name_on(day), agency.office_on(day))

    @classmethod
    def deciding(cls, agency: Agency, parent: Agency | None, day: date) -> Self:
        """The head of papers that the head of the agency signs, by the names of that office day."""
        return cls(parent.name_on(day) if parent else None, agency.name_on(day))


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: printed where the form leads on to questions."""

    site: str | None = None
    officer: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above and below any paper.

    Moments may be in any zone; they are printed on the wall clock of `zone`, the office's.
    `issued_at` dates the paper and chooses its form; `rendered_at` is when it was printed.
    `number` is the paper's own (“15/HDHS”), `code` the dossier's, `tracking` the address in the QR.
    `secret` proves later that somebody holds the citizen's copy: it is not on the office's.
    """

    letterhead: Letterhead
    place: str
    issued_at: datetime
    rendered_at: datetime
    zone: tzinfo
    number: str | None = None
    code: str | None = None
    tracking: str | None = None
    copy: str | None = None
    secret: str | None = None
    contact: Contact | None = None

    def local(self, moment: datetime) -> datetime:
        """The moment on the office's wall clock. ValueError for one without a zone."""
        if moment.tzinfo is None:
            raise ValueError("Một thời điểm in trên giấy phải có múi giờ.")
        return moment.astimezone(self.zone)

    def for_copy(self, name: str, *, office: bool) -> Self:
        """The head of one of the copies."""
        return replace(self, copy=name, secret=None if office else self.secret)


class Letter(Protocol):
    """The facts of one paper. `kind` is the name of its form in `forms.yaml`."""

    kind: ClassVar[str]

    @property
    def head(self) -> Head: ...


@dataclass(frozen=True, slots=True)
class Applicant:
    """Whose dossier it is, and how to reach them. `submitter` is named when somebody else came.

    `identity_kind` is what stands before the number: “Số CCCD”, “Mã số thuế”.
    """

    owners: tuple[str, ...]
    submitter: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    identity: str | None = None
    identity_kind: str = "Số CMND/CCCD/hộ chiếu"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of a list: how many originals, certified copies, plain copies, electronic files."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    electronic: int = 0


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee as assessed, in đồng; `note` says the ground of a reduction, or that it is paid."""

    name: str
    amount: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the lines above the name (“KT. GIÁM ĐỐC”, “PHÓ GIÁM ĐỐC”) and the name."""

    lines: tuple[str, ...]
    name: str | None = None
