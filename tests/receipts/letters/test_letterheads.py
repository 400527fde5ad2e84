from datetime import date

from engine.organisation.values import Agency, DatedName
from engine.procedure import Tier
from receipts.letters import Letterhead

MERGED = date(2025, 7, 1)
PEOPLE = Agency(
    id="ubnd",
    province="75",
    tier=Tier.PROVINCE,
    names=(DatedName("Ủy ban nhân dân tỉnh Đồng Nai"),),
    units=(),
    offices=(DatedName("Văn phòng"),),
    serves=frozenset("*"),
)
DEPARTMENT = Agency(
    id="so",
    province="75",
    tier=Tier.PROVINCE,
    names=(
        DatedName("Sở Tài nguyên và Môi trường", valid_to=date(2025, 2, 28)),
        DatedName("Sở Nông nghiệp và Môi trường", valid_from=date(2025, 3, 1)),
    ),
    units=(),
    offices=(
        DatedName("Bộ phận Tiếp nhận và Trả kết quả", valid_to=date(2025, 6, 30)),
        DatedName("Trung tâm Phục vụ hành chính công tỉnh", valid_from=MERGED),
    ),
    serves=frozenset("*"),
    parent="ubnd",
)


def test_a_paper_of_the_counter_bears_the_names_of_its_day() -> None:
    former = Letterhead("Sở Tài nguyên và Môi trường", "Bộ phận Tiếp nhận và Trả kết quả")
    present = Letterhead("Sở Nông nghiệp và Môi trường", "Trung tâm Phục vụ hành chính công tỉnh")

    assert Letterhead.receiving(DEPARTMENT, date(2025, 2, 28)) == former
    assert Letterhead.receiving(DEPARTMENT, MERGED) == present


def test_a_paper_that_the_head_signs_bears_the_agency_above() -> None:
    signed = Letterhead.deciding(DEPARTMENT, PEOPLE, MERGED)

    assert signed == Letterhead("Ủy ban nhân dân tỉnh Đồng Nai", "Sở Nông nghiệp và Môi trường")
    assert Letterhead.deciding(PEOPLE, None, MERGED).superior is None
