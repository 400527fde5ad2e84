"""Dossiers that are brought in while the pages are open: found, opened, listed, drawn."""

import re

import pytest

from api.web import house as house_module
from api.web.addresses import address
from engine.store.lists import find_by_code
from engine.store.read import reading
from tests.api.web.visitor import Visitor
from tests.engine.imports.register.samples import SAMPLES, Archive, of_file, shipped

COUNTER = "dn-sxd-03"


def test_an_import_is_seen_on_the_pages_at_once(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house_module, "LOOK_AGAIN", house_module.LOOK_AGAIN * 0)
    engine = visitor.house.engine
    clerk = visitor.signed_in(COUNTER)
    told = shipped("nhat-ky.yaml")
    Archive(engine).bring(told, of_file(SAMPLES / "nhat-ky.csv", told))
    with reading(engine) as snapshot:
        ref = find_by_code(snapshot, "TN-2")
    assert ref is not None

    page = clerk.get(address(ref))

    assert page.status_code == 200
    assert "từ hệ thống “nhat-ky”, mã ở đó: TN-2" in page.text
    assert "Yêu cầu bổ sung hồ sơ (“Chờ bổ sung”)" in page.text
    drawing = re.search(r"/so-do/[0-9a-f]+/\w+\.svg", page.text)
    assert drawing is None or clerk.get(drawing[0]).status_code == 200
    assert "Đang giải quyết (từ hệ thống cũ)" in clerk.get("/viec").text
    found = clerk.get("/tim?q=tn-2")
    assert (found.status_code, found.headers.get("location")) == (303, address(ref))
