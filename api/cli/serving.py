"""A server on one address, told to the person who started it."""

import socket
import sys

import uvicorn

from api.app import create_app
from api.cli.output import write
from api.settings import Settings
from engine.errors import Conflict


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until somebody stops it; Conflict (`port_busy`) if the port is taken."""
    try:
        listening = socket.create_server((host, port))
    except OSError as taken:
        raise Conflict(
            f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: --port 8001.",
            code="port_busy",
        ) from taken
    with listening:
        write(f"Mở http://{host}:{listening.getsockname()[1]} bằng trình duyệt (Ctrl+C để dừng).")
        sys.stdout.flush()  # a log that is read while it runs has the address too
        config = uvicorn.Config(create_app(settings), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listening])
