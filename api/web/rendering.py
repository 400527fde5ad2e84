"""Templates, and the words and numbers in them: dates as 22/11/2026, amounts as 1.250.000 đ."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from api.clock import local
from api.web.asking import Asking
from api.web.csrf import FIELD
from api.web.in_english import in_english
from api.web.words import Words

HERE = Path(__file__).parent
STATIC = HERE / "static"
Translate = Callable[[str], str]


def translator(language: str) -> Translate:
    """From the Vietnamese of a template to that language; unknown text stays as it is."""
    return in_english if language == "en" else str


@cache
def asset(name: str) -> str:
    """The address of a vendored file; it changes with the content, so it is kept for ever."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{quote(name)}?{digest}"


def icon(name: str) -> Markup:
    """A picture of the sprite, for eyes only: the words stand beside it."""
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        asset("icons.svg"), name
    )


def day(value: datetime | date | None) -> str:
    if value is None:
        return "–"
    return f"{local(value) if isinstance(value, datetime) else value:%d/%m/%Y}"


def minute(value: datetime | None) -> str:
    return "–" if value is None else f"{local(value):%H:%M %d/%m/%Y}"


def money(value: int) -> str:
    return f"{value:,}".replace(",", ".") + " đ"


def number(value: float) -> str:
    return f"{value:,}".replace(",", ".")


@pass_context
def span(context: Context, value: timedelta) -> str:
    """Working time as officials say it: 5 giờ 24 phút."""
    translate: Translate = context.get("_", str)
    hours, minutes = divmod(value // timedelta(minutes=1), 60)
    told = ((hours, "giờ"), (minutes, "phút"))
    return translate(" ".join(f"{count} {unit}" for count, unit in told if count) or "0 phút")


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day=day, minute=minute, money=money, number=number, span=span)
    made.globals.update(asset=asset, icon=icon)
    return made


def page(who: Asking, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """The page for this person, in their language."""
    return HTMLResponse(fragment(who, template, **values), status)


def fragment(who: Asking, template: str, **values: object) -> str:
    """The text of a template, whole page or part of one."""
    translate = translator(who.language)
    return (
        environment()
        .get_template(template)
        .render(
            who=who,
            _=translate,
            language=who.language,
            csrf=lambda: Markup('<input type="hidden" name="{}" value="{}">').format(
                FIELD, who.csrf()
            ),
            words=Words(who.house.system.published, who.house.today, translate),
            **values,
        )
    )


def go(where: str) -> Response:
    """After a form was taken: the next page by GET, so that a reload does nothing twice."""
    return Response(status_code=303, headers={"location": where})
