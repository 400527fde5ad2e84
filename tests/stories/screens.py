"""`make screenshots`: the pages of the demo province as pictures, for the README and the guides.

Names given behind the command take those pictures alone: `nguoi-dan` is all that begin so.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from api.cli.demo import fill_province, prepared
from api.settings import Settings
from api.system import System
from engine.desk import Desk
from engine.store.lists import register
from engine.store.read import reading
from tests.stories.person import Person
from tests.stories.serving import chromium, served

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
QUALITY = 72


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture: whose page, where, and what is done there first.

    `{token}` in a path is that of a receipt whose dossier waits for a supplement.
    """

    name: str
    staff: str | None
    path: str
    phone: bool = False
    first: Callable[[Person], None] | None = None


def _open_first(person: Person) -> None:
    person.page.locator("a[data-open]").first.click()
    person.page.wait_for_load_state("networkidle")


COUNTER, OFFICER, HEAD, LEADER, CLERICAL = (f"dn-sxd-{n}" for n in ("03", "07", "06", "01", "05"))
SHOWN = (
    Screen("dang-nhap", None, "/dang-nhap"),
    Screen("mot-cua-tiep-nhan", COUNTER, "/tiep-nhan/1.009972"),
    Screen("mot-cua-tim-thu-tuc", COUNTER, "/tiep-nhan?q=xay+dung"),
    Screen("mot-cua-truc-tuyen", COUNTER, "/truc-tuyen"),
    Screen("mot-cua-tra-ket-qua", COUNTER, "/tra-ket-qua"),
    Screen("mot-cua-buu-chinh", COUNTER, "/buu-chinh"),
    Screen("mot-cua-so", COUNTER, "/so"),
    Screen("mot-cua-phi", COUNTER, "/phi"),
    Screen("mot-cua-ban-chinh", COUNTER, "/ban-chinh"),
    Screen("mot-cua-dien-thoai", COUNTER, "/tiep-nhan", phone=True),
    Screen("can-bo-viec", OFFICER, "/viec"),
    Screen("can-bo-ho-so", OFFICER, "/viec", first=_open_first),
    Screen("can-bo-dien-thoai", OFFICER, "/viec", phone=True),
    Screen("tim-ho-so", OFFICER, "/tim?q=nguyen"),
    Screen("lanh-dao-phong-viec", HEAD, "/viec"),
    Screen("lanh-dao-phan-cong", HEAD, "/nhan-su"),
    Screen("lanh-dao-viec", LEADER, "/viec"),
    Screen("van-thu-viec", CLERICAL, "/viec"),
    Screen("nguoi-dan-trang-dau", None, "/"),
    Screen("nguoi-dan-ho-so", None, "/t/{token}", phone=True),
    Screen("nguoi-dan-thu-tuc", None, "/thu-tuc/1.009972", phone=True),
    Screen("nguoi-dan-bang", None, "/bang"),
    Screen("nguoi-dan-man-hinh", None, "/bang/man-hinh?co_quan=dn-sxd&dung=1"),
)


def main() -> int:
    SCREENS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="motcua-screens-") as folder:
        data = Path(folder)
        settings = Settings(data, f"sqlite:///{data / 'motcua.sqlite'}", demo=True, https=False)
        with prepared(settings=settings) as found:
            fill_province(found)
            token = _receipt(found)
        with served(settings) as address, chromium() as browser:
            for screen in SHOWN:
                if not sys.argv[1:] or screen.name.startswith(tuple(sys.argv[1:])):
                    _take(screen, browser, address, token)
    return 0


def _receipt(found: System) -> str:
    """The token of a receipt whose dossier waits for a supplement."""
    desk, clerk = Desk(found.engine, found.office, found.pepper()), found.office.person(COUNTER)
    with reading(found.engine) as snapshot:
        waiting = (one.ref for one in register(snapshot, "dn-sxd") if one.state == "supplement")
        ref = next(waiting)
    return desk.tracking.issue(ref, clerk).token


def _take(screen: Screen, browser: Browser, address: str, token: str) -> None:
    make = Person.on_phone if screen.phone else Person.at_desk
    person = make(browser, address)
    if screen.staff:
        person.sign_in(screen.staff)
    person.go(screen.path.format(token=token))
    person.page.wait_for_load_state("networkidle")
    if screen.first:
        screen.first(person)
    path = SCREENS / f"{screen.name}.jpg"
    person.page.screenshot(path=path, type="jpeg", quality=QUALITY, full_page=True)
    sys.stdout.write(f"{path.name}\n")
    person.leave()


if __name__ == "__main__":
    sys.exit(main())
