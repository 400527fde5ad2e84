from datetime import date, time
from decimal import Decimal

import pytest

from engine.actors import Address, Role
from engine.definitions.known import Known
from engine.definitions.load import load
from engine.procedure import (
    Budget,
    BudgetUnit,
    Channel,
    ClockMode,
    Counting,
    Expiry,
    Final,
    Instant,
    Limit,
    LimitCase,
    OnReturn,
    OnSilence,
    Procedure,
    QuestionKind,
    Tier,
    Unit,
)

P = "1.009972.yaml"


def changed(texts: dict[str, str], known: Known, old: str, new: str) -> Procedure:
    """The example procedure with one line written differently."""
    assert old in texts[P]
    loaded = load({**texts, P: texts[P].replace(old, new, 1)}, known)
    assert loaded.defects == ()
    return loaded.procedures[0]


def test_a_procedure_has_all_that_its_workflow_says(procedure: Procedure) -> None:
    assert procedure.code == "1.009972"
    assert procedure.workflow == "standard"
    assert procedure.tier is Tier.PROVINCE
    assert procedure.starts[Channel.ONLINE] == "submitted"
    assert procedure.clock_end is Instant.AT_COUNTER
    assert procedure.states["ready"].clock is ClockMode.ENDED
    assert procedure.states["ended"].final is Final.STOPPED
    assert procedure.opening(Channel.POSTAL).id == "receive"
    assert procedure.valid_from == date(2021, 3, 3)


def test_what_it_overrides_keeps_the_rest_of_the_state(procedure: Procedure) -> None:
    examining = procedure.states["examining"]

    assert examining.budget == Budget(BudgetUnit.DAYS, Decimal("16.5"))
    assert examining.label == "Đang thụ lý"
    assert examining.holder == Address(Role.OFFICER)


def test_attributes_of_a_state_are_read(procedure: Procedure) -> None:
    supplement = procedure.states["supplement"]

    assert procedure.states["received"].forward_by == time(15)
    assert procedure.states["submitted"].within == Limit(
        Unit.WORKING_HOURS, Counting.SAME_MOMENT, Decimal(8)
    )
    assert supplement.on_return is OnReturn.RESTART
    assert supplement.expires == Expiry(
        Limit(Unit.CALENDAR_DAYS, Counting.END_OF_DAY, Decimal(30)), "end_processing"
    )


def test_attributes_of_an_action_are_read(procedure: Procedure) -> None:
    actions = procedure.actions
    (ask,) = actions["consult"].asks

    assert actions["propose"].outcomes == ("granted", "declined")
    assert actions["sign"].four_eyes == "propose"
    assert actions["send_back"].sources == ("reviewing", "signing")
    assert actions["ask_more"].reason_required
    assert actions["receive"].takes == "fee"
    assert ask.of == Address(Role.OFFICER, "fire_police", "province")
    assert ask.on_silence is OnSilence.REMIND
    assert actions["open_next"].opens is not None
    assert actions["open_next"].opens.procedure == "1.001193"


def test_signing_and_sealing_mark_their_instants_by_name(procedure: Procedure) -> None:
    marked = {action.id: action.marks for action in procedure.actions.values() if action.marks}

    assert marked == {"sign": Instant.SIGNED, "seal": Instant.SEALED}


def test_the_words_of_an_action_come_from_the_labels(procedure: Procedure) -> None:
    assert procedure.actions["agree"].label == "Việc agree"


def test_null_takes_an_inherited_key_away(texts: dict[str, str], known: Known) -> None:
    lighter = changed(
        texts, known, "  examining: {budget: 16.5d}", "  examining: {budget: null}\n  ended: null"
    )

    assert lighter.states["examining"].budget is None
    assert "ended" not in lighter.states


def test_other_keys_are_replaced_as_a_whole(texts: dict[str, str], known: Known) -> None:
    hours = changed(texts, known, "limit: {working_days: 20}", "limit: {half_days: 40}")

    assert [case.limit.unit for case in hours.limits] == [Unit.HALF_DAYS]


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ("{working_days: 3}", Limit(Unit.WORKING_DAYS, Counting.END_OF_DAY, Decimal(3))),
        ("{working_hours: 12}", Limit(Unit.WORKING_HOURS, Counting.END_OF_DAY, Decimal(12))),
        (
            "{working_days: 2, counting: same_moment}",
            Limit(Unit.WORKING_DAYS, Counting.SAME_MOMENT, Decimal(2)),
        ),
        (
            '{same_day: {cutoff: "15:00"}}',
            Limit(Unit.SAME_DAY, Counting.END_OF_DAY, cutoff=time(15)),
        ),
        ("none", Limit(Unit.NONE, Counting.END_OF_DAY)),
    ],
)
def test_limits_are_written_in_their_unit(
    texts: dict[str, str], known: Known, written: str, limit: Limit
) -> None:
    read = changed(texts, known, "limit: {working_days: 20}", f"limit: {written}")

    assert read.limits == (LimitCase(limit),)


def test_without_a_policy_the_unit_brings_its_own(texts: dict[str, str], known: Known) -> None:
    text = texts[P].replace("limit: {working_days: 20}", "limit: {working_hours: 8}")
    text = text.replace("counting: end_of_day", "#")
    (read,) = load({**texts, P: text}, known).procedures

    assert read.limits[0].limit.counting is Counting.SAME_MOMENT


def test_limits_by_case_keep_their_order(texts: dict[str, str], known: Known) -> None:
    cases = '{cases: [{when: "answers.area > 500", working_days: 30}, {working_days: 20}]}'
    read = changed(texts, known, "limit: {working_days: 20}", f"limit: {cases}")

    assert [(case.when, case.limit.amount) for case in read.limits] == [
        ("answers.area > 500", Decimal(30)),
        (None, Decimal(20)),
    ]


@pytest.mark.parametrize(
    ("level", "scope"), [(4, "full"), (3, "partial"), (2, "information"), (1, "information")]
)
def test_the_scope_follows_from_the_level(
    texts: dict[str, str], known: Known, level: int, scope: str
) -> None:
    assert changed(texts, known, "level: 4", f"level: {level}").scope == scope


def test_a_stated_scope_is_kept(texts: dict[str, str], known: Known) -> None:
    assert changed(texts, known, "level: 4", "level: 4\nscope: partial").scope == "partial"


def test_fees_and_papers_are_read(procedure: Procedure) -> None:
    (fee,) = procedure.fees
    (paper,) = procedure.papers

    assert (fee.kind, fee.amount, fee.moment) == ("charge", 75_000, "receipt")
    assert fee.reductions[0].percent == 100
    assert fee.reductions[0].evidence_required
    assert (paper.id, paper.originals, paper.form) == ("application", 1, "application")


def test_the_counter_may_ask_what_no_form_says(texts: dict[str, str], known: Known) -> None:
    asked = "questions: {urgent: {label: Có cần xác minh không}}\nlevel: 4"
    cases = '{cases: [{when: "answers.urgent", working_days: 20}, {working_days: 20}]}'
    text = texts[P].replace("level: 4", asked).replace("{working_days: 20} ", cases)
    loaded = load({**texts, P: text}, known)

    (question,) = loaded.procedures[0].questions
    assert (question.id, question.kind) == ("urgent", QuestionKind.TRUTH)


def test_what_cannot_be_read_does_not_hide_the_rest(texts: dict[str, str], known: Known) -> None:
    loaded = load({**texts, "broken.yaml": "procedure: [", "empty.yaml": ""}, known)

    assert [procedure.code for procedure in loaded.procedures] == ["1.009972"]
    assert {defect.place.file for defect in loaded.defects} == {"broken.yaml", "empty.yaml"}
