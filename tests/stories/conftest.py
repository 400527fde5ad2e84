"""Stories in a real browser: Debian's Chromium, driven by Playwright, over a served house."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.settings import Settings
from tests.api.web.conftest import applied_template, demo_template, published  # noqa: F401
from tests.stories.person import Person
from tests.stories.serving import chromium, served
from workflows.published import Published


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Shut with the file: while Playwright lives, its worker can run no other event loop."""
    try:
        with chromium() as launched:
            yield launched
    except LookupError as missing:
        raise pytest.fail.Exception(str(missing), pytrace=False) from None


@pytest.fixture
def address(
    demo_template: Path,  # noqa: F811 -- the fixture
    published: Published,  # noqa: F811 -- the fixture
    tmp_path: Path,
) -> Iterator[str]:
    """Where the installation of this test is served."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(demo_template, data / "motcua.sqlite")
    settings = Settings(data, f"sqlite:///{data / 'motcua.sqlite'}", demo=True, https=False)
    with served(settings, published) as here:
        yield here


@pytest.fixture
def person(browser: Browser, address: str) -> Iterator[Person]:
    """Somebody at a desk with a wide screen."""
    at_work = Person.at_desk(browser, address)
    yield at_work
    at_work.leave()


@pytest.fixture
def on_phone(browser: Browser, address: str) -> Iterator[Person]:
    """Somebody with a telephone of 360 points."""
    walking = Person.on_phone(browser, address)
    yield walking
    walking.leave()
