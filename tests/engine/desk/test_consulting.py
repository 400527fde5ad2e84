"""Consultations: several at once, each with its own limit, in the inbox of whoever is asked."""

from engine import clock
from engine.actors import Actor
from engine.desk import Answering
from engine.errors import BadInput, GuardFailed, NotFound, NotNow, NotYourStep, OutOfScope
from engine.ledger import DossierRef
from engine.tables.office import work_item
from tests.engine.desk.town import COUNTER, OFFICER, OUTSIDER, Town, local, who

FIRE = who("officer", "dn-pc07", "fire_police")
CADASTRE = who("officer", "dn25-26017", "cadastre")


def consulted(town: Town) -> DossierRef:
    ref = town.examined()
    town.take(ref, "consult", OFFICER)
    return ref


def ask(town: Town, ref: DossierRef, by: Actor, answer: str = "agree") -> None:
    """The person answers the first consultation that lies on their seat."""
    day = local("2026-03-02 09:00").date()
    item = next(one for one in town.line(ref).open_items if by.sits_on(one.seat, day))
    town.desk.answer(ref, Answering(item.id, answer, note="Ý kiến"), by)


def test_several_are_asked_at_once_each_with_its_own_limit(town: Town) -> None:
    ref = consulted(town)

    fire, cadastre = town.line(ref).items
    assert (fire.seat.agency, cadastre.seat.agency) == ("dn-pc07", "dn25-26017")
    assert (fire.due, cadastre.due) == (local("2026-03-09 17:00"), local("2026-03-09 17:00"))
    assert (fire.proceeds, cadastre.proceeds) == (False, True)
    assert {row.agency_id for row in town.rows(work_item)} == {"dn-pc07", "dn25-26017"}
    assert town.line(ref).state == "examining"


def test_the_proposal_waits_for_the_answers(town: Town) -> None:
    ref = consulted(town)
    ask(town, ref, FIRE)
    refused = town.refused(
        GuardFailed, lambda: town.take(ref, "propose", OFFICER, outcome="granted")
    )
    assert refused.facts["unmet"] == ["consultations.answered"]
    ask(town, ref, CADASTRE, "remark")

    assert town.take(ref, "propose", OFFICER, outcome="granted").state == "reviewing"
    assert sorted(row.answer for row in town.rows(work_item)) == ["agree", "remark"]


def test_silence_beyond_the_limit_lets_the_dossier_go_on_where_the_definition_says(
    town: Town,
) -> None:
    ref = consulted(town)
    ask(town, ref, FIRE)
    town.clock.set("2026-03-10 09:00")

    assert town.take(ref, "propose", OFFICER, outcome="granted").state == "reviewing"


def test_silence_of_one_who_must_answer_holds_the_dossier(town: Town) -> None:
    ref = consulted(town)
    ask(town, ref, CADASTRE)
    town.clock.set("2026-03-20 09:00")

    town.refused(GuardFailed, lambda: town.take(ref, "propose", OFFICER, outcome="granted"))


def test_only_whoever_is_asked_answers_and_once(town: Town) -> None:
    ref = consulted(town)
    item = town.line(ref).items[0].id
    reply = Answering(item, "agree")

    town.refused(OutOfScope, lambda: town.desk.answer(ref, reply, OUTSIDER))
    town.refused(NotYourStep, lambda: town.desk.answer(ref, reply, CADASTRE))
    refused = town.refused(BadInput, lambda: town.desk.answer(ref, Answering(item, "maybe"), FIRE))
    assert refused.code == "unknown_answer"
    refused = town.refused(NotFound, lambda: town.desk.answer(ref, Answering("9.9", "agree"), FIRE))
    assert refused.code == "unknown_item"
    town.desk.answer(ref, reply, FIRE)
    town.refused(NotNow, lambda: town.desk.answer(ref, reply, FIRE))


def test_nobody_answers_once_the_dossier_is_over(town: Town) -> None:
    ref = consulted(town)
    town.take(ref, "withdraw", COUNTER, reason="applicant_wish")

    item = town.line(ref).items[0].id
    town.refused(NotNow, lambda: town.desk.answer(ref, Answering(item, "agree"), FIRE))


def test_the_time_of_waiting_belongs_to_whoever_is_asked(town: Town) -> None:
    ref = consulted(town)
    town.clock.set("2026-03-03 09:00")
    ask(town, ref, FIRE)
    ask(town, ref, CADASTRE)

    held = clock.attribution(town.line(ref), town.clock())
    assert held[town.line(ref).items[0].seat].total_seconds() > 6 * 3600
