"""What lets a citizen follow a dossier: a token for the QR and a secret, printed and never kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from engine.actors import Actor, Role
from engine.desk.acting import Acting
from engine.errors import NotYourStep
from engine.ledger import DossierRef
from engine.store.tracking import replace_token
from engine.store.write import writing
from engine.timeline import Timeline

_TOKEN_BYTES = 16  # 128 bits: nobody guesses one
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that are mistaken for one another
_SECRET_LETTERS = 8
_PRINTERS = (Role.COUNTER, Role.POSTAL_COUNTER)


@dataclass(frozen=True, slots=True)
class Issued:
    """Stands on one print of the receipt alone; only hashes are stored."""

    token: str
    secret: str


def prints_receipt(by: Actor, ref: DossierRef, line: Timeline, day: date) -> bool:
    """Whether somebody keeps a counter at which the dossier came in or its result is fetched."""
    counters = (ref.agency, line.return_at)
    return any(by.has(role, one, day) for role in _PRINTERS for one in counters)


@dataclass(frozen=True, slots=True)
class Tracking:
    """`desk.tracking`: tokens of receipts."""

    acting: Acting
    entropy: Callable[[int], bytes]

    def issue(self, ref: DossierRef, by: Actor) -> Issued:
        """A fresh token and secret for a print of the receipt; earlier prints are revoked."""
        issued = Issued(self.entropy(_TOKEN_BYTES).hex(), self._secret())
        with writing(self.acting.engine, self.acting.clock) as write:
            scene = self.acting.scene(write.connection, ref, by)
            if not prints_receipt(scene.by, ref, scene.line, scene.today):
                raise NotYourStep("Chỉ bộ phận một cửa in giấy tiếp nhận hồ sơ.", verb="receipt")
            replace_token(write.connection, ref, issued.token, issued.secret, write.moment)
        return issued

    def _secret(self) -> str:
        # 30 letters: a byte is taken only below 240, so that each letter comes equally often.
        drawn: list[str] = []
        while len(drawn) < _SECRET_LETTERS:
            drawn += [_LETTERS[b % 30] for b in self.entropy(16) if b < 240]  # noqa: PLR2004
        text = "".join(drawn[:_SECRET_LETTERS])
        return f"{text[:4]}-{text[4:]}"
