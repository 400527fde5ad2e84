"""One call of each operation, as somebody would make it who may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from api import clock
from api.rest.subjects.examples import PARTY, RECEPTION
from tests.api.rest.seeded import CAST, DISABLED, Seeded
from tests.engine.desk.town import AGENCY, APPRAISAL


@dataclass(frozen=True, slots=True)
class Sample:
    """A call: its address, and what it sends."""

    method: str
    path: str
    body: object = None
    files: Any = None


def samples(office: Seeded) -> Mapping[str, Sample]:
    """By the name of the operation."""
    return {
        **_of_sessions(office),
        **_of_lists(office),
        **_of_dossiers(office),
        **_of_money(office),
        **_of_papers(office),
        **_of_the_office(office),
    }


def _get(path: str) -> Sample:
    return Sample("GET", path)


def _post(path: str, body: object = None, **more: Any) -> Sample:  # noqa: ANN401
    return Sample("POST", path, body, **more)


def _of_sessions(office: Seeded) -> dict[str, Sample]:
    return {
        "sign_in": _post("/sessions", {"staff": "nobody-01", "password": "khong-co-ai-ca"}),
        "renew": _post("/sessions/current/renewal"),
        "me": _get("/me"),
        "list_sessions": _get("/sessions"),
        "sign_out": Sample("DELETE", "/sessions/current"),
        "end_session": Sample("DELETE", f"/sessions/{office.sessions['counter']}"),
        "change_password": Sample("PUT", "/password", {"old": "x" * 12, "new": "y" * 12}),
    }


def _of_lists(office: Seeded) -> dict[str, Sample]:
    here, one = f"/agencies/{AGENCY}", office.path("examining")
    days = f"first={office.today}&last={office.today}"
    return {
        "inbox": _get("/inbox"),
        "asked": _get("/asked"),
        "search": _post("/search", {"code": office.codes["examining"]}),
        "register": _get(f"{here}/register"),
        "export_register": _get(f"{here}/register.csv"),
        "overdue": _get(f"{here}/overdue"),
        "counts": _get(f"{here}/counts"),
        "visit": _get(f"/visits/{'0' * 32}/dossiers"),
        "open_dossier": _get(one),
        "seeing_people": _post("/people", {"refs": [_ref(office, "examining")]}),
        "possible": _get(f"{one}/possible"),
        "file": _get(f"{one}/files/{office.names['file']}"),
        "originals_held": _get(f"{here}/originals"),
        "loans_overdue": _get("/originals/overdue"),
        "open_slips": _get(f"{here}/transit-slips"),
        "to_acknowledge": _get("/results/to-acknowledge"),
        "visit_log": _get(f"{here}/visit-log?year={office.today.year}"),
        "cash_sheets": _get(f"{here}/cash-sheets?day={office.today}"),
        "outages": _get(f"{here}/outages"),
        "outage_touched": _get(f"/outages/{office.names['outage']}/touched"),
        "timeliness": _get(f"{here}/timeliness?{days}"),
        "export_timeliness": _get(f"{here}/timeliness.csv?{days}"),
    }


def _of_dossiers(office: Seeded) -> dict[str, Sample]:
    at, now = office.path, clock.now()
    person = {**PARTY, "name": "Phạm Văn Cường", "identity": "075090654321"}
    on_paper = {**RECEPTION, "happened_at": (now - timedelta(hours=1)).isoformat()}
    record = {"agency": AGENCY, "number": "BG-17", "signed_at": now.isoformat()}
    item = {"item_code": "EK123456789VN", "reception": None, "remark": "paper_missing"}
    submitter = {**RECEPTION["parties"][0], "role": "submitter"}  # type: ignore[index]
    owned = {**RECEPTION, "paid": False}
    later = (office.today + timedelta(days=120)).isoformat()
    permit = {"agency": AGENCY, "numbers": ["9/Q"], "received_on": office.today.isoformat()}
    return {
        "receive": _post("/dossiers", RECEPTION),
        "receive_from_post": _post(
            "/hand-over-records", {**record, "post_clerk": "Trần Thị Bưu", "items": [item]}
        ),
        "visits_receive": _post(
            "/visits", {"agency": AGENCY, "submitter": submitter, "receptions": [owned]}
        ),
        "visits_hand_over": _post("/visits/collection", {"refs": [_ref(office, "ready")]}),
        "visits_resolve_now": _post("/visits/at-once", {"reception": RECEPTION}),
        "back_entries_receive": _post("/back-entries", {"number": "15/Q3", "reception": on_paper}),
        "back_entries_permit": _post("/back-entry-permits", permit),
        "take": _post(f"{at('received')}/steps", {"action": "forward"}),
        "assign": _post(f"{at('examining')}/assignment", {"officer": CAST["colleague"]}),
        "extend": _post(f"{at('examining')}/extensions", {"to": later, "reason": "workload"}),
        "answer": _post(
            f"{at('consulted')}/answers", {"item": office.names["item"], "answer": "agree"}
        ),
        "comment": _post(f"{at('examining')}/comments", {"text": "Đã gọi điện."}),
        "undo": _post(f"{at('signing')}/undo"),
        "mistakes_void": _post(f"{at('unpaid')}/void", {"reason": "received_by_error"}),
        "mistakes_reclassify": _post(
            f"{at('unpaid')}/reclassification",
            {"procedure": "2.001955", "reason": "wrong_procedure"},
        ),
        "digitisation_enter": _post(
            f"{at('examining')}/digitised", {"papers": {"application": ["digitised"]}}
        ),
        "ministry_refer": _post(
            f"{at('examining')}/references", {"system": "national_portal", "code": "G1-22"}
        ),
        "tracking_issue": _post(f"{at('received')}/tracking-token"),
        "parties_add": _post(f"{at('examining')}/parties", person),
        "parties_replace": _post(
            f"{at('authorised')}/parties/2/replacement",
            {"one": person, "reason": "authorised_another"},
        ),
        "parties_revoke": _post(
            f"{at('authorised')}/parties/2/revocation", {"reason": "revoked_by_owner"}
        ),
        "attach": _post(
            f"{at('examining')}/files",
            files={"files": ("a.pdf", b"%PDF-1.4 another"), "purpose": (None, "paper")},
        ),
    }


def _of_money(office: Seeded) -> dict[str, Sample]:
    at, day = office.path, office.today.isoformat()
    till = {"agency": AGENCY, "day": day, "counter": office.names["till"]}
    assessed = {"name": "Phí sao lục", "amount": 5000, "kind": "charge", "moment": "return"}
    return {
        "fees_assess": _post(
            f"{at('examining')}/fees/assessments", {**assessed, "basis": "by_examination"}
        ),
        "fees_reduce": _post(
            f"{at('unpaid')}/fees/reductions",
            {"line": 1, "claim": {"ground": "hộ nghèo", "evidence": {"document": "7/HN"}}},
        ),
        "fees_collect": _post(f"{at('unpaid')}/fees/payments", {"lines": [1], "method": "cash"}),
        "fees_refund": _post(
            f"{at('received')}/fees/refunds", {"lines": [1], "reason": "fee_overpaid"}
        ),
        "fees_collect_together": _post(
            "/fee-payments",
            {"dossiers": [{"dossier": _ref(office, "unpaid"), "lines": [1]}], "method": "cash"},
        ),
        "fees_void_receipt": _post(
            "/fee-receipts/voiding",
            {"receipt": office.names["receipt"], "reason": "receipt_mistyped"},
        ),
        "fees_close_sheet": _post(
            "/cash-sheets",
            {
                "agency": AGENCY,
                "day": day,
                "counter": CAST["counter"],
                "counted": {"cash": office.names["cash"]},
            },
        ),
        "fees_countersign_sheet": _post(
            "/cash-sheets/countersignature", {"till": till, "no": office.names["sheet"]}
        ),
    }


def _of_papers(office: Seeded) -> dict[str, Sample]:
    at, names = office.path, office.names
    offered = {"agency": AGENCY, "items": [{"ref": _ref(office, "received"), "no": 1}]}
    parcel = {"ref": _ref(office, "leaving"), "what": "papers"}
    return {
        "results_acknowledge": _post(f"{at('returned')}/results/acknowledgement", {}),
        "results_hand": _post(f"{at('returned')}/results/handing", {}),
        "results_come_back": _post(
            f"{at('returned')}/results/come-back", {"reason": "address_unknown"}
        ),
        "results_archive": _post(f"{at('ready')}/results/archiving", {"reason": "not_collected"}),
        "results_correct": _post(f"{at('returned')}/results/correction", {"reason": "result_typo"}),
        "postings_sign": _post(
            "/postings",
            {
                "agency": AGENCY,
                "number": "01/BBGN",
                "post_clerk": "Lê Bưu Tá",
                "items": [{"ref": _ref(office, "to_post"), "item_code": "RR1VN"}],
            },
        ),
        "originals_give_back": _post(f"{at('received')}/originals/giving-back", {"items": [1]}),
        "originals_file": _post(
            f"{at('received')}/originals/filing", {"items": [1], "reason": "kept_in_file"}
        ),
        "originals_offer": _post("/originals/lists", {**offered, "to": "dn-sxd-04"}),
        "originals_confirm": _post("/originals/lists/confirmation", {"number": names["list"]}),
        "originals_recall": _post("/originals/lists/recall", {"number": names["list"]}),
        "places_transfer": _post(
            f"{at('examining')}/transfer", {"to": "dn-ubnd", "reason": "wrong_agency"}
        ),
        "places_return_elsewhere": _post(f"{at('examining')}/return-place", {"to": "dn-ubnd"}),
        "places_send": _post(
            "/transit-slips", {"agency": AGENCY, "to": "dn-ubnd", "parcels": [parcel]}
        ),
        "places_take": _post(
            "/transit-slips/arrivals", {"slip": names["slip"], "arrivals": [{"item": 1}]}
        ),
    }


def _of_the_office(office: Seeded) -> dict[str, Sample]:
    now, day, names = clock.now(), office.today.isoformat(), office.names
    span = {
        "since": (now - timedelta(hours=5)).isoformat(),
        "until": (now - timedelta(hours=4)).isoformat(),
    }
    outage = f"/outages/{names['outage']}"
    away = {"agency": AGENCY, "absent": CAST["officer"], "substitute": CAST["colleague"]}
    work = {"agency": AGENCY, "staff": CAST["officer"], "to": [CAST["colleague"]]}
    role = {"agency": AGENCY, "staff": CAST["colleague"], "role": "clerical"}
    return {
        "visit_log_turn_away": _post(
            "/turned-away",
            {
                "agency": AGENCY,
                "slip": "supplement_request",
                "reason": "paper_missing",
                "procedure": APPRAISAL,
                "papers": ["application"],
            },
        ),
        "outages_declare": _post(
            "/outages", {"agency": AGENCY, **span, "reason": "power_cut", "evidence": "13/BB"}
        ),
        "outages_approve": _post(f"{outage}/approval"),
        "outages_reject": _post(f"{outage}/rejection"),
        "outages_withdraw": _post(f"{outage}/withdrawal"),
        "staff_delegate": _post(
            "/staff/delegations", {**away, "first": day, "last": day, "reason": "on_leave"}
        ),
        "staff_grant": _post("/staff/grants", {**role, "last": day, "decision": "12/QĐ"}),
        "staff_revoke": _post("/staff/revocations", {"agency": AGENCY, "id": names["delegation"]}),
        "staff_redistribute": _post("/staff/redistributions", {**work, "reason": "on_leave"}),
        "staff_disable": _post("/staff/disabling", {"agency": AGENCY, "staff": "dn-sxd-14"}),
        "staff_enable": _post("/staff/enabling", {"agency": AGENCY, "staff": DISABLED}),
    }


def _ref(office: Seeded, name: str) -> dict[str, str]:
    ref = office.dossiers[name]
    return {"agency": ref.agency, "id": ref.id.hex}
