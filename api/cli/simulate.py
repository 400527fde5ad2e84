"""`motcua simulate`: a believable province, made by the desk's own verbs."""

from datetime import date, datetime
from time import monotonic
from typing import Annotated

import typer

from api import clock
from api.cli.demo import prepared
from api.cli.output import AsJson, progress, write, write_json
from api.simulation.planning import Order
from api.simulation.simulating import Simulated, simulate
from engine.errors import BadInput


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"“{text}” không phải là ngày. Ví dụ: 2026-01-31.", code="bad_day") from None


def command(
    *,
    dossiers: Annotated[int, typer.Option("--dossiers", help="Số hồ sơ.", min=1)],
    first: Annotated[str, typer.Option("--from", help="Ngày đầu nhận hồ sơ, NĂM-THÁNG-NGÀY.")],
    last: Annotated[str, typer.Option("--to", help="Ngày cuối, NĂM-THÁNG-NGÀY.")],
    seed: Annotated[int, typer.Option("--seed", help="Mầm: cùng mầm, cùng mã hồ sơ, cùng số.")] = 1,
    workers: Annotated[
        int, typer.Option("--workers", help="Số tiến trình (SQLite chỉ dùng một).", min=1, max=64)
    ] = 1,
    as_json: AsJson = False,
) -> None:
    """Dựng một tỉnh như thật: hồ sơ đến, đi qua đúng các bước, đến hết ngày cuối."""
    order = Order(dossiers, _day(first), _day(last), seed)
    begun = monotonic()
    with prepared() as found:
        with progress("Dựng hồ sơ") as tell:
            made = simulate(found, order, workers, tell)
        seconds = round(monotonic() - begun, 1)
        if as_json:
            write_json(made.to_json() | {"seconds": seconds})
            return
        _tell(made, seconds, clock.local(clock.now()))


def _tell(made: Simulated, seconds: float, now: datetime) -> None:
    told = made.to_json()
    write(
        f"Đã dựng {told['dossiers']} hồ sơ (và {told['linked']} hồ sơ liên thông) ở "
        f"{len(made.plan.shares)} phần, {told['entries']} dòng nhật ký, {seconds} giây."
    )
    write(f"Còn đang giải quyết đến hết ngày {told['to']}: {told['open']} hồ sơ.")
    if made.plan.until > now:
        write("Ngày cuối ở sau hôm nay: báo cáo chỉ tính những gì ghi nhận đến lúc xem.")
