"""Lives of every kind, after which the record agrees with itself."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from engine.desk import HandOver, HandOverItem, Wish
from engine.desk.requests import Linked
from engine.procedure import Channel
from tests.engine.record.life import (
    AGENCY,
    MONDAY,
    desk_of,
    disagreements,
    examined,
    line_of,
    reception,
    reviewed,
    signing,
    who,
)


def test_a_dossier_that_came_by_post(engine: Engine, tmp_path: Path) -> None:
    sent = replace(reception(), channel=Channel.POSTAL, return_by=Channel.POSTAL)
    items = (HandOverItem("EV1VN", sent), HandOverItem("EV2VN", None, "paper_missing"))
    record = HandOver(AGENCY, "BB-01", MONDAY, "bưu tá 7", items)

    (outcome,) = desk_of(engine).receive_from_post(record, who("counter"))

    assert line_of(engine, outcome.ref).origin.channel is Channel.POSTAL
    assert disagreements(engine, tmp_path) == []


def test_an_act_that_was_taken_back(engine: Engine, tmp_path: Path) -> None:
    desk = desk_of(engine)
    ref = signing(desk)
    desk.take(ref, Wish("sign", capacity="TM."), who("leader"))
    desk.take(ref, Wish("seal", number="12/GP"), who("clerical"))
    desk.undo(ref, who("clerical"))
    assert disagreements(engine, tmp_path) == []

    desk.take(ref, Wish("seal", number="13/GP"), who("clerical"))

    assert line_of(engine, ref).state == "ready"
    assert disagreements(engine, tmp_path) == []


def test_a_withdrawn_family(engine: Engine, tmp_path: Path) -> None:
    desk = desk_of(engine)
    ref = examined(desk)
    officer = who("officer", unit="construction")
    along = Linked(answers={"work_kind": "house"})
    desk.take(ref, Wish("open_next", child=along), officer)
    assert line_of(engine, ref).open_children
    assert disagreements(engine, tmp_path) == []

    desk.take(ref, Wish("withdraw", reason="filed_elsewhere"), who("counter"))

    assert disagreements(engine, tmp_path) == []


def test_a_proposal_sent_back(engine: Engine, tmp_path: Path) -> None:
    desk = desk_of(engine)
    ref = reviewed(desk)
    head = who("unit_head", unit="construction")

    desk.take(ref, Wish("send_back", reason="content_to_correct"), head)

    assert disagreements(engine, tmp_path) == []
