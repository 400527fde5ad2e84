"""The code schemes that the catalogue ships, by id."""

from pathlib import Path

import yaml

from receipts.codes import Scheme

FOLDER = Path(__file__).parents[2] / "workflows" / "codes"


def mapping(name: str) -> dict[str, object]:
    """A shipped file, fresh, to be changed by a test."""
    read: dict[str, object] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return read


SCHEMES = {
    path.stem: Scheme.from_mapping(mapping(path.stem), where=path.name)
    for path in sorted(FOLDER.glob("*.yaml"))
}
