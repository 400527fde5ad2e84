"""Kiểm tra niêm phong của motcua / checks a seal of motcua. Python 3.9+, standard library only.

    check_seal.py seal-2026-03-31.jsonl                        the seal in itself
    check_seal.py seal-2026-03-31.jsonl --ledgers entries.jsonl  and every ledger under it
    check_seal.py seal-2026-03-31.jsonl --previous seal-2026-03-30.jsonl
    check_seal.py --proof proof.json                           one dossier, without the others

Mã thoát / exit code: 0 khớp, agrees; 1 không khớp, differs; 2 không đọc được, unreadable.
What is computed is written down in docs/seal.md; this script shares no code with the product.
"""

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

SEAL, PROOF = "motcua-seal-1", "motcua-proof-1"
ENTRY, LEAF = b"motcua-entry-1", b"motcua-seal-leaf-1"


class Unreadable(Exception):
    """The file is not what it should be."""


class Told(NamedTuple):
    """The first line of a seal that agrees with its leaves, and the leaves by dossier."""

    seal: dict[str, Any]
    leaves: dict[tuple[str, str], tuple[int, str]]


# What is hashed, and how.


def canonical(value: object) -> bytes:
    """Sorted keys, no white space, UTF-8, NFC."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()


def linked(*parts: bytes) -> bytes:
    """SHA-256 over parts, each after its length in four bytes."""
    return sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def leaf_hash(leaf: dict[str, Any]) -> bytes:
    content = linked(
        LEAF,
        leaf["agency"].encode(),
        bytes.fromhex(leaf["dossier"]),
        str(leaf["entries"]).encode(),
        bytes.fromhex(leaf["head"]),
    )
    return sha256(b"\0" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def root_of(level: list[bytes]) -> bytes:
    """Level by level; the node that is left over moves up as it is."""
    if not level:
        return sha256(b"").digest()
    while len(level) > 1:
        pairs = [node_hash(*level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
        level = pairs + (level[-1:] if len(level) % 2 else [])
    return level[0]


def root_by_path(node: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    last, steps = size - 1, iter(path)
    while last > 0:
        if index ^ 1 <= last:
            beside = next(steps, b"")
            node = node_hash(beside, node) if index & 1 else node_hash(node, beside)
        index, last = index // 2, last // 2
    return node if next(steps, None) is None else b""


def seal_hash(seal: dict[str, Any]) -> str:
    said = {name: value for name, value in seal.items() if name != "seal"}
    return sha256(b"\2" + canonical(said)).hexdigest()


def entry_hash(entry: dict[str, Any], previous: bytes) -> bytes:
    return linked(
        ENTRY,
        entry["agency"].encode(),
        bytes.fromhex(entry["dossier"]),
        str(entry["seq"]).encode(),
        entry["kind"].encode(),
        entry["happened_at"].encode(),
        entry["recorded_at"].encode(),
        entry["actor"].encode(),
        canonical(entry["facts"]),
        previous,
    )


# The files.


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield dict(json.loads(line))
            except (ValueError, TypeError) as error:
                raise Unreadable(f"{path}: dòng {number} / line {number}: {error}") from error


def read_seal(path: Path) -> tuple[Told, list[str]]:
    """The seal with its leaves, and what in it does not agree with itself."""
    lines = lines_of(path)
    seal = next(lines, {})
    if seal.get("format") != SEAL:
        raise Unreadable(f"{path}: không phải niêm phong / not a seal of the format {SEAL}")
    wrong, hashes, leaves = header(seal), [], {}
    before = ("", "")
    for leaf in lines:
        key = (leaf["agency"], leaf["dossier"])
        if key <= before:
            wrong.append(f"{path}: dòng sai thứ tự / out of order: {'/'.join(key)}")
        hashes.append(leaf_hash(leaf))
        leaves[key] = (leaf["entries"], leaf["head"])
        before = key
    counts = (len(hashes), sum(entries for entries, _ in leaves.values()))
    if counts != (seal["dossiers"], seal["entries"]):
        wrong.append(f"{path}: số hồ sơ, số dòng không đúng / counts differ: {counts}")
    if root_of(hashes).hex() != seal["root"]:
        wrong.append(f"{path}: các dòng không dẫn tới gốc / the leaves do not lead to the root")
    return Told(seal, leaves), wrong


def header(seal: dict[str, Any]) -> list[str]:
    if seal_hash(seal) == seal.get("seal"):
        return []
    return ["dòng đầu bị sửa / the first line was changed"]


def check_ledgers(path: Path, told: Told) -> Iterator[str]:
    """What the entries say otherwise than the seal, dossier by dossier."""
    missing = dict(told.leaves)
    rows = groupby(lines_of(path), lambda row: (row["agency"], row["dossier"]))
    for key, entries in rows:
        name, broken, length, head = follow(key, entries)
        sealed = missing.pop(key, None)
        if broken:
            yield f"{name}: chuỗi đứt ở dòng {broken} / chain broken at entry {broken}"
        elif sealed is None:
            yield f"{name}: không có trong niêm phong / not in the seal"
        elif length != sealed[0]:
            yield f"{name}: {length} dòng, niêm phong ghi {sealed[0]} / entries, sealed {sealed[0]}"
        elif head != sealed[1]:
            yield f"{name}: nhật ký bị viết lại / the ledger was written anew"
    for key in missing:
        yield f"{'/'.join(key)}: không có nhật ký / has no ledger"


def follow(key: tuple[str, str], entries: Iterator[dict[str, Any]]) -> tuple[str, int, int, str]:
    """The chain of one dossier: its name, where it breaks (0: nowhere), its length, its head."""
    previous, name, broken, length = bytes(32), "/".join(key), 0, 0
    for entry in entries:
        length += 1
        name = f"{name} ({entry['facts'].get('code')})" if length == 1 else name
        found = entry_hash(entry, previous)
        if not broken and (entry["seq"] != length or found.hex() != entry["hash"]):
            broken = length
        previous = found
    return name, broken, length, previous.hex()


def check_previous(told: Told, path: Path) -> Iterator[str]:
    """Whether the seal of the day before is the one that this seal follows."""
    earlier, wrong = read_seal(path)
    yield from wrong
    if earlier.seal["root"] != told.seal["previous"]:
        yield f"{path}: không phải niêm phong liền trước / not the seal that this one follows"


def check_proof(path: Path) -> tuple[dict[str, Any], list[str]]:
    proof = json.loads(path.read_bytes())
    if proof.get("format") != PROOF:
        raise Unreadable(f"{path}: không phải chứng minh / not a proof of the format {PROOF}")
    seal, leaf = proof["seal"], proof["leaf"]
    wrong = header(seal)
    beside = [bytes.fromhex(one) for one in proof["path"]]
    if (
        root_by_path(leaf_hash(leaf), proof["index"], seal["dossiers"], beside).hex()
        != seal["root"]
    ):
        wrong.append(f"{leaf['dossier']}: không nằm dưới gốc / is not under the root")
    return seal, wrong


def main() -> int:
    asked = arguments()
    try:
        seal, wrong = check(asked)
    except (Unreadable, OSError, ValueError, KeyError, TypeError) as error:
        sys.stderr.write(f"KHÔNG ĐỌC ĐƯỢC / UNREADABLE: {error}\n")
        return 2
    told = [f"SAI / DIFFERS  {line}" for line in wrong]
    told.append(f"Ngày / day {seal['day']}: {seal['dossiers']} hồ sơ / dossiers")
    told.append(f"Dấu / seal {seal.get('seal')}")
    told.append("KHÔNG KHỚP / DIFFERS" if wrong else "KHỚP / AGREES")
    sys.stdout.write("\n".join(told) + "\n")
    return 1 if wrong else 0


def check(asked: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    if asked.proof:
        return check_proof(asked.proof)
    told, wrong = read_seal(asked.seal)
    if asked.ledgers:
        wrong.extend(check_ledgers(asked.ledgers, told))
    if asked.previous:
        wrong.extend(check_previous(told, asked.previous))
    return told.seal, wrong


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("seal", nargs="?", type=Path)
    parser.add_argument("--ledgers", type=Path, metavar="FILE")
    parser.add_argument("--previous", type=Path, metavar="SEAL")
    parser.add_argument("--proof", type=Path, metavar="FILE")
    asked = parser.parse_args()
    if not asked.seal and not asked.proof:
        parser.error("SEAL or --proof")
    return asked


if __name__ == "__main__":
    sys.exit(main())
