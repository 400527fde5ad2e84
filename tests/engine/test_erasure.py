import logging
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, make_url, select

from engine.actors import Actor, Grant, Role
from engine.clock import attribution, standing_at, verdict
from engine.desk import Outcome
from engine.desk.external import Reference
from engine.erasure import Eraser
from engine.errors import BadInput, KeyReused, NotYourStep
from engine.ledger import DossierRef
from engine.store.files import Files
from engine.store.finding import digest
from engine.tables import metadata
from engine.tables.people import rating, tracking_token
from engine.tables.record import older_code, outbox
from engine.timeline import Timeline
from tests.engine.record.life import (
    MONDAY,
    OWNER,
    PEPPER,
    attached,
    desk_of,
    disagreements,
    line_of,
    minutes,
    office,
    opened,
    reception,
    returned,
    who,
)

LATER = MONDAY + timedelta(days=30)
REASON = "erasure_requested"

# Everything that anybody said of the people of the dossier.
WORDS = (
    "Nguyễn Văn Ánh",
    "nguyen van anh",  # as it is searched for
    "075090123456",
    "0913456789",
    "Cách Mạng Tháng Tám",
    "anh.nguyen@example.vn",
    "Trần Thị Bưởi",
    "C7654321",
    "Nhà xưởng Hoa Mai",
    "Gặp bà Bưởi",
    "ông Sáu",
    "bản vẽ của ông Ánh",
    "tờ khai ông Ánh.pdf",
    "BIEN-NHAN-CU-17",
    "HSO-BO-XD-99",
    "Rất hài lòng với chị Hoa",
)


def eraser(engine: Engine, root: Path) -> Eraser:
    return Eraser(engine, office(), Files(root), minutes(LATER))


def whole_life(engine: Engine, root: Path) -> DossierRef:
    """A dossier with files, names in other systems, a rating and a tracking token."""
    desk = desk_of(engine)
    ref = returned(desk)
    attached(desk, Files(root), ref)
    desk.ministry.refer(ref, Reference("land", "HSO-BO-XD-99"), who("counter"))
    key = {"agency_id": ref.agency, "dossier_id": ref.id}
    stars = {"stars": 5, "words": "Rất hài lòng với chị Hoa"}
    with engine.begin() as connection:
        connection.execute(insert(older_code), key | {"code": "BIEN-NHAN-CU-17", "origin": "x"})
        rated = {"no": 1, "at": LATER, "answers": stars, "verified": True}
        connection.execute(insert(rating), key | rated)
        token = {"token_hash": b"t" * 32, "issued_at": LATER}
        connection.execute(insert(tracking_token), key | token)
    return ref


def everything(engine: Engine, root: Path) -> bytes:
    """All that is stored: every column of every table, every file, SQLite's own bytes too."""
    parts = []
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                parts += [repr(value).encode() for value in row]
                parts += [value for value in row if isinstance(value, bytes)]
    kept = [path for path in root.rglob("*") if path.is_file()]
    if engine.dialect.name == "sqlite":
        database = Path(make_url(engine.url).database or "")
        kept += [*database.parent.glob(f"{database.name}*")]
    return b"\n".join([*parts, *(path.read_bytes() for path in kept)])


def found_in(haystack: bytes) -> set[str]:
    identity = digest(OWNER.identity, PEPPER)
    assert identity is not None
    known = identity in haystack or repr(identity).encode() in haystack
    return {word for word in WORDS if _spelled(word, haystack)} | ({"digest"} if known else set())


def _spelled(word: str, haystack: bytes) -> bool:
    escaped = word.encode("ascii", "backslashreplace")  # as JSON may hold it
    return word.encode() in haystack or escaped in haystack


def test_after_an_erasure_nothing_personal_is_stored_anywhere(
    database_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.INFO, "sqlalchemy.engine")  # every statement
    root = tmp_path / "files"
    with opened(database_url) as engine:
        ref = whole_life(engine, root)
        assert found_in(everything(engine, root)) == {*WORDS, "digest"}

        eraser(engine, root).erase(ref, who("leader"), REASON)

        assert found_in(everything(engine, root)) == set()
    assert any("INSERT INTO party" in message for message in caplog.messages)
    assert found_in("\n".join(caplog.messages).encode()) == set()


def figures(line: Timeline) -> tuple[object, ...]:
    """What reports and papers say of a dossier."""
    seats = {str(seat): span for seat, span in attribution(line, LATER).items()}
    standing = [standing_at(line, MONDAY + timedelta(hours=hours)) for hours in range(0, 900, 5)]
    return (line.promises, verdict(line), seats, standing, line.fees, line.marks, line.instants)


def test_an_erasure_changes_no_promise_and_no_figure(engine: Engine, tmp_path: Path) -> None:
    ref = whole_life(engine, tmp_path)
    before = line_of(engine, ref)

    erased = eraser(engine, tmp_path).erase(ref, who("leader"), REASON)

    after = line_of(engine, ref)
    assert after.erased
    assert (erased.version, erased.code) == (before.length + 1, before.origin.code)
    assert figures(after) == figures(before)


def test_an_erased_record_is_whole(engine: Engine, tmp_path: Path) -> None:
    ref = whole_life(engine, tmp_path)

    eraser(engine, tmp_path).erase(ref, who("leader"), REASON)

    assert disagreements(engine, tmp_path) == []


def test_erasing_again_finishes_what_a_crash_left(engine: Engine, tmp_path: Path) -> None:
    ref = whole_life(engine, tmp_path)
    first = eraser(engine, tmp_path).erase(ref, who("leader"), REASON)
    left = tmp_path / ref.agency / ref.id.hex
    left.mkdir(parents=True)
    (left / ("0" * 64)).write_bytes(b"left over")
    assert [one.what for one in disagreements(engine, tmp_path)] == ["file_not_erased"]

    again = eraser(engine, tmp_path).erase(ref, who("leader"), REASON)

    assert (again.version, again.again) == (first.version, True)
    assert disagreements(engine, tmp_path) == []


def test_what_comes_after_an_erasure_can_be_erased_too(engine: Engine, tmp_path: Path) -> None:
    ref = whole_life(engine, tmp_path)
    eraser(engine, tmp_path).erase(ref, who("leader"), REASON)
    attached(desk_of(engine, minutes(LATER)), Files(tmp_path), ref)
    assert disagreements(engine, tmp_path) == []

    erased = eraser(engine, tmp_path).erase(ref, who("leader"), REASON)

    assert not erased.again
    assert found_in(everything(engine, tmp_path)) == set()
    assert disagreements(engine, tmp_path) == []


def test_an_erased_request_is_not_carried_out_twice(engine: Engine, tmp_path: Path) -> None:
    desk = desk_of(engine)
    request = reception()
    opened: Outcome = desk.receive(request, who("counter"), key="to-1")
    eraser(engine, tmp_path).erase(opened.ref, who("leader"), REASON)

    with pytest.raises(KeyReused):
        desk.receive(request, who("counter"), key="to-1")


def test_notices_to_an_erased_applicant_are_given_up(engine: Engine, tmp_path: Path) -> None:
    ref = whole_life(engine, tmp_path)

    eraser(engine, tmp_path).erase(ref, who("leader"), REASON)

    with engine.connect() as connection:
        to_applicant = select(outbox.c.dead_at).where(outbox.c.receiver == "applicant")
        given_up = connection.execute(to_applicant).scalars().all()
    assert given_up
    assert all(given_up)


@pytest.mark.parametrize("role", ["counter", "clerical"])
def test_only_a_leader_or_a_system_administrator_erases(
    engine: Engine, tmp_path: Path, role: str
) -> None:
    ref = whole_life(engine, tmp_path)

    with pytest.raises(NotYourStep, match="lãnh đạo hoặc quản trị"):
        eraser(engine, tmp_path).erase(ref, who(role), REASON)

    assert not line_of(engine, ref).erased
    invented = ["older_code_added"]  # no entry stands behind the code that `whole_life` writes
    assert [one.what for one in disagreements(engine, tmp_path)] == invented


def test_a_system_administrator_of_the_agency_may_erase(engine: Engine, tmp_path: Path) -> None:
    ref = whole_life(engine, tmp_path)
    admin = Actor("dn-it", "Quản trị", (Grant(Role.SYSTEM_ADMIN, ref.agency),))

    eraser(engine, tmp_path).erase(ref, admin, REASON)

    assert line_of(engine, ref).erased


def test_an_erasure_needs_a_reason_of_its_own(engine: Engine, tmp_path: Path) -> None:
    ref = whole_life(engine, tmp_path)

    with pytest.raises(BadInput):
        eraser(engine, tmp_path).erase(ref, who("leader"), "workload")
