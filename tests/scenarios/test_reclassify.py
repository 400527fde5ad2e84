"""The wrong procedure was chosen: one act puts the right one in its place."""

from io import BytesIO
from pathlib import Path

from engine.clock import Standing, standing_at
from engine.desk import PaperCount
from engine.desk.attaching import Attached
from engine.desk.mistakes import Reclassify
from engine.erasure import Eraser
from engine.errors import BadInput, Conflict, GuardFailed, NotNow, NotYourStep, OutOfScope
from engine.ledger import DossierRef
from engine.procedure import Channel
from engine.store.files import Files
from engine.store.lists import search_by_name
from engine.store.read import reading
from engine.store.scope import Scope
from engine.tables.people import private_record
from engine.tables.record import code, outbox
from tests.engine.desk.town import COMMUNE, OUTSIDER, Town, local, office, papers, who
from tests.scenarios.clean import assert_clean

NEW_PERMIT, ADJUSTMENT = "1.013225", "1.013226"  # 15 working days for a house, and 10
COUNTER, LEADER = who("counter", COMMUNE), who("leader", COMMUNE)
RIGHT = Reclassify(ADJUSTMENT, "wrong_procedure")
LATER = "2026-03-05 09:00"


def wrong(town: Town, **changes: object) -> DossierRef:
    given: dict[str, object] = {
        "procedure": NEW_PERMIT,
        "agency": COMMUNE,
        "papers": papers(NEW_PERMIT),
        "answers": {"work_kind": "house"},
        "paid": False,
    }
    return town.receive(by=COUNTER, **(given | changes)).ref  # type: ignore[arg-type]  # by name


def test_the_right_dossier_keeps_the_reception_and_has_a_code_of_its_own(town: Town) -> None:
    ref = wrong(town)
    received = town.line(ref).opened_at
    town.clock.set(LATER)
    done = town.desk.mistakes.reclassify(ref, RIGHT, LEADER)

    old, new = town.line(ref), town.line(done.new.ref)
    assert (new.opened_at, new.accepted_at) == (received, received)
    assert new.current is not None
    assert new.current.due == local("2026-03-16 17:00")  # ten working days after 2/3
    assert old.voiding is not None
    assert old.voiding.replaced_by is not None
    assert old.voiding.replaced_by.code == done.new.code
    assert new.replaces is not None
    assert new.replaces.code == done.old.code
    assert {row.code for row in town.rows(code)} == {done.old.code, done.new.code}
    assert_clean(town)


def test_people_papers_and_answers_go_over_sealed_anew(town: Town) -> None:
    ref = wrong(town)
    new = town.desk.mistakes.reclassify(ref, RIGHT, COUNTER).new

    assert set(town.entries(new.ref)[0].facts["papers"]) == {"application", "drawings"}  # type: ignore[call-overload]  # JSON
    assert not town.line(new.ref).papers_complete  # the old permit is asked for now
    rows = [row for row in town.rows(private_record) if row.slot == "party:1"]
    assert len({row.secret for row in rows}) == len(rows) == 2
    with reading(town.engine) as now:
        found = search_by_name(now, Scope(LEADER, local(LATER).date()), "nguyen van anh")
    assert {one.ref for one in found} == {ref, new.ref}
    assert_clean(town)


def test_figures_count_it_once_under_the_right_procedure(town: Town) -> None:
    ref = wrong(town)
    new = town.desk.mistakes.reclassify(ref, RIGHT, COUNTER).new

    end = local("2026-04-01 00:00")
    standings = [standing_at(town.line(one), end) for one in (ref, new.ref)]
    assert standings == [Standing.OUTSIDE, Standing.OVERDUE]


def test_what_the_right_procedure_asks_more_is_said_in_the_same_act(town: Town) -> None:
    ref = wrong(town)
    given = {**papers(ADJUSTMENT), "permit": PaperCount(originals=1)}
    wanted = Reclassify(ADJUSTMENT, "wrong_procedure", papers=given, note="Đã có giấy phép cũ")
    new = town.desk.mistakes.reclassify(ref, wanted, COUNTER).new

    assert town.line(new.ref).papers_complete
    assert_clean(town)


def test_an_online_dossier_is_accepted_as_of_when_the_wrong_one_was(town: Town) -> None:
    ref = wrong(town, channel=Channel.ONLINE)
    town.take(ref, "accept", COUNTER)
    accepted = town.line(ref).accepted_at
    town.clock.set(LATER)
    new = town.desk.mistakes.reclassify(ref, RIGHT, LEADER).new

    line = town.line(new.ref)
    assert line.origin.channel is Channel.ONLINE
    assert (line.accepted_at, line.state) == (accepted, "received")
    assert_clean(town)


def test_files_go_over_and_each_dossier_is_erased_by_itself(town: Town, tmp_path: Path) -> None:
    files = Files(tmp_path)
    ref = wrong(town)
    scan = files.keep(ref, BytesIO(b"%PDF-1.7\nto khai"))
    town.desk.attach(ref, [Attached(scan, "tờ khai ông Ánh.pdf", "paper")], COUNTER)
    refused = town.refused(Conflict, lambda: town.desk.mistakes.reclassify(ref, RIGHT, COUNTER))
    assert refused.code == "files_out_of_reach"
    new = town.desk.mistakes.reclassify(ref, RIGHT, COUNTER, files=files).new
    assert_clean(town, files)

    Eraser(town.engine, office(), files, town.clock).erase(ref, LEADER, "erasure_requested")

    assert list(files.of(ref)) == []
    assert list(files.of(new.ref)) == [scan.sha256]
    assert_clean(town, files)


def test_the_applicant_is_told_of_the_right_one_alone(town: Town) -> None:
    ref = wrong(town)
    new = town.desk.mistakes.reclassify(ref, RIGHT, COUNTER).new

    waiting = [(row.kind, row.dossier_id) for row in town.rows(outbox) if row.dead_at is None]
    assert waiting == [("reclassified", new.ref.id)]


def test_a_repeat_under_the_same_key_opens_no_third_dossier(town: Town) -> None:
    ref = wrong(town)
    first = town.desk.mistakes.reclassify(ref, RIGHT, COUNTER, key="doi-1")

    assert town.desk.mistakes.reclassify(ref, RIGHT, COUNTER, key="doi-1") == first
    refused = town.refused(NotNow, lambda: town.desk.mistakes.reclassify(ref, RIGHT, COUNTER))
    assert (refused.code, refused.facts["replaced_by"]) == ("voided", first.new.code)


def test_nothing_is_half_done_when_the_right_procedure_cannot_be_opened(town: Town) -> None:
    ref = wrong(town)

    def code_of(wanted: Reclassify) -> str:
        reclassify = town.desk.mistakes.reclassify
        return town.refused(BadInput, lambda: reclassify(ref, wanted, COUNTER)).code

    assert code_of(Reclassify(NEW_PERMIT, "wrong_procedure")) == "same_procedure"
    assert code_of(Reclassify(ADJUSTMENT, "workload")) == "unknown_reason"
    other = Reclassify(ADJUSTMENT, "wrong_procedure", papers={"safety": PaperCount(1)})
    assert code_of(other) == "unknown_paper"
    assert not town.line(ref).voided


def test_who_may_not_void_may_not_reclassify(town: Town) -> None:
    ref = wrong(town)
    town.clock.set(LATER)

    town.refused(NotYourStep, lambda: town.desk.mistakes.reclassify(ref, RIGHT, COUNTER))


def test_money_taken_for_the_wrong_procedure_comes_back_first(town: Town) -> None:
    ref = wrong(town, paid=True)

    town.refused(GuardFailed, lambda: town.desk.mistakes.reclassify(ref, RIGHT, COUNTER))


def test_who_may_not_see_the_dossier_learns_nothing(town: Town) -> None:
    ref = wrong(town)

    for act in (
        lambda: town.desk.mistakes.reclassify(ref, RIGHT, OUTSIDER),
        lambda: town.desk.mistakes.void(ref, "received_by_error", OUTSIDER),
    ):
        assert town.refused(OutOfScope, act).code == "unknown_dossier"
