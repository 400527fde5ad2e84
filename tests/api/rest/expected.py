"""Whom the office lets do what, of the people of `seeded`: everybody else is refused.

counter        the one-stop counter of the Department of Construction; so does the postal clerk sit
officer        of the unit that examines, as does the colleague; unit_head heads it
leader         leads the department; clerical numbers and seals; auditor inspects the department
system_admin   keeps the accounts of the province; sees no dossier
consulted      of the fire police, who were asked; receiver: the counter where a result is fetched
outsider       of another department
"""

from collections.abc import Mapping

_EVERYBODY = (
    "counter postal_counter officer colleague unit_head leader clerical auditor system_admin "
    "consulted receiver outsider"
)
_OF_THE_FILE = "counter officer colleague unit_head leader"  # who has, had or oversees it
_COUNTERS = "counter postal_counter"
_OF_THE_OFFICE = f"{_OF_THE_FILE} postal_counter clerical auditor"

_ROWS: Mapping[str, str] = {
    # one's own session
    "sign_in": "",  # the password of the sample is wrong
    "renew": _EVERYBODY,
    "me": _EVERYBODY,
    "list_sessions": _EVERYBODY,
    "sign_out": _EVERYBODY,
    "end_session": "counter",  # whose session it is
    "change_password": "",  # the old password of the sample is wrong
    # lists that hold what each may see
    "inbox": _EVERYBODY,
    "asked": _EVERYBODY,
    "search": _EVERYBODY,
    "register": _EVERYBODY,
    "export_register": _EVERYBODY,
    "overdue": _EVERYBODY,
    "counts": _EVERYBODY,
    "visit": _EVERYBODY,
    "seeing_people": _EVERYBODY,
    "originals_held": _EVERYBODY,
    "loans_overdue": _EVERYBODY,
    "open_slips": _EVERYBODY,
    "to_acknowledge": _EVERYBODY,
    "outages": _EVERYBODY,
    # reads that are refused as a whole
    "open_dossier": f"{_OF_THE_FILE} auditor",
    "possible": f"{_OF_THE_FILE} auditor",
    "file": f"{_OF_THE_FILE} auditor",
    "visit_log": _OF_THE_OFFICE,
    "cash_sheets": f"{_COUNTERS} unit_head leader auditor",
    "outage_touched": "counter unit_head leader auditor",
    "timeliness": "leader auditor",
    "export_timeliness": "leader auditor",
    # coming in
    "receive": _COUNTERS,
    "receive_from_post": _COUNTERS,
    "visits_receive": _COUNTERS,
    "visits_hand_over": _COUNTERS,
    "visits_resolve_now": _COUNTERS,
    "back_entries_receive": _COUNTERS,
    "back_entries_permit": "leader",
    "visit_log_turn_away": "counter",
    # on the way
    "take": "counter",
    "assign": "unit_head leader",
    "extend": "unit_head leader",
    "answer": "consulted",
    "comment": _OF_THE_FILE,
    "attach": _OF_THE_FILE,
    "undo": "unit_head",  # whose act it was
    "mistakes_void": "counter leader",
    "mistakes_reclassify": "counter leader",
    "digitisation_enter": _OF_THE_FILE,
    "ministry_refer": _OF_THE_FILE,
    "tracking_issue": _COUNTERS,
    "parties_add": "counter officer colleague",
    "parties_replace": _COUNTERS,
    "parties_revoke": _COUNTERS,
    # money
    "fees_assess": _OF_THE_FILE,
    "fees_reduce": _OF_THE_FILE,
    "fees_collect": _COUNTERS,
    "fees_collect_together": _COUNTERS,
    "fees_refund": "unit_head leader",
    "fees_void_receipt": "counter unit_head leader",
    "fees_close_sheet": "counter unit_head leader",
    "fees_countersign_sheet": "unit_head leader",
    # results and papers
    "results_acknowledge": "",  # no copy of the sample went to another unit
    "results_hand": "counter",
    "results_come_back": "counter",
    "results_archive": _COUNTERS,
    "results_correct": "counter unit_head leader",
    "postings_sign": _COUNTERS,
    "originals_give_back": _COUNTERS,
    "originals_file": _COUNTERS,
    "originals_offer": _COUNTERS,
    "originals_confirm": "officer",
    "originals_recall": "counter unit_head leader",
    "places_transfer": "unit_head leader",
    "places_return_elsewhere": "counter",
    "places_send": _OF_THE_FILE,
    "places_take": "receiver",
    # the office
    "outages_declare": "counter unit_head leader",
    "outages_approve": "leader",
    "outages_reject": "leader",
    "outages_withdraw": "counter",
    "staff_delegate": "unit_head leader",
    "staff_grant": "system_admin",
    "staff_revoke": "leader",
    "staff_redistribute": "unit_head leader",
    "staff_disable": "system_admin",
    "staff_enable": "system_admin",
}
MAY: Mapping[str, frozenset[str]] = {name: frozenset(row.split()) for name, row in _ROWS.items()}

# Nobody is at fault, but the dossiers that were made stand elsewhere: 409 or 422, after the rights.
SCARCE = frozenset(
    {
        "visits_resolve_now",
        "results_hand",
        "results_come_back",
        "results_archive",
    }
)
