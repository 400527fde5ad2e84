"""`motcua code`: receipt codes read as people type them, and the schemes that make them."""

from typing import Annotated

import typer

from api.cli.output import AsJson, write, write_json, write_lines
from api.settings import Settings
from api.tenant import schemes_of
from receipts.codes import ParsedCode, Scheme, recognise
from workflows.loader import gather
from workflows.published import examine

app = typer.Typer()


@app.command("parse")
def parse_(
    text: Annotated[str, typer.Argument(help="Mã như in trên giấy hoặc như người dân đọc.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Đọc một mã hồ sơ: lược đồ, cơ quan, ngày, số thứ tự; báo sai số kiểm tra."""
    schemes = _schemes()
    parsed = recognise(schemes, text)
    scheme = next(one for one in schemes if one.id == parsed.scheme)
    if as_json:
        write_json({**_parsed_json(parsed), "assumptions": list(scheme.assumptions)})
        return
    day = f"ngày {parsed.day:%d/%m/%Y}" if parsed.day else f"năm {parsed.year}"
    write(f"{parsed.text}: {scheme.name}")
    identifiers = ", ".join(f"{key} {value}" for key, value in parsed.identifiers.items())
    write(f"  Cơ quan: {identifiers}; {day}; số thứ tự {parsed.serial}")
    write_lines([f"  Lưu ý: {line}" for line in scheme.assumptions])


@app.command()
def schemes(*, as_json: AsJson = False) -> None:
    """Các lược đồ mã, nơi và thời gian áp dụng, và điều còn là giả định."""
    known = _schemes()
    if as_json:
        write_json([_scheme_json(scheme) for scheme in known])
        return
    for scheme in known:
        write(f"{scheme.id}: {scheme.name}")
        write(f"  Ví dụ: {scheme.example}; đánh số lại mỗi {_COUNTERS[scheme.counter]}")
        for use in scheme.uses:
            agencies = ", ".join(use.agencies) or "mọi cơ quan khác"
            until = f" đến {use.valid_to:%d/%m/%Y}" if use.valid_to.year < _FOREVER else ""
            since = f" từ {use.valid_from:%d/%m/%Y}" if use.valid_from.year > 1 else ""
            write(f"  Cấp cho {agencies}{since}{until}")
        write_lines([f"  GIẢ ĐỊNH: {line}" for line in _without_word(scheme)])


_COUNTERS = {"day": "ngày", "year": "năm"}
_FOREVER = 9999


def _without_word(scheme: Scheme) -> list[str]:
    return [line.removeprefix("GIẢ ĐỊNH:").strip() for line in scheme.assumptions]


def _schemes() -> tuple[Scheme, ...]:
    return schemes_of(examine(gather(Settings.read().catalogue)))


def _parsed_json(parsed: ParsedCode) -> dict[str, object]:
    return {
        "code": parsed.text,
        "scheme": parsed.scheme,
        "prefix": parsed.prefix,
        "year": parsed.year,
        "day": parsed.day.isoformat() if parsed.day else None,
        "serial": parsed.serial,
        "identifiers": dict(parsed.identifiers),
    }


def _scheme_json(scheme: Scheme) -> dict[str, object]:
    return {
        "scheme": scheme.id,
        "name": scheme.name,
        "example": scheme.example,
        "counter": str(scheme.counter),
        "issued": [
            {
                "agencies": list(use.agencies) or ["default"],
                "from": use.valid_from.isoformat(),
                "to": use.valid_to.isoformat(),
            }
            for use in scheme.uses
        ],
        "assumptions": list(scheme.assumptions),
    }
