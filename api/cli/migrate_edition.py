"""`motcua migrate-edition`: open dossiers follow another edition of their procedure, or go back."""

from typing import Annotated

import typer

from api.cli import migrating_told
from api.cli.demo import desk_of
from api.cli.output import AsJson, progress, write_json, write_lines
from api.system import System, system
from engine.actors import Actor
from engine.desk.migrating import Migrated, Migration, Return, Returned
from engine.errors import BadInput

Code = Annotated[str, typer.Argument(help="Mã thủ tục, ví dụ 1.009972.")]
To = Annotated[
    str | None, typer.Option("--to", help="Bản quy trình mới, hoặc mấy ký tự đầu của nó.")
]
Mapped = Annotated[
    list[str] | None, typer.Option("--map", help="Bước cũ là bước nào ở bản mới: cũ=mới.")
]
Only = Annotated[
    list[str] | None, typer.Option("--only", help="Chỉ hồ sơ này (ghi được nhiều lần).")
]
Undo = Annotated[str | None, typer.Option("--undo", help="Đưa một lần chuyển về như trước.")]
By = Annotated[str | None, typer.Option("--by", help="Mã người chuyển (quản trị danh mục).")]
Reason = Annotated[str | None, typer.Option("--reason", help="Mã lý do trong reasons.yaml.")]
Key = Annotated[str | None, typer.Option("--key", help="Mã chống gửi trùng.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ xem từng hồ sơ, không ghi gì.")]


def command(  # noqa: PLR0913 -- the options of one command
    code: Code,
    *,
    to: To = None,
    states: Mapped = None,
    only: Only = None,
    undo: Undo = None,
    by: By = None,
    reason: Reason = None,
    key: Key = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    """Chuyển hồ sơ đang giải quyết sang bản khác của thủ tục; hồ sơ không chuyển được thì nêu rõ.

    Thoát với mã 1 nếu còn hồ sơ ở lại.
    """
    chosen = tuple(only or ())
    with system() as found:
        person = None if by is None else found.person(by)
        if undo is None:
            wanted = Migration(code, _named(to), _pairs(states or ()), chosen, reason)
            done: Migrated | Returned = _migrate(found, wanted, person, key, dry_run=dry_run)
        elif to is None and not states:
            done = _return(found, Return(code, undo, chosen, reason), person, key, dry_run=dry_run)
        else:
            raise BadInput("--undo không đi cùng --to và --map.", code="undo_alone")
        told = migrating_told.Told(found.published, found.office.catalogue)
    if as_json:
        write_json(told.as_json(done, dry_run=dry_run))
    else:
        write_lines(told.page(done, dry_run=dry_run))
    return 1 if done.staying else 0


def _migrate(
    found: System, wanted: Migration, by: Actor | None, key: str | None, *, dry_run: bool
) -> Migrated:
    verbs = desk_of(found).editions
    with progress("Xem hồ sơ" if dry_run else "Chuyển hồ sơ") as tell:
        if dry_run:
            return verbs.foresee(wanted, by, progress=tell)
        return verbs.migrate(wanted, _somebody(by), key=key, progress=tell)


def _return(
    found: System, wanted: Return, by: Actor | None, key: str | None, *, dry_run: bool
) -> Returned:
    verbs = desk_of(found).editions
    with progress("Đưa về bản cũ") as tell:
        if dry_run:
            return verbs.foresee_return(wanted, by)
        return verbs.go_back(wanted, _somebody(by), key=key, progress=tell)


def _named(edition: str | None) -> str:
    if edition is None:
        message = "Ghi bản mới bằng --to (xem: motcua workflow editions), hoặc --undo."
        raise BadInput(message, code="no_edition")
    return edition


def _somebody(by: Actor | None) -> Actor:
    if by is None:
        message = "Ghi người thực hiện bằng --by, hoặc xem thử bằng --dry-run."
        raise BadInput(message, code="no_by")
    return by


def _pairs(texts: list[str] | tuple[str, ...]) -> dict[str, str]:
    """`cũ=mới` as a mapping; BadInput for what is not."""
    pairs = [text.partition("=") for text in texts]
    if any(not (old and new) for old, _, new in pairs):
        raise BadInput("Ghi --map như examining=appraising.", code="bad_map")
    return {old: new for old, _, new in pairs}
