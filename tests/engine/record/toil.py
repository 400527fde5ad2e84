"""An office at work in a process that may be killed at any instant: random verbs, one by one.

Each request is announced before it is made, so that whoever watches can make it again.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from sqlalchemy import Engine, select

from engine.actors import Actor
from engine.desk import Answering, Desk, Wish
from engine.desk.attaching import Attached
from engine.erasure import Eraser
from engine.ledger import DossierRef
from engine.store.connect import open_database
from engine.store.files import Files
from engine.tables.record import dossier
from tests.engine.record.life import (
    MONDAY,
    PDF,
    desk_of,
    line_of,
    minutes,
    office,
    reception,
    who,
)

BOOK = {  # what can be done in a state, beside remarks and files
    "received": ("forward", "withdraw"),
    "examining": ("consult", "ask_more", "ask_tax", "propose", "propose"),
    "supplement": ("supply",),
    "tax": ("tax_paid",),
    "reviewing": ("agree", "send_back"),
    "signing": ("sign",),
    "sealing": ("seal",),
    "ready": ("hand_over",),
}
BY = {"sign": "leader", "seal": "clerical", "agree": "unit_head", "send_back": "unit_head"}
COUNTER = frozenset({"forward", "withdraw", "supply", "tax_paid", "hand_over"})
WISHES = {
    "withdraw": Wish("withdraw", reason="filed_elsewhere"),
    "ask_more": Wish("ask_more", reason="paper_missing", note="thiếu"),
    "propose": Wish("propose", outcome="granted"),
    "send_back": Wish("send_back", reason="content_to_correct"),
    "sign": Wish("sign", capacity="TM."),
    "seal": Wish("seal", number="12/GP"),
    "hand_over": Wish("hand_over", paid=True),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One request: its key, its verb, the dossier, and which consultation is answered."""

    key: str
    verb: str
    ref: DossierRef | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Toil:
    """One process's office."""

    engine: Engine
    root: Path
    day: int

    @property
    def clock(self) -> Callable[[], datetime]:
        return minutes(MONDAY + timedelta(days=self.day), step=0)

    @property
    def desk(self) -> Desk:
        return desk_of(self.engine, self.clock)

    def perform(self, step: Step) -> object:
        """Make the request; made again, it answers the same."""
        if step.ref is None:
            return self.desk.receive(reception(), who("counter"), key=step.key)
        match step.verb:
            case "comment":
                return self.desk.comment(step.ref, "đã xem", who("counter"), key=step.key)
            case "attach":
                files = Files(self.root)
                kept = files.keep(step.ref, io.BytesIO(PDF + step.key.encode()))
                one = Attached(kept, "tệp.pdf", "evidence")
                return self.desk.attach(step.ref, [one], who("counter"), key=step.key)
            case "answer":
                return self._answer(step, step.ref)
            case "erase":
                eraser = Eraser(self.engine, office(), Files(self.root), self.clock)
                return eraser.erase(step.ref, who("leader"), "retention_over").version
        wish = WISHES.get(step.verb, Wish(step.verb))
        return self.desk.take(step.ref, wish, _whose(step.verb), key=step.key)

    def _answer(self, step: Step, ref: DossierRef) -> object:
        item = next(one for one in line_of(self.engine, ref).items if one.id == step.item)
        someone = office().organisation.holders(item.seat, MONDAY.date())[0]
        reply = Answering(step.item, "agree", note="đồng ý")
        return self.desk.answer(ref, reply, someone, key=step.key)

    def steps(self, name: str, chance: Random) -> Iterator[Step]:
        """Requests without end, each possible once those before it were carried out."""
        number = 0
        while True:
            number += 1
            yield self._step(f"{name}-{number}", chance)

    def _step(self, key: str, chance: Random) -> Step:
        with self.engine.connect() as connection:
            found = connection.execute(
                select(dossier.c.agency_id, dossier.c.dossier_id, dossier.c.state)
                .where(dossier.c.erased.is_(False))
                .order_by(dossier.c.dossier_id)
            ).all()
        if not found or chance.random() < 1 / 8:
            return Step(key, "receive")
        row = chance.choice(found)
        ref = DossierRef(row.agency_id, row.dossier_id)
        if chance.random() < 1 / 4:
            return Step(key, chance.choice(("comment", "attach")), ref)
        asked = line_of(self.engine, ref).open_items
        if asked and row.state == "examining":
            return Step(key, "answer", ref, asked[0].id)
        return Step(key, chance.choice(BOOK.get(row.state, ("erase",))), ref)


def _whose(verb: str) -> Actor:
    if verb in COUNTER:
        return who("counter")
    role = BY.get(verb, "officer")
    return who(role, unit="construction") if role in {"officer", "unit_head"} else who(role)


def toil(url: str, root: Path, name: str, day: int, announce: Connection) -> None:
    """Work until killed."""
    work = Toil(open_database(url), root, day)
    for step in work.steps(name, Random(name)):  # noqa: S311  # no secret hangs on it
        announce.send(step)
        work.perform(step)
