"""Every defect that lint finds, each planted in one of the two examples."""

# What is broken → (file, what stood there, what stands there), the rule, a piece of the line.
W, P = "standard.yaml", "1.009972.yaml"

BROKEN = {
    "an action enters a state that is not there": (
        (W, "from: received, to: assigning", "from: received, to: asigning"),
        ("dangling_state", "forward:"),
    ),
    "an action leaves a state that is not there": (
        (W, "from: [reviewing, signing]", "from: [reviewing, sining]"),
        ("dangling_state", "send_back:"),
    ),
    "a state that nothing leads to": (
        (W, "  ended:  ", "  lost:   {label: Lạc, holder: officer}\n  ended:  "),
        ("unreachable_state", "lost:"),
    ),
    "a state that a dossier cannot leave": (
        (W, "from: ready, to: returned", "from: ready, to: ready"),
        ("no_way_out", "ready:"),
    ),
    "an action that leaves a final state": (
        (W, "from: ready, to: returned", "from: [ready, returned], to: returned"),
        ("leaves_final", "hand_over:"),
    ),
    "a stop that nobody ends": (
        (P, "from: tax, to: examining", "from: tax, to: withdrawn"),
        ("stop_without_return", "tax: "),
    ),
    "a proposal of an action that is not there": (
        (W, "propose: end_processing}}", "propose: end_procesing}}"),
        ("undefined_propose", "supplement:"),
    ),
    "a proposal of an action that does not leave the state": (
        (W, "propose: end_processing}}", "propose: agree}}"),
        ("propose_elsewhere", "supplement:"),
    ),
    "a channel without a start": (
        (W, "postal: received, ", ""),
        ("no_start", "channels:"),
    ),
    "a start that no action makes": (
        (W, "submit:      {from: start", "submit:      {from: submitted"),
        ("no_start", "starts:"),
    ),
    "a start that two actions make": (
        (
            W,
            "  submit: ",
            "  bring: {label: Mang, from: start, to: submitted, by: applicant}\n  submit: ",
        ),
        ("no_start", "starts:"),
    ),
    "a state that nobody holds": (
        (W, "holder: leader,    budget: 1d", "budget: 1d"),
        ("contradiction", "signing:"),
    ),
    "a stop that does not say how the limit goes on": (
        (W, "stop: supplement, on_return: restart", "stop: supplement"),
        ("contradiction", "supplement:"),
    ),
    "a budget where no time is counted": (
        (W, "clock: ended}", "clock: ended, budget: 1d}"),
        ("contradiction", "ready:"),
    ),
    "a unit and a policy that are not defined together": (
        (P, "limit: {working_days: 20}", "limit: {calendar_days: 20, counting: half_day}"),
        ("undefined_counting", "limit:"),
    ),
    "a consultation that cannot be counted": (
        (P, "limit: {working_days: 5}", "limit: {calendar_days: 5, counting: same_moment}"),
        ("undefined_counting", "consult:"),
    ),
    "an amount that the policy cannot count": (
        (P, "limit: {working_days: 20}", "limit: {working_days: 20.5}"),
        ("uncountable_amount", "limit:"),
    ),
    "a case of the limit that nobody thought of": (
        (P, "{working_days: 20} ", '{cases: [{when: "answers.area > 500", working_days: 20}]} '),
        ("limit_gap", "limit:"),
    ),
    "a case of the limit that is never come to": (
        (
            P,
            "{working_days: 20} ",
            '{cases: [{working_days: 20}, {when: "answers.area > 1", working_days: 20}]} ',
        ),
        ("limit_order", "limit:"),
    ),
    "budgets over the limit": (
        (P, "budget: 16.5d", "budget: 17d"),
        ("budgets_over_limit", "limit:"),
    ),
    "budgets over the limit in one of its cases": (
        (
            P,
            "{working_days: 20} ",
            '{cases: [{when: "answers.area > 500", working_days: 20}, {working_days: 19}]} ',
        ),
        ("budgets_over_limit", "limit:"),
    ),
    "a rest under zero": (
        (P, "examining: {budget: 16.5d}", "assigning: {budget: 18d}"),
        ("rest_under_zero", "examining:"),
    ),
    "two rests on one way": (
        (P, "examining: {budget: 16.5d}", "signing: {budget: rest}"),
        ("two_rests", "signing:"),
    ),
    "a clock that never ends": (
        (W, "clock: ended}", "budget: 1h}"),
        ("clock_never_ends", "clock_end:"),
    ),
    "a way to the result past the end of the clock": (
        (
            W,
            "agree:       {from: reviewing, to: signing",
            "agree:       {from: reviewing, to: returned",
        ),
        ("clock_never_ends", "clock_end:"),
    ),
    "a role that does not exist": (
        (W, "to: signing, by: unit_head", "to: signing, by: unit_boss"),
        ("unknown_role", "agree:"),
    ),
    "a role that handles no dossier": (
        (W, "to: signing, by: unit_head", "to: signing, by: auditor"),
        ("role_nobody_holds", "agree:"),
    ),
    "a step held by a role that handles no dossier": (
        (W, "holder: leader, ", "holder: system_admin, "),
        ("role_nobody_holds", "signing:"),
    ),
    "a unit that no agency has": (
        (P, "province:fire_police/officer", "province:fire_brigade/officer"),
        ("unknown_unit", "consult:"),
    ),
    "an agency that does not exist": (
        (P, "province:fire_police/officer", "nowhere:fire_police/officer"),
        ("unknown_agency", "consult:"),
    ),
    "a letter that no form set has": (
        (P, "letter: tax_notice", "letter: tax_notise"),
        ("unknown_letter", "ask_tax:"),
    ),
    "a form that is not in the library": (
        (P, "form: application", "form: aplication"),
        ("unknown_form", "documents:"),
    ),
    "a reason for stopping that is not known": (
        (P, "stop: financial_duty", "stop: lunch"),
        ("unknown_reason", "tax:"),
    ),
    "an action without words": (
        (P, "ask_tax:   {", "ask_taxes: {"),
        ("no_label", "ask_taxes:"),
    ),
    "an outcome that no report knows": (
        (W, "[granted, declined]", "[granted, refused]"),
        ("unknown_outcome", "propose:"),
    ),
    "four eyes on an action that is not there": (
        (W, "four_eyes: propose", "four_eyes: proposal"),
        ("unknown_action", "sign:"),
    ),
    "four eyes on the action itself": (
        (W, "four_eyes: propose", "four_eyes: sign"),
        ("unknown_action", "sign:"),
    ),
    "a child dossier of a procedure that is not there": (
        (P, 'procedure: "1.001193"', 'procedure: "1.999999"'),
        ("unknown_procedure", "open_next:"),
    ),
    "a child dossier at an agency that is not there": (
        (P, '"commune:place"', '"commune:somewhere"'),
        ("unknown_agency", "open_next:"),
    ),
    "a guard that asks for what is not there": (
        (W, "documents.complete &&", "documents.complet &&"),
        ("unknown_name", "propose:"),
    ),
    "a guard that calls a function that is not there": (
        (W, "documents.complete &&", "approved(documents.complete) &&"),
        ("unknown_function", "propose:"),
    ),
    "a guard that is no expression": (
        (W, "documents.complete &&", "documents.complete and"),
        ("expression_syntax", "propose:"),
    ),
    "a limit that turns on what is not known at receipt": (
        (
            P,
            "{working_days: 20} ",
            '{cases: [{when: "documents.complete", working_days: 20}, {working_days: 20}]} ',
        ),
        ("unknown_name", "limit:"),
    ),
    "a fee that turns on an answer that no form asks": (
        (P, "moment: receipt,", 'moment: receipt, when: "answers.storeys > 3",'),
        ("unknown_name", "fee:"),
    ),
    "a fee for each of what no form asks": (
        (P, "amount: 75000, moment", "amount: 75000, times: answers.pages, moment"),
        ("unknown_name", "fee:"),
    ),
    "a fee that an officer is to find out, and that is said all the same": (
        (P, "amount: 75000, moment: receipt,", "amount: 75000, later: true, moment: receipt,"),
        ("fee_amount_twice", "fee:"),
    ),
    "a channel named twice": (
        (P, "returns: [direct, online, postal]", "returns: [direct, direct]"),
        ("channel_list", "returns:"),
    ),
    "a validity that ends before it begins": (
        (P, "valid: {from: 2021-03-03}", "valid: {from: 2021-03-03, to: 2020-01-01}"),
        ("validity_reversed", "valid:"),
    ),
    "a code unlike the name of its file": (
        (P, 'procedure: "1.009972"', 'procedure: "1.009973"'),
        ("code_unlike_file", "procedure:"),
    ),
    "a key that the language does not have": (
        (P, "level: 4", "levl: 4"),
        ("unknown_key", "levl:"),
    ),
    "a key that is missing": (
        (P, "tier: province", "#"),
        ("missing_key", "procedure:"),
    ),
    "an unknown key of a state": (
        (W, "holder: clerical,  budget: 4h", "holder: clerical,  bugdet: 4h"),
        ("unknown_key", "sealing:"),
    ),
    "a value of the wrong kind": (
        (P, "level: 4", "level: four"),
        ("wrong_type", "level:"),
    ),
    "a number out of range": (
        (P, "level: 4", "level: 5"),
        ("out_of_range", "level:"),
    ),
    "a budget that is no time": (
        (P, "budget: 16.5d", "budget: 16.5"),
        ("wrong_form", "examining:"),
    ),
    "a tier that does not exist": (
        (P, "tier: province", "tier: region"),
        ("unknown_value", "tier:"),
    ),
    "a key that stands twice": (
        (P, "level: 4", "level: 4\nlevel: 3"),
        ("duplicate_key", "level: 3"),
    ),
    "a refusal by the post": (
        (W, "to: not_accepted, by: counter", "to: not_accepted, by: [counter, postal_counter]"),
        ("beyond_the_post", "reject:"),
    ),
    "a supplement asked by the post": (
        (W, "to: supplement, by: officer", "to: supplement, by: [officer, postal_counter]"),
        ("beyond_the_post", "ask_more:"),
    ),
    "a text that is no YAML": (
        (P, "level: 4", "level: [4"),
        ("yaml", "limit:"),
    ),
    "a day that does not exist": (
        (P, "from: 2021-03-03", "from: 2021-02-30"),
        ("no_such_day", "valid:"),
    ),
    "a workflow that is not there": (
        (P, "extends: standard", "extends: standart"),
        ("unknown_workflow", "extends:"),
    ),
    "a workflow that extends itself": (
        (W, "workflow: standard", "workflow: standard\nextends: standard"),
        ("extends_itself", "extends:"),
    ),
    "a file that defines nothing": (
        (P, 'procedure: "1.009972"', "#"),
        ("no_heading", "extends:"),
    ),
    "a code that YAML takes for a number": (
        (P, 'procedure: "1.009972"', "procedure: 1.009972"),
        ("wrong_type", "procedure:"),
    ),
}
