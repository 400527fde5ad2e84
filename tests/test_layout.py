"""House rules about the repository itself, held by a program."""

import re
import subprocess
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("api", "engine", "forms", "receipts", "workflows")
BESIDE = {"alembic", "bench", "deploy", "docs", "tests"}
LOCKS = (Path("requirements.lock"), Path("requirements-long.lock"))
NO_PACKAGES = ("alembic", "tests")


@cache
def tracked() -> tuple[Path, ...]:
    """What a clone holds, or would hold: not what .gitignore names."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    names = (Path(name) for name in listing.stdout.split("\0") if name)
    return tuple(name for name in names if (ROOT / name).is_file())


def modules(*folders: str) -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] in folders]


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="ignore")


def mentions(pattern: str, paths: list[Path]) -> list[str]:
    """Where `pattern` stands, as `file:line` that an editor opens."""
    return [
        f"{path}:{number}"
        for path in paths
        for number, line in enumerate(text(path).splitlines(), start=1)
        if re.search(pattern, line)
    ]


def test_the_rooms_are_the_ones_that_the_map_shows() -> None:
    folders = {path.parts[0] for path in tracked() if len(path.parts) > 1}

    assert {name for name in folders if not name.startswith(".")} <= {*OURS, *BESIDE}
    assert set(OURS) <= folders


def test_each_room_says_what_it_is_for() -> None:
    assert [room for room in OURS if not text(Path(room, "__init__.py")).startswith('"""')] == []


@pytest.mark.parametrize("folder", NO_PACKAGES)
def test_folders_named_like_libraries_are_no_packages(folder: str) -> None:
    """`alembic/__init__.py` would hide the library; one in tests/engine would hide the engine."""
    assert [path for path in modules(folder) if path.name == "__init__.py"] == []


@pytest.mark.parametrize("room", OURS)
def test_no_dependency_owns_the_name_of_a_room(room: str) -> None:
    assert set(packages_distributions().get(room, [])) <= {"motcua"}


def test_a_module_is_one_idea() -> None:
    """A migration is none: it is the record of what was done to the tables, however many."""
    ours = (path for path in modules(*OURS, *BESIDE) if path.parts[:2] != ("alembic", "versions"))
    lengths = {str(path): len(text(path).splitlines()) for path in ours}

    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


def test_the_world_is_asked_for_the_time_at_the_edge_alone() -> None:
    clock = r"\b(datetime\.now|date\.today|datetime\.utcnow|time\.time)\("
    below = [folder for folder in OURS if folder != "api"]

    assert mentions(clock, modules(*below, "alembic")) == []


def test_no_file_knows_the_machine_or_the_index_it_was_written_with() -> None:
    hosts = r"pypi\.(org|python)|pythonhosted|registry\.npmjs"
    options = r"(^|[ =\"'])(--(extra-)?index-url|-i |--find-links|--trusted-host)"
    machine = r"(?<![\w.~-])/(home|Users|root|work|opt)/\w"
    others = [path for path in tracked() if path != Path(__file__).relative_to(ROOT)]

    assert mentions(rf"(?i){hosts}", others) == []
    assert mentions(options, list(LOCKS)) == []
    assert mentions(machine, others) == []


def test_the_lock_pins_every_dependency_by_its_content() -> None:
    lock = "".join(text(path) for path in LOCKS)
    pins = dict(re.findall(r"^([a-z0-9.-]+)==.*\n(.*)", lock, flags=re.MULTILINE))

    assert set(dependencies()) - set(pins) == set()
    assert [name for name, following in pins.items() if "--hash=sha256:" not in following] == []


def test_the_readme_says_why_each_dependency_is_there() -> None:
    _, _, section = text(Path("README.md")).partition("\n## Dependencies\n")
    section, _, _ = section.partition("\n## ")

    assert [name for name in dependencies() if f"`{name}`" not in section] == []


def dependencies() -> list[str]:
    """The names in pyproject.toml, of the product and of every group."""
    project = tomllib.loads(text(Path("pyproject.toml")))
    groups = project["dependency-groups"].values()
    wishes = [*project["project"]["dependencies"], *(wish for group in groups for wish in group)]
    return [match[0] for wish in wishes if (match := re.match(r"[\w.-]+", wish))]
