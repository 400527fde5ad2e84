"""How papers write days, hours and sums. Moments are those of the office's wall clock."""

from datetime import date, datetime

from forms.amounts import write_money

_FIRST_WITHOUT_ZERO = 3  # NĐ 30/2020: a zero stands before days 1 to 9 and months 1 and 2


def day_of(day: date) -> str:
    """`22/11/2026`."""
    return f"{day:%d/%m/%Y}"


def hour_of(moment: datetime) -> str:
    """`07 giờ 30 phút`."""
    return f"{moment:%H} giờ {moment:%M} phút"


def moment_of(moment: datetime) -> str:
    """`07 giờ 30 phút, ngày 22/11/2026`."""
    return f"{hour_of(moment)}, ngày {day_of(moment)}"


def dated(place: str, day: date) -> str:
    """`Đồng Nai, ngày 05 tháng 3 năm 2026`, as NĐ 30/2020/NĐ-CP writes the head of a document."""
    month = f"{day.month}" if day.month >= _FIRST_WITHOUT_ZERO else f"{day:%m}"
    return f"{place}, ngày {day:%d} tháng {month} năm {day:%Y}"


def sum_of(amount: int) -> str:
    """`75.000 đồng`."""
    return f"{write_money(amount)} đồng"
