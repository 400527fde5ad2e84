"""A served installation and the browser that looks at it."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from api.app import create_app
from api.settings import Settings
from workflows.published import Published

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",  # CI runs as root
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


def installed() -> str:
    """Where the browser is; LookupError if it is nowhere."""
    path = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        raise LookupError("No Chromium: run `make browser`.")
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's own browser; LookupError if it is not there."""
    path = installed()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def served(settings: Settings, published: Published | None = None) -> Iterator[str]:
    """The address at which the installation of these settings is served."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(create_app(settings, published), log_level="warning")
        server = uvicorn.Server(config)
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        while not server.started and serving.is_alive():
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        serving.join()
