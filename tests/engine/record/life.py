"""A dossier's life for the tests of the record: one that leaves a row in every table it can."""

import io
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from api.tenant import office_of
from engine.actors import Actor, Role, Seat
from engine.desk import Answering, Desk, Office, Outcome, PaperCount, Party, Reception, Wish
from engine.desk.attaching import Attached
from engine.fold import fold
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.store.connect import open_database
from engine.store.files import Files
from engine.store.ledgers import entries_of
from engine.timeline import Timeline
from engine.verify import Disagreement, verify
from workflows.published import publish

PEPPER = b"p" * 32
AGENCY = "dn-sxd"
PROCEDURE = "1.009972"
MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # nine in the morning at the office
PDF = b"%PDF-1.7\nT\xe1\xbb\x9d khai c\xe1\xbb\xa7a Nguy\xe1\xbb\x85n V\xc4\x83n \xc3\x81nh"

OWNER = Party(
    "owner",
    "Nguyễn Văn Ánh",
    identity_kind="citizen",
    identity="075090123456",
    phone="0913456789",
    address="12 đường Cách Mạng Tháng Tám",
    email="anh.nguyen@example.vn",
)
SUBMITTER = Party("submitter", "Trần Thị Bưởi", identity_kind="passport", identity="C7654321")
ANSWERS = {"area": 600, "applicant_kind": "organisation", "content": "Nhà xưởng Hoa Mai"}


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """The database, closed afterwards however the block ends."""
    engine = open_database(url)
    try:
        yield engine
    finally:
        engine.dispose()


@cache
def office() -> Office:
    """The shipped catalogue; read once."""
    return office_of(publish())


def who(role: str, agency: str = AGENCY, unit: str | None = None) -> Actor:
    return office().organisation.holders(Seat(Role(role), agency, unit), MONDAY.date())[0]


def minutes(start: datetime = MONDAY, step: int = 7) -> Callable[[], datetime]:
    """A clock that moves on by `step` minutes each time it is asked; threads may share it."""
    count = itertools.count(1)
    return lambda: start + timedelta(minutes=step * next(count))


def desk_of(engine: Engine, clock: Callable[[], datetime] | None = None) -> Desk:
    return Desk(engine, office(), PEPPER, clock or minutes())


def reception(**changes: object) -> Reception:
    papers = office().catalogue.current(PROCEDURE, MONDAY.date()).papers
    given: dict[str, object] = {
        "agency": AGENCY,
        "procedure": PROCEDURE,
        "channel": Channel.DIRECT,
        "parties": (OWNER, SUBMITTER),
        "papers": {one.id: PaperCount(max(1, one.originals), one.copies) for one in papers},
        "place": "26008",
        "answers": ANSWERS,
        "paid": True,
        "note": "Gặp bà Bưởi tại cổng",
    }
    return Reception(**(given | changes))  # type: ignore[arg-type]  # by the names above


def received(desk: Desk) -> DossierRef:
    return desk.receive(reception(), who("counter")).ref


def examined(desk: Desk) -> DossierRef:
    """A dossier on the officer's table."""
    ref = received(desk)
    desk.take(ref, Wish("forward"), who("counter"))
    return ref


def reviewed(desk: Desk) -> DossierRef:
    """Consulted, supplemented and proposed: the unit head decides next."""
    ref = examined(desk)
    officer = who("officer", unit="construction")
    desk.take(ref, Wish("consult"), officer)
    for item in line_of(desk.engine, ref).items:
        someone = office().organisation.holders(item.seat, MONDAY.date())[0]
        desk.answer(ref, Answering(item.id, "agree", note="Ý kiến của ông Sáu"), someone)
    wish = Wish("ask_more", reason="paper_missing", note="Thiếu bản vẽ của ông Ánh")
    desk.take(ref, wish, officer)
    desk.take(ref, Wish("supply"), who("counter"))
    desk.comment(ref, "Đã gọi số 0913456789", officer)
    desk.take(ref, Wish("propose", outcome="granted"), officer)
    return ref


def signing(desk: Desk) -> DossierRef:
    """Before the leader."""
    ref = reviewed(desk)
    desk.take(ref, Wish("agree"), who("unit_head", unit="construction"))
    return ref


def returned(desk: Desk) -> DossierRef:
    """The whole life, to the hand-over of the result."""
    ref = signing(desk)
    desk.take(ref, Wish("sign", capacity="KT."), who("leader"))
    desk.take(ref, Wish("seal", number="12/GP"), who("clerical"))
    desk.take(ref, Wish("hand_over", paid=True), who("counter"))
    return ref


def attached(desk: Desk, files: Files, ref: DossierRef, content: bytes = PDF) -> Outcome:
    """The dossier after a file was brought into it."""
    kept = files.keep(ref, io.BytesIO(content))
    one = Attached(kept, "tờ khai ông Ánh.pdf", "paper")
    return desk.attach(ref, [one], who("counter"))


def line_of(engine: Engine, ref: DossierRef) -> Timeline:
    with engine.connect() as connection:
        return fold(office().catalogue, entries_of(connection, ref))


def disagreements(
    engine: Engine,
    root: Path,
    *,
    agency: str | None = None,
    progress: Callable[[int, int], None] = lambda _, __: None,
) -> list[Disagreement]:
    catalogue = office().catalogue
    return list(verify(engine, catalogue, Files(root), PEPPER, agency=agency, progress=progress))
