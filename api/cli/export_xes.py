"""`motcua export xes`: ledgers as an event log for process mining."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import Told, progress, write
from api.sheets import why
from api.system import system
from api.telling import KIND_WORDS
from engine.errors import BadInput
from engine.exports.xes import Log
from engine.ledger import DossierRef, Entry
from engine.store.ledgers import ledgers
from engine.store.read import reading


def xes(
    file: Annotated[Path, typer.Argument(help="Tệp .xes sẽ được ghi.")],
    *,
    agency: Annotated[str | None, typer.Option(help="Chỉ hồ sơ của cơ quan này.")] = None,
) -> None:
    """Nhật ký XES (IEEE 1849-2016): không có tên, số, chữ của người dân."""
    with system() as found, reading(found.engine) as snapshot, progress("Ghi nhật ký") as tell:
        if agency is not None:
            found.office.organisation.agency(agency)
        log = Log(found.office.catalogue, KIND_WORDS)
        _write(file, log.lines(_told(ledgers(snapshot, agency=agency), tell)))
    write(f"Đã ghi {file}.")


def _write(file: Path, pieces: Iterator[str]) -> None:
    """Nothing of the file is seen until it is whole."""
    fresh = file.with_name(f".{file.name}.part")
    try:
        with fresh.open("w", encoding="utf-8") as out:
            out.writelines(pieces)
        fresh.replace(file)
    except OSError as error:
        raise BadInput(
            f"Không ghi được tệp {file}: {why(error)}.", code="unwritable_file"
        ) from error
    finally:
        fresh.unlink(missing_ok=True)


def _told(
    read: Iterator[tuple[DossierRef, list[Entry]]], tell: Told
) -> Iterator[tuple[DossierRef, Sequence[Entry]]]:
    for number, one in enumerate(read, start=1):
        tell(number, None)
        yield one
