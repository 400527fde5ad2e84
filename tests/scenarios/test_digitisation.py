"""What the office holds as data: papers scanned, reused, fetched, and results issued as data."""

from datetime import date, timedelta

import pytest

from engine.desk import PaperCount
from engine.desk.digitising import Digitising
from engine.desk.draft import APPLICANT
from engine.errors import BadInput, NotNow, NotYourStep
from engine.ledger import DossierRef, Kind
from engine.procedure import Channel
from engine.reports.digitisation import Figure, digitisation
from engine.reports.online_share import Population, online_share
from engine.reports.periods import Period
from engine.tables.papers import paper
from tests.engine.desk.town import APPRAISAL, COUNTER, OFFICER, Town, papers
from tests.scenarios.clean import assert_clean

MARCH = Period.between(date(2026, 3, 1), date(2026, 3, 31))
FIRST = next(iter(papers(APPRAISAL)))


def scanned(**ways: bool) -> dict[str, PaperCount]:
    """All that the procedure asks for, one of them held as data too."""
    given = papers(APPRAISAL)
    count = given[FIRST]
    return {**given, FIRST: PaperCount(count.originals, count.copies, **ways)}


def enter(town: Town, ref: DossierRef, *ways: str, result: bool = False) -> None:
    papers = {FIRST: ways} if ways else {}
    town.desk.digitisation.enter(ref, Digitising(papers, result), COUNTER)


def test_the_counter_says_at_receipt_what_it_scanned(town: Town) -> None:
    ref = town.received(papers=scanned(digitised=True))

    assert town.line(ref).digital == {FIRST: frozenset({"digitised"})}
    assert [row.paper for row in town.rows(paper) if row.digitised] == [FIRST]
    assert_clean(town)


def test_a_paper_that_is_data_already_is_not_asked_for_again(town: Town) -> None:
    given = {name: count for name, count in papers(APPRAISAL).items() if name != FIRST}
    short = town.received(papers=given)
    whole = town.received(papers={**given, FIRST: PaperCount(reused=True)})

    assert not town.line(short).papers_complete
    assert town.line(whole).papers_complete
    assert_clean(town)


def test_what_is_scanned_afterwards_is_entered_by_itself_and_adds_to_what_was_known(
    town: Town,
) -> None:
    ref = town.received(papers=scanned(digitised=True))
    enter(town, ref, "from_store")

    assert town.entries(ref)[-1].kind is Kind.DIGITISED
    assert town.line(ref).digital[FIRST] == {"digitised", "from_store"}
    assert_clean(town)


def test_the_result_is_data_only_once_it_is_signed_and_is_said_once(town: Town) -> None:
    early, ref = town.examined(), town.ready()

    assert town.refused(NotNow, lambda: enter(town, early, result=True)).code == "no_result"
    enter(town, ref, result=True)
    assert town.refused(NotNow, lambda: enter(town, ref, result=True)).code == "result_digitised"
    town.take(ref, "hand_over", COUNTER)

    assert town.line(ref).digital_result is not None
    assert_clean(town)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Digitising(), "nothing_digitised"),
        (Digitising({"no_such": ("digitised",)}), "unknown_paper"),
        (Digitising({FIRST: ("copied",)}), "unknown_way"),
        (Digitising({FIRST: ()}), "unknown_way"),
    ],
)
def test_nonsense_is_refused(town: Town, wish: Digitising, code: str) -> None:
    ref = town.received()

    refused = town.refused(BadInput, lambda: town.desk.digitisation.enter(ref, wish, COUNTER))

    assert refused.code == code


def test_an_applicant_does_not_say_what_the_office_holds(town: Town) -> None:
    ref, wish = town.received(), Digitising({FIRST: ("digitised",)})

    town.refused(NotYourStep, lambda: town.desk.digitisation.enter(ref, wish, APPLICANT))


def test_scanning_is_not_undone_for_others_may_have_relied_on_it(town: Town) -> None:
    ref = town.received()
    enter(town, ref, "digitised")

    town.refused(NotNow, lambda: town.desk.undo(ref, COUNTER))


def test_the_shares_of_group_4_follow_what_was_entered(town: Town) -> None:
    both, reused, fetched = (
        town.ready(),
        town.received(papers=scanned(reused=True)),
        town.received(papers=scanned(from_store=True)),
    )
    resolved = town.ready()
    enter(town, both, "digitised", result=True)
    enter(town, resolved, result=True)
    every = [town.line(ref) for ref in (both, reused, fetched, resolved)]

    sheet = digitisation(every, MARCH)

    shares = {one.figure: (one.part, one.whole) for one in sheet.shares}
    assert shares == {
        Figure.E_RESULT: (2, 2),
        Figure.DIGITISED: (1, 2),
        Figure.REUSED: (1, 4),
        Figure.FROM_STORE: (1, 4),
    }
    assert sheet.shares[1].codes == (town.line(both).origin.code,)
    assert_clean(town)


def test_what_is_scanned_after_the_period_does_not_change_its_figure(town: Town) -> None:
    ref = town.ready()
    before = digitisation([town.line(ref)], MARCH).shares[0]
    town.clock.now += timedelta(days=40)
    enter(town, ref, result=True)

    assert digitisation([town.line(ref)], MARCH).shares[0] == before


def test_who_filed_online_is_known_shown_and_counted(town: Town) -> None:
    alone = town.receive(channel=Channel.ONLINE, by=APPLICANT, paid=False).ref
    helped = town.received(channel=Channel.ONLINE, paid=False)
    agent = town.received(channel=Channel.ONLINE, paid=False, assisted="agent")
    for ref in (alone, helped, agent):
        town.take(ref, "accept", COUNTER, paid=True)
    lines = [town.line(ref) for ref in (alone, helped, agent)]

    sheet = online_share(lines, MARCH, [], population=Population.ALL)

    assert [line.origin.assisted for line in lines] == ["self", "at_counter", "agent"]
    assert sheet.assisted == {"self": 1, "at_counter": 1, "agent": 1}
    assert sheet.to_json()["online_post"] == 0
    assert_clean(town)


def test_an_officer_enters_what_was_fetched_while_examining(town: Town) -> None:
    ref = town.examined()
    wish = Digitising({FIRST: ("from_store",)})

    town.desk.digitisation.enter(ref, wish, OFFICER, key="fetched")
    town.desk.digitisation.enter(ref, wish, OFFICER, key="fetched")

    assert [e.kind for e in town.entries(ref)].count(Kind.DIGITISED) == 1
    assert_clean(town)
