"""Requests as a program sends them: shown in the description, and tried by the tests."""

OWNER = {
    "role": "owner",
    "name": "Nguyễn Văn Ánh",
    "identity_kind": "citizen",
    "identity": "075090123456",
    "phone": "0913 456 789",
}
RECEPTION: dict[str, object] = {
    "agency": "dn-sxd",
    "procedure": "1.009972",
    "channel": "direct",
    "parties": [OWNER],
    "papers": {"application": {"originals": 1}},
    "answers": {"applicant_kind": "person"},
    "place": "26008",
    "paid": True,
}
HAND_OVER: dict[str, object] = {
    "agency": "dn-sxd",
    "number": "BG-17",
    "signed_at": "2026-03-02T09:00:00+07:00",
    "post_clerk": "Trần Thị Bưu",
    "items": [
        {
            "item_code": "EK123456789VN",
            "reception": {**RECEPTION, "channel": "postal", "paid": False},
        }
    ],
}
VISIT: dict[str, object] = {
    "agency": "dn-sxd",
    "submitter": {**OWNER, "role": "submitter"},
    "receptions": [{**RECEPTION, "paid": False}],
    "paid": True,
}
PAPER_RECEIPT: dict[str, object] = {
    "number": "0015/QUYEN-3",
    "reason": "power_cut",
    "reception": {**RECEPTION, "happened_at": "2026-03-02T10:15:00+07:00"},
}
PARTY: dict[str, object] = {
    "role": "authorised",
    "name": "Lê Thị Bình",
    "identity_kind": "citizen",
    "identity": "075190123456",
    "document": "12/UQ",
    "scope": ["collect"],
}
WISH: dict[str, object] = {"action": "forward"}
