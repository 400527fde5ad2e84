"""A day's seal as files: written whole or not at all, and never over another one."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from filecmp import cmp
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from sqlalchemy import Engine

from api.clock import ZONE
from engine.errors import BadInput, Conflict, NotFound, UnknownDossier
from engine.ledger import DossierRef
from engine.seals import Leaf, Seal, audit_path, leaf_hash, read_lines
from engine.store.ledgers import Reading
from engine.store.read import horizon, reading
from engine.store.seals import entry_lines, seal_of

_INSTANT = timedelta(microseconds=1)
PROOF = "motcua-proof-1"


def _bounds(day: date) -> tuple[datetime, datetime]:
    """The first instant of the day in the office's zone, and that of the next."""
    ends = (datetime.combine(one, time(), ZONE) for one in (day, day + timedelta(days=1)))
    since, until = (end.astimezone(UTC) for end in ends)
    return since, until


@contextmanager
def _settled(engine: Engine, until: datetime) -> Iterator[Reading]:
    """A snapshot that has every entry of the day; refused as long as one may still come."""
    if horizon(engine) < until - _INSTANT:
        raise BadInput(
            "Chưa niêm phong được: ngày này chưa kết thúc, hoặc còn việc đang ghi. Chạy lại khi "
            "đã qua 0 giờ hôm sau.",
            code="not_settled",
        )
    with reading(engine) as snapshot:
        yield snapshot


def write_seal(
    engine: Engine, day: date, out: Path, told: Callable[[int, None], None]
) -> tuple[Seal, bool]:
    """Write the seal of a settled day; whether it is new (the same one may lie there already).

    Conflict (`seal_exists`) if another one lies there: it is evidence, and stays as it is.
    """
    since, until = _bounds(day)
    count = 0
    with _settled(engine, until) as snapshot, tempfile.TemporaryFile() as body:

        def keep(leaf: Leaf) -> None:
            nonlocal count
            body.write(leaf.to_line() + b"\n")
            count += 1
            told(count, None)

        seal = seal_of(snapshot, day, since, until, keep)
        body.seek(0)
        with _whole(out) as (new, path):
            new.write(seal.to_line() + b"\n")
            copyfileobj(body, new)
            new.flush()
            if out.exists() and not cmp(path, out, shallow=False):
                raise Conflict(
                    f"Đã có {out} và nội dung khác: giữ nguyên tệp đó làm bằng chứng. Kiểm tra "
                    f"bằng: motcua verify --seal {out}",
                    code="seal_exists",
                )
            return seal, not out.exists()


def write_ledgers(engine: Engine, day: date, out: Path, told: Callable[[int, None], None]) -> int:
    """Write the entries that the seal of the day stands for, as JSON lines; how many."""
    _, until = _bounds(day)
    with _settled(engine, until) as snapshot, _whole(out) as (new, _):
        return _write(entry_lines(snapshot, until), new, told)


def _write(lines: Iterable[bytes], new: IO[bytes], told: Callable[[int, None], None]) -> int:
    count = 0
    for line in lines:
        new.write(line + b"\n")
        count += 1
        told(count, None)
    return count


@contextmanager
def _whole(out: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A file that takes its name once all of it is durable."""
    if not out.parent.is_dir():
        raise BadInput(f"Không có thư mục {out.parent}. Tạo thư mục trước.", code="no_such_folder")
    with tempfile.NamedTemporaryFile(dir=out.parent, prefix=".new-", delete=False) as new:
        path = Path(new.name)
        try:
            yield new, path
            new.flush()
            os.fsync(new.fileno())
            path.chmod(0o644)
            path.replace(out)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


@contextmanager
def opened_seal(path: Path) -> Iterator[tuple[Seal, Iterator[Leaf]]]:
    """A seal that was written earlier."""
    if not path.is_file():
        raise NotFound(f"Không có tệp niêm phong {path}.", code="no_such_file")
    with path.open("rb") as lines:
        yield read_lines(lines)


def proof(engine: Engine, day: date, ref: DossierRef) -> dict[str, object]:
    """That the head of one dossier is under the seal of the day, without the other leaves."""
    since, until = _bounds(day)
    hashes: list[bytes] = []
    mine: list[tuple[int, Leaf]] = []

    def keep(leaf: Leaf) -> None:
        if leaf.ref == ref:
            mine.append((len(hashes), leaf))
        hashes.append(leaf_hash(leaf.content))

    with _settled(engine, until) as snapshot:
        seal = seal_of(snapshot, day, since, until, keep)
    if not mine:
        raise UnknownDossier("Hồ sơ này chưa có vào ngày đó. Chọn ngày sau khi tiếp nhận.")
    index, leaf = mine[0]
    return {
        "format": PROOF,
        "seal": seal.to_json(),
        "leaf": leaf.to_json(),
        "index": index,
        "path": [one.hex() for one in audit_path(hashes, index)],
    }
