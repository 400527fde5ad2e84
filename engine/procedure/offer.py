"""What an applicant brings, pays and gets, and where a rule comes from."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.actors import Address
from engine.procedure.limits import Limit


class Channel(StrEnum):
    """How a dossier arrives, and how a result leaves (NĐ 61/2018; postal = bưu chính công ích)."""

    DIRECT = "direct"
    ONLINE = "online"
    POSTAL = "postal"


class Tier(StrEnum):
    """Level of government. `district` exists until 30/6/2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Reduction:
    """A lower fee on a ground that the applicant shows."""

    ground: str
    percent: int
    evidence_required: bool = True


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One line of the tariff. `kind`: charge (phí) or levy (lệ phí); amount in đồng.

    `times` is an expression for the quantity that the amount is for one of (pages, copies).
    `later`: an officer finds the amount out; it must be there before the result is returned.
    """

    kind: str
    name: str
    amount: int
    moment: str  # receipt | supplement | return
    when: str | None = None
    reductions: tuple[Reduction, ...] = ()
    times: str | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One item of the list of papers; a required one must be there for `documents.complete`."""

    id: str
    name: str
    originals: int = 0
    copies: int = 0
    required: bool = True
    form: str | None = None
    certified: int = 0


@dataclass(frozen=True, slots=True)
class ResultRule:
    """One result that a procedure gives.

    The applicant gets it unless `applicant` is False; `to` are related units and agencies, each
    with a copy of its own. It comes with the end of the clock, or (a phase) with the action `by`.
    `limit` is a promise of its own, counted from acceptance or from the issue of `after`; the
    promise of the whole dossier stays what the law says.
    """

    id: str
    name: str
    to: tuple[Address, ...] = ()
    applicant: bool = True
    by: str | None = None
    limit: Limit | None = None
    after: str | None = None


# What a procedure gives unless its definition says more.
DECISION = ResultRule("decision", "Kết quả giải quyết")


class QuestionKind(StrEnum):
    TRUTH = "truth"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Question:
    """What the counter asks at receipt because a limit or a fee turns on it and no form says it.

    The answer is the fact `answers.<id>`, of the kind of a form's field: true or false, a number,
    or one of `options` (id → words).
    """

    id: str
    label: str
    kind: QuestionKind = QuestionKind.TRUTH
    options: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a definition comes from and how sure we are of it."""

    law: str
    confidence: str  # verified | recalled | inferred | assumption
    note: str | None = None
