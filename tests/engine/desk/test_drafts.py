"""What a clerk has typed and not saved yet: for the author alone, and not for long."""

from datetime import timedelta

import pytest

from engine.desk.drafts import KEPT_FOR, LARGEST
from engine.errors import BadInput, NotFound, Refusal
from engine.tables.people import intake_draft
from engine.timers import tick
from tests.engine.desk.town import (
    AGENCY,
    APPRAISAL,
    COMMUNE,
    COUNTER,
    OFFICER,
    Town,
    office,
    reception,
    who,
)

TYPED = [("p.0.name", "Nguyễn Văn Ánh"), ("p.1.scope", "submit"), ("p.1.scope", "collect")]
COLLEAGUE = who("counter", nth=1)


def test_the_latest_draft_is_kept_and_found_again(town: Town) -> None:
    town.desk.drafts.keep(AGENCY, APPRAISAL, TYPED[:1], COUNTER)
    town.desk.drafts.keep(AGENCY, APPRAISAL, TYPED, COUNTER)

    assert town.desk.drafts.open(AGENCY, APPRAISAL, COUNTER) == TYPED
    assert [one.key.procedure for one in town.desk.drafts.list(AGENCY, COUNTER)] == [APPRAISAL]


def test_nobody_else_sees_it_or_gives_it_up(town: Town) -> None:
    town.desk.drafts.keep(AGENCY, APPRAISAL, TYPED, COUNTER)
    town.desk.drafts.drop(AGENCY, APPRAISAL, COLLEAGUE)

    assert town.desk.drafts.open(AGENCY, APPRAISAL, COLLEAGUE) is None
    assert town.desk.drafts.list(AGENCY, COLLEAGUE) == []
    assert town.desk.drafts.open(AGENCY, APPRAISAL, COUNTER) == TYPED


def test_given_up_it_is_gone(town: Town) -> None:
    town.desk.drafts.keep(AGENCY, APPRAISAL, TYPED, COUNTER)
    town.desk.drafts.drop(AGENCY, APPRAISAL, COUNTER)

    assert town.rows(intake_draft) == []


def test_what_nobody_comes_back_to_is_erased_by_the_tick(town: Town) -> None:
    town.desk.drafts.keep(AGENCY, APPRAISAL, TYPED, COUNTER)
    town.clock.now += KEPT_FOR + timedelta(hours=1)

    assert town.desk.drafts.open(AGENCY, APPRAISAL, COUNTER) is None  # even before the tick
    tick(town.engine, office(), town.clock)
    assert town.rows(intake_draft) == []


def test_what_arrives_after_its_dossier_was_received_is_not_kept(town: Town) -> None:
    town.desk.receive(reception(), COUNTER, key="page")
    town.desk.drafts.keep(AGENCY, APPRAISAL, TYPED, COUNTER, page="page")

    assert town.rows(intake_draft) == []


@pytest.mark.parametrize(
    ("agency", "procedure", "content", "by", "kind"),
    [
        (AGENCY, APPRAISAL, TYPED, OFFICER, Refusal),
        (COMMUNE, APPRAISAL, TYPED, COUNTER, Refusal),
        (AGENCY, "9.999999", TYPED, COUNTER, NotFound),
        (AGENCY, APPRAISAL, [("note", "a" * LARGEST)], COUNTER, BadInput),
        (AGENCY, APPRAISAL, [("note", "\0")], COUNTER, BadInput),
    ],
)
def test_only_a_counter_keeps_drafts_and_only_of_its_procedures(
    town: Town, agency: str, procedure: str, content: object, by: object, kind: type[Refusal]
) -> None:
    with pytest.raises(kind):
        town.desk.drafts.keep(agency, procedure, content, by)  # type: ignore[arg-type]  # as above

    assert town.rows(intake_draft) == []
