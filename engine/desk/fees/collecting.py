"""Taking money for lines that are owed: of one dossier, or of several under one receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.actors import Actor
from engine.desk.acting import Acting
from engine.desk.draft import Draft, Scene
from engine.desk.kinds import fits
from engine.desk.receipts import Cashier, Issue, counter_of
from engine.desk.requests import Outcome
from engine.errors import BadInput, NotYourStep
from engine.ledger import DossierRef, Kind
from engine.store.act import Change, Insert
from engine.store.beside import write_rows
from engine.store.write import Write


@dataclass(slots=True)
class Taking:
    """One receipt being filled: by the lines of one dossier after another."""

    cashier: Cashier
    method: str
    issue: Issue | None = None
    amounts: list[int] = field(default_factory=list)

    def draft(self, scene: Scene, lines: Sequence[int]) -> Draft:
        """The entry of one dossier that pays with this receipt."""
        agency = _counter(scene)
        owed = {fee.no: fee.amount for fee in scene.line.unpaid}
        if not fits(lines, Sequence[int]):
            raise BadInput("Khoản phí phải ghi bằng số thứ tự của dòng.", code="not_a_line")
        if not lines or len(set(lines)) != len(lines) or not owed.keys() >= set(lines):
            raise BadInput("Khoản phí này không có hoặc đã thu.", code="fee_not_owed")
        issue = self._receipt(scene, agency)
        taken = [(no, owed[no]) for no in sorted(lines)]
        self.amounts += [amount for _, amount in taken]
        rows: tuple[Insert | Change, ...] = (
            *issue.takes(scene.ref, lines, scene.at),
            *issue.covers(scene.ref, scene.seq, taken),
        )
        return Draft(Kind.COLLECTED, {"lines": sorted(lines), **issue.facts()}, rows=rows)

    def _receipt(self, scene: Scene, agency: str) -> Issue:
        if self.issue is None:
            self.issue = self.cashier.issue(agency, scene.at, self.method)
        if self.issue.receipt.agency != agency:
            raise BadInput(
                "Một biên lai chỉ thu tại quầy của một cơ quan. Thu riêng các hồ sơ còn lại.",
                code="receipt_of_two_counters",
            )
        return self.issue

    def finish(self) -> None:
        """Write the receipt down, with the sum of all that it covers."""
        if self.issue is not None:
            write_rows(self.cashier.write, (self.issue.row(sum(self.amounts)),), None)


def _counter(scene: Scene) -> str:
    agency = counter_of(scene.by, (scene.ref.agency, scene.line.return_at), scene.today)
    if agency is None:
        raise NotYourStep("Chỉ bộ phận một cửa thu phí, lệ phí.", verb="collect")
    return agency


def collect(
    acting: Acting,
    write: Write,
    wanted: Mapping[DossierRef, Sequence[int]],
    method: str,
    by: Actor,
) -> tuple[Outcome, ...]:
    """Take lines of several dossiers under one receipt, inside a write that is open already.

    For whoever does more in the same act, such as opening the dossiers of one visit. The answers
    are in the order of the dossiers as they were given.
    """
    if not wanted:
        raise BadInput("Chưa chọn khoản nào để thu.", code="fee_not_owed")
    taking = Taking(Cashier(write, acting.office, by), method)

    def one(ref: DossierRef) -> Outcome:
        return acting.within(write, ref, by, lambda _, scene: taking.draft(scene, wanted[ref]))

    done = {ref: one(ref) for ref in sorted(wanted, key=lambda ref: (ref.agency, ref.id))}
    taking.finish()
    return tuple(done[ref] for ref in wanted)
