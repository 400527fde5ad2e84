"""What is shown before saving is what is then saved."""

from dataclasses import replace

from engine.desk import PaperCount
from engine.desk.previewing import preview
from engine.desk.requests import Claim, Evidence
from engine.procedure import Channel
from tests.engine.desk.town import COUNTER, LAND, MONDAY, Town, local, office, papers, reception
from tests.scenarios.test_same_day import copies

AT = local(MONDAY)


def test_promise_and_fees_are_those_of_the_dossier_that_is_then_received(town: Town) -> None:
    for wanted in (
        reception(paid=False),
        reception(paid=False, answers={"applicant_kind": "organisation"}),
        reception(paid=False, channel=Channel.POSTAL, carrier_item="EA1VN"),
    ):
        town.clock.set(MONDAY)
        line = town.line(town.desk.receive(replace(wanted, happened_at=AT), COUNTER).ref)
        ahead = preview(office(), wanted, AT)

        assert line.current is not None
        assert ahead.promise is not None
        assert (ahead.promise.due, ahead.limit) == (line.current.due, line.limit)
        assert [one.amount for one in ahead.fees] == [one.amount for one in line.fees]
        assert ahead.why[-1].text.startswith("Hẹn trả kết quả: 17:00")


def test_an_online_dossier_has_no_promise_before_it_is_accepted() -> None:
    ahead = preview(office(), reception(channel=Channel.ONLINE), AT)

    assert (ahead.promise, ahead.why) == (None, ())
    assert ahead.limit is not None


def test_a_reduction_is_already_in_the_sum() -> None:
    claim = Claim("hộ nghèo", Evidence(document="Sổ 12"))
    ahead = preview(office(), reception(reductions={"Phí thẩm định": claim}), AT)

    assert ahead.total == 0
    assert preview(office(), reception(), AT).total == 75_000


def test_what_lacks_is_named() -> None:
    few = reception(papers={**papers("1.009972"), "report": PaperCount(1)})

    assert [one.id for one in preview(office(), few, AT).lacking] == ["report"]
    assert preview(office(), reception(), AT).lacking == ()


def test_what_cannot_be_told_yet_says_which_answer_it_waits_for() -> None:
    ahead = preview(office(), replace(copies(), answers={}), AT)

    missing = {name for one in ahead.unclear for name in one.facts["missing"]}  # type: ignore[attr-defined]  # a list
    assert missing == {"answers.copies_total", "answers.papers"}
    assert (ahead.promise, ahead.fees) == (None, ())


def test_a_procedure_without_a_fee_at_receipt_costs_nothing_yet() -> None:
    ahead = preview(office(), reception(LAND, papers={}, answers={}), AT)

    assert ahead.total == 0
