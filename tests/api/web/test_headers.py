"""Every answer tells the browser to keep to our own files; no template goes round that."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.web.headers import ALWAYS, CSP
from api.web.rendering import HERE
from tests.api.web.visitor import Visitor
from workflows.published import Published

TEMPLATES = sorted(HERE.rglob("*.html"))


@pytest.mark.parametrize(
    "path", ["/dang-nhap", "/viec", "/khong-co-trang-nay", "/static/motcua.css", "/api/v1/nothing"]
)
def test_every_answer_carries_the_headers(visitor: Visitor, path: str) -> None:
    headers = visitor.get(path).headers

    assert {name: headers.get(name) for name in ALWAYS} == dict(ALWAYS)


def test_the_page_that_reads_cards_alone_may_open_the_camera(visitor: Visitor) -> None:
    visitor.signed_in("dn-sxd-03")

    assert "camera=(self)" in visitor.get("/tiep-nhan/1.009972").headers["permissions-policy"]
    assert "camera=()" in visitor.get("/tiep-nhan").headers["permissions-policy"]


def test_pages_are_kept_by_nobody_and_vendored_files_for_long(visitor: Visitor) -> None:
    assert visitor.get("/dang-nhap").headers["cache-control"] == "no-store"
    assert "immutable" in visitor.get("/static/motcua.css").headers["cache-control"]


def test_the_policy_allows_no_inline_code_and_no_other_host() -> None:
    assert "unsafe" not in CSP
    assert "http" not in CSP
    assert "default-src 'none'" in CSP


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(HERE).as_posix())
def test_no_template_has_inline_script_style_or_another_host(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text, re.IGNORECASE) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag] == []
    assert re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//", text) == []


def test_with_tls_cookies_are_secure_and_the_browser_stays_with_it(
    settings: Settings, published: Published
) -> None:
    app = create_app(replace(settings, https=True), published)
    with TestClient(app, base_url="https://testserver", follow_redirects=False) as client:
        answer = Visitor(client).sign_in("dn-sxd-07")

    assert "Secure" in answer.headers["set-cookie"]
    assert "max-age" in answer.headers["strict-transport-security"]


def test_tls_is_what_an_installation_has_unless_it_says_otherwise(tmp_path: Path) -> None:
    assert Settings.read({"MOTCUA_DATA_DIR": str(tmp_path)}).https is True
