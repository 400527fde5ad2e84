"""A small province for the tests of the organisation, as parsed files give it."""

from datetime import date
from typing import Any

from engine.organisation import Organisation

BEFORE, LAST_DAY, AFTER = date(2025, 6, 2), date(2025, 6, 30), date(2025, 7, 1)

PROVINCE: dict[str, Any] = {
    "province": "75",
    "source": [{"law": "Dữ liệu mẫu", "confidence": "assumption"}],
    "offices": [
        {
            "tier": tier,
            "names": [
                {"name": "Bộ phận Tiếp nhận và Trả kết quả", "to": LAST_DAY},
                {"name": "Trung tâm Phục vụ hành chính công", "from": AFTER},
            ],
        }
        for tier in ("province", "district", "commune")
    ],
    "unit_sets": [
        {
            "set": "commune",
            "units": [
                {"unit": "justice", "name": "Tư pháp", "handles": ["civil_status"]},
                {"unit": "cadastre", "name": "Địa chính", "handles": ["land", "2.000986"]},
                {"unit": "office", "name": "Văn phòng", "handles": ["*"]},
            ],
        }
    ],
    "agencies": [
        {"agency": "people", "tier": "province", "name": "UBND tỉnh", "serves": "*"},
        {
            "agency": "fire",
            "tier": "province",
            "parent": "people",
            "names": [
                {"name": "Cảnh sát PCCC", "to": date(2018, 8, 5)},
                {"name": "PC07", "from": date(2018, 8, 6)},
            ],
            "serves": "*",
            "identifiers": {"qcvn102": "000.00.13.H19"},
            "units": [{"unit": "fire_police", "name": "Đội Thẩm duyệt"}],
        },
        {
            "agency": "district",
            "tier": "district",
            "parent": "people",
            "name": "UBND huyện",
            "serves": "children",
            "to": LAST_DAY,
            "becomes": [
                {"kind": "split", "agency": "new", "from": AFTER},
                {"kind": "split", "agency": "forest2", "from": AFTER},
            ],
        },
        {
            "agency": "one",
            "tier": "commune",
            "parent": "district",
            "name": "UBND xã Một",
            "serves": "101",
            "to": LAST_DAY,
            "becomes": [{"kind": "merge", "agency": "new", "from": AFTER, "source": "NQ"}],
            "unit_set": "commune",
            "staff": [
                {"id": "p1", "name": "Người Một", "grants": [{"role": "leader"}]},
                {
                    "id": "p2",
                    "name": "Người Hai",
                    "grants": [
                        {"role": "officer", "unit": "justice"},
                        {
                            "role": "unit_head",
                            "unit": "justice",
                            "from": date(2025, 6, 1),
                            "to": date(2025, 6, 15),
                            "decision": "QĐ 1",
                        },
                    ],
                },
            ],
        },
        {
            "agency": "forest",
            "tier": "commune",
            "parent": "district",
            "name": "UBND xã Rừng",
            "serves": "102",
            "to": LAST_DAY,
            "becomes": [{"kind": "succeed", "agency": "forest2", "from": AFTER}],
            "unit_set": "commune",
        },
        {
            "agency": "new",
            "tier": "commune",
            "parent": "people",
            "name": "UBND xã Mới",
            "serves": ["101", "109"],
            "from": AFTER,
            "unit_set": "commune",
        },
        {
            "agency": "forest2",
            "tier": "commune",
            "parent": "people",
            "name": "UBND xã Rừng",
            "serves": "102",
            "from": AFTER,
            "unit_set": "commune",
        },
    ],
    "staff": [
        {"id": "post", "name": "Bưu tá", "grants": [{"role": "postal_counter", "agency": "one"}]}
    ],
}

HERE = Organisation.from_mappings({"here.yaml": PROVINCE})
