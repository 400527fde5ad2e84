"""Where the sign-in page is, and the page that it leads back to."""

from urllib.parse import quote, urlsplit

from fastapi import Request

SIGN_IN = "/dang-nhap"


def sign_in_at(request: Request) -> str:
    """The address of the sign-in page that comes back to this one; a form is not sent again."""
    here = request.url.path if request.method == "GET" else "/"
    query = f"?{request.url.query}" if request.method == "GET" and request.url.query else ""
    return f"{SIGN_IN}?tiep={quote(here + query)}"


def safe(where: str) -> str:
    """The address if it lies within this house, else the first page (no open redirect)."""
    parts = urlsplit(where)
    inside = not parts.scheme and not parts.netloc and where.startswith("/")
    return where if inside and not where.startswith(("//", "/\\")) and where.isprintable() else "/"
