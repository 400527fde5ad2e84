"""`motcua party`: who comes into a dossier later, whose authorisation is replaced or ends.

The person stands in a file, so that names and numbers stay out of the shell's history:

    people:
      - {role: authorised, name: …, identity_kind: citizen, identity: …, scope: [collect],
         expires_on: 2026-06-30, document: Giấy ủy quyền số …}
"""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.demo import desk_of
from api.cli.dossier import dossier_named
from api.cli.output import write
from api.cli.reception_file import people_of
from api.system import system
from engine.desk import Party
from engine.errors import BadInput
from engine.fields import Fields
from workflows.loader import read

app = typer.Typer()

Code = Annotated[str, typer.Argument(help="Mã hồ sơ hoặc id.")]
File = Annotated[Path, typer.Argument(help="Tệp YAML có một người dưới khóa “people”.")]
Number = Annotated[int, typer.Argument(help="Người thứ mấy của hồ sơ.")]
Reason = Annotated[str, typer.Option(help="Mã lý do trong reasons.yaml.")]
By = Annotated[str, typer.Option("--by", help="Mã người thực hiện.")]
Key = Annotated[str | None, typer.Option("--key", help="Mã chống gửi trùng.")]


@app.command()
def add(code: Code, file: File, by: By, *, key: Key = None) -> None:
    """Thêm chủ hồ sơ, người được ủy quyền hoặc người nhận kết quả."""
    one = _person(file)
    with system() as found:
        joined = desk_of(found).parties.add(
            dossier_named(found, code), one, found.person(by), key=key
        )
    write(f"Đã ghi người thứ {joined.no} của hồ sơ {joined.outcome.code}.")


@app.command()
def replace(
    code: Code, number: Number, file: File, reason: Reason, by: By, *, key: Key = None
) -> None:
    """Chấm dứt ủy quyền của một người và ghi người thay."""
    one = _person(file)
    with system() as found:
        parties, ref = desk_of(found).parties, dossier_named(found, code)
        joined = parties.replace(ref, number, one, reason, found.person(by), key=key)
    write(f"Người thứ {joined.no} thay người thứ {number} của hồ sơ {joined.outcome.code}.")


@app.command()
def revoke(code: Code, number: Number, reason: Reason, by: By, *, key: Key = None) -> None:
    """Chấm dứt ủy quyền của một người; việc người đó đã làm vẫn giữ nguyên."""
    with system() as found:
        parties, ref = desk_of(found).parties, dossier_named(found, code)
        outcome = parties.revoke(ref, number, reason, found.person(by), key=key)
    write(f"Đã chấm dứt ủy quyền của người thứ {number}, hồ sơ {outcome.code}.")


def _person(path: Path) -> Party:
    file = Fields(read(path).value, path.name)
    people = people_of(file, "people")
    file.finish()
    if len(people) != 1:
        raise BadInput("Tệp phải có đúng một người.", code="one_person", file=path.name)
    return people[0]
